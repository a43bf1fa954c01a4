"""Two shares against each other, in print: a dot a unit."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lcity.charts.printed import SHAPES, area
from lcity.charts.scatter.points import SharePoints
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
        What is drawn.
    """

    title: str
    points: SharePoints
    height: float = 1.0

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        for order, layer in enumerate(self.points.layers, start=2):
            axes.scatter(
                layer.rows["x"],
                layer.rows["y"],
                marker=SHAPES[layer.shape],
                s=area(layer.size_px),
                c=layer.colour,
                alpha=layer.opacity,
                linewidths=0,
                zorder=order,
            )
        if self.points.label:
            row, right = self.points.label
            look = {"xytext": (9 if right else -9, 0), "ha": "left" if right else "right", "va": "center"}
            axes.annotate(named(row["name"]), (row["x"], row["y"]), textcoords="offset points", **look)
        quiet(axes, "both")
        titles = (axes.set_xlabel, self.points.x_title), (axes.set_ylabel, self.points.y_title)
        for write, title in titles:
            write(named(title, 60), fontsize=SMALL_PT, color=QUIET)
        per_cent(axes.xaxis, lang)
        per_cent(axes.yaxis, lang)
