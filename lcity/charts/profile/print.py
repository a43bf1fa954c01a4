"""Profiles of a few units among many: a strip a row, ticks of all, the band of some, dots of the few."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from lcity.charts.printed import SHAPES
from lcity.charts.profile.strips import QUARTILES, looks, placed
from lcity.colour import ACCENT, WHOLE
from lcity.export.pictures.axes import legend, named, quiet, shortened
from lcity.export.pictures.page import INK
from lcity.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 36
BAND = 0.36


@dataclass(frozen=True, eq=False)
class ProfileStrips:
    """A strip per node of the index, right being better.

    Parameters
    ----------
    heading
        What is shown.
    scores
        All units × nodes, in the order to draw from the top: 0–100, NaN missing.
    quartiles
        Node × three quartiles of those held against.
    labels
        Node → name.
    strong
        The nodes to set off: the dimensions.
    units
        Unit compared → name, one to five.
    band, everybody
        What the band, with its median, and the ticks are.
    """

    heading: str
    scores: pd.DataFrame
    quartiles: pd.DataFrame
    labels: pd.Series
    strong: frozenset[str]
    units: pd.Series
    band: str
    everybody: str
    lang: Language
    height: float = 1.0

    @property
    def title(self) -> str:
        """What is shown, and of how many."""
        count = len(self.scores.columns)
        return shortened(self.heading, min(count, MOST_ROWS), count, self.lang)

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        nodes = self.scores.columns[:MOST_ROWS]
        rows = np.arange(len(nodes))
        quiet(axes)
        for row, node in enumerate(nodes):
            places = np.unique(placed(self.scores[node].dropna()).round(1))
            everybody = axes.vlines(places, row - 0.24, row + 0.24, color=WHOLE, alpha=0.45, linewidth=0.5)
        low, middle, high = (placed(self.quartiles.loc[nodes, share]) for share in QUARTILES)
        band = axes.barh(rows, high - low, left=low, height=2 * BAND, color=ACCENT, alpha=0.22, linewidth=0)
        axes.vlines(middle, rows - BAND, rows + BAND, color=ACCENT, linewidth=2)
        everybody.set_label(named(self.everybody, 60))
        band.set_label(named(self.band, 60))
        drawn = [
            axes.scatter(
                placed(self.scores.loc[unit, nodes]),
                rows,
                label=named(name, 40),
                marker=SHAPES[shape],
                c=colour,
                s=30,
                zorder=4 - 0.1 * number,
                linewidths=0.6,
                edgecolors="white",
            )
            for number, ((unit, name), (colour, shape)) in enumerate(
                zip(self.units.items(), looks(), strict=False)
            )
        ]
        axes.set_yticks(rows, [named(self.labels[node], 60) for node in nodes])
        for label, node in zip(axes.get_yticklabels(), nodes, strict=True):
            label.set_color(ACCENT if node in self.strong else INK)
        axes.set_xlim(-1, 101)
        axes.set_ylim(len(nodes) - 0.5, -0.5)
        legend(axes, [*drawn, band, everybody], 2)
        # By its right end: the labels at the left leave more room than the axes have.
        axes.get_legend().set_loc("upper right")
        axes.get_legend().set_bbox_to_anchor((1, -0.05))
