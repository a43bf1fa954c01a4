"""An extract of OpenStreetMap (.osm.pbf), read in passes so that only what is wanted is kept.

Relations first, for the ways they need; then ways, for the nodes they need; then nodes, which are most of a
file. What is kept grows with streets and centres, not with the file.
"""

import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import osmium
import shapely
from osmium.osm import NODE, RELATION, WAY

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
from lcity.ground.errors import GroundError, reason

FORM = "pbf"
AT_ONCE = 1_000_000
UNKNOWN = np.iinfo(np.int32).min
DAMAGED = (RuntimeError, osmium.InvalidLocationError, ValueError, UnicodeDecodeError)
"""What osmium raises of a file that is not what it says."""


def read_pbf(
    path: Path, *, centres: bool, streets: bool, admin_level: str = "", places: bool = False
) -> Extract:
    """Return what is wanted of an extract.

    Parameters
    ----------
    path
        An .osm.pbf file.
    centres, streets
        Whether learning centres, and walkable ways, are wanted.
    admin_level
        The level of the administrative areas that are wanted, as OpenStreetMap counts ("8", "10"); "" for
        none.
    places
        Whether named places are wanted: towns, quarters and what else `lcity.ground.names` knows.

    Raises
    ------
    GroundError
        It is no such file, breaks off, or holds more than is read.
    """
    reader = _Reader(str(path), centres, streets, admin_level, places)
    try:
        return reader.read()
    except DAMAGED as error:
        raise _unreadable(path, error) from error


def levels_in(path: Path) -> dict[str, int]:
    """Return the levels of the administrative areas of an extract, and how many areas are of each.

    Raises
    ------
    GroundError
        It is no such file, or breaks off.
    """
    reader = _Reader(str(path), centres=False, streets=False, admin_level="")
    try:
        found = Counter(
            area.tags.get("admin_level")
            for area in reader.objects(RELATION, "boundary")
            if area.tags.get("boundary") == "administrative"
        )
    except DAMAGED as error:
        raise _unreadable(path, error) from error
    return in_order(found)


def _unreadable(path: Path, error: Exception) -> GroundError:
    return GroundError("unreadable", file=path.name, form="OSM PBF", reason=reason(error, str(path)))


@dataclass
class _Reader:
    path: str
    centres: bool
    streets: bool
    admin_level: str
    places: bool = False
    relations: dict[int, tuple[dict, list]] = field(default_factory=dict)
    tagged: dict[int, dict[str, str]] = field(default_factory=dict)
    refs: dict[int, np.ndarray] = field(default_factory=dict)

    def read(self) -> Extract:
        """Return what is wanted, pass by pass."""
        self._read_relations()
        members = {number for _, of in self.relations.values() for kind, number, _ in of if kind == "w"}
        street_refs, street_sizes, street_steps = self._read_ways(members)
        nodes = {number for _, of in self.relations.values() for kind, number, _ in of if kind == "n"}
        points = [*self._points()]
        wanted = [street_refs, *self.refs.values(), np.fromiter(nodes, np.int64, len(nodes))]
        needed = np.unique(np.concatenate(wanted)) if wanted else np.empty(0, np.int64)
        places = self._read_places(needed)

        def found(ids: np.ndarray) -> np.ndarray:
            at = places[np.searchsorted(needed, ids)]
            return at[at[:, 0] != UNKNOWN] / NANO

        elements, torn = [*points], []
        for number, tags in self.tagged.items():
            shape = shape_of_way(found(self.refs[number]), tags)
            if shape is not None:
                elements.append(Element(f"w{number}", tags, shape))
        for number, (tags, of) in self.relations.items():
            shape = self._shape(of, found)
            if shape is None or (
                self._is_district(tags) and shape.geom_type not in ("Polygon", "MultiPolygon")
            ):
                torn.append(tags.get("name", f"r{number}"))
            else:
                elements.append(Element(f"r{number}", tags, shape))
        pieces, steps = _pieces(places, needed, street_refs, street_sizes, street_steps)
        return Extract(tuple(elements), pieces, steps, tuple(torn))

    def objects(self, entities: int, *keys: str) -> Iterator:
        """Return the objects of some kinds that bear one of some keys, or all of them."""
        # Named as what it should be: nothing guesses what a file is.
        found = osmium.FileProcessor(osmium.io.File(self.path, FORM), entities)
        return iter(found.with_filter(osmium.filter.KeyFilter(*keys)) if keys else found)

    def _is_district(self, tags: dict[str, str]) -> bool:
        return (
            bool(self.admin_level)
            and tags.get("boundary") == "administrative"
            and tags.get("admin_level") == self.admin_level
        )

    def _wanted(self, tags: dict[str, str]) -> bool:
        return (self.centres and kinds.kind_of(tags) is not None) or self._is_district(tags)

    def _read_relations(self) -> None:
        if not (self.centres or self.admin_level):
            return
        members = 0
        for relation in self.objects(RELATION, *kinds.tag_keys(), "boundary"):
            tags = dict(relation.tags)
            if self._wanted(tags):
                of = [(member.type, member.ref, member.role) for member in relation.members]
                members += len(of)
                self.relations[relation.id] = (tags, of)
                self._bounded(len(self.relations) + members)

    def _read_ways(self, members: set[int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Keep the ways that are wanted or belong to relations, and return those that are walked.

        Returns
        -------
        tuple
            The nodes of all walked ways one after the other; how many each has; which are steps.
        """
        refs, sizes, steps = array.array("q"), array.array("q"), array.array("b")
        keys = ("highway",) * self.streets + tuple(kinds.tag_keys()) * self.centres
        # Ways of relations may bear no tags at all: then every way is looked at.
        if keys or members:
            for way in self.objects(WAY, *(() if members else keys)):
                if self.streets and "highway" in way.tags:
                    tags = dict(way.tags)
                    if walkable.is_walkable(tags):
                        refs.extend([node.ref for node in way.nodes])
                        sizes.append(len(way.nodes))
                        steps.append(tags["highway"] == walkable.STEPS)
                        if len(refs) > MOST_STREET_POINTS:
                            raise GroundError("too_many_streets", most=MOST_STREET_POINTS)
                self._keep(way, members)
        return np.array(refs, np.int64), np.array(sizes, np.int64), np.array(steps, bool)

    def _keep(self, way: "osmium.osm.Way", members: set[int]) -> None:
        wanted = False
        if self.centres and any(key in way.tags for key in kinds.tag_keys()):
            tags = dict(way.tags)
            if wanted := kinds.kind_of(tags) is not None:
                self.tagged[way.id] = tags
        if wanted or way.id in members:
            self.refs[way.id] = np.array([node.ref for node in way.nodes], np.int64)
            self._bounded(len(self.refs))

    def _points(self) -> Iterator[Element]:
        keys = (*kinds.tag_keys(),) * self.centres + ("place",) * self.places
        if not keys:
            return
        count = 0
        for node in self.objects(NODE, *keys):
            tags = dict(node.tags)
            wanted = self.centres and kinds.kind_of(tags) is not None
            if (wanted or (self.places and is_place(tags))) and node.location.valid():
                count += 1
                self._bounded(count)
                yield Element(f"n{node.id}", tags, shapely.Point(node.lon, node.lat))

    def _read_places(self, needed: np.ndarray) -> np.ndarray:
        """Return where nodes are: (n, 2) in 1e-7 degrees, `UNKNOWN` where the file does not say."""
        places = np.full((len(needed), 2), UNKNOWN, np.int32)
        if not len(needed):
            return places
        ids, at = array.array("q"), array.array("i")

        def keep() -> None:
            of = np.array(ids, np.int64)
            position = np.minimum(np.searchsorted(needed, of), len(needed) - 1)
            there = needed[position] == of
            places[position[there]] = np.array(at, np.int32).reshape(-1, 2)[there]
            del ids[:], at[:]

        for node in self.objects(NODE):
            location = node.location
            if location.valid():
                ids.append(node.id)
                at.append(location.x)
                at.append(location.y)
                if len(ids) == AT_ONCE:
                    keep()
        keep()
        return places

    def _shape(self, members: list, found) -> shapely.Geometry | None:
        lines: dict[bool, list[np.ndarray]] = {False: [], True: []}
        for kind, number, role in members:
            if kind == "w" and role in ("outer", "", "inner"):
                if number not in self.refs:
                    return None
                line = found(self.refs[number])
                if len(line) < len(self.refs[number]):
                    return None
                lines[role == "inner"].append(line)
        if lines[False]:
            return area(lines[False], lines[True])
        nodes = np.array([number for kind, number, _ in members if kind == "n"], np.int64)
        at = found(nodes) if len(nodes) else nodes.reshape(-1, 2)
        return shapely.MultiPoint(at).centroid if len(at) else None

    def _bounded(self, count: int) -> None:
        if count > MOST_ELEMENTS:
            raise GroundError("too_many_elements", most=MOST_ELEMENTS)


def _pieces(
    places: np.ndarray, needed: np.ndarray, refs: np.ndarray, sizes: np.ndarray, steps: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return each two neighbouring nodes of a way as a piece, where both are known."""
    if len(refs) < 2:
        return NO_PIECES, NO_STEPS
    at = places[np.searchsorted(needed, refs)]
    way = np.repeat(np.arange(len(sizes)), sizes)
    joined = (way[1:] == way[:-1]) & (at[1:, 0] != UNKNOWN) & (at[:-1, 0] != UNKNOWN)
    pieces = np.hstack([at[:-1][joined], at[1:][joined]])
    return pieces, steps[way[:-1][joined]]
