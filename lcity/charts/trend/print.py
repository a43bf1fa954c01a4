"""Rates over the years, on paper: a line a series, each named at its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from lcity.colour import SERIES, WHOLE
from lcity.export.native import NativeChart, Series
from lcity.export.pictures.axes import named, per_cent, quiet
from lcity.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DASHES = ("-", "--", ":")


@dataclass(frozen=True, eq=False)
class TrendLines:
    """Rates over the years, a line a series, named at its end.

    Parameters
    ----------
    title
        What is shown.
    rates
        Years × series: 0–1; a missing year interrupts its line.
    labels
        Series → name.
    year
        The year to mark; None for none.
    """

    title: str
    rates: pd.DataFrame
    labels: Mapping[str, str]
    year: int | None = None
    height: float = 1.0

    def native(self, lang: Language) -> NativeChart:
        """Return it as a presentation's own."""
        series = tuple(
            Series(
                label,
                tuple(None if np.isnan(rate) else float(rate) for rate in self.rates[key]),
                (SERIES[place % len(SERIES)],),
            )
            for place, (key, label) in enumerate(self.labels.items())
        )
        return NativeChart("lines", tuple(map(str, self.rates.index)), series, "0%", legend=True)

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        years = self.rates.index.to_numpy(float)
        ends = []
        for place, (series, label) in enumerate(self.labels.items()):
            colour, rates = SERIES[place % len(SERIES)], self.rates[series]
            axes.plot(
                years, rates, color=colour, linestyle=DASHES[place % 3], marker="o", markersize=4, linewidth=2
            )
            known = rates.dropna()
            if len(known):
                ends.append((float(known.iloc[-1]), float(known.index[-1]), named(label), colour))
        quiet(axes, "y")
        top = 1.15 * max([float(self.rates.max().max()), 1e-6])
        axes.set_ylim(0, top if np.isfinite(top) else 1)
        lowest = -np.inf
        for value, year, label, colour in sorted(ends):
            lowest = max(value, lowest + 0.085 * top)
            axes.annotate(
                label, (year, lowest), xytext=(8, 0), textcoords="offset points", color=colour, va="center"
            )
        if self.year is not None:
            axes.axvline(self.year, color=WHOLE, linestyle=":", linewidth=1)
        span = max(np.ptp(years), 1)
        axes.set_xlim(years.min() - 0.04 * span, years.max() + 0.42 * span)
        axes.set_xticks(years, [str(int(year)) for year in years])
        per_cent(axes.yaxis, lang)
