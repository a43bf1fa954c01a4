"""Rates by group, dots on one line per unit: what both forms draw."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from lcity.colour import SERIES, WHOLE

SHAPES = ("circle", "diamond", "square")
DOT_PX, BAR_PX, BAR_WIDTH_PX, LINE_PX = 11, 13, 3, 2
LINE_OPACITY = 0.5


@dataclass(frozen=True, eq=False)
class Group:
    """A group as it is drawn: the known rates by unit, 0–1, hex colour, shape and size.

    The whole is a bar across the line, of the shape "line-ns".
    """

    label: str
    rates: pd.Series
    colour: str
    shape: str
    size_px: float = DOT_PX


@dataclass(frozen=True, eq=False)
class GroupRates:
    """Rates by group of some units.

    Parameters
    ----------
    rates
        Units, in the order to draw from the top, × groups: 0–1. A unit wholly without rates is drawn as
        no data.
    names
        Unit → name.
    labels
        Group → what to call it, in the order of the legend.
    whole
        The group that is everybody.
    selected
        The unit to mark; "" for none.
    digits
        Of a percentage.
    """

    rates: pd.DataFrame
    names: pd.Series
    labels: Mapping[str, str]
    whole: str = "all"
    selected: str = ""
    digits: int = 1

    @cached_property
    def rows(self) -> pd.Series:
        """Unit → the number of its row from the top."""
        return pd.Series(range(len(self.rates)), self.rates.index)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups in the order of the legend."""
        parts = self._parts
        known = {group: self.rates[group].dropna() for group in self.labels}
        return tuple(
            Group(label, known[group], WHOLE, "line-ns", BAR_PX)
            if group == self.whole
            else Group(label, known[group], SERIES[parts.index(group) % 3], SHAPES[parts.index(group) % 3])
            for group, label in self.labels.items()
        )

    @cached_property
    def spans(self) -> pd.DataFrame:
        """Unit → low and high, the least and the greatest rate of its groups; units without any left out."""
        parts = self.rates[self._parts]
        return pd.DataFrame({"low": parts.min(axis=1), "high": parts.max(axis=1)}).dropna()

    @property
    def unknown(self) -> pd.Index:
        """The units wholly without rates."""
        return self.rates.index[self.rates.isna().all(axis=1)]

    @property
    def _parts(self) -> list[str]:
        return [group for group in self.labels if group != self.whole]

    def first(self, most: int) -> "GroupRates":
        """Return the rates of the first so many units."""
        return replace(self, rates=self.rates.iloc[:most])
