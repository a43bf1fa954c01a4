"""Ranks under two frameworks, a row a unit: the interval of the first, and where the second puts it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from lcity.colour import ACCENT, SERIES, WHOLE
from lcity.export.pictures.axes import legend, named, quiet, shortened
from lcity.export.pictures.page import INK, QUIET, SMALL_PT
from lcity.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 25
FIRST, SECOND = SERIES[0], SERIES[1]


@dataclass(frozen=True, eq=False)
class TwoRanks:
    """A row of two marks per unit over a thin bar.

    Parameters
    ----------
    heading
        What is shown.
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

    heading: str
    table: pd.DataFrame
    first: str
    second: str
    interval: str
    x_title: str
    lang: Language
    selected: str = ""
    height: float = 1.0

    @property
    def title(self) -> str:
        """What is shown, and of how many."""
        return shortened(self.heading, min(len(self.table), MOST_ROWS), len(self.table), self.lang)

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        shown = self.table.iloc[:MOST_ROWS].reset_index(names="unit")
        quiet(axes)
        bars = shown.dropna(subset=["low", "high"])
        bar = axes.hlines(bars.index, bars["low"].astype(int), bars["high"].astype(int), WHOLE, alpha=0.4)
        bar.set(linewidth=4, label=named(self.interval, 60))
        away = shown[shown["depends"]].dropna(subset=["first", "second"])
        axes.hlines(away.index, away["first"].astype(int), away["second"].astype(int), SECOND, linewidth=1.5)
        marks = (("first", self.first, "o", FIRST, 64), ("second", self.second, "D", SECOND, 30))
        dots = [
            axes.scatter(
                shown[column].dropna().astype(int),
                shown[column].dropna().index,
                label=named(label, 60),
                marker=marker,
                c=colour,
                s=area,
                zorder=3,
                linewidths=0,
            )
            for column, label, marker, colour, area in marks
        ]
        for row in shown.index[shown["first"].isna() & shown["second"].isna()]:
            axes.text(1, row, lang.t("crosswalk.not_ranked"), va="center", color=QUIET, fontsize=SMALL_PT)
        axes.set_yticks(shown.index, [named(name) for name in shown["name"]])
        for label, unit in zip(axes.get_yticklabels(), shown["unit"], strict=True):
            label.set_color(ACCENT if unit == self.selected else INK)
        axes.xaxis.get_major_locator().set_params(integer=True)
        most = shown[["first", "second", "high"]].max(axis=None, skipna=True)
        last = 1 if pd.isna(most) else int(most)
        axes.set_xlim(1 - 0.04 * last, 1.04 * last)
        axes.set_ylim(max(len(shown), 6) - 0.5, -0.5)
        axes.set_xlabel(named(self.x_title, 80), fontsize=SMALL_PT, color=QUIET, loc="left")
        legend(axes, [*dots, bar], 3)
        axes.get_legend().set_bbox_to_anchor((0, -0.09))
