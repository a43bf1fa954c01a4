"""Units in rank order, on paper: a table of shaded scores."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from lcity.colour import ACCENT, NO_DATA, ink, shade
from lcity.export.native import NativeCell, NativeTable
from lcity.export.pictures.axes import empty, named, shortened
from lcity.export.pictures.page import INK, QUIET, SMALL_PT
from lcity.text import Language
from lcity.text.width import wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 25


@dataclass(frozen=True, eq=False)
class ScoreTable:
    """Units in rank order with a shaded score for each dimension.

    Parameters
    ----------
    heading
        What is shown.
    names, rank, score
        By unit, best first.
    scores
        Units × dimensions, 0–100.
    labels
        Dimension → name, with its mark.
    selected
        The unit to mark; "" for none.
    alike
        Units that cannot be told apart from the one ranked before them: a sign stands before their rank.
    """

    heading: str
    names: pd.Series
    rank: pd.Series
    score: pd.Series
    scores: pd.DataFrame
    labels: Mapping[str, str]
    lang: Language
    selected: str = ""
    height: float = 1.0
    alike: Collection[str] = ()

    @property
    def title(self) -> str:
        """What is shown, and of how many."""
        return shortened(self.heading, min(len(self.names), MOST_ROWS), len(self.names), self.lang)

    def native(self, lang: Language) -> NativeTable:
        """Return it as a presentation's own."""
        heads = (lang.t("ranking.csv.rank"), lang.t("ranking.csv.name"), lang.t("ranking.csv.score"))
        rows = [tuple(map(NativeCell, (*heads, *self.labels.values())))]
        for unit in self.names.index[:MOST_ROWS]:
            mark = ACCENT if unit == self.selected else ""
            own = (
                NativeCell(lang.rank(self.rank[unit], unit in self.alike), ink=mark, right=True),
                NativeCell(named(self.names[unit]), ink=mark),
                NativeCell(lang.number(self.score[unit], 1), ink=mark, right=True),
            )
            values = [float(self.scores.at[unit, key]) for key in self.labels]
            fills = [NO_DATA if np.isnan(value) else shade(value / 100) for value in values]
            shaded = (
                NativeCell(lang.number(value), fill, ink(fill), right=True)
                for value, fill in zip(values, fills, strict=True)
            )
            rows.append((*own, *shaded))
        return NativeTable(tuple(rows), (0.7, 2.0, 0.9, *(1.0 for _ in self.labels)))

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        from matplotlib.patches import Rectangle

        units = self.names.index[:MOST_ROWS]
        for row, unit in enumerate(units):
            strong = {"color": ACCENT if unit == self.selected else INK, "va": "center"}
            rank = self.rank[unit]
            axes.text(
                -2.75,
                row,
                lang.rank(rank, unit in self.alike),
                ha="right",
                color=QUIET,
                va="center",
            )
            axes.text(-2.6, row, named(self.names[unit], 20), **strong)
            axes.text(-0.08, row, lang.number(self.score[unit], 1), ha="right", **strong)
            for column, key in enumerate(self.labels):
                value = float(self.scores.at[unit, key])
                fill = NO_DATA if np.isnan(value) else shade(value / 100)
                axes.add_patch(
                    Rectangle((column, row - 0.5), 1, 1, facecolor=fill, edgecolor="white", linewidth=0.8)
                )
                axes.text(
                    column + 0.5,
                    row,
                    lang.number(value),
                    ha="center",
                    va="center",
                    color=ink(fill),
                    fontsize=SMALL_PT,
                )
        for column, label in enumerate(self.labels.values()):
            axes.text(column + 0.5, -0.65, _stacked(label), ha="center", va="bottom", color=QUIET, fontsize=8)
        empty(axes)
        axes.set_xlim(-3.1, len(self.labels))
        axes.set_ylim(max(len(units), 6) - 0.4, -2.2)


def _stacked(label: str) -> str:
    return "\n".join(wrapped(named(label, 60), 13)[:4])
