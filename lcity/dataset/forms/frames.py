"""Features as a frame: their attributes as columns, their geometries, and the system these are in."""

from collections.abc import Callable

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj

from lcity.dataset.forms.form import FormError

NUMBERS = {int, float}
CRS_UNKNOWN = "crs_unknown"
"""Where a frame keeps what its file calls its system, if nobody knows it; the frame then has none."""


def frame(
    attributes: pd.DataFrame, shapes: np.ndarray, declared: Callable[[], pyproj.CRS | None]
) -> gpd.GeoDataFrame:
    """Return features as a frame.

    Parameters
    ----------
    attributes
        One row a feature; a column called geometry gives way.
    shapes
        One geometry a feature, or None.
    declared
        Returns their system, or raises that it is not known.
    """
    attributes = attributes.drop(columns="geometry", errors="ignore")
    unknown = ""
    try:
        crs = declared()
    except FormError as error:
        crs, unknown = None, error.faults[0].details["found"]
    found = gpd.GeoDataFrame(attributes, geometry=gpd.GeoSeries(shapes, attributes.index, crs=crs), crs=crs)
    if unknown:
        found.attrs[CRS_UNKNOWN] = unknown
    return found


def column(cells: list) -> pd.Series:
    """Return cells of one kind as a column of it, others as they are; whole numbers keep every digit."""
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds and kinds <= NUMBERS:
        try:
            return pd.Series(
                cells, dtype="float64" if float in kinds else "Int64" if None in cells else "int64"
            )
        except OverflowError:
            return pd.Series([None if cell is None else str(cell) for cell in cells], dtype="str")
    return pd.Series(cells, dtype="str" if kinds == {str} else object)
