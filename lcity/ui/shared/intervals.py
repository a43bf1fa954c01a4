"""The ranks of units under many sets of weights, kept for every session."""

from collections.abc import Callable

import pandas as pd

from lcity.dataset.errors import value_errors
from lcity.index import anywhere, apart, around
from lcity.index.draws import DRAWS
from lcity.index.errors import score_errors
from lcity.index.robustness import RankSpread
from lcity.ui.shared import cache, selection
from lcity.ui.shared.standing import Rules, ranked
from lcity.ui.shared.state import Choice

AROUND, ANY = "around", "any"


QUESTIONS = (AROUND, ANY)
MANY_UNITS = 10_000
FIRST_DRAWS = 1_000
"""Of very many units so many sets of weights are tried first, to be shown until all have been."""


def question_choice() -> Choice:
    """Return the choice of which sets of weights a rank is tried under."""
    return Choice("draws", AROUND, allowed=QUESTIONS)


def intervals(
    level: str, rules: Rules, city: str = "", question: str = AROUND, draws: int = DRAWS
) -> RankSpread:
    """Return the ranks of a level's units under many sets of weights.

    Parameters
    ----------
    level, rules, city
        As for `lcity.ui.shared.standing.ranked`.
    question
        `AROUND`: every weight within 25 % of the chosen one; `ANY`: any weights of the dimensions.
        What is missing and what the dataset gives errors of is drawn too.
    draws
        How many sets of weights.

    Raises
    ------
    ArgumentError
        Every weight is 0.
    """
    return _kept(level, city)(level, rules, city, question, selection.chosen_year(), draws)


def in_steps(level: str, city: str = "") -> tuple[int, ...]:
    """Return how many sets of weights are tried, one step after another: of very many units first a few."""
    return (FIRST_DRAWS, DRAWS) if _count(level, city) > MANY_UNITS else (DRAWS,)


def _kept(level: str, city: str) -> Callable[..., RankSpread]:
    return _of_many if _count(level, city) > MANY_UNITS else _of_few


def _count(level: str, city: str) -> int:
    return len(selection.districts_of(city) if level == "district" else selection.units(level))


def overtaking(
    level: str,
    rules: Rules,
    city: str = "",
    question: str = AROUND,
    among: tuple[str, ...] = (),
    draws: int = DRAWS,
) -> pd.Series:
    """Return how often each unit is ahead of the one ranked before it, as `lcity.index.apart` has it.

    Parameters
    ----------
    level, rules, city, question, draws
        As for `intervals`.
    among
        Only these units, each held against the one before it among them; none for all.
    """
    return _overtaking(level, rules, city, question, among, draws, selection.chosen_year())


@cache.shared(32)
def _overtaking(
    level: str,
    rules: Rules,
    city: str,
    question: str,
    among: tuple[str, ...],
    draws: int,
    year: int | None,
) -> pd.Series:
    order = ranked(level, rules, city).table().index
    found = _kept(level, city)(level, rules, city, question, year, draws)
    return apart.overtaking(found, order[order.isin(among)] if among else order)


def not_apart(
    level: str,
    rules: Rules,
    city: str = "",
    question: str = AROUND,
    among: tuple[str, ...] = (),
    draws: int = DRAWS,
) -> pd.Series:
    """Say of each unit, in rank order, whether it cannot be told apart from the one ranked before it.

    For parameters see `overtaking`.
    """
    return overtaking(level, rules, city, question, among, draws) > apart.DOUBT


def alike(level: str, rules: Rules, unit: str, city: str = "", question: str = AROUND) -> list[str]:
    """Return the units ranked next to a unit that it cannot be told apart from, the one before it first.

    For parameters see `intervals`.
    """
    found = not_apart(level, rules, city, question)
    if unit not in found.index:
        return []
    at = found.index.get_loc(unit)
    after = found.index[at + 1 : at + 2]
    return [*(found.index[at - 1 : at] if found[unit] else ()), *after[found[after].to_numpy()]]


# At 3,000 units an answer takes 60 MB: few of the large ones are kept.
@cache.shared(8)
def _of_few(level: str, rules: Rules, city: str, question: str, year: int | None, draws: int) -> RankSpread:
    return _intervals(level, rules, city, question, year, draws)


# At 40,000 units it takes 800 MB: the last, and the few draws before all.
@cache.shared(1)
def _of_many(level: str, rules: Rules, city: str, question: str, year: int | None, draws: int) -> RankSpread:
    return _intervals(level, rules, city, question, year, draws)


def _intervals(
    level: str, rules: Rules, city: str, question: str, year: int | None, draws: int = DRAWS
) -> RankSpread:
    scores = cache.normalised(level, year, rules.normalise, city)
    ask = around if question == AROUND else anywhere
    errors = errors_of_scores(level, year, rules.normalise, city)
    return ask(scores, rules.tree, rules.weights, rules.aggregate, draws=draws, errors=errors)


@cache.shared(16)
def errors_of_scores(level: str, year: int | None, method: str, city: str = "") -> pd.DataFrame:
    """Return the standard errors of a level's scores, in points; NaN where the dataset gives none.

    Parameters
    ----------
    level, year, method, city
        Of the scores, as for `lcity.ui.shared.cache.normalised`.
    """
    dataset, scores = cache.open_dataset(), cache.normalised(level, year, method, city)
    values = cache.values(level, year).values.loc[scores.index]
    errors = value_errors(dataset, level, year).reindex(scores.index).reindex(columns=values.columns)
    return score_errors(values, errors, dataset.indicators, method)
