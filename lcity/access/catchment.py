"""Which centres lie within reach of which places: the pairs, found once and masked ever after."""

from dataclasses import dataclass, replace

import numpy as np
import scipy

from lcity.access.geodesy import ecef
from lcity.access.sieve import may_reach
from lcity.errors import ArgumentError

BLOCK = 65_536
MARGIN_M = 0.001


@dataclass(frozen=True, eq=False)
class Catchment:
    """The pairs of a place and a centre within a radius, stored row by row of places.

    Parameters
    ----------
    radius
        The radius, in `unit`; a distance equal to it is within.
    n_centres
        How many centres there are, in reach or not.
    indptr
        (places + 1,): the pairs of place i stand at ``indptr[i]:indptr[i + 1]``.
    centre
        (pairs,) int32: number of the centre, in no order within a place.
    distance
        (pairs,) float64, in `unit`: how far it is from one to the other.
    unit
        "m" or, of travel times, "min".
    """

    radius: float
    n_centres: int
    indptr: np.ndarray
    centre: np.ndarray
    distance: np.ndarray
    unit: str = "m"

    @property
    def radius_m(self) -> float:
        """The radius, metres; a ValueError where it is of minutes."""
        self._require_metres()
        return self.radius

    @property
    def distance_m(self) -> np.ndarray:
        """The distances, metres; a ValueError where they are minutes."""
        self._require_metres()
        return self.distance

    def _require_metres(self) -> None:
        if self.unit != "m":
            raise ValueError(f"the pairs are in {self.unit}, not in metres")

    @property
    def n_places(self) -> int:
        """How many places there are, with a centre in reach or without."""
        return len(self.indptr) - 1

    def within(self, radius: float) -> "Catchment":
        """Return the pairs within a smaller radius, in the unit of the pairs.

        Raises
        ------
        ArgumentError
            The radius is larger than the one the pairs were found for.
        """
        self._check(radius)
        if radius == self.radius:
            return self
        return self._where(self.distance <= radius, radius)

    def _check(self, radius: float) -> None:
        if not 0 <= radius <= self.radius:
            raise ArgumentError(f"radius {radius} {self.unit}: expected 0 to {self.radius:g} {self.unit}")

    def only(self, centres: np.ndarray) -> "Catchment":
        """Return the pairs of the centres a mask over all of them picks; centres keep their numbers."""
        if centres.all():
            return self
        return self._where(centres[self.centre], self.radius)

    def of_places(self, places: np.ndarray) -> "Catchment":
        """Return the pairs of some places, by number and in that order."""
        starts, counts = self.indptr[places], np.diff(self.indptr)[places]
        indptr = np.concatenate([[0], np.cumsum(counts)])
        kept = np.repeat(starts - indptr[:-1], counts) + np.arange(indptr[-1])
        return replace(self, indptr=indptr, centre=self.centre[kept], distance=self.distance[kept])

    def compact(self, kept: np.ndarray | None = None) -> tuple[np.ndarray, "Catchment"]:
        """Return the numbers of the centres in reach of any place, and the pairs with only these numbered.

        Parameters
        ----------
        kept
            (centres,) bool: which are kept besides, though no place reaches them.
        """
        used = np.bincount(self.centre, minlength=self.n_centres) > 0
        used = used if kept is None else used | kept
        number = (np.cumsum(used) - 1).astype(np.int32)
        pairs = replace(self, n_centres=int(used.sum()), centre=number[self.centre])
        return np.flatnonzero(used), pairs

    def _where(self, mask: np.ndarray, radius: float) -> "Catchment":
        kept = np.flatnonzero(mask)
        indptr = np.searchsorted(kept, self.indptr)
        centre, distance = self.centre[kept], self.distance[kept]
        return replace(self, radius=radius, indptr=indptr, centre=centre, distance=distance)

    def reached(self, radius: float | None = None, centres: np.ndarray | None = None) -> np.ndarray:
        """Return whether each place has a centre in reach: (places,) bool.

        The same as of the pairs `within` the radius and `only` of these centres, which are not made for it.

        Parameters
        ----------
        radius
            In the unit of the pairs; None for theirs.
        centres
            (centres,) bool: which count; None for all.

        Raises
        ------
        ArgumentError
            The radius is larger than the one the pairs were found for.
        """
        found = np.diff(self.indptr) > 0
        kept = None
        if radius is not None:
            self._check(radius)
            kept = None if radius == self.radius else self.distance <= radius
        if centres is not None and not centres.all():
            counted = centres[self.centre]
            kept = counted if kept is None else kept & counted
        if kept is not None and found.any():
            found[found] = np.logical_or.reduceat(kept, self.indptr[:-1][found])
        return found

    def union(self, bits: np.ndarray) -> np.ndarray:
        """Return the bitwise or of what the centres in reach of each place have.

        Parameters
        ----------
        bits
            (centres, k) of an unsigned type.

        Returns
        -------
        numpy.ndarray
            (places, k) of that type; 0 where no centre is in reach.
        """
        result = np.zeros((self.n_places, bits.shape[1]), bits.dtype)
        reached = self.reached()
        if reached.any():
            starts = self.indptr[:-1][reached]
            for column, joined in zip(bits.T, result.T, strict=True):
                joined[reached] = np.bitwise_or.reduceat(column[self.centre], starts)
        return result

    def matrix(self, weights: np.ndarray) -> "scipy.sparse.csr_array":
        """Return the sparse matrix places × centres holding a weight for each pair."""
        return scipy.sparse.csr_array(
            (weights, self.centre, self.indptr), shape=(self.n_places, self.n_centres)
        )


def catchment(places_lonlat: np.ndarray, centres_lonlat: np.ndarray, radius_m: float) -> Catchment:
    """Find every pair of a place and a centre within a radius on the WGS84 ellipsoid.

    Parameters
    ----------
    places_lonlat, centres_lonlat
        (n, 2) and (m, 2) WGS84 degrees.
    radius_m
        Metres, straight line; a distance equal to it is within.

    Raises
    ------
    ArgumentError
        The radius is negative or no number.
    """
    check_radius(radius_m)
    places, centres = np.asarray(places_lonlat, float), np.asarray(centres_lonlat, float)
    blocks = [
        _pairs(places[start : start + BLOCK], centres, radius_m) for start in range(0, len(places), BLOCK)
    ]
    counts = np.concatenate([[0], *(np.diff(block.indptr) for block in blocks)])
    return Catchment(
        float(radius_m),
        len(centres),
        np.cumsum(counts),
        np.concatenate([np.empty(0, np.int32), *(block.indices for block in blocks)]),
        np.concatenate([np.empty(0), *(block.data for block in blocks)]),
    )


def _pairs(
    places_lonlat: np.ndarray, centres_lonlat: np.ndarray, radius_m: float
) -> "scipy.sparse.csr_array":
    shape = len(places_lonlat), len(centres_lonlat)
    rows, columns = may_reach(places_lonlat, centres_lonlat, radius_m + MARGIN_M)
    trees = [_tree(places_lonlat, rows), _tree(centres_lonlat, columns)]
    if not all(tree.n for tree in trees):
        return scipy.sparse.csr_array(shape)
    near = trees[0].sparse_distance_matrix(trees[1], radius_m + MARGIN_M, output_type="ndarray")
    near = near[near["v"] <= radius_m]
    row, column = (
        (axis if numbers is None else numbers[axis]).astype(np.int32)
        for axis, numbers in ((near["i"], rows), (near["j"], columns))
    )
    pairs = scipy.sparse.coo_array((near["v"], (row, column)), shape)
    pairs.has_canonical_format = True  # every pair stands there once: no sorting to look for duplicates
    return pairs.tocsr()


def _tree(lonlat: np.ndarray, numbers: np.ndarray | None) -> "scipy.spatial.cKDTree":
    """Return the tree of points, or of those of some numbers: it is asked once, and is made in haste."""
    points = ecef(*(lonlat if numbers is None else lonlat[numbers]).T)
    return scipy.spatial.cKDTree(points, compact_nodes=False, balanced_tree=False)


def check_radius(radius_m: float) -> None:
    """Raise ArgumentError unless a radius is a number of metres, 0 or more."""
    if not radius_m >= 0:
        raise ArgumentError(f"radius {radius_m} m: expected 0 or more")
