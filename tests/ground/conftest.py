"""A real extract of central Helsinki, read once, and small ones written as OpenStreetMap writes them."""

from pathlib import Path

import osmium
import pytest
from osmium.osm.mutable import Node, Relation, Way

from lcity.ground.pbf import read_pbf
from tests.ground import extracts


@pytest.fixture(scope="session")
def helsinki() -> Path:
    """The real extract of central Helsinki."""
    return extracts.helsinki()


@pytest.fixture(scope="session")
def extract(helsinki):
    return read_pbf(helsinki, centres=True, streets=True, admin_level="10")


@pytest.fixture
def town(tmp_path):
    """A function that writes objects to an .osm.pbf: nodes {id: (lon, lat, tags)}, ways and relations."""

    def written(nodes, ways=(), relations=(), name="town.osm.pbf") -> Path:
        path = tmp_path / name
        with osmium.SimpleWriter(str(path), overwrite=True) as writer:
            for number, (lon, lat, tags) in nodes.items():
                writer.add_node(Node(id=number, version=1, location=(lon, lat), tags=tags))
            for number, (refs, tags) in dict(ways).items():
                writer.add_way(Way(id=number, version=1, nodes=refs, tags=tags))
            for number, (members, tags) in dict(relations).items():
                writer.add_relation(Relation(id=number, version=1, members=members, tags=tags))
        return path

    return written


SQUARE = {1: (0.0, 0.0, {}), 2: (0.01, 0.0, {}), 3: (0.01, 0.01, {}), 4: (0.0, 0.01, {})}


@pytest.fixture
def square():
    """Four nodes of a square of 0.01 degrees at 0°, 0°."""
    return dict(SQUARE)
