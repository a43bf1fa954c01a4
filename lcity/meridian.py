"""Outlines on both sides of the 180th meridian, and what lies in them, drawn in one piece."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import shapely

TURN = 360.0


def in_one_piece(outlines: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return outlines by the shorter way round: where that crosses 180°, the west continues beyond it.

    Parameters
    ----------
    outlines
        Polygons, multipolygons or points, WGS84 degrees.

    Returns
    -------
    geopandas.GeoSeries
        The same where the widest gap between them lies at 180°; else with 360° added to what lies west
        of that gap, and the parts of an outline that then touch joined.
    """
    parts, owners = shapely.get_parts(outlines.to_numpy(), return_index=True)
    if not len(parts):
        return outlines
    west, _, east, _ = shapely.bounds(parts).T
    cut = _cut(west, east)
    moved = west < cut
    if not moved.any():
        return outlines
    parts[moved] = shapely.transform(parts[moved], lambda points: points + np.array([TURN, 0.0]))
    shapes = outlines.to_numpy().copy()
    for owner in np.unique(owners[moved]):
        shapes[owner] = shapely.union_all(parts[owners == owner])
    return gpd.GeoSeries(shapes, outlines.index, crs=outlines.crs)


def beside(lon: np.ndarray, bounds: Sequence[float]) -> np.ndarray:
    """Return longitudes by the way round on which outlines in one piece lie.

    Parameters
    ----------
    lon
        (n,) degrees.
    bounds
        West, south, east, north of `in_one_piece`, degrees; the east may lie beyond 180.

    Returns
    -------
    numpy.ndarray
        (n,) degrees, each at most 180 from the middle of the bounds; as they are where that is so already.
    """
    west, _, east, _ = bounds
    return lon + TURN * np.rint(((west + east) / 2 - lon) / TURN)


def _cut(west: np.ndarray, east: np.ndarray) -> float:
    """Return where the widest gap ends that is wider than the one at 180°; −180 where none is."""
    order = np.argsort(west)
    reach = np.maximum.accumulate(east[order])
    gaps = west[order][1:] - reach[:-1]
    across = west.min() + TURN - east.max()
    if not len(gaps) or gaps.max() <= across:
        return -TURN / 2
    return float(west[order][1:][gaps.argmax()])
