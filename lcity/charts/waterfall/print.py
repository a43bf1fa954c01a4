"""How one share becomes another, on paper: one cause at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from lcity.colour import DIVERGING, SERIES, WHOLE
from lcity.export.native import NativeChart, Series
from lcity.export.pictures.axes import empty, named
from lcity.export.pictures.page import INK
from lcity.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LOSS, GAIN = DIVERGING[1], DIVERGING[5]
# What stands left of the axis, as a share of it; and what fits into the whole of a bar.
NAMES, PART_CHARACTERS = 0.45, 84


@dataclass(frozen=True, eq=False)
class ShareSteps:
    """How one share becomes another: the two whole, and what each cause between takes or gives.

    Parameters
    ----------
    title
        What is shown.
    shares
        The first share, and that after each of n causes, 0–1.
    labels
        What the first row, each cause, and the last row are called: n + 2.
    changes
        What is written at each cause's bar: n.
    """

    title: str
    shares: Sequence[float]
    labels: Sequence[str]
    changes: Sequence[str]
    height: float = 1.0

    def native(self, lang: Language) -> NativeChart:
        """Return it as a presentation's own."""
        steps = list(pairwise(self.shares))
        lows = (0.0, *(float(min(step)) for step in steps), 0.0)
        highs = (self.shares[0], *(max(step) for step in steps), self.shares[-1])
        colours = (WHOLE, *(LOSS if after < before else GAIN for before, after in steps), SERIES[0])
        written = (lang.percent(self.shares[0]), *self.changes, lang.percent(self.shares[-1]))
        values = tuple(float(high - low) for low, high in zip(lows, highs, strict=True))
        # What a cause adds begins where the one before ends: on a bar that is not drawn.
        below = Series("–", lows, ("",))
        series = below, Series(self.title, values, colours, written)
        return NativeChart("stacked", tuple(self.labels), series, "0%")

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        steps = list(pairwise(self.shares))
        starts = [0, *(min(step) for step in steps), 0]
        ends = [self.shares[0], *(max(step) for step in steps), self.shares[-1]]
        colours = [WHOLE, *(LOSS if after < before else GAIN for before, after in steps), SERIES[0]]
        written = [lang.percent(self.shares[0]), *self.changes, lang.percent(self.shares[-1])]
        most = max(*ends, 1e-9)
        for row, (start, end, colour) in enumerate(zip(starts, ends, colours, strict=True)):
            axes.barh(row, end - start, left=start, height=0.62, color=colour, linewidth=0)
            axes.text(end + 0.015 * most, row, named(written[row], 40), va="center", color=INK)
            axes.text(-0.02 * most, row, named(self.labels[row], 40), ha="right", va="center", color=INK)
        empty(axes)
        axes.set_xlim(-NAMES * most, 1.25 * most)
        axes.set_ylim(max(len(written), 6) - 0.4, -0.7)
