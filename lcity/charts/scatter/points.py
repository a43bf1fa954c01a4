"""Two shares against each other, a dot a unit: what both forms draw."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from lcity.colour import SERIES, WHOLE


@dataclass(frozen=True, eq=False)
class Layer:
    """Units drawn alike: rows of the points, hex colour, shape, size and opacity."""

    rows: pd.DataFrame
    colour: str
    shape: str
    size_px: float
    opacity: float


@dataclass(frozen=True, eq=False)
class SharePoints:
    """Two shares of some units.

    Parameters
    ----------
    points
        Index unit; columns x and y (0–1), own (whether it belongs to what is in view), name (drawn
        beside the selected unit) and tip (first line on hover). Units without either share are left out.
    x_title, y_title
        What each axis is.
    selected
        The unit to name; "" for none.
    y_digits
        Of a percentage along y.
    """

    points: pd.DataFrame
    x_title: str
    y_title: str
    selected: str = ""
    y_digits: int = 1

    @cached_property
    def known(self) -> pd.DataFrame:
        """The units with both shares."""
        return self.points.dropna(subset=["x", "y"])

    @property
    def layers(self) -> tuple[Layer, Layer, Layer]:
        """The faint rest, the units in view, and the selected one."""
        known = self.known
        chosen, own = known.index == self.selected, known["own"].to_numpy(bool)
        return (
            Layer(known[~own & ~chosen], WHOLE, "circle", 6, 0.35),
            Layer(known[own & ~chosen], SERIES[0], "circle", 9, 0.9),
            Layer(known[chosen], SERIES[1], "diamond", 12, 1.0),
        )

    @property
    def label(self) -> tuple[pd.Series, bool] | None:
        """The row to name, and whether its name stands at its right, where there is more room."""
        if self.selected not in self.known.index:
            return None
        row = self.known.loc[self.selected]
        return row, bool(row["x"] <= self.known["x"].median())
