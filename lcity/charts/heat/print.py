"""Units in rank order, in print: a table of shaded scores."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lcity.charts.table import Column, Table
from lcity.colour import ACCENT
from lcity.export.native import NativeCell, NativeTable
from lcity.export.pictures.axes import empty, named, shortened
from lcity.export.pictures.page import INK, QUIET, SMALL_PT
from lcity.text import Language
from lcity.text.width import wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 25
NAME, SHADED, FIGURE = 1.9, 1.0, 0.62
"""How wide columns are, in proportion: of names, of shaded scores, of what else is written."""
HEAD_CHARACTERS, HEAD_LINES, HEAD_PT = 13, 4, 8


@dataclass(frozen=True, eq=False)
class ScoreTable:
    """Units in rank order with a shaded score for each dimension.

    Parameters
    ----------
    heading
        What is shown.
    table
        As `screen.heat_table` makes it for a light ground; of more than `MOST_ROWS` units the first.
    heads
        What stands above its columns, with their marks.
    selected
        The unit to mark; "" for none.
    """

    heading: str
    table: Table
    heads: Sequence[str]
    lang: Language
    selected: str = ""
    height: float = 1.0

    @property
    def title(self) -> str:
        """What is shown, and of how many."""
        count = len(self.table.rows)
        return shortened(self.heading, min(count, MOST_ROWS), count, self.lang)

    @property
    def _widths(self) -> list[float]:
        columns = list(enumerate(self.table.columns))
        filled = {at for at, _ in columns for row in self.table.rows if row.cells[at].fill}
        return [NAME if own.heading else SHADED if at in filled else FIGURE for at, own in columns]

    def native(self, lang: Language) -> NativeTable:
        """Return it as a presentation's own."""
        rows = [tuple(map(NativeCell, self.heads))]
        for row in self.table.rows[:MOST_ROWS]:
            mark = ACCENT if row.id == self.selected else ""
            pairs = zip(self.table.columns, row.cells, strict=True)
            rows.append(
                tuple(
                    NativeCell(named(cell.text), cell.fill, cell.ink or mark, right=not column.heading)
                    for column, cell in pairs
                )
            )
        return NativeTable(tuple(rows), tuple(self._widths))

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        from matplotlib.patches import Rectangle

        rows, widths = self.table.rows[:MOST_ROWS], self._widths
        ends = np.cumsum(widths)
        places = [
            _place(column, width, end)
            for column, width, end in zip(self.table.columns, widths, ends, strict=True)
        ]
        for (x, align), head in zip(places, self.heads, strict=True):
            look = {"va": "bottom", "color": QUIET, "fontsize": HEAD_PT}
            axes.text(x, -0.65, _stacked(head), ha=align, **look)
        for at, row in enumerate(rows):
            plain = ACCENT if row.id == self.selected else QUIET if row.faint else INK
            for (x, align), cell, end, width in zip(places, row.cells, ends, widths, strict=True):
                if cell.fill:
                    look = {"facecolor": cell.fill, "edgecolor": "white", "linewidth": 0.8}
                    axes.add_patch(Rectangle((end - width, at - 0.5), width, 1, **look))
                colour = cell.ink or (QUIET if cell.tone == "quiet" else plain)
                look = {"fontsize": SMALL_PT} if align == "center" else {}
                axes.text(x, at, named(cell.text, 20), ha=align, va="center", color=colour, **look)
        empty(axes)
        axes.set_xlim(0, ends[-1])
        axes.set_ylim(max(len(rows), 6) - 0.4, -2.2)


def _place(column: Column, width: float, end: float) -> tuple[float, str]:
    """Return where a column's words stand: names at the left, shaded scores in the middle, others right."""
    if column.heading:
        return end - width + 0.05, "left"
    return (end - width / 2, "center") if width == SHADED else (end - 0.08, "right")


def _stacked(label: str) -> str:
    return "\n".join(wrapped(named(label, 60), HEAD_CHARACTERS)[:HEAD_LINES])
