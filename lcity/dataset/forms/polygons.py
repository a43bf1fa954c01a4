"""Polygons built of rings, all of a file at once."""

from itertools import chain

import numpy as np
import shapely

from lcity.dataset.forms.form import Fault, FormError
from lcity.dataset.forms.frames import NUMBERS

FEWEST = 4
"""Points of a closed ring."""

Ring = list[list[float]]


class Polygons:
    """Gathers the rings of features, and builds them.

    Parameters
    ----------
    count
        How many features there are.
    most_vertices
        How many points they may have together.
    """

    def __init__(self, count: int, most_vertices: int):
        self._count, self._most, self._points = count, most_vertices, 0
        self._rings: list[Ring] = []
        self._rings_of: list[int] = []
        self._owners: list[int] = []
        self._many = np.zeros(count, bool)
        self._given = np.zeros(count, bool)

    def add(self, feature: int, parts: list[list[Ring]], *, many: bool) -> None:
        """Add the polygons of a feature, each its outer ring and its holes.

        Raises
        ------
        TypeError
            What should be a list of rings is none.
        FormError
            There are more points than may be.
        """
        self._given[feature], self._many[feature] = True, many
        for part in parts:
            # A ring of fewer than three points holds no area, and one without an outer ring is none.
            rings = [ring for number, ring in enumerate(part) if len(ring) >= 3 or number == 0]
            if not rings or len(rings[0]) < 3:
                continue
            self._points += sum(map(len, rings))
            self._rings += rings
            self._rings_of.append(len(rings))
            self._owners.append(feature)
        if self._points > self._most:
            raise FormError("too_many_vertices", most=self._most)

    def build(self) -> np.ndarray:
        """Return a geometry a feature: Polygon or MultiPolygon, empty where no ring holds area, else None.

        Raises
        ------
        FormError
            A point is not two numbers or more.
        """
        shapes = np.full(self._count, None, dtype=object)
        shapes[self._given] = np.where(self._many[self._given], shapely.MultiPolygon(), shapely.Polygon())
        if not self._rings:
            return shapes
        owners = np.array(self._owners)
        lengths = np.fromiter(map(len, self._rings), np.int64, len(self._rings))
        coordinates = self._coordinates()
        hold_back_nowhere(coordinates, np.repeat(np.repeat(owners, self._rings_of), lengths))
        coordinates, offsets = closed(coordinates, lengths)
        each = np.concatenate([[0], np.cumsum(self._rings_of)])
        found = shapely.from_ragged_array(shapely.GeometryType.POLYGON, coordinates, (offsets, each))
        many = self._many[owners]
        shapes[owners[~many]] = found[~many]
        if many.any():
            several, positions = np.unique(owners[many], return_inverse=True)
            shapes[several] = shapely.multipolygons(found[many], indices=positions)
        return shapes

    def _coordinates(self) -> np.ndarray:
        points = list(chain.from_iterable(self._rings))
        try:
            if set(map(type, points)) == {list} and (sizes := set(map(len, points))) and min(sizes) >= 2:
                flat = list(chain.from_iterable(points if sizes == {2} else (point[:2] for point in points)))
                if set(map(type, flat)) <= NUMBERS:
                    return np.array(flat, dtype=float).reshape(-1, 2)
        except (TypeError, OverflowError):
            pass
        raise FormError.of(self._wrong())

    def _wrong(self) -> list[Fault]:
        owners = np.repeat(self._owners, self._rings_of)
        wrong = {
            owner
            for owner, ring in zip(owners.tolist(), self._rings, strict=True)
            if not all(map(_point, ring))
        }
        return [Fault("not_finite", {}, owner + 1, "geometry") for owner in sorted(wrong)]


def hold_back_nowhere(coordinates: np.ndarray, owners: np.ndarray) -> None:
    """Refuse points that are nowhere: no ring of them ends where it begins.

    Parameters
    ----------
    coordinates
        n × 2.
    owners
        Which feature each point belongs to.

    Raises
    ------
    FormError
        A coordinate is infinite or no number.
    """
    nowhere = np.unique(owners[~np.isfinite(coordinates).all(axis=1)])
    if len(nowhere):
        raise FormError.of(Fault("not_finite", {}, int(owner) + 1, "geometry") for owner in nowhere)


def closed(coordinates: np.ndarray, lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return rings that end where they begin, of four points at least.

    Parameters
    ----------
    coordinates
        n × 2, ring after ring.
    lengths
        Points of each ring, three or more.

    Returns
    -------
    tuple
        The coordinates, and where each ring begins and the last one ends.
    """
    ends = np.cumsum(lengths)
    starts = ends - lengths
    is_open = (coordinates[starts] != coordinates[ends - 1]).any(axis=1)
    short = ~is_open & (lengths < FEWEST)
    more = is_open | short
    if more.any():
        coordinates = np.insert(coordinates, ends[more], coordinates[starts[more]], axis=0)
    return coordinates, np.concatenate([[0], np.cumsum(lengths + more)])


def of_rings(coordinates: np.ndarray, lengths: np.ndarray, owners: np.ndarray, count: int) -> np.ndarray:
    """Return a geometry a feature, of rings in no order, whichever way they turn.

    Parameters
    ----------
    coordinates
        n × 2, ring after ring.
    lengths
        Points of each ring.
    owners
        Which feature each ring belongs to, ascending.
    count
        How many features there are.

    Returns
    -------
    ndarray
        Polygon or MultiPolygon; None where a feature has no ring of three points or more.

    Raises
    ------
    FormError
        A coordinate is infinite or no number.
    """
    shapes = np.full(count, None, dtype=object)
    hold_back_nowhere(coordinates, np.repeat(owners, lengths))
    kept = lengths >= FEWEST - 1
    if not kept.any():
        return shapes
    coordinates, offsets = closed(coordinates[np.repeat(kept, lengths)], lengths[kept])
    rings = shapely.from_ragged_array(
        shapely.GeometryType.POLYGON, coordinates, (offsets, np.arange(len(offsets)))
    )
    owners = owners[kept]
    first = np.flatnonzero(np.diff(owners, prepend=-1))
    for owner, few in zip(owners[first], np.split(rings, first[1:]), strict=True):
        shapes[owner] = few[0] if len(few) == 1 else _grouped(few)
    return shapes


def _grouped(rings: np.ndarray) -> shapely.Geometry:
    """Return rings as polygons: one inside an odd number of larger ones is a hole of the smallest."""
    rings = rings[np.argsort(-shapely.area(rings), kind="stable")]
    within, around = shapely.STRtree(rings).query(shapely.point_on_surface(rings), predicate="within")
    larger = around < within
    within, around = within[larger], around[larger]
    depth = np.bincount(within, minlength=len(rings))
    holder = np.full(len(rings), -1)
    np.maximum.at(holder, within, around)
    lines = shapely.get_exterior_ring(rings)
    holes: dict[int, list] = {ring: [] for ring in np.flatnonzero(depth % 2 == 0).tolist()}
    for ring in np.flatnonzero(depth % 2).tolist():
        holes[int(holder[ring])].append(lines[ring])
    polygons = [shapely.Polygon(lines[ring], inner) for ring, inner in holes.items()]
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def _point(point: object) -> bool:
    if not isinstance(point, list) or len(point) < 2 or not set(map(type, point[:2])) <= NUMBERS:
        return False
    try:
        return all(map(float, point[:2])) or True
    except OverflowError:
        return False
