"""The Lorenz curve, in print."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lcity.charts.lorenz.curve import (
    COLOUR,
    EVEN_AT,
    EVEN_COLOUR,
    EVEN_WIDTH_PX,
    FILL_OPACITY,
    TICKS,
    WIDTH_PX,
    Curve,
)
from lcity.charts.printed import DASHES, stroke
from lcity.export.pictures.axes import named, per_cent, quiet
from lcity.export.pictures.page import QUIET, SMALL_PT
from lcity.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True, eq=False)
class LorenzCurve:
    """The Lorenz curve under the line of equality.

    Parameters
    ----------
    title
        What is shown.
    curve
        What is drawn.
    """

    title: str
    curve: Curve
    height: float = 1.0

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        people, total = self.curve.people, self.curve.total
        quiet(axes, "both")
        axes.plot([0, 1], [0, 1], color=EVEN_COLOUR, linestyle=DASHES["dot"], linewidth=stroke(EVEN_WIDTH_PX))
        axes.fill_between(people, people, total, color=COLOUR, alpha=FILL_OPACITY, linewidth=0)
        axes.plot(people, total, color=COLOUR, linewidth=stroke(WIDTH_PX))
        name = named(self.curve.even, 60)
        axes.text(EVEN_AT - 0.01, EVEN_AT + 0.01, name, ha="right", color=QUIET, fontsize=SMALL_PT)
        for axis, title in ((axes.xaxis, self.curve.x_title), (axes.yaxis, self.curve.y_title)):
            axis.set_ticks(TICKS)
            per_cent(axis, lang)
            axis.set_label_text(named(title, 80), fontsize=SMALL_PT, color=QUIET)
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
        axes.set_aspect("equal", adjustable="box", anchor="W")
