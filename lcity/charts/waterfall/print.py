"""How one share becomes another, in print: one cause at a time."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lcity.charts.waterfall.steps import THICKNESS, Steps
from lcity.colour import WHOLE
from lcity.export.native import NativeChart, Series
from lcity.export.pictures.axes import empty, named
from lcity.export.pictures.page import INK
from lcity.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAMES = 0.45
"""What stands left of the axis, as a share of it."""


@dataclass(frozen=True, eq=False)
class ShareSteps:
    """Bars from the first share to the last.

    Parameters
    ----------
    title
        What is shown.
    steps
        What is drawn.
    """

    title: str
    steps: Steps
    height: float = 1.0

    def native(self, lang: Language) -> NativeChart:
        """Return it as a presentation's own."""
        rows = self.steps.rows(lang)
        # What a cause adds begins where the one before ends: on a bar that is not drawn.
        below = Series("–", tuple(float(row.low) for row in rows), ("",))
        lengths = tuple(float(row.high - row.low) for row in rows)
        colours, written = zip(*((row.colour, row.written) for row in rows), strict=True)
        series = below, Series(self.title, lengths, colours, written)
        return NativeChart("stacked", tuple(row.label for row in rows), series, "0%")

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        rows, most = self.steps.rows(lang), self.steps.most
        for place, row in enumerate(rows):
            length = row.high - row.low
            axes.barh(place, length, left=row.low, height=THICKNESS, color=row.colour, linewidth=0)
            axes.text(row.high + 0.015 * most, place, named(row.written, 40), va="center", color=INK)
            axes.text(-0.02 * most, place, named(row.label, 40), ha="right", va="center", color=INK)
        for place, share in enumerate(self.steps.shares):
            axes.plot([share, share], [place, place + 1], color=WHOLE, linewidth=0.8, zorder=0)
        empty(axes)
        axes.set_xlim(-NAMES * most, 1.25 * most)
        axes.set_ylim(max(len(rows), 6) - 0.4, -0.7)
