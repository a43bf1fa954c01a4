"""Whether any centre is near: a grid settles that for most places, a tree for the rest."""

from itertools import product

import numpy as np
import scipy

from lcity.access.catchment import MARGIN_M

PRIMES = np.array([73_856_093, 19_349_663, 83_492_791])
ABOUT = sorted(product((-1, 0, 1), repeat=3), key=lambda step: -sum(map(abs, step)))
"""The steps to the cells around one, farthest first, and to itself."""
SLOTS_A_CENTRE = 64
MOST_SLOTS = 2**24
NONE = -1


def any_near(places: np.ndarray, centres: np.ndarray, radius_m: float) -> np.ndarray:
    """Return whether at least one centre lies within a radius of each place.

    Space is cut into cubes a little wider than the radius. Where neither a place's cube nor one of the
    26 about it holds a centre, none is near; where the centre noted for its cube is near, one is. Only
    the places left between ask the tree for their nearest centre.

    Parameters
    ----------
    places, centres
        (n, 3) and (m, 3) metres, as `ecef` returns them.
    radius_m
        Metres; a distance equal to it is within.

    Returns
    -------
    numpy.ndarray
        (n,) bool.
    """
    found = np.zeros(len(places), bool)
    if not len(places) or not len(centres):
        return found
    noted = _noted(places, centres, max(radius_m, 1.0) + MARGIN_M)
    open_ = np.flatnonzero(noted != NONE)
    away_m = np.linalg.norm(places[open_] - centres[noted[open_]], axis=1)
    # At the very edge the tree judges, as it does where pairs are found.
    near = away_m <= radius_m - MARGIN_M
    found[open_] = near
    left = open_[~near]
    nearest_m, _ = scipy.spatial.cKDTree(centres).query(
        places[left], distance_upper_bound=radius_m + MARGIN_M
    )
    found[left] = nearest_m <= radius_m
    return found


def _noted(places: np.ndarray, centres: np.ndarray, side_m: float) -> np.ndarray:
    """Return for each place a centre in its cube or else one about it, `NONE` if there is certainly none.

    Cubes share slots of a table, so that it need not be as large as the country; a place may then be
    given a far centre, but never none where there is one.
    """
    last = min(1 << (SLOTS_A_CENTRE * len(centres)).bit_length(), MOST_SLOTS) - 1
    slots = np.full(last + 1, NONE, np.int32)
    home, numbers = _cube(centres, side_m), np.arange(len(centres), dtype=np.int32)
    for step in ABOUT:
        slots[(home + PRIMES @ step) & last] = numbers
    return slots[_cube(places, side_m) & last]


def _cube(xyz: np.ndarray, side_m: float) -> np.ndarray:
    return np.floor(xyz / side_m).astype(np.int64) @ PRIMES
