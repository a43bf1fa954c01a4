"""A whole in its parts, on paper: one bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lcity.colour import ink
from lcity.export.pictures.axes import empty, named
from lcity.export.pictures.page import SMALL_PT
from lcity.text import Language
from lcity.text.width import wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# What stands left of the axis, as a share of it; and what fits into the whole of a bar.
NAMES, PART_CHARACTERS = 0.45, 84


@dataclass(frozen=True, eq=False)
class PartsBar:
    """One bar whose parts are a whole, each written in.

    Parameters
    ----------
    title
        What is shown.
    parts
        What is written in each part, its share (0–1) and its hex colour.
    """

    title: str
    parts: Sequence[tuple[str, float, str]]
    height: float = 0.28

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        start = 0.0
        for name, share, colour in self.parts:
            axes.barh(0, share, left=start, height=0.8, color=colour, linewidth=0)
            words = "\n".join(wrapped(named(name, 60), max(int(PART_CHARACTERS * share), 4)))
            axes.text(start + 0.012, 0, words, va="center", color=ink(colour), fontsize=SMALL_PT)
            start += share
        empty(axes)
        axes.set_xlim(0, 1)
