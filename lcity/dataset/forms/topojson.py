"""TopoJSON as features: arcs put together to rings, in WGS84.

Source: the TopoJSON format specification 1.0; its positions are WGS84 longitudes and latitudes.
"""

from functools import partial

import geopandas as gpd
import numpy as np
import pyproj

from lcity.dataset.forms.form import MOST_VERTICES, Fault, FormError
from lcity.dataset.forms.frames import NUMBERS, frame
from lcity.dataset.forms.geojson import GEOMETRY, attributes, built

COLLECTION = "GeometryCollection"


def is_topology(document: object) -> bool:
    """Say whether a JSON document is TopoJSON."""
    return isinstance(document, dict) and document.get("type") == "Topology"


def layers(document: dict) -> list[str]:
    """Return the names of a topology's objects.

    Raises
    ------
    FormError
        It has none.
    """
    objects = document.get("objects")
    if not isinstance(objects, dict) or not objects:
        raise FormError("no_topology")
    return list(objects)


def from_topojson(document: dict, layer: str, most_vertices: int = MOST_VERTICES) -> gpd.GeoDataFrame:
    """Return the features of one object of a topology.

    Parameters
    ----------
    document
        As `read_json` gives it.
    layer
        The object's name.
    most_vertices
        How many points its outlines may have together, arcs drawn twice counted twice.

    Raises
    ------
    FormError
        It is no TopoJSON, or an arc it names is not there.
    """
    features = _features(document["objects"][layer])
    arcs = _Arcs(document, most_vertices)
    geometries, faults = [], []
    for row, feature in enumerate(features, start=1):
        try:
            geometries.append(arcs.geometry(feature))
        except FormError:
            raise
        except (TypeError, KeyError, IndexError, ValueError):
            faults.append(Fault("geometry_broken", {}, row, GEOMETRY))
    if faults:
        raise FormError.of(faults)
    shapes = built(geometries, most_vertices)
    return frame(attributes(features), shapes, partial(pyproj.CRS.from_user_input, "EPSG:4326"))


def _features(found: object) -> list[dict]:
    if isinstance(found, dict) and found.get("type") == COLLECTION:
        found = found.get("geometries")
    else:
        found = [found]
    if not isinstance(found, list) or not all(isinstance(feature, dict) for feature in found):
        raise FormError("no_topology")
    return found


class _Arcs:
    """The arcs of a topology, as lists of points."""

    def __init__(self, document: dict, most_vertices: int):
        self._left, self._most = most_vertices, most_vertices
        transform = document.get("transform")
        try:
            self._scale, self._shift = (
                (None, None)
                if transform is None
                else (np.array(transform[of], dtype=float).reshape(2) for of in ("scale", "translate"))
            )
            self._arcs = [self._decoded(arc) for arc in document.get("arcs", [])]
        except (TypeError, KeyError, ValueError, OverflowError) as error:
            raise FormError("no_topology") from error

    def _decoded(self, arc: list) -> list[list[float]]:
        points = [point[:2] for point in arc]
        if not all(len(point) == 2 and set(map(type, point)) <= NUMBERS for point in points):
            raise ValueError("a point of an arc")
        return points if self._scale is None else self._degrees(np.cumsum(np.array(points, float), axis=0))

    def _degrees(self, points: np.ndarray) -> list[list[float]]:
        return (points.reshape(-1, 2) * self._scale + self._shift).tolist()

    def geometry(self, geometry: dict) -> dict | None:
        """Return a geometry as GeoJSON has it."""
        kind = geometry.get("type")
        match kind:
            case None:
                return None
            case "Polygon":
                found = self._rings(geometry["arcs"])
            case "MultiPolygon":
                found = [self._rings(part) for part in geometry["arcs"]]
            case "LineString":
                found = self._line(geometry["arcs"])
            case "MultiLineString":
                found = [self._line(line) for line in geometry["arcs"]]
            case "Point":
                found = self._point(geometry["coordinates"])
            case "MultiPoint":
                found = [self._point(point) for point in geometry["coordinates"]]
            case _:
                raise TypeError(kind)
        return {"type": kind, "coordinates": found}

    def _rings(self, rings: list) -> list:
        return [self._line(ring) for ring in rings]

    def _line(self, numbers: list[int]) -> list[list[float]]:
        """Return arcs one after the other; the complement of an arc's number is that arc from its end."""
        line: list[list[float]] = []
        for number in numbers:
            if type(number) is not int:
                raise TypeError(number)
            arc = self._arcs[number] if number >= 0 else self._arcs[~number][::-1]
            self._left -= len(arc)
            if self._left < 0:
                raise FormError("too_many_vertices", most=self._most)
            line += arc[1:] if line else arc
        return line

    def _point(self, point: list) -> list[float]:
        if self._scale is None:
            return point
        return self._degrees(np.array([point[:2]], dtype=float))[0]
