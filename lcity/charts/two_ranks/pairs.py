"""Ranks under two frameworks, a row a unit: what both forms draw."""

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from lcity.colour import SERIES, WHOLE

BAR_COLOUR, BAR_PX, BAR_OPACITY = WHOLE, 5, 0.4
LINK_COLOUR, LINK_PX = SERIES[1], 2


@dataclass(frozen=True, eq=False)
class Dots:
    """A framework's dots: the known ranks by unit, hex colour, shape and size."""

    label: str
    ranks: pd.Series
    colour: str
    shape: str
    size_px: float


@dataclass(frozen=True, eq=False)
class RankPairs:
    """Two ranks a unit: the first's interval as a thin bar, and where the second puts it.

    Parameters
    ----------
    table
        Index unit, in the order to draw from the top; columns name, first, second (ranks), low, high (the
        first's interval) and depends (whether the second lies outside it); a rank may be missing.
    first, second, interval
        What the two frameworks and the bar are called.
    x_title
        What the axis is.
    selected
        The unit to mark; "" for none.
    """

    table: pd.DataFrame
    first: str
    second: str
    interval: str
    x_title: str
    selected: str = ""

    @cached_property
    def rows(self) -> pd.Series:
        """Unit → the number of its row from the top."""
        return pd.Series(range(len(self.table)), self.table.index)

    @property
    def bars(self) -> pd.DataFrame:
        """Unit → low and high of those whose interval is known."""
        return self.table[["low", "high"]].dropna().astype(int)

    @property
    def links(self) -> pd.DataFrame:
        """Unit → first and second of those whose rank depends on the framework."""
        return self.table.loc[self.table["depends"], ["first", "second"]].dropna().astype(int)

    @property
    def dots(self) -> tuple[Dots, Dots]:
        """The dots of the first framework and, smaller, of the second."""
        first, second = (self.table[column].dropna().astype(int) for column in ("first", "second"))
        return (
            Dots(self.first, first, SERIES[0], "circle", 14),
            Dots(self.second, second, SERIES[1], "diamond", 9),
        )

    @property
    def unranked(self) -> pd.Index:
        """The units without either rank."""
        return self.table.index[self.table[["first", "second"]].isna().all(axis=1)]

    @property
    def last(self) -> int:
        """The last rank drawn, 1 where there is none."""
        most = self.table[["first", "second", "high"]].max(axis=None, skipna=True)
        return 1 if pd.isna(most) else int(most)

    @property
    def span(self) -> tuple[float, float]:
        """The ends of the axis."""
        return 1 - 0.04 * self.last, 1.04 * self.last

    @property
    def ticks(self) -> list[int]:
        """Round ranks from 1 to the last."""
        steps = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 10_000)
        step = next(step for step in steps if self.last / step <= 12)
        return [1, *range(step if step > 1 else 2, self.last + 1, step)]

    def top(self, most: int) -> "RankPairs":
        """Return the first so many units."""
        return replace(self, table=self.table.iloc[:most])
