"""The ranks of units under many sets of weights, kept for every session."""

from functools import partial

import pandas as pd

from lcity.dataset.errors import value_errors
from lcity.index import anywhere, apart, around
from lcity.index import draws as drawing
from lcity.index.errors import score_errors
from lcity.index.robustness import Drawing, RankSpread
from lcity.ui.shared import cache, selection
from lcity.ui.shared.standing import Rules, ranked
from lcity.ui.shared.state import Choice
from lcity.ui.shared.trying import FIRST_DRAWS, Tried, Trying

__all__ = ["ANY", "AROUND", "FIRST_DRAWS", "QUESTIONS", "intervals", "so_far", "trying"]

AROUND, ANY = "around", "any"
QUESTIONS = (AROUND, ANY)
MANY_UNITS = 10_000


def question_choice() -> Choice:
    """Return the choice of which sets of weights a rank is tried under."""
    return Choice("draws", AROUND, allowed=QUESTIONS)


def intervals(level: str, rules: Rules, city: str = "", question: str = AROUND) -> RankSpread:
    """Return the ranks of a level's units under many sets of weights; of very many units that takes a while.

    Parameters
    ----------
    level, rules, city
        As for `lcity.ui.shared.standing.ranked`.
    question
        `AROUND`: every weight within 25 % of the chosen one; `ANY`: any weights of the dimensions.
        What is missing and what the dataset gives errors of is drawn too.

    Raises
    ------
    ArgumentError
        Every weight is 0.
    """
    begun = trying(level, rules, city, question)
    if begun is not None:
        return begun.whole().spread
    return _of_few(level, rules, city, question, selection.chosen_year())


def so_far(level: str, rules: Rules, city: str = "", question: str = AROUND) -> Tried:
    """Return what is known of the ranks by now: of very many units at first under a few sets of weights.

    For parameters and errors see `intervals`.
    """
    begun = trying(level, rules, city, question)
    if begun is not None:
        return begun.so_far()
    arguments = (level, rules, city, question)
    return Tried(intervals(*arguments), overtaking(*arguments))


def trying(level: str, rules: Rules, city: str = "", question: str = AROUND) -> Trying | None:
    """Return the ranking of very many units that goes on beside the page; None of fewer.

    For parameters and errors see `intervals`.
    """
    if _count(level, city) <= MANY_UNITS:
        return None
    return _of_many(level, rules, city, question, selection.chosen_year())


def _count(level: str, city: str) -> int:
    return len(selection.districts_of(city) if level == "district" else selection.units(level))


def overtaking(
    level: str,
    rules: Rules,
    city: str = "",
    question: str = AROUND,
    among: tuple[str, ...] = (),
) -> pd.Series:
    """Return how often each unit is ahead of the one ranked before it, as `lcity.index.apart` has it.

    Parameters
    ----------
    level, rules, city, question
        As for `intervals`.
    among
        Only these units, each held against the one before it among them; none for all.
    """
    return _overtaking(level, rules, city, question, among, selection.chosen_year())


@cache.shared(32)
def _overtaking(
    level: str,
    rules: Rules,
    city: str,
    question: str,
    among: tuple[str, ...],
    year: int | None,
) -> pd.Series:
    begun = trying(level, rules, city, question)
    if begun is not None and not among:
        return begun.whole().overtaking
    order = ranked(level, rules, city).table().index
    found = intervals(level, rules, city, question)
    return apart.overtaking(found, order[order.isin(among)] if among else order)


def not_apart(
    level: str,
    rules: Rules,
    city: str = "",
    question: str = AROUND,
    among: tuple[str, ...] = (),
) -> pd.Series:
    """Say of each unit, in rank order, whether it cannot be told apart from the one ranked before it.

    For parameters see `overtaking`.
    """
    return overtaking(level, rules, city, question, among) > apart.DOUBT


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
def _of_few(level: str, rules: Rules, city: str, question: str, year: int | None) -> RankSpread:
    scores = cache.normalised(level, year, rules.normalise, city)
    ask = around if question == AROUND else anywhere
    errors = errors_of_scores(level, year, rules.normalise, city)
    return ask(scores, rules.tree, rules.weights, rules.aggregate, errors=errors)


# At 40,000 units it takes 800 MB: the last.
@cache.shared(1)
def _of_many(level: str, rules: Rules, city: str, question: str, year: int | None) -> Trying:
    ask = drawing.around if question == AROUND else drawing.anywhere
    begin = partial(
        Drawing,
        cache.normalised(level, year, rules.normalise, city),
        rules.tree,
        rules.weights,
        rules.aggregate,
        ask(rules.tree, rules.weights),
        errors=errors_of_scores(level, year, rules.normalise, city),
    )
    return Trying(begin, ranked(level, rules, city).table().index)


def figures_drawn(level: str, rules: Rules, city: str = "", question: str = AROUND) -> bool:
    """Say whether figures are drawn beside the weights: a ranked unit lacks one, or has one with an error.

    For parameters see `intervals`; of the indicators only those that count are asked.
    """
    year = selection.chosen_year()
    scores = cache.normalised(level, year, rules.normalise, city)
    weights = rules.weights if question == AROUND else drawing.any_dimension(rules.tree, rules.weights)
    counting = list(weights.counting(rules.tree))
    units = ranked(level, rules, city).rank.dropna().index
    known = scores.loc[units, counting]
    errors = errors_of_scores(level, year, rules.normalise, city).loc[units, counting]
    # What is missing is drawn give or take what tells the others apart.
    drawn = (known.isna() & (known.max() > known.min())) | (errors > 0)
    return bool(drawn.to_numpy().any())


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
