"""The ranks of units under many sets of weights, kept for every session."""

import pandas as pd

from lcity.dataset.errors import value_errors
from lcity.index import anywhere, around
from lcity.index.errors import score_errors
from lcity.index.robustness import RankSpread
from lcity.ui.shared import cache, selection
from lcity.ui.shared.standing import Rules
from lcity.ui.shared.state import Choice

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
        As for `lcity.ui.shared.standing.ranked`.
    question
        `AROUND`: every weight within 25 % of the chosen one; `ANY`: any weights of the dimensions.
        What is missing and what the dataset gives errors of is drawn too.

    Raises
    ------
    ArgumentError
        Every weight is 0.
    """
    return _intervals(level, rules, city, question, selection.chosen_year())


# At 3,000 units an answer takes 60 MB: few of the large ones are kept.
@cache.shared(8)
def _intervals(level: str, rules: Rules, city: str, question: str, year: int | None) -> RankSpread:
    scores = cache.normalised(level, year, rules.normalise, city)
    ask = around if question == AROUND else anywhere
    errors = errors_of_scores(level, year, rules.normalise, city)
    return ask(scores, rules.tree, rules.weights, rules.aggregate, errors=errors)


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
