"""Rates by group, on paper: dots on one line per unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from lcity.colour import SERIES, WHOLE
from lcity.export.pictures.axes import legend, named, per_cent, quiet, shortened
from lcity.export.pictures.page import INK, QUIET, SMALL_PT
from lcity.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 24
MARKERS = "oDs"


@dataclass(frozen=True, eq=False)
class GroupDots:
    """A line of dots per unit, one a group.

    Parameters
    ----------
    heading
        What is shown.
    rates
        Units, from the top, × groups: 0–1.
    names
        Unit → name.
    labels
        Group → name, in the order of the legend.
    whole
        The group that is everybody; a bar across the line.
    selected
        The unit to mark; "" for none.
    """

    heading: str
    rates: pd.DataFrame
    names: pd.Series
    labels: Mapping[str, str]
    lang: Language
    whole: str = "all"
    selected: str = ""
    height: float = 1.0

    @property
    def title(self) -> str:
        """What is shown, and of how many."""
        return shortened(self.heading, min(len(self.rates), MOST_ROWS), len(self.rates), self.lang)

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        rates = self.rates.iloc[:MOST_ROWS]
        rows = np.arange(len(rates))
        parts = [group for group in self.labels if group != self.whole]
        if parts:
            axes.hlines(rows, rates[parts].min(axis=1), rates[parts].max(axis=1), color=WHOLE, alpha=0.5)
        drawn = []
        for group, label in self.labels.items():
            mark = {"marker": "|", "c": WHOLE, "s": 90, "linewidths": 2.4}
            if group != self.whole:
                place = parts.index(group) % len(SERIES)
                mark = {"marker": MARKERS[place], "c": SERIES[place], "s": 38}
            drawn.append(axes.scatter(rates[group], rows, label=named(label), zorder=3, **mark))
        for row in np.flatnonzero(rates.isna().all(axis=1)):
            axes.text(0, row, lang.t("frame.no_data"), color=QUIET, va="center", fontsize=SMALL_PT)
        quiet(axes)
        axes.set_yticks(rows, [named(self.names[unit]) for unit in rates.index])
        for label, unit in zip(axes.get_yticklabels(), rates.index, strict=True):
            label.set_color(SERIES[1] if unit == self.selected else INK)
        axes.set_xlim(left=0)
        axes.set_ylim(len(rates) - 0.5, -0.5)
        per_cent(axes.xaxis, lang)
        legend(axes, drawn, 4)
        axes.get_legend().set_bbox_to_anchor((0, -0.05))
