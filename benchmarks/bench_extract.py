"""A large map extract: how long it takes to read, and how much memory.

Run it with ``python -m benchmarks.bench_extract [--mb 60]``. The extract is central Helsinki many times over,
shifted across the map, every object under an id of its own. What is measured is the reading process alone,
with its libraries; the parent holds what is kept, not what is read.
"""

import argparse
import re
import resource
import tempfile
import threading
from pathlib import Path
from typing import NamedTuple

import osmium

from benchmarks.report import Table, show, verdict
from lcity.ground import asking
from tests.ground.extracts import helsinki

MB = 2**20
MOST_MEMORY_MB = 2_048
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
    """Return one copy and many: size, processor time, memory, and memory as it would be at `OF_MB`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.osm.pbf"
        count = copies(path, mb)
        one, many = _read(helsinki()), _read(path)
    grows = (many.memory_mb - one.memory_mb) / (many.size_mb - one.size_mb)
    expected = one.memory_mb + grows * (OF_MB - one.size_mb)
    rows = [
        [
            f"{of.size_mb:.1f}",
            str(copies_),
            f"{of.centres:,}",
            f"{of.pieces:,}",
            f"{of.seconds:.1f}",
            f"{of.memory_mb:.0f}",
        ]
        for of, copies_ in ((one, 1), (many, count))
    ]
    rows[0] += ["", "", ""]
    rows[1] += [f"{expected:.0f}", f"≤ {MOST_MEMORY_MB:,}", verdict(expected, MOST_MEMORY_MB)]
    heads = ["MB", "copies", "centres", "pieces", "s of CPU", "MB of memory", f"at {OF_MB} MB", "target", ""]
    note = f"Memory at {OF_MB} MB is reckoned from the two: what is kept grows with streets and centres."
    return [Table("An extract of OpenStreetMap", heads, rows, note)]


class _Reading(NamedTuple):
    size_mb: float
    centres: int
    pieces: int
    seconds: float
    memory_mb: float


def _read(path: Path) -> _Reading:
    """Read an extract, and watch the process that does."""
    peak, done = [0.0], threading.Event()

    def watch() -> None:
        while not done.wait(0.02):
            peak[0] = max([peak[0], *map(_peak_mb, _children())])

    watching = threading.Thread(target=watch)
    watching.start()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        found = asking.extract(path, centres=True, streets=True)
    finally:
        done.set()
        watching.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return _Reading(path.stat().st_size / MB, len(found.elements), len(found.pieces), seconds, peak[0])


def _children() -> list[int]:
    return [int(of) for task in Path("/proc/self/task").iterdir() for of in _text(task / "children").split()]


def _peak_mb(process: int) -> float:
    """Return the most memory a process has held; 0 where it is not yet the one that reads."""
    if "lcity.ground.reader" not in _text(Path(f"/proc/{process}/cmdline")):
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", _text(Path(f"/proc/{process}/status")))
    return int(found[1]) / 1024 if found else 0.0


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # it has ended
        return ""


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--mb", type=float, default=60)
    show(measure(arguments.parse_args().mb))
