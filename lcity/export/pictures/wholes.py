"""A whole taken apart: one bar in parts, steps from one share to another, and who has how much of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from lcity.colour import DIVERGING, SERIES, WHOLE, ink
from lcity.export.pictures.axes import empty, named, per_cent, quiet
from lcity.export.pictures.page import INK, QUIET, SMALL_PT
from lcity.text import Language
from lcity.text.width import wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LOSS, GAIN = DIVERGING[1], DIVERGING[5]
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
