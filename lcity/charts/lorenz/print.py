"""The Lorenz curve, on paper."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lcity.colour import SERIES, WHOLE
from lcity.export.pictures.axes import named, per_cent, quiet
from lcity.export.pictures.page import QUIET, SMALL_PT
from lcity.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True, eq=False)
class LorenzCurve:
    """The curve of what share of the whole the worst placed share of people has, under that of equality.

    Parameters
    ----------
    title
        What is shown.
    people, total
        (n,) cumulative shares from 0 to 1, by ascending value.
    x_title, y_title
        What each axis is.
    even
        What the straight line stands for.
    """

    title: str
    people: np.ndarray
    total: np.ndarray
    x_title: str
    y_title: str
    even: str
    height: float = 1.0

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        quiet(axes, "both")
        axes.plot([0, 1], [0, 1], color=WHOLE, linestyle=":", linewidth=1.5)
        axes.fill_between(self.people, self.people, self.total, color=SERIES[0], alpha=0.18, linewidth=0)
        axes.plot(self.people, self.total, color=SERIES[0], linewidth=2.5)
        axes.text(0.44, 0.46, named(self.even, 60), ha="right", color=QUIET, fontsize=SMALL_PT)
        for axis, title in ((axes.xaxis, self.x_title), (axes.yaxis, self.y_title)):
            axis.set_ticks(np.linspace(0, 1, 5))
            per_cent(axis, lang)
            axis.set_label_text(named(title, 80), fontsize=SMALL_PT, color=QUIET)
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
        axes.set_aspect("equal", adjustable="box", anchor="W")
