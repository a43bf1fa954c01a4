"""A grid of shaded cells, in print."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lcity.charts.grid.cells import Row
from lcity.colour import ACCENT
from lcity.export.native import NativeCell, NativeTable
from lcity.export.pictures.axes import empty, named, shortened
from lcity.export.pictures.page import INK, QUIET, SMALL_PT
from lcity.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 25
# Of the width, what names take; in columns' widths it depends on how many there are.
NAMES = 0.26


@dataclass(frozen=True, eq=False)
class ShadedGrid:
    """A row of shaded cells beside each name.

    Parameters
    ----------
    heading
        What is shown.
    rows
        From the top, as many cells in each, coloured for a light ground; of more than `MOST_ROWS` the first.
    heads
        Of the names and of each column.
    """

    heading: str
    rows: Sequence[Row]
    heads: Sequence[str]
    lang: Language
    height: float = 1.0

    @property
    def title(self) -> str:
        """What is shown, and of how many."""
        return shortened(self.heading, min(len(self.rows), MOST_ROWS), len(self.rows), self.lang)

    def native(self, lang: Language) -> NativeTable:
        """Return it as a presentation's own."""
        first, *others = self.heads
        rows = [(NativeCell(first), *(NativeCell(head, right=True) for head in others))]
        for row in self.rows[:MOST_ROWS]:
            name = NativeCell(named(row.name, 24), ink=ACCENT if row.selected else "")
            rows.append(
                (name, *(NativeCell(cell.text, cell.fill, cell.ink, right=True) for cell in row.cells))
            )
        return NativeTable(tuple(rows), (3.0, *(1.0 for _ in others)))

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        from matplotlib.patches import Rectangle

        first, *others = self.heads
        rows, columns, small = self.rows[:MOST_ROWS], len(others), {"fontsize": SMALL_PT}
        for place, row in enumerate(rows):
            colour = ACCENT if row.selected else INK
            axes.text(-0.6, place, named(row.name, 24), ha="right", va="center", color=colour)
            for column, cell in enumerate(row.cells):
                look = {"edgecolor": INK, "linewidth": 1.4, "zorder": 3} if cell.ring else {"linewidth": 0}
                corner = (column - 0.48, place - 0.46)
                axes.add_patch(Rectangle(corner, 0.96, 0.92, facecolor=cell.fill or "white", **look))
                if cell.text:
                    where = {"ha": "center", "va": "center", "zorder": 4}
                    axes.text(column, place, cell.text, color=cell.ink or INK, **where, **small)
        for column, head in enumerate(others):
            axes.text(column, -0.65, named(head, 16), ha="center", color=QUIET, **small)
        axes.text(-0.6, -0.65, named(first, 24), ha="right", color=QUIET, **small)
        empty(axes)
        axes.set_xlim(-0.5 - NAMES / (1 - NAMES) * max(columns, 6), max(columns, 6) - 0.5)
        axes.set_ylim(max(len(rows), 6) - 0.4, -1.2)
