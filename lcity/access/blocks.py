"""Pairs of places that lie in an order in which neighbours follow each other: whole blocks are ruled out."""

from collections.abc import Iterator

import numpy as np
import scipy

from lcity.access.catchment import MARGIN_M, Catchment, catchment, check_radius
from lcity.access.geodesy import ecef
from lcity.access.sieve import degrees_within

BLOCK = 128
AT_ONCE = 128
"""Blocks and centres whose places are looked at together: what that takes stays in the processor's cache."""
BITS = 12
"""Of each axis: steps of some 15 m in a tile as wide as a cell of resolution 4."""


def in_blocks(lonlat: np.ndarray) -> np.ndarray:
    """Return an order of points in which neighbours mostly follow each other: (n,) their numbers.

    Parameters
    ----------
    lonlat
        (n, 2) WGS84 degrees.

    Source
    ------
    Morton (1966), A computer oriented geodetic data base.
    """
    low = lonlat.min(axis=0, initial=180)
    wide = max((lonlat - low).max(initial=0), np.finfo(float).tiny)
    key = np.zeros(len(lonlat), np.uint64)
    for place, axis in enumerate(((lonlat - low) / wide * (2**BITS - 1)).astype(np.uint64).T):
        for bit in range(BITS):
            key |= (axis >> bit & 1) << (2 * bit + place)
    return np.argsort(key, kind="stable")


def reached_pairs(
    lon_deg: np.ndarray, lat_deg: np.ndarray, centres_lonlat: np.ndarray, radius_m: float
) -> tuple[np.ndarray, Catchment]:
    """Return the numbers of the places that have a centre within a radius, in order, and their pairs.

    The same pairs as `catchment` finds, in whatever order places lie; quick where neighbours follow each
    other, as `in_blocks` puts them.

    Parameters
    ----------
    lon_deg, lat_deg
        (n,) WGS84 degrees, of the places.
    centres_lonlat
        (m, 2) WGS84 degrees.
    radius_m
        Metres, straight line on the WGS84 ellipsoid; a distance equal to it is within.

    Raises
    ------
    ArgumentError
        The radius is negative or no number.
    """
    check_radius(radius_m)
    found = _pairs(lon_deg, lat_deg, centres_lonlat, radius_m)
    if found is None:
        pairs = catchment(np.column_stack([lon_deg, lat_deg]), centres_lonlat, radius_m)
        numbers = np.flatnonzero(pairs.reached())
        return numbers, pairs.of_places(numbers)
    place, centre, metres = found
    is_reached = np.zeros(len(lon_deg), bool)
    is_reached[place] = True
    numbers = np.flatnonzero(is_reached)
    row = (np.cumsum(is_reached, dtype=np.int32) - 1)[place]
    pairs = scipy.sparse.coo_array((metres, (row, centre)), (len(numbers), len(centres_lonlat)))
    pairs.has_canonical_format = True  # every pair stands there once: no sorting to look for duplicates
    rows = pairs.tocsr()
    return numbers, Catchment(float(radius_m), len(centres_lonlat), rows.indptr, rows.indices, rows.data)


def _pairs(
    lon_deg: np.ndarray, lat_deg: np.ndarray, centres_lonlat: np.ndarray, radius_m: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
    """Return numbers of place and centre, and metres; None where degrees tell nothing."""
    found = [(np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0))]
    if len(lon_deg) and len(centres_lonlat):
        corners = (np.array([of(lon_deg), of(lat_deg)]) for of in (np.min, np.max))
        reach = degrees_within(*corners, radius_m + MARGIN_M)
        if reach is None:
            return None
        # What is left over after whole blocks is a smaller one.
        whole = len(lon_deg) // BLOCK * BLOCK
        for start, end, wide in ((0, whole, BLOCK), (whole, len(lon_deg), len(lon_deg) - whole)):
            if start < end:
                lon, lat = (axis[start:end].reshape(-1, wide) for axis in (lon_deg, lat_deg))
                pairs = _pairs_of_blocks(lon, lat, centres_lonlat, reach, radius_m)
                found.extend((place + start, centre, metres) for place, centre, metres in pairs)
    return tuple(np.concatenate(of) for of in zip(*found, strict=True))


def _pairs_of_blocks(
    lon: np.ndarray, lat: np.ndarray, centres_lonlat: np.ndarray, reach: np.ndarray, radius_m: float
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Yield numbers of place and centre, and metres, of places in blocks: (blocks, places) degrees."""
    centres_xyz = ecef(*centres_lonlat.T).T
    block, centre = _beside(lon, lat, centres_lonlat, reach)
    for start in range(0, len(block), AT_ONCE):
        blocks, centres = block[start : start + AT_ONCE], centre[start : start + AT_ONCE]
        east, north = (
            np.abs(axis[blocks] - own[centres, None]) <= most
            for axis, own, most in zip((lon, lat), centres_lonlat.T, reach, strict=True)
        )
        pair, within = np.nonzero(east & north)
        block_of, centre_of = blocks[pair], centres[pair]
        places_xyz = ecef(lon[block_of, within], lat[block_of, within]).T
        x, y, z = (own - other[centre_of] for own, other in zip(places_xyz, centres_xyz, strict=True))
        metres = np.sqrt(x * x + y * y + z * z)
        near = np.flatnonzero(metres <= radius_m)
        yield block_of[near] * lon.shape[1] + within[near], centre_of[near], metres[near]


def _beside(
    lon: np.ndarray, lat: np.ndarray, centres_lonlat: np.ndarray, reach: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the numbers of blocks and centres that may be within reach of each other: two of (n,)."""
    west, south = (axis.min(axis=1) - most for axis, most in zip((lon, lat), reach, strict=True))
    east, north = (axis.max(axis=1) + most for axis, most in zip((lon, lat), reach, strict=True))
    order = np.argsort(centres_lonlat[:, 1], kind="stable")
    centre_lon, centre_lat = centres_lonlat[order].T
    # Between two latitudes lies a run of centres.
    first, last = np.searchsorted(centre_lat, south), np.searchsorted(centre_lat, north, "right")
    counts = last - first
    block = np.repeat(np.arange(len(counts)), counts)
    run = np.arange(len(block)) + np.repeat(first - np.cumsum(counts) + counts, counts)
    beside = np.flatnonzero((centre_lon[run] >= west[block]) & (centre_lon[run] <= east[block]))
    return block[beside], order[run[beside]]
