"""The week hour by hour, on paper."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lcity.colour import SEQUENTIAL
from lcity.export.pictures.axes import empty, named, per_cent
from lcity.export.pictures.page import INK, QUIET, SMALL_PT
from lcity.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DAYS, HOURS = 7, 24


@dataclass(frozen=True, eq=False)
class WeekPicture:
    """The share of people with an open centre in reach, hour by hour of the week.

    Parameters
    ----------
    title
        What is shown.
    shares
        (168,) 0–1; NaN is no data.
    days
        The names of the seven days.
    hour
        The hour chosen; None for none.
    """

    title: str
    shares: np.ndarray
    days: tuple[str, ...]
    hour: int | None = None
    height: float = 1.0

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        from matplotlib.colors import LinearSegmentedColormap
        from matplotlib.patches import Rectangle

        colours = LinearSegmentedColormap.from_list("lcity", SEQUENTIAL)
        grid = np.asarray(self.shares, float).reshape(DAYS, HOURS)
        drawn = axes.pcolormesh(
            np.arange(HOURS + 1),
            np.arange(DAYS + 1),
            grid,
            cmap=colours,
            vmin=0,
            vmax=1,
            edgecolors="white",
            linewidth=0.8,
        )
        if self.hour is not None:
            corner = (self.hour % HOURS, self.hour // HOURS)
            axes.add_patch(Rectangle(corner, 1, 1, fill=False, edgecolor=INK, linewidth=1.8))
        empty(axes)
        axes.set_yticks(np.arange(DAYS) + 0.5, [named(day, 12) for day in self.days])
        axes.set_xticks(range(0, HOURS + 1, 6), [f"{hour}" for hour in range(0, HOURS + 1, 6)])
        axes.tick_params(length=0, labelsize=SMALL_PT, labelcolor=QUIET)
        axes.set_ylim(DAYS, 0)
        scale = axes.figure.colorbar(
            drawn, ax=axes, orientation="horizontal", aspect=36, pad=0.03, shrink=0.7
        )
        scale.outline.set_visible(False)
        scale.ax.tick_params(length=0, labelsize=SMALL_PT, labelcolor=QUIET)
        scale.set_ticks([0, 0.5, 1])
        per_cent(scale.ax.xaxis, lang)
