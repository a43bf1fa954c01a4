"""Answers of Overpass (JSON) and what overpass-turbo exports (GeoJSON), as objects of OpenStreetMap.

Source: https://wiki.openstreetmap.org/wiki/Overpass_API/Overpass_QL#out, and osmtogeojson's README.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np
import shapely

from lcity.dataset.forms.form import MOST_VERTICES, FormError
from lcity.dataset.forms.geojson import built
from lcity.dataset.forms.json_text import read_json
from lcity.ground import kinds, walkable
from lcity.ground.elements import (
    MOST_ELEMENTS,
    MOST_STREET_POINTS,
    NANO,
    NO_PIECES,
    NO_STEPS,
    Element,
    Extract,
    area,
    in_order,
    is_place,
    shape_of_way,
)
from lcity.ground.errors import GroundError

TYPES = {"node": "n", "way": "w", "relation": "r"}
FORM = "Overpass JSON"
ID = "@id"


def is_answer(document: object) -> bool:
    """Say whether a JSON document is an answer of Overpass."""
    return isinstance(document, dict) and isinstance(document.get("elements"), list)


def is_turbo(document: object) -> bool:
    """Say whether a GeoJSON document holds objects of OpenStreetMap, as overpass-turbo exports them."""
    features = document.get("features") if isinstance(document, dict) else None
    return isinstance(features, list) and any(_of_turbo(feature) for feature in features[:100])


def read(path: Path, *, centres: bool, streets: bool, admin_level: str = "", places: bool = False) -> Extract:
    """Return what is wanted of a file of objects; parameters as of `lcity.ground.pbf.read_pbf`.

    Raises
    ------
    GroundError
        It is neither, or holds more than is read.
    """
    wanted = {"centres": centres, "streets": streets, "admin_level": admin_level, "places": places}
    return of_document(_document(path), path.name, **wanted)


def levels_in(path: Path) -> dict[str, int]:
    """Return the levels of the administrative areas of a file of objects, and how many are of each.

    Raises
    ------
    GroundError
        It holds no objects of OpenStreetMap.
    """
    document = _document(path)
    if is_answer(document):
        tags = [row.get("tags") for row in document["elements"] if isinstance(row, dict)]
    elif is_turbo(document):
        tags = [feature.get("properties") for feature in document["features"] if isinstance(feature, dict)]
    else:
        raise GroundError("not_openstreetmap", file=path.name)
    areas = [of for of in tags if isinstance(of, dict) and of.get("boundary") == "administrative"]
    return in_order(Counter(str(of.get("admin_level")) for of in areas))


def _document(path: Path) -> object:
    try:
        return read_json(path, FORM)
    except FormError as error:
        raise GroundError("unreadable", file=path.name, form="JSON", reason=error.faults[0].code) from error


def of_document(
    document: object,
    file: str,
    *,
    centres: bool,
    streets: bool,
    admin_level: str = "",
    places: bool = False,
) -> Extract:
    """Return what is wanted of a JSON document; `file` is what it is called."""
    try:
        if is_answer(document):
            objects, torn = _of_answer(document["elements"])
        elif is_turbo(document):
            objects, torn = _of_features(document["features"]), []
        else:
            raise GroundError("not_openstreetmap", file=file)
    except FormError as error:
        fault = error.faults[0]
        raise GroundError("broken_object", file=file, row=fault.row or 0) from error
    wanted, lines = [], []
    for found in objects:
        district = (
            bool(admin_level)
            and found.tags.get("boundary") == "administrative"
            and found.tags.get("admin_level") == admin_level
        )
        named = places and is_place(found.tags) and isinstance(found.shape, shapely.Point)
        if district and not found.is_area:
            torn.append(found.tags.get("name", found.id))
        elif district or named or (centres and kinds.kind_of(found.tags)):
            wanted.append(found)
        elif streets and isinstance(found.shape, shapely.LineString) and walkable.is_walkable(found.tags):
            lines.append(found)
    if len(wanted) > MOST_ELEMENTS:
        raise GroundError("too_many_elements", most=MOST_ELEMENTS)
    return Extract(tuple(wanted), *_pieces(lines), tuple(torn))


def _pieces(lines: list[Element]) -> tuple[np.ndarray, np.ndarray]:
    if not lines:
        return NO_PIECES, NO_STEPS
    points, of = shapely.get_coordinates([line.shape for line in lines], return_index=True)
    if len(points) > MOST_STREET_POINTS:
        raise GroundError("too_many_streets", most=MOST_STREET_POINTS)
    at = np.rint(points * NANO).astype(np.int32)
    joined = of[1:] == of[:-1]
    steps = np.array([line.tags["highway"] == walkable.STEPS for line in lines])
    return np.hstack([at[:-1][joined], at[1:][joined]]), steps[of[:-1][joined]]


def _of_answer(rows: list) -> tuple[list[Element], list[str]]:
    """Return objects, and the names of those whose shape is not whole."""
    nodes: dict[int, tuple[float, float]] = {}
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or row.get("type") not in TYPES or type(row.get("id")) is not int:
            raise FormError("broken", row=number)
        if row["type"] == "node":
            nodes[row["id"]] = _position(row, number)
    ways = {
        row["id"]: _line(row, nodes, number)
        for number, row in enumerate(rows, start=1)
        if row["type"] == "way"
    }
    found, torn = [], []
    for number, row in enumerate(rows, start=1):
        tags = _tags(row.get("tags"), number)
        if not tags:
            continue
        shape = _shape(row, tags, nodes, ways, number)
        if shape is None:
            torn.append(tags.get("name", f"{TYPES[row['type']]}{row['id']}"))
        else:
            found.append(Element(f"{TYPES[row['type']]}{row['id']}", tags, shape))
    return found, torn


def _shape(
    row: Mapping, tags: Mapping[str, str], nodes: Mapping, ways: Mapping, number: int
) -> shapely.Geometry | None:
    if row["type"] == "node":
        return shapely.Point(nodes[row["id"]])
    shape = None
    if row["type"] == "way":
        shape = shape_of_way(ways[row["id"]], tags)
    elif isinstance(row.get("members"), list):
        shape = _of_members(row["members"], ways, number)
    if shape is None and "center" in row:
        shape = shapely.Point(_position(row["center"], number))
    return shape


def _of_members(members: list, ways: Mapping, number: int) -> shapely.Geometry | None:
    lines: dict[bool, list[np.ndarray]] = {False: [], True: []}
    for member in members:
        if not isinstance(member, dict):
            raise FormError("broken", row=number)
        if member.get("type") == "way" and member.get("role") in ("outer", "inner", ""):
            if "geometry" in member:
                line = _line(member, {}, number)
            else:
                line = ways.get(member.get("ref"), np.empty((0, 2)))
            if len(line) < 2:
                return None
            lines[member["role"] == "inner"].append(line)
    return area(lines[False], lines[True]) if lines[False] else None


def _line(row: Mapping, nodes: Mapping, number: int) -> np.ndarray:
    """Return the points of a way, those that are given."""
    drawn, of = row.get("geometry"), row.get("nodes", [])
    if isinstance(drawn, list):
        points = [_position(point, number) for point in drawn if point is not None]
    elif isinstance(of, list):
        points = [nodes[ref] for ref in of if isinstance(ref, int) and ref in nodes]
    else:
        raise FormError("broken", row=number)
    return np.array(points, float).reshape(-1, 2)


def _position(of: object, number: int) -> tuple[float, float]:
    lon, lat = (of.get("lon"), of.get("lat")) if isinstance(of, dict) else (None, None)
    if not (type(lon) in (int, float) and type(lat) in (int, float) and abs(lon) <= 180 and abs(lat) <= 90):
        raise FormError("broken", row=number)
    return float(lon), float(lat)


def _tags(of: object, number: int) -> dict[str, str]:
    if of is None:
        return {}
    if not isinstance(of, dict):
        raise FormError("broken", row=number)
    return {key: str(value) for key, value in of.items() if isinstance(value, str | int | float)}


def _of_turbo(feature: object) -> bool:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    named = isinstance(properties, dict) and properties.get(ID)
    return isinstance(named, str) and named.partition("/")[0] in TYPES


def _of_features(features: Iterable) -> Iterator[Element]:
    kept = [(row, feature) for row, feature in enumerate(features, start=1) if _of_turbo(feature)]
    shapes = built([feature.get("geometry") for _, feature in kept], MOST_VERTICES)
    for (row, feature), shape in zip(kept, shapes, strict=True):
        kind, _, number = feature["properties"][ID].partition("/")
        on_earth = shape is not None and not shape.is_empty and _on_earth(shape)
        if not (on_earth and number.isascii() and number.isdecimal()):
            raise FormError("broken", row=row)
        tags = {
            key: value for key, value in _tags(feature["properties"], row).items() if not key.startswith("@")
        }
        yield Element(f"{TYPES[kind]}{number}", tags, shape)


def _on_earth(shape: shapely.Geometry) -> bool:
    west, south, east, north = shape.bounds
    return west >= -180 and east <= 180 and south >= -90 and north <= 90
