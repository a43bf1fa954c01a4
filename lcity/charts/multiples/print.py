"""Small multiples in print: the same figure over the years, a cell a unit on one scale."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from lcity.charts.multiples.line import COLOUR, TARGET_COLOUR, dotted, placed
from lcity.charts.printed import DASHES
from lcity.export.pictures.axes import named
from lcity.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLUMNS = 6
GAP = 0.14
NAME_PT = 7
NAME_SHARE = 0.3
"""Of a cell's height, what its name has."""


@dataclass(frozen=True, eq=False)
class SmallLines:
    """A cell a unit, its figures as a line, the target as a dashed one.

    Parameters
    ----------
    title
        What is shown.
    values
        Units × years; NaN where there is no figure.
    names
        Unit → what its cell is called.
    targets
        Unit → what is to be reached; NaN for none.
    bounds
        What bottom and top of every cell stand for; what lies beyond stands there.
    """

    title: str
    values: pd.DataFrame
    names: pd.Series
    targets: pd.Series
    bounds: tuple[float, float]
    height: float = 1.0

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        years = self.values.columns.to_numpy(float)
        rows = -(-len(self.values) // COLUMNS)
        for place, (unit, figures) in enumerate(self.values.iterrows()):
            left, bottom = place % COLUMNS, rows - 1 - place // COLUMNS
            xs = left + (1 - GAP) * placed(years, (years[0], years[-1]))
            values, target = figures.to_numpy(float), self.targets[unit]
            *ys, level = (
                bottom + GAP / 2 + (1 - GAP - NAME_SHARE) * placed(np.append(values, target), self.bounds)
            )
            if not np.isnan(target):
                across = {"color": TARGET_COLOUR, "linestyle": DASHES["dash"], "linewidth": 0.8}
                axes.plot(xs[[0, -1]], [level, level], **across)
            dots = {"marker": "o", "markersize": 2.4, "markevery": dotted(values)}
            axes.plot(xs, ys, color=COLOUR, linewidth=1.2, **dots)
            axes.annotate(named(self.names[unit]), (left, bottom + 1 - NAME_SHARE), fontsize=NAME_PT)
        axes.set_xlim(-0.02, COLUMNS - GAP + 0.02)
        axes.set_ylim(0, max(rows, 1))
        axes.axis("off")
