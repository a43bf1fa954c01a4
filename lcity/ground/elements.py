"""Objects of OpenStreetMap, whichever form they came in: who they are, their tags and their shape."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

NANO = 10_000_000
"""OpenStreetMap keeps degrees as whole numbers of this fraction: nodes are equal at 7 decimals."""
AREA_KEYS = frozenset({"amenity", "tourism", "building", "office", "landuse", "leisure", "boundary"})
PLACES = ("city", "town", "borough", "suburb", "village", "quarter", "neighbourhood", "hamlet")
"""Values of OpenStreetMap's `place` that name where people live, the most important first.

Source: https://wiki.openstreetmap.org/wiki/Key:place
"""
MOST_ELEMENTS = 500_000
MOST_STREET_POINTS = 60_000_000


@dataclass(frozen=True, eq=False)
class Element:
    """One object.

    Parameters
    ----------
    id
        "n", "w" or "r" (node, way, relation) and its number.
    tags
        By key.
    shape
        In WGS84: a point, a line, or the area where it is one.
    """

    id: str
    tags: Mapping[str, str]
    shape: shapely.Geometry

    @property
    def is_area(self) -> bool:
        """Whether it covers ground."""
        return isinstance(self.shape, shapely.Polygon | shapely.MultiPolygon)

    @property
    def point(self) -> shapely.Point:
        """A point of it: within an area, halfway along a line."""
        if isinstance(self.shape, shapely.LineString):
            return self.shape.interpolate(0.5, normalized=True)
        return self.shape if isinstance(self.shape, shapely.Point) else self.shape.representative_point()


@dataclass(frozen=True, eq=False)
class Extract:
    """What is wanted of a map extract.

    Parameters
    ----------
    elements
        Learning centres and, if wanted, administrative areas.
    pieces
        (n, 4) int32: lon, lat at both ends of each walkable piece, in 1e-7 degrees.
    steps
        (n,) bool: which of them are steps.
    torn
        Areas of which parts are missing, as at the edge of an extract.
    """

    elements: tuple[Element, ...]
    pieces: np.ndarray
    steps: np.ndarray
    torn: tuple[str, ...] = ()


NO_PIECES = np.empty((0, 4), np.int32)
NO_STEPS = np.empty(0, bool)


def is_place(tags: Mapping[str, str]) -> bool:
    """Say whether tags name a place where people live."""
    return tags.get("place") in PLACES


def in_order(levels: Mapping[str | None, int]) -> dict[str, int]:
    """Return levels of administrative areas with how many are of each, the widest areas first."""
    whole = {
        level: count for level, count in levels.items() if level and level.isascii() and level.isdecimal()
    }
    return {level: whole[level] for level in sorted(whole, key=int)}


def shape_of_way(points: np.ndarray, tags: Mapping[str, str]) -> shapely.Geometry | None:
    """Return the shape of a way: an area where it closes and its tags say so, else a line.

    Parameters
    ----------
    points
        (n, 2) degrees, those that are known.
    """
    if not len(points):
        return None
    if len(points) == 1 or (points == points[0]).all():
        return shapely.Point(points[0])
    closed = len(points) > 3 and (points[0] == points[-1]).all()
    if closed and (AREA_KEYS & tags.keys()) and tags.get("area") != "no":
        return area([points])
    return shapely.LineString(points)


def area(outer: Sequence[np.ndarray], inner: Sequence[np.ndarray] = ()) -> shapely.Geometry | None:
    """Return the area that lines bound once they are put together; None where they bound none.

    Parameters
    ----------
    outer, inner
        Lines as (n, 2) degrees: of its outside, and of holes.
    """
    outside = _rings(outer)
    if outside is None:
        return None
    holes = _rings(inner) if inner else None
    found = outside if holes is None else outside.difference(holes)
    return None if found.is_empty else found


def _rings(lines: Iterable[np.ndarray]) -> shapely.Geometry | None:
    rings = [shapely.LineString(line) for line in lines if len(line) > 1]
    if not rings:
        return None
    noded = shapely.node(shapely.MultiLineString(rings))
    built = shapely.get_parts(shapely.polygonize([noded]))
    found = shapely.union_all(built) if len(built) else None
    if found is None or found.is_empty:
        return None
    # Whole only where every line became part of an edge: what is open is torn.
    open_ = noded.length - shapely.union_all(shapely.boundary(built)).length
    return found if open_ < 1e-6 * noded.length else None
