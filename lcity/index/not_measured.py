"""What a learning city is asked for and a dataset does not measure, with the indicator that would."""

from typing import NamedTuple

import pandas as pd

COLUMN = "asked"
"""A free column of the indicators: which of the asks an indicator of another key answers."""


class Ask(NamedTuple):
    """One thing a learning city is asked for.

    Parameters
    ----------
    key
        The key of the indicator that would answer.
    feature
        The number of UNESCO's key feature it speaks to, 1–12.
    direction
        1 where more is better, −1 where less is.
    computed
        How it would be computed; "" where its values are read.
    table, column
        Where its figures would stand.
    """

    key: str
    feature: int
    direction: int
    computed: str = ""
    table: str = "values_district.csv"
    column: str = ""

    @property
    def figures(self) -> str:
        """The column its figures would stand in."""
        return self.column or self.key


ASKS = (
    Ask("education_spending", 12, 1),
    Ask("volunteers_share", 1, 1),
    Ask("offences_per_1000", 1, -1),
    Ask("coverage_rural_ratio", 4, 1, "coverage_ratio:people_rural", "population.csv", "people_rural"),
)
"""What no open figure by district was found of: spending on education, civility, urban safety, and town and
country told apart.
"""


def not_measured(indicators: pd.DataFrame) -> tuple[Ask, ...]:
    """Return what is asked for and no indicator of a dataset answers.

    Parameters
    ----------
    indicators
        Index `key`; columns `parent`, `computed` and, where the dataset has it, `asked`: the key of what
        an indicator answers under another one.
    """
    leaves = indicators[~indicators.index.isin(indicators["parent"].dropna())]
    answered = set(leaves.index) | set(leaves["computed"].dropna())
    if COLUMN in leaves:
        answered |= set(leaves[COLUMN].dropna())
    return tuple(ask for ask in ASKS if answered.isdisjoint({ask.key, ask.computed} - {""}))
