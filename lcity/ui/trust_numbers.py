"""How far a ranking can be trusted, in numbers kept for every session; the chosen year is part of the key."""

import pandas as pd

from lcity.dataset.errors import value_errors
from lcity.index import anywhere, around
from lcity.index.errors import score_errors
from lcity.index.robustness import RankSpread
from lcity.index.tipping import Tipping, Tips
from lcity.ui import cache, place
from lcity.ui.standing import Rules
from lcity.ui.state import Choice

AROUND, ANY = "around", "any"
QUESTIONS = (AROUND, ANY)


def question_choice() -> Choice:
    """Return the choice of which sets of weights a rank is tried under."""
    return Choice("draws", AROUND, allowed=QUESTIONS)


def intervals(level: str, rules: Rules, city: str = "", question: str = AROUND) -> RankSpread:
    """Return the ranks of a level's units under 10,000 sets of weights.

    Parameters
    ----------
    level, rules, city
        As for `lcity.ui.standing.ranked`.
    question
        `AROUND`: every weight within 25 % of the chosen one; `ANY`: any weights of the dimensions.
        What is missing and what the dataset gives errors of is drawn too.

    Raises
    ------
    ArgumentError
        Every weight is 0.
    """
    return _intervals(level, rules, city, question, place.chosen_year())


# At 3,000 units an answer takes 60 MB: few of the large ones are kept.
@cache.shared(8)
def _intervals(level: str, rules: Rules, city: str, question: str, year: int | None) -> RankSpread:
    scores = cache.normalised(level, year, rules.normalise, city)
    ask = around if question == AROUND else anywhere
    errors = _errors(level, year, rules.normalise, city)
    return ask(scores, rules.tree, rules.weights, rules.aggregate, errors=errors)


@cache.shared(16)
def _errors(level: str, year: int | None, method: str, city: str) -> pd.DataFrame:
    """Return the standard errors of scores, in points; NaN where the dataset gives none."""
    dataset, scores = cache.open_dataset(), cache.normalised(level, year, method, city)
    values = cache.values(level, year).values.loc[scores.index]
    errors = value_errors(dataset, level, year).reindex(scores.index).reindex(columns=values.columns)
    return score_errors(values, errors, dataset.indicators, method)


def bands(level: str, rules: Rules, city: str = "") -> dict[str, tuple[float, float]]:
    """Return, for each node, the band of its share among its siblings in which the top three stay.

    Raises
    ------
    ArgumentError
        Every weight is 0.
    """
    return _bands(level, rules, city, place.chosen_year())


@cache.shared(32)
def _bands(level: str, rules: Rules, city: str, year: int | None) -> dict[str, tuple[float, float]]:
    tips = _tips(level, rules, city, year)
    return {key: tips.keeps_order(key) for key in rules.tree.keys}


def tippings(level: str, rules: Rules, unit: str, city: str = "") -> dict[str, Tipping]:
    """Return, for each node, the nearest shares at which a unit gains or loses a place.

    Raises
    ------
    ArgumentError
        Every weight is 0.
    """
    return _tippings(level, rules, unit, city, place.chosen_year())


@cache.shared(32)
def _tippings(level: str, rules: Rules, unit: str, city: str, year: int | None) -> dict[str, Tipping]:
    tips = _tips(level, rules, city, year)
    return {key: tips.tipping(key, unit) for key in rules.tree.keys}


@cache.shared(2)
def _tips(level: str, rules: Rules, city: str, year: int | None) -> Tips:
    scores = cache.normalised(level, year, rules.normalise, city)
    return Tips(scores, rules.tree, rules.weights, rules.aggregate)
