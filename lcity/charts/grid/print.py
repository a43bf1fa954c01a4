"""Shares in a grid, shaded and written in."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from lcity.colour import ACCENT, ink, shade
from lcity.export.native import NativeCell, NativeTable
from lcity.export.pictures.axes import empty, named, shortened
from lcity.export.pictures.page import INK, QUIET, SMALL_PT
from lcity.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 25
# Of the width, what names take; in columns' widths it depends on how many there are.
NAMES = 0.26
LEAST_WRITTEN = 0.005


@dataclass(frozen=True, eq=False)
class ShareGrid:
    """A row per unit, a column per rank or other unit, each cell a share.

    Parameters
    ----------
    heading
        What is shown.
    shares
        Unit × column, 0–1; NaN is left empty. Columns are named by what is written above them.
    names
        Unit → name.
    above
        What the columns are.
    framed
        Unit → the column to frame; empty for none.
    selected
        The unit to mark; "" for none.
    """

    heading: str
    shares: pd.DataFrame
    names: pd.Series
    above: str
    framed: pd.Series
    lang: Language
    selected: str = ""
    height: float = 1.0

    @property
    def title(self) -> str:
        """What is shown, and of how many."""
        return shortened(self.heading, min(len(self.shares), MOST_ROWS), len(self.shares), self.lang)

    def native(self, lang: Language) -> NativeTable:
        """Return it as a presentation's own."""
        shares = self.shares.iloc[:MOST_ROWS]
        rows = [(NativeCell(self.above), *(NativeCell(str(head), right=True) for head in shares.columns))]
        for unit, own in shares.iterrows():
            fills = ["" if not share > 0 else shade(np.sqrt(share)) for share in own]
            cells = (
                NativeCell(
                    lang.percent(share) if share >= LEAST_WRITTEN else "",
                    fill,
                    ink(fill) if fill else "",
                    right=True,
                )
                for share, fill in zip(own, fills, strict=True)
            )
            name = NativeCell(named(self.names[unit], 24), ink=ACCENT if unit == self.selected else "")
            rows.append((name, *cells))
        return NativeTable(tuple(rows), (3.0, *(1.0 for _ in shares.columns)))

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        from matplotlib.patches import Rectangle

        shares = self.shares.iloc[:MOST_ROWS]
        columns = len(shares.columns)
        for row, (unit, own) in enumerate(shares.iterrows()):
            colour = ACCENT if unit == self.selected else INK
            axes.text(-0.6, row, named(self.names[unit], 24), ha="right", va="center", color=colour)
            for column, (head, share) in enumerate(own.items()):
                # The root gives small shares, the ones to be told apart, more of the ramp; as on screen.
                fill = shade(np.sqrt(share)) if share > 0 else "white"
                frame = head == self.framed.get(unit)
                look = {"edgecolor": INK, "linewidth": 1.4, "zorder": 3} if frame else {"linewidth": 0}
                axes.add_patch(Rectangle((column - 0.48, row - 0.46), 0.96, 0.92, facecolor=fill, **look))
                if share >= LEAST_WRITTEN:
                    axes.text(
                        column,
                        row,
                        lang.percent(share),
                        ha="center",
                        va="center",
                        color=ink(fill),
                        fontsize=SMALL_PT,
                        zorder=4,
                    )
        for column, head in enumerate(shares.columns):
            axes.text(column, -0.65, named(head, 16), ha="center", color=QUIET, fontsize=SMALL_PT)
        axes.text(-0.6, -0.65, named(self.above, 24), ha="right", color=QUIET, fontsize=SMALL_PT)
        empty(axes)
        axes.set_xlim(-0.5 - NAMES / (1 - NAMES) * max(columns, 6), max(columns, 6) - 0.5)
        axes.set_ylim(max(len(shares), 6) - 0.4, -1.2)
