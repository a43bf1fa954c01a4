"""Answers of Overpass and exports of overpass-turbo: the same objects in other words."""

import json

import pytest

from lcity.ground import overpass
from lcity.ground.errors import GroundError

NODE = {"type": "node", "id": 1, "lat": 0.5, "lon": 0.25, "tags": {"amenity": "library", "name": "A"}}
RING = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]


def line(points):
    return [{"lon": lon, "lat": lat} for lon, lat in points]


def read(document, tmp_path, **wanted):
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return overpass.read(path, **{"centres": True, "streets": True} | wanted)


def test_nodes_ways_and_relations_of_an_answer(tmp_path):
    elements = [
        NODE,
        {"type": "way", "id": 2, "tags": {"amenity": "school"}, "geometry": line(RING)},
        {"type": "way", "id": 3, "tags": {"tourism": "museum"}, "center": {"lon": 0.5, "lat": 0.5}},
        {"type": "way", "id": 4, "tags": {"amenity": "college"}, "nodes": [1, 5]},
        {"type": "node", "id": 5, "lat": 0.5, "lon": 0.75},
        {"type": "way", "id": 6, "tags": {"highway": "steps"}, "geometry": line(RING[:3])},
        {"type": "way", "id": 7, "tags": {"highway": "motorway"}, "geometry": line(RING[:3])},
        {
            "type": "relation", "id": 8,
            "tags": {"boundary": "administrative", "admin_level": "9", "name": "D"},
            "members": [
                {"type": "way", "ref": 91, "role": "outer", "geometry": line(RING[:3])},
                {"type": "way", "ref": 92, "role": "outer", "geometry": line(RING[2:])},
                {"type": "node", "ref": 5, "role": "admin_centre"},
            ],
        },
        {
            "type": "relation", "id": 9,
            "tags": {"boundary": "administrative", "admin_level": "9", "name": "E"},
            "members": [{"type": "way", "ref": 91, "role": "outer", "geometry": line(RING[:3])}],
        },
        {"type": "count", "id": 0, "tags": {"total": "9"}},
    ]  # fmt: skip
    with pytest.raises(GroundError, match="object 10"):
        read({"elements": elements}, tmp_path)
    found = read({"elements": elements[:-1]}, tmp_path, admin_level="9")
    points = {element.id: (element.point.x, element.point.y) for element in found.elements}
    assert points["n1"] == (0.25, 0.5)
    assert points["w3"] == points["w4"] == (0.5, 0.5)
    areas = {element.id: element.shape.area for element in found.elements if element.is_area}
    assert areas == {"w2": 1.0, "r8": 1.0}
    assert found.torn == ("E",)
    assert found.pieces.tolist() == [[0, 0, 10**7, 0], [10**7, 0, 10**7, 10**7]]
    assert found.steps.tolist() == [True, True]


def test_an_export_of_overpass_turbo_is_the_same_as_the_answer(tmp_path):
    feature = {
        "type": "Feature", "id": "way/2",
        "properties": {"@id": "way/2", "amenity": "school", "name": "S", "@relations": [{"rel": 1}]},
        "geometry": {"type": "Polygon", "coordinates": [RING]},
    }  # fmt: skip
    street = {
        "type": "Feature", "properties": {"@id": "way/6", "highway": "path"},
        "geometry": {"type": "LineString", "coordinates": RING[:2]},
    }  # fmt: skip
    found = read({"type": "FeatureCollection", "features": [feature, street]}, tmp_path)
    (school,) = found.elements
    assert (school.id, school.shape.area, dict(school.tags)) == (
        "w2",
        1.0,
        {"amenity": "school", "name": "S"},
    )
    assert found.pieces.tolist() == [[0, 0, 10**7, 0]]


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"elements": [{**NODE, "lat": 95}]}, "broken_object"),
        ({"elements": [{**NODE, "lat": None}]}, "broken_object"),
        ({"elements": [{**NODE, "id": "1"}]}, "broken_object"),
        ({"elements": ["node"]}, "broken_object"),
        ({"elements": [{"type": "way", "id": 1, "nodes": 7, "tags": {"a": "b"}}]}, "broken_object"),
        ({"elements": [{"type": "way", "id": 1, "geometry": [7], "tags": {"a": "b"}}]}, "broken_object"),
        ({"elements": [{"type": "relation", "id": 1, "members": [7], "tags": {"a": "b"}}]}, "broken_object"),
        ({"elements": [{**NODE, "tags": []}]}, "broken_object"),
        ({"type": "FeatureCollection", "features": []}, "not_openstreetmap"),
        ([], "not_openstreetmap"),
    ],
)
def test_what_is_none_of_it_is_told(document, code, tmp_path):
    with pytest.raises(GroundError) as told:
        read(document, tmp_path)
    assert told.value.code == code
    assert str(told.value).startswith("answer.json")


def test_json_that_is_cut_or_nested_without_end_is_told(tmp_path):
    for content in ('{"elements": [{"type": "no', "[" * 200_000):
        path = tmp_path / "answer.json"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(GroundError) as told:
            overpass.read(path, centres=True, streets=True)
        assert told.value.code == "unreadable"
