"""Two shares against each other, on paper: a dot a unit."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from lcity.colour import SERIES, WHOLE
from lcity.export.pictures.axes import named, per_cent, quiet
from lcity.export.pictures.page import QUIET, SMALL_PT
from lcity.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True, eq=False)
class ShareScatter:
    """Two shares against each other, a dot a unit.

    Parameters
    ----------
    title
        What is shown.
    points
        By unit: x and y (0–1), own (whether it belongs to what is in view) and name.
    x_title, y_title
        What each axis is.
    selected
        The unit to name; "" for none.
    """

    title: str
    points: pd.DataFrame
    x_title: str
    y_title: str
    selected: str = ""
    height: float = 1.0

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        known = self.points.dropna(subset=["x", "y"])
        own, chosen = known["own"].to_numpy(bool), known.index == self.selected
        axes.scatter(known["x"][~own], known["y"][~own], s=10, c=WHOLE, alpha=0.35, linewidths=0)
        axes.scatter(known["x"][own], known["y"][own], s=26, c=SERIES[0], alpha=0.9, linewidths=0)
        for _, row in known[chosen].iterrows():
            axes.scatter(row["x"], row["y"], s=60, c=SERIES[1], marker="D", zorder=4)
            axes.annotate(named(row["name"]), (row["x"], row["y"]), xytext=(9, 4), textcoords="offset points")
        quiet(axes, "both")
        for write, title in ((axes.set_xlabel, self.x_title), (axes.set_ylabel, self.y_title)):
            write(named(title, 60), fontsize=SMALL_PT, color=QUIET)
        per_cent(axes.xaxis, lang)
        per_cent(axes.yaxis, lang)
