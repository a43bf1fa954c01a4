"""Which places may have a centre in reach: a raster of degrees rules others out before any is measured."""

import numpy as np

METRES_A_DEGREE = 110_000.0
"""Fewer than a degree of latitude has anywhere (110,574), by more than straight lines cut off of an arc."""
EQUATOR_M = 6_378_137.0
LEAST_M, FARTHEST_M = 1.0, 100_000.0
CELLS_A_RADIUS = 4
MOST_CELLS = 4_000_000


def may_reach(
    places_lonlat: np.ndarray, centres_lonlat: np.ndarray, radius_m: float
) -> tuple[np.ndarray | None, np.ndarray | None]:
    """Return the numbers of the places that may have a centre within a radius, and of such centres.

    Every place and centre of a pair is among them; others may be. None stands for all of them: near the
    poles and the antimeridian, and where a raster would be too large.

    Parameters
    ----------
    places_lonlat, centres_lonlat
        (n, 2) and (m, 2) WGS84 degrees.
    radius_m
        Metres in a straight line.
    """
    nobody = np.empty(0, np.intp)
    if not len(places_lonlat) or not len(centres_lonlat):
        return nobody, nobody
    low, high = (np.array([of(axis) for axis in places_lonlat.T]) for of in (np.min, np.max))
    reach = degrees_within(low, high, radius_m)
    if reach is None:
        return None, None
    centres = np.flatnonzero(((centres_lonlat >= low - reach) & (centres_lonlat <= high + reach)).all(axis=1))
    if not len(centres):
        return nobody, centres
    side = reach / CELLS_A_RADIUS
    rows, columns = np.floor((high - low) / side).astype(int) + 1
    if rows * columns > MOST_CELLS:
        return None, centres
    near = _near(np.floor((centres_lonlat[centres] - low) / side).astype(int), (rows, columns))
    row, column = ((places_lonlat - low) / side).astype(np.int32).T
    places = np.flatnonzero(near[row, column])
    return (None if len(places) == len(places_lonlat) else places), centres


def degrees_within(low: np.ndarray, high: np.ndarray, radius_m: float) -> np.ndarray | None:
    """Return how many degrees of longitude and latitude a radius about points of a box spans at most.

    None near the poles and the antimeridian, where degrees tell nothing.

    Parameters
    ----------
    low, high
        (2,) WGS84 degrees: the corners of the box.
    radius_m
        Metres in a straight line.
    """
    radius_m = max(radius_m, LEAST_M)
    north = radius_m / METRES_A_DEGREE
    # Two points no nearer to the axis than p and Δλ apart are 2 p sin(Δλ/2) apart at least.
    axis_m = EQUATOR_M * np.cos(np.radians(min(max(-low[1], high[1]) + north, 90)))
    if radius_m > FARTHEST_M or radius_m >= axis_m:
        return None
    east = np.degrees(2 * np.arcsin(radius_m / (2 * axis_m)))
    return None if low[0] - east < -180 or high[0] + east > 180 else np.array([east, north])


def _near(cells: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Return the raster of cells from which one of some cells is no farther than a radius, either way."""
    wide = CELLS_A_RADIUS
    # A cell more either way, so that a centre a radius outside stands in the raster whatever is rounded.
    held = np.zeros((shape[0] + 2 * wide + 2, shape[1] + 2 * wide + 2), bool)
    held[tuple((cells + wide + 1).T)] = True
    for _ in range(2):
        held = _widened(held, wide).T
    return held[wide + 1 : -wide - 1, wide + 1 : -wide - 1]


def _widened(held: np.ndarray, cells: int) -> np.ndarray:
    """Return a raster with what holds in it holding in as many rows above and below."""
    wide = held.copy()
    for step in range(1, cells + 1):
        wide[step:] |= held[:-step]
        wide[:-step] |= held[step:]
    return wide
