"""A large map extract: how long it takes to read, and how much memory.

Run it with ``python -m benchmarks.bench_extract [--mb 60]``. The extract is central Helsinki many times over,
shifted across the map, every object under an id of its own. What is measured is the reading process alone,
with its libraries; the parent holds what is kept, not what is read.
"""

import argparse
import resource
import tempfile
from pathlib import Path
from time import perf_counter

import osmium

from benchmarks.report import Table, show, verdict
from lcity.ground import asking
from tests.ground.extracts import helsinki

MB = 2**20
MOST_MB_MEMORY = 2_048
OF_MB = 300
APART = 10**9
"""By how much the ids of two copies differ: as in real extracts they lie far apart."""


def copies(path: Path, mb: float) -> int:
    """Write an extract of at least some size, and return how many copies it took."""
    # A file is sorted by kind, then by id; so how many copies it takes is found with one first.
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder) / "one.osm.pbf"
        with osmium.SimpleWriter(str(one)) as single:
            for found in osmium.FileProcessor(str(helsinki())):
                single.add(found)
        count = max(1, round(mb * MB / one.stat().st_size))
    with osmium.SimpleWriter(str(path), overwrite=True) as writer:
        for kind in (osmium.osm.NODE, osmium.osm.WAY, osmium.osm.RELATION):
            for copy in range(count):
                for found in osmium.FileProcessor(str(helsinki()), kind):
                    writer.add(_shifted(found, copy))
    return count


def _shifted(found, copy: int):
    of = copy * APART
    if found.is_node():
        lon, lat = -60 + copy % 40 * 2 + found.lon - 24, -40 + copy // 40 * 2 + found.lat - 60
        return found.replace(id=found.id + of, location=(lon, lat))
    if found.is_way():
        return found.replace(id=found.id + of, nodes=[node.ref + of for node in found.nodes])
    members = [(member.type, member.ref + of, member.role) for member in found.members]
    return found.replace(id=found.id + of, members=members)


def measure(mb: float = 60) -> list[Table]:
    """Return one row: size, time, memory, and memory as it would be at `OF_MB`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.osm.pbf"
        count = copies(path, mb)
        size = path.stat().st_size / MB
        asking.extract(helsinki(), centres=True, streets=True)
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        start = perf_counter()
        found = asking.extract(path, centres=True, streets=True)
        took = perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    expected = before + (peak - before) * OF_MB / size
    row = [
        f"{size:.0f}", str(count), f"{len(found.elements):,}", f"{len(found.pieces):,}", f"{took:.0f}",
        f"{peak:.0f}", f"{expected:.0f}", f"≤ {MOST_MB_MEMORY:,}", verdict(expected, MOST_MB_MEMORY),
    ]  # fmt: skip
    heads = ["MB", "copies", "centres", "pieces", "s", "MB of memory", f"at {OF_MB} MB", "target", ""]
    note = f"Memory at {OF_MB} MB is reckoned: it grows with what is kept, from {before:.0f} MB for one copy."
    return [Table("An extract of OpenStreetMap", heads, [row], note)]


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--mb", type=float, default=60)
    show(measure(arguments.parse_args().mb))
