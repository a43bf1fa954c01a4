"""Map extracts: what is wanted of them, held against a second reading; damage is told in a sentence."""

from collections import Counter
from itertools import pairwise

import numpy as np
import osmium
import pytest
import shapely

from lcity.ground import streets, walkable
from lcity.ground.errors import GroundError
from lcity.ground.kinds import kind_of
from lcity.ground.pbf import read_pbf


def pieces_of(extract) -> set:
    return {
        (frozenset([tuple(piece[:2]), tuple(piece[2:])]), bool(steps))
        for piece, steps in zip(extract.pieces.tolist(), extract.steps, strict=True)
    }


class Walked(osmium.SimpleHandler):
    """A second reading of streets: way by way, with osmium's own index of locations."""

    def __init__(self):
        super().__init__()
        self.found = set()

    def way(self, way):
        if walkable.is_walkable(dict(way.tags)):
            at = [(node.x, node.y) if node.location.valid() else None for node in way.nodes]
            steps = way.tags["highway"] == "steps"
            pairs = (pair for pair in pairwise(at) if None not in pair)
            self.found |= {(frozenset(pair), steps) for pair in pairs}


def test_central_helsinki_has_28_learning_places_nine_of_them_with_hours(extract):
    kinds = Counter(kind_of(element.tags) for element in extract.elements)
    assert kinds == {
        "library": 7, "museum": 6, "university": 6, "community_centre": 3, "school": 3, "arts_centre": 2,
        "college": 1,
    }  # fmt: skip
    assert sum("opening_hours" in element.tags for element in extract.elements) == 9


def test_streets_are_those_of_a_second_reading(extract, helsinki):
    other = Walked()
    other.apply_file(str(helsinki), locations=True)
    assert pieces_of(extract) == other.found
    assert len(other.found) > 7000


def test_areas_cut_by_the_edge_of_the_extract_are_told_and_left_out(extract):
    assert {"Kluuvi", "Kamppi"} <= set(extract.torn)
    assert not [element for element in extract.elements if "boundary" in element.tags]


@pytest.mark.parametrize(
    ("tags", "walked"),
    [
        ({"highway": "footway"}, True),
        ({"highway": "residential", "oneway": "yes"}, True),
        ({"highway": "steps"}, True),
        ({"highway": "motorway"}, False),
        ({"highway": "motorway", "foot": "yes"}, False),
        ({"highway": "construction"}, False),
        ({"highway": "service", "access": "private"}, False),
        ({"highway": "service", "access": "private", "foot": "yes"}, True),
        ({"highway": "cycleway", "foot": "no"}, False),
        ({"highway": "trunk"}, True),
        ({"highway": "trunk", "motorroad": "yes"}, False),
        ({"railway": "rail"}, False),
    ],
)
def test_what_is_walked(tags, walked):
    assert walkable.is_walkable(tags) == walked


def test_a_street_is_its_pieces_each_once_and_without_what_the_file_lacks(town, square):
    ways = {
        10: ([1, 2, 3], {"highway": "residential", "oneway": "yes"}),
        11: ([3, 2], {"highway": "steps"}),  # again the other way round, and on steps
        12: ([3, 99, 4], {"highway": "path"}),  # node 99 lies beyond the edge: no piece leaps over it
        13: ([4, 4, 1], {"highway": "steps"}),
        14: ([1, 3], {"highway": "motorway"}),
    }
    found = read_pbf(town(square, ways), centres=False, streets=True)
    table = streets.table(found.pieces, found.steps)
    assert list(table) == ["lon_from", "lat_from", "lon_to", "lat_to", "metres", "steps"]
    assert sorted(zip(table["metres"].round(1), table["steps"], strict=True)) == [
        (1105.7, False),
        (1105.7, True),
        (1113.2, False),
    ]


def test_areas_of_relations_are_put_together_and_keep_their_holes(town, square):
    nodes = square | {
        5: (0.004, 0.004, {}), 6: (0.006, 0.004, {}), 7: (0.006, 0.006, {}), 8: (0.004, 0.006, {}),
    }  # fmt: skip
    ways = {20: ([1, 2, 3], {}), 21: ([3, 4, 1], {}), 22: ([5, 6, 7, 8, 5], {})}
    members = [("w", 20, "outer"), ("w", 21, "outer"), ("w", 22, "inner")]
    relations = {
        30: (members, {"type": "multipolygon", "tourism": "museum", "name": "Ring"}),
        31: (
            members[:2],
            {"type": "boundary", "boundary": "administrative", "admin_level": "9", "name": "A"},
        ),
        32: (
            members[:1],
            {"type": "boundary", "boundary": "administrative", "admin_level": "9", "name": "B"},
        ),
        33: ([*members, ("w", 77, "outer")], {"boundary": "administrative", "admin_level": "9", "name": "C"}),
    }
    found = read_pbf(town(nodes, ways, relations), centres=True, streets=False, admin_level="9")
    ring, area = found.elements
    assert ring.shape.area == pytest.approx(0.01**2 - 0.002**2)
    assert not shapely.box(0.004, 0.004, 0.006, 0.006).contains(ring.point)
    assert (area.id, area.shape.area) == ("r31", pytest.approx(0.01**2))
    assert found.torn == ("B", "C"), "open, and with a way that lies elsewhere"


def test_only_what_is_wanted_is_read(town, square):
    path = town(square | {9: (0.5, 0.5, {"amenity": "library"})}, {10: ([1, 2], {"highway": "path"})})
    found = read_pbf(path, centres=True, streets=False)
    assert [element.id for element in found.elements] == ["n9"]
    assert len(found.pieces) == 0
    assert len(read_pbf(path, centres=False, streets=True).elements) == 0


def test_damage_is_told_in_a_sentence(helsinki, tmp_path):
    content = helsinki.read_bytes()
    rng = np.random.default_rng(7)
    noisy = bytearray(content)
    for at in rng.integers(200, len(content), 400):
        noisy[at] ^= 0xFF
    damaged = {
        "empty": b"", "text": b"<html>Too many requests</html>" * 50, "cut": content[: len(content) // 3],
        "start": content[:9], "noise": bytes(noisy), "length": b"\xff\xff\xff\xff" + content[4:],
    }  # fmt: skip
    for name, of in damaged.items():
        path = tmp_path / f"{name}.osm.pbf"
        path.write_bytes(of)
        with pytest.raises(GroundError) as told:
            read_pbf(path, centres=True, streets=True)
        assert told.value.code == "unreadable", name
        assert str(told.value).startswith(f"{name}.osm.pbf cannot be read as OSM PBF"), name
        assert str(tmp_path) not in str(told.value)


def test_more_than_is_read_is_refused(town, monkeypatch):
    libraries = {number: (0.1, 0.1, {"amenity": "library"}) for number in range(1, 12)}
    path = town(libraries, {1: ([1, 2, 3, 4, 5], {"highway": "path"})})
    monkeypatch.setattr("lcity.ground.pbf.MOST_ELEMENTS", 10)
    with pytest.raises(GroundError, match="10"):
        read_pbf(path, centres=True, streets=False)
    monkeypatch.setattr("lcity.ground.pbf.MOST_STREET_POINTS", 4)
    with pytest.raises(GroundError, match="4"):
        read_pbf(path, centres=False, streets=True)
