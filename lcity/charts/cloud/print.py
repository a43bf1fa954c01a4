"""Shares given by many, in print."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lcity.charts.cloud.rows import Shares, scale_of, stacked
from lcity.export.pictures.axes import named, per_cent, quiet
from lcity.export.pictures.page import INK, QUIET, SMALL_PT
from lcity.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HIGH, APART = 0.72, 0.085


@dataclass(frozen=True, eq=False)
class SharesCloud:
    """A row a weight: a dot a giver, a line at the median, a band between the quartiles, all written out.

    Parameters
    ----------
    title
        What is shown.
    rows
        From top to bottom.
    heads
        Of the names, of the figures and of the weights.
    """

    title: str
    rows: Sequence[Shares]
    heads: Sequence[str]
    height: float = 1.0

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        at = scale_of(self.rows)
        end = at[-1] or 1.0
        for place, row in enumerate(self.rows):
            along, height = stacked(row.shares, end)
            apart, middle = min(APART, HIGH / max(int(height.max(initial=0)), 1)), place - HIGH / 2
            band = {"left": row.lower, "height": HIGH + 0.1, "color": INK, "alpha": 0.12}
            axes.barh(middle, row.upper - row.lower, **band)
            axes.plot(along * end, place - 0.04 - apart * height, "o", ms=3.2, mew=0, color=row.colour)
            axes.plot([row.median] * 2, [place + 0.01, place - HIGH - 0.05], color=INK, lw=1.6)
            median, quartiles = row.figures
            axes.text(1.04 * end, middle - 0.02, median, va="bottom", color=INK)
            axes.text(1.04 * end, middle + 0.04, quartiles, va="top", color=QUIET, fontsize=SMALL_PT)
            axes.text(1.24 * end, middle - 0.02, row.weight, va="bottom", color=INK)
        for at_end, head in zip((1.04, 1.24), self.heads[1:], strict=True):
            axes.text(at_end * end, -0.95, head, va="baseline", color=QUIET, fontsize=SMALL_PT)
        quiet(axes)
        axes.set_yticks(np.arange(len(self.rows)) - HIGH / 2, [named(row.name) for row in self.rows])
        axes.tick_params(axis="y", labelcolor=INK)
        axes.set_xticks(at)
        per_cent(axes.xaxis, lang)
        axes.set_xlim(-0.02 * end, 1.42 * end)
        axes.set_ylim(len(self.rows) - 0.8, -1.25)
