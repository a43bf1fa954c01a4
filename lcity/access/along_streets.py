"""The pairs of places and centres within reach along streets.

From every centre, Dijkstra's algorithm is stopped at the radius. It is asked tile by tile: of a tile's
centres only the streets in and around it matter, and a small graph is searched many times faster than the
same streets within a large one.
"""

from typing import NamedTuple

import numpy as np
import scipy

from lcity.access.catchment import MARGIN_M, Catchment, catchment, check_radius
from lcity.access.rows import Rows
from lcity.access.streets import CELL_M, Joins, Streets, tiles

DETOUR = 1.3
"""By how much a way without streets is taken to be longer than the straight line: the median of the centre of
Helsinki, where all ways were measured."""
TILES_M = (2_000.0, 8_000.0)
NODES_A_TILE = 20_000
"""About as many make a search fast: with more each takes longer, with fewer there are more of them."""
MOST_CELLS = 250_000
"""Distances from centres to nodes held at once; more make nothing faster."""
MOST_PAIRS = 50_000
"""Pairs measured at once, or those of one centre."""


class StreetPairs(NamedTuple):
    """The pairs along streets, and who has no street near.

    Parameters
    ----------
    pairs
        The pairs within the radius.
    place_off, centre_off
        (places,) and (centres,) bool: no street within 300 m, so that its pairs stand on the straight line.
    """

    pairs: Catchment
    place_off: np.ndarray
    centre_off: np.ndarray


def along_streets(
    streets: Streets, places_lonlat: np.ndarray, centres_lonlat: np.ndarray, radius_m: float
) -> StreetPairs:
    """Find every pair of a place and a centre within a radius along streets.

    Each is joined to the nearest point of a street within 300 m, and the way there counts. Where either has
    no street so near, the pair is the straight line × 1.3.

    Parameters
    ----------
    streets
        The graph.
    places_lonlat, centres_lonlat
        (n, 2) and (m, 2) WGS84 degrees.
    radius_m
        Metres along streets; a distance equal to it is within.

    Raises
    ------
    ArgumentError
        The radius is negative or no number.
    """
    check_radius(radius_m)
    places, centres = streets.join(places_lonlat), streets.join(centres_lonlat)
    rows = Rows(len(places_lonlat), len(centres_lonlat))
    add_joined(rows, streets, places, centres, radius_m)
    off, centre_off = np.flatnonzero(~places.found), np.flatnonzero(~centres.found)
    on, everyone = np.flatnonzero(places.found), np.arange(len(centres_lonlat))
    for which, reached in ((off, everyone), (on, centre_off)):
        _add_straight(rows, places_lonlat, centres_lonlat, which, reached, radius_m)
    return StreetPairs(rows.catchment(radius_m), ~places.found, ~centres.found)


def add_joined(rows: Rows, streets: Streets, places: Joins, centres: Joins, radius_m: float) -> None:
    """Find the pairs of places and centres that are joined to streets, tile by tile."""
    on = np.flatnonzero(centres.found)
    if not len(on) or not places.found.any():
        return
    ground = _Ground(streets, places)
    # A box this much wider than a tile holds every way from its centres.
    around_m = radius_m * streets.straightest + MARGIN_M
    for _, numbers in tiles(streets.at(centres.take(on)), ground.tile_m(around_m)):
        ground.search(rows, on[numbers], centres, radius_m, around_m)


class _Ground:
    """The streets with their places, to be searched tile by tile."""

    def __init__(self, streets: Streets, places: Joins):
        self._streets, self._places = streets, places
        self._nodes = _Cells(streets.xyz)
        self._number = np.full(len(streets.xyz), -1, np.int32)
        on = np.flatnonzero(places.found).astype(np.int32)
        piece = places.piece[on]
        self._by_start = _Index(streets.start[piece], on, len(streets.xyz))
        self._by_end = _Index(streets.end[piece], on, len(streets.xyz))

    def tile_m(self, around_m: float) -> float:
        """Return the side of a tile that has, with what is around it, about as many nodes as it should."""
        wide_m = CELL_M * np.sqrt(NODES_A_TILE / self._nodes.in_one)
        return float(np.clip(wide_m - 2 * around_m, *TILES_M))

    def search(
        self, rows: Rows, numbers: np.ndarray, centres: Joins, radius_m: float, around_m: float
    ) -> None:
        """Find the pairs of a tile's centres.

        Parameters
        ----------
        rows
            Takes them.
        numbers
            Which centres.
        centres
            Where all of them are joined.
        radius_m
            Metres.
        around_m
            How far around the tile ways may lead.
        """
        at = self._streets.at(centres.take(numbers))
        nodes = self._nodes.within(at.min(axis=0) - around_m, at.max(axis=0) + around_m)
        self._number[nodes] = np.arange(len(nodes))
        graph = self._streets.graph[nodes]
        target = self._number[graph.indices]
        inside = target >= 0
        indptr = np.concatenate([[0], np.cumsum(inside)])[graph.indptr]
        small = (graph.data[inside], target[inside], indptr)
        about = self._by_start.count(nodes) + self._by_end.count(nodes)
        at_once = max(1, MOST_CELLS // (len(nodes) + 1))
        for first in range(0, len(numbers), at_once):
            some = numbers[first : first + at_once]
            own = centres.take(some)
            metres = self._dijkstra(own, radius_m, len(nodes), small)
            pairs = np.cumsum(np.isfinite(metres[:, : len(nodes)]) @ about)
            bounds = np.searchsorted(pairs, np.arange(MOST_PAIRS, pairs[-1], MOST_PAIRS))
            for each in np.split(np.arange(len(some)), np.unique(bounds)):
                self._add(rows, some[each], own.take(each), metres[each], radius_m, nodes)
        self._number[nodes] = -1

    def _add(self, rows: Rows, numbers, own: Joins, metres: np.ndarray, radius_m: float, nodes) -> None:
        """Measure the ways of some centres, whose metres to each node are known."""
        sources, at = np.nonzero(np.isfinite(metres[:, : len(nodes)]))
        parts = []
        # A place is found from the start of its piece; from the end only where the start is out of reach,
        # and from neither where the piece itself is longer than the radius.
        which, place = self._by_start.of(nodes[at])
        parts.append((sources[which], place))
        which, place = self._by_end.of(nodes[at])
        source = sources[which]
        alone = ~np.isfinite(metres[source, self._start(place)])
        parts.append((source[alone], place[alone]))
        source, place = self._by_start.of(self._streets.start[own.piece])
        alone = own.piece[source] == self._places.piece[place]
        alone &= ~np.isfinite(
            np.minimum(metres[source, self._start(place)], metres[source, self._end(place)])
        )
        parts.append((source[alone], place[alone]))
        source, place = (np.concatenate(both) for both in zip(*parts, strict=True))
        distance = self._distance(metres, own, source, place)
        within = distance <= radius_m
        rows.add(place[within], numbers[source[within]], distance[within])

    def _dijkstra(self, own: Joins, radius_m: float, size: int, small) -> np.ndarray:
        """Return the metres from each centre to each node, and to one more that nobody reaches."""
        data, indices, indptr = small
        piece, count = own.piece, len(own.piece)
        # Each centre is a node with a way to both ends of its piece, and none back.
        ends = np.stack([self._number[self._streets.start[piece]], self._number[self._streets.end[piece]]], 1)
        length_m = self._streets.metres[piece]
        ways_m = np.stack([own.share * length_m, (1 - own.share) * length_m], 1)
        there = ends >= 0
        ends_at = indptr[-1] + np.cumsum([*there.sum(axis=1), 0])
        data, indices = np.concatenate([data, ways_m[there]]), np.concatenate([indices, ends[there]])
        whole = (size + count + 1,) * 2
        graph = scipy.sparse.csr_array((data, indices, np.concatenate([indptr, ends_at])), shape=whole)
        return scipy.sparse.csgraph.dijkstra(graph, indices=np.arange(size, size + count), limit=radius_m)

    def _start(self, place: np.ndarray) -> np.ndarray:
        return self._number[self._streets.start[self._places.piece[place]]]

    def _end(self, place: np.ndarray) -> np.ndarray:
        return self._number[self._streets.end[self._places.piece[place]]]

    def _distance(self, metres: np.ndarray, own: Joins, source: np.ndarray, place: np.ndarray) -> np.ndarray:
        piece, share = self._places.piece[place], self._places.share[place]
        length_m = self._streets.metres[piece]
        distance = np.minimum(
            metres[source, self._start(place)] + share * length_m,
            metres[source, self._end(place)] + (1 - share) * length_m,
        )
        same = np.flatnonzero(piece == own.piece[source])
        straight = np.abs(own.share[source[same]] - share[same]) * length_m[same]
        distance[same] = np.minimum(distance[same], straight)
        return own.away_m[source] + distance + self._places.away_m[place]


class _Index:
    """Numbers of places by the node each has."""

    def __init__(self, nodes: np.ndarray, numbers: np.ndarray, size: int):
        self._numbers = numbers[np.argsort(nodes, kind="stable")]
        self._indptr = np.zeros(size + 1, np.int32)
        np.cumsum(np.bincount(nodes, minlength=size), out=self._indptr[1:])

    def count(self, nodes: np.ndarray) -> np.ndarray:
        """Return how many places each of some nodes has."""
        return self._indptr[nodes + 1] - self._indptr[nodes]

    def of(self, nodes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return which of many nodes each of their places is of, and these places."""
        counts = self.count(nodes)
        at = _ranges(self._indptr[nodes], counts)
        return np.repeat(np.arange(len(nodes)), counts), self._numbers[at]


class _Cells:
    """Nodes by the cube of space they lie in, so that those of a box are found without the others."""

    def __init__(self, xyz: np.ndarray):
        # Axis by axis: of a country's nodes each array counts.
        cells = [np.floor(axis / CELL_M).astype(np.int32) for axis in xyz.T]
        self._low = np.array([cell.min(initial=0) for cell in cells], np.int64)
        self._sides = np.array([cell.max(initial=0) for cell in cells]) - self._low + 1
        key = np.zeros(len(xyz), np.int64)
        for cell, low, side in zip(cells[::-1], self._low[::-1], self._sides[::-1], strict=True):
            key *= side
            key += cell - low
        del cells
        self._order = np.argsort(key, kind="stable").astype(np.int32)
        key = key[self._order]
        first = np.flatnonzero(np.diff(key, prepend=-1))
        self._keys, self._first = key[first], np.append(first, len(key))

    @property
    def in_one(self) -> float:
        """How many nodes a cube has that has any: the mean."""
        return len(self._order) / max(1, len(self._keys))

    def within(self, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        """Return the nodes of the cubes that a box touches: those in it, and some around."""
        first = np.clip(np.floor(low / CELL_M) - self._low, 0, self._sides)
        last = np.clip(np.floor(high / CELL_M) + 1 - self._low, 0, self._sides)
        (_, *before), (_, *after) = first, last
        y, z = (np.arange(start, end) for start, end in zip(before, after, strict=True))
        # Cubes that follow each other along x follow each other in order too.
        rows = ((z[:, None] * self._sides[1] + y) * self._sides[0]).ravel()
        start, end = (self._first[np.searchsorted(self._keys, rows + x)] for x in (first[0], last[0]))
        return self._order[_ranges(start, end - start)]


def _ranges(starts: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return the whole numbers from each start on, as many as are counted, one run after another."""
    ends = np.cumsum(counts)
    shifts = np.repeat(starts - ends + counts, counts)
    return shifts + np.arange(len(shifts))


def _add_straight(
    rows: Rows,
    places_lonlat: np.ndarray,
    centres_lonlat: np.ndarray,
    which: np.ndarray,
    reached: np.ndarray,
    radius_m: float,
) -> None:
    """Find the pairs of some places and some centres by the straight line × 1.3."""
    pairs = catchment(places_lonlat[which], centres_lonlat[reached], radius_m / DETOUR + MARGIN_M)
    distance = pairs.distance * DETOUR
    within = distance <= radius_m
    place = np.repeat(which, np.diff(pairs.indptr))[within]
    rows.add(place, reached[pairs.centre[within]], distance[within])
