"""Small multiples on paper: the same figure over the years, a cell a unit on one scale."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from lcity.colour import SERIES, WHOLE
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
        low, high = self.bounds
        rows = -(-len(self.values) // COLUMNS)
        for place, (unit, figures) in enumerate(self.values.iterrows()):
            left, bottom = place % COLUMNS, rows - 1 - place // COLUMNS
            xs = left + (1 - GAP) * _between(years, years[0], years[-1])

            def up(value, bottom=bottom):
                return bottom + GAP / 2 + (1 - GAP - NAME_SHARE) * _between(value, low, high)

            target = self.targets[unit]
            if not np.isnan(target):
                axes.plot(
                    xs[[0, -1]], [up(np.array([target]))[0]] * 2, color=WHOLE, linestyle=":", linewidth=0.8
                )
            axes.plot(
                xs, up(figures.to_numpy(float)), color=SERIES[0], linewidth=1.2, marker="o", markersize=1.6
            )
            axes.annotate(named(self.names[unit]), (left, bottom + 1 - NAME_SHARE), fontsize=NAME_PT)
        axes.set_xlim(-0.02, COLUMNS - GAP + 0.02)
        axes.set_ylim(0, max(rows, 1))
        axes.axis("off")


def _between(values: np.ndarray, low: float, high: float) -> np.ndarray:
    return np.clip((values - low) / (high - low), 0, 1) if high > low else np.full(np.shape(values), 0.5)
