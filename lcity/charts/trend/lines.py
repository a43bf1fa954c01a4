"""Rates over the years, a line a series: what both forms draw."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from lcity.charts.spread import spread
from lcity.colour import SERIES, WHOLE

DASHES = ("solid", "dash", "dot")
WIDTH_PX, COMPARED_PX, DOT_PX = 2.5, 1.2, 6
NAMES_SHARE = 0.4
"""Room for the names at the lines' ends, as a share of the years' width."""


@dataclass(frozen=True, eq=False)
class Line:
    """A series as it is drawn: its rates by year, 0–1, hex colour, dash and width."""

    label: str
    rates: pd.Series
    colour: str
    dash: str
    width_px: float = WIDTH_PX


@dataclass(frozen=True, eq=False)
class Trend:
    """Rates over the years.

    Parameters
    ----------
    rates
        Years, ascending, at least one × series: 0–1; a missing year interrupts its line.
    labels
        Series → what to call it.
    year
        The year in force; None for none.
    compared
        Index year: a thin grey line to compare with, of another unit.
    compared_label
        What to call that.
    digits
        Of a percentage.
    """

    rates: pd.DataFrame
    labels: Mapping[str, str]
    year: int | None = None
    compared: pd.Series | None = None
    compared_label: str = ""
    digits: int = 1

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The series in their order, then the one compared."""
        styles = {series: (SERIES[at % 3], DASHES[at % 3]) for at, series in enumerate(self.labels)}
        lines = [Line(label, self.rates[key], *styles[key]) for key, label in self.labels.items()]
        if self.compared is not None:
            lines.append(Line(self.compared_label, self.compared, WHOLE, "solid", COMPARED_PX))
        return tuple(lines)

    @property
    def known(self) -> bool:
        """Whether any rate is."""
        return bool(self.rates.notna().any(axis=None))

    @property
    def top(self) -> float:
        """The end of the axis of rates."""
        highest = [line.rates.max() for line in self.lines if line.rates.notna().any()]
        return 1.08 * max(highest, default=0.0) or 0.01

    @property
    def span(self) -> tuple[float, float]:
        """The ends of the axis of years: the years, and room for the names."""
        first, last = int(self.rates.index.min()), int(self.rates.index.max())
        wide = max(last - first, 1)
        return first - 0.04 * wide, last + NAMES_SHARE * wide

    @property
    def marked(self) -> int | None:
        """The year to mark: that in force, where it is drawn."""
        return self.year if self.year in self.rates.index else None

    def ends(self, least: float) -> list[tuple[Line, int, float]]:
        """Return the known lines, the year each ends in and the rate its name stands at.

        Parameters
        ----------
        least
            How far names are apart, as a share of the axis.
        """
        known = [(line, line.rates.dropna()) for line in self.lines if line.rates.notna().any()]
        places = spread([float(rates.iloc[-1]) for _, rates in known], least * self.top, (0, self.top))
        return [
            (line, int(rates.index[-1]), place) for (line, rates), place in zip(known, places, strict=True)
        ]
