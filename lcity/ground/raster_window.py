"""A window of a raster, as whoever read it hands it on; the reader itself stands apart, behind walls."""

from typing import NamedTuple

import numpy as np


class Raster(NamedTuple):
    """A window of a raster.

    Parameters
    ----------
    values
        (rows, columns) float64: people; NaN where the raster says nothing.
    transform
        (2, 3): its own coordinates = transform · (column, row, 1).
    crs
        Its coordinate reference system, as WKT.
    """

    values: np.ndarray
    transform: np.ndarray
    crs: str
