"""Bars beside their names and figures, in print."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lcity.charts.bars.rows import Bar, scale
from lcity.export.native import NativeChart, Series
from lcity.export.pictures.axes import empty, named, shortened
from lcity.export.pictures.page import INK, QUIET, SMALL_PT
from lcity.text import Language
from lcity.text.width import wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 24
NAME_CHARACTERS, NAME_LINES = 30, 2
NAMES, FIGURE = 0.75, 0.3
"""Of the bars' width, what stands left of them, and what each column of figures has."""


@dataclass(frozen=True, eq=False)
class BarRows:
    """A bar a row, of one piece or several that lie on each other from 0; its figures at the right.

    Parameters
    ----------
    heading
        What is shown.
    rows
        From top to bottom, as many figures in each; of more than `MOST_ROWS` the first.
    heads
        Of the names, of the bars, and of each figure.
    """

    heading: str
    rows: Sequence[Bar]
    heads: Sequence[str]
    lang: Language
    height: float = 1.0

    @property
    def title(self) -> str:
        """What is shown, and of how many."""
        return shortened(self.heading, min(len(self.rows), MOST_ROWS), len(self.rows), self.lang)

    def native(self, lang: Language) -> NativeChart:
        """Return it as a presentation's own."""
        rows = self.rows[:MOST_ROWS]
        names = tuple("  ".join(filter(None, (row.name.strip(), *map(_line, row.figures)))) for row in rows)
        most = max((len(row.pieces) for row in rows), default=0)
        series = []
        for at in range(max(most, 1)):
            own = [row.pieces[at] if at < len(row.pieces) else None for row in rows]
            lengths = tuple(piece and float(piece.end - piece.start) for piece in own)
            colours = tuple(piece.colour if piece else "" for piece in own)
            series.append(Series(self.heads[1] or self.heading, lengths, colours))
        return NativeChart("stacked", names, tuple(series))

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        rows, (low, high) = self.rows[:MOST_ROWS], scale(self.rows)
        wide, small = high - low, {"fontsize": SMALL_PT}
        ends = [high + (at + 1) * FIGURE * wide for at in range(len(self.heads) - 2)]
        left = low - NAMES * wide
        places = [(left, "left"), (low, "left"), *((end, "right") for end in ends)]
        for (x, align), head in zip(places, self.heads, strict=True):
            axes.text(x, -1.0, named(head), ha=align, va="center", color=QUIET, **small)
        for at, row in enumerate(rows):
            for piece in row.pieces:
                axes.barh(
                    at,
                    piece.end - piece.start,
                    left=piece.start,
                    height=0.62,
                    color=piece.colour,
                    linewidth=0,
                )
            name = " ".join(filter(None, (row.name, row.mark)))
            lines = wrapped(named(name, NAME_LINES * NAME_CHARACTERS), NAME_CHARACTERS)
            axes.text(left, at, "\n".join(lines), va="center", color=INK, **small)
            for x, figure in zip(ends, row.figures, strict=True):
                axes.text(x, at, _line(figure), ha="right", va="center", color=INK, **small)
        empty(axes)
        axes.plot([0, 0], [-0.5, len(rows) - 0.5], color=QUIET, linewidth=0.8)
        axes.set_xlim(left, (ends or [high])[-1])
        axes.set_ylim(max(len(rows), 6) - 0.4, -1.4)


def _line(figure: str | tuple[str, ...]) -> str:
    return named(figure if isinstance(figure, str) else "\n".join(figure), 60)
