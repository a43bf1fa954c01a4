"""The week hour by hour, in print."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lcity.charts.week.cells import DAYS, HOURS, days, fills
from lcity.colour import NO_DATA, SEQUENTIAL
from lcity.export.pictures.axes import empty, named, per_cent
from lcity.export.pictures.page import INK, QUIET, SMALL_PT
from lcity.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True, eq=False)
class WeekPicture:
    """The share of people with an open centre in reach, hour by hour of the week.

    Parameters
    ----------
    title
        What is shown.
    shares
        (168,) 0–1; NaN is no data.
    hour
        The hour chosen; None for none.
    """

    title: str
    shares: np.ndarray
    hour: int | None = None
    height: float = 1.0

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        from matplotlib.cm import ScalarMappable
        from matplotlib.colors import LinearSegmentedColormap, to_rgb
        from matplotlib.patches import Rectangle

        cells = np.array([to_rgb(fill) for fill in fills(self.shares)]).reshape(DAYS, HOURS, 3)
        across, down = np.arange(HOURS + 1), np.arange(DAYS + 1)
        axes.pcolormesh(across, down, cells, edgecolors="white", linewidth=0.8)
        if self.hour is not None:
            corner = (self.hour % HOURS, self.hour // HOURS)
            axes.add_patch(Rectangle(corner, 1, 1, fill=False, edgecolor=INK, linewidth=1.8))
        empty(axes)
        axes.set_yticks(np.arange(DAYS) + 0.5, [named(day, 12) for day in days(lang)])
        axes.set_xticks(range(0, HOURS + 1, 6), [f"{hour}" for hour in range(0, HOURS + 1, 6)])
        axes.tick_params(length=0, labelsize=SMALL_PT, labelcolor=QUIET)
        axes.set_ylim(DAYS, 0)
        ramp = ScalarMappable(cmap=LinearSegmentedColormap.from_list("lcity", SEQUENTIAL))
        scale = axes.figure.colorbar(ramp, ax=axes, orientation="horizontal", aspect=36, pad=0.03, shrink=0.7)
        scale.outline.set_visible(False)
        scale.ax.tick_params(length=0, labelsize=SMALL_PT, labelcolor=QUIET)
        scale.set_ticks([0, 0.5, 1])
        per_cent(scale.ax.xaxis, lang)
        if np.isnan(self.shares).any():
            beside = {"transform": scale.ax.transAxes, "va": "center", "fontsize": SMALL_PT}
            scale.ax.text(1.04, 0.5, "■", color=NO_DATA, **beside)
            scale.ax.text(1.075, 0.5, lang.t("frame.no_data"), color=QUIET, **beside)
