"""Rates over the years, in print."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lcity.charts.printed import DASHES, points, stroke
from lcity.charts.trend.lines import DOT_PX, Trend
from lcity.colour import WHOLE
from lcity.export.native import NativeChart, Series
from lcity.export.pictures.axes import named, per_cent, quiet
from lcity.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LABEL_SHARE = 0.085
"""Of the axis, what a name's line takes."""


@dataclass(frozen=True, eq=False)
class TrendLines:
    """Rates over the years, a line a series, named at its end.

    Parameters
    ----------
    title
        What is shown.
    trend
        What is drawn.
    """

    title: str
    trend: Trend
    height: float = 1.0

    def native(self, lang: Language) -> NativeChart:
        """Return it as a presentation's own, which has no thin lines."""
        years = self.trend.rates.index
        series = tuple(
            Series(
                line.label,
                tuple(None if np.isnan(rate) else float(rate) for rate in line.rates.reindex(years)),
                (line.colour,),
            )
            for line in self.trend.lines
            if line.rates.notna().any()
        )
        return NativeChart("lines", tuple(map(str, years)), series, "0%", legend=True)

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        for line in self.trend.lines:
            axes.plot(
                line.rates.index.to_numpy(float),
                line.rates.to_numpy(float),
                color=line.colour,
                linestyle=DASHES[line.dash],
                linewidth=stroke(line.width_px),
                marker="o",
                markersize=points(DOT_PX),
            )
        quiet(axes, "y")
        look = {"xytext": (8, 0), "textcoords": "offset points", "va": "center"}
        for line, year, place in self.trend.ends(LABEL_SHARE):
            axes.annotate(named(line.label), (year, place), color=line.colour, **look)
        if self.trend.marked is not None:
            axes.axvline(self.trend.marked, color=WHOLE, linestyle=":", linewidth=1)
        years = self.trend.rates.index.to_numpy(int)
        axes.set_xlim(self.trend.span)
        axes.set_ylim(0, self.trend.top)
        axes.set_xticks(years, list(map(str, years)))
        per_cent(axes.yaxis, lang)
