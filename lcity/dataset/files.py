"""The files of a dataset folder, by the names the contract gives them."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from lcity.dataset.problem import Problem

PIECE_BYTES = 1 << 20
FILES = {
    "meta": ("dataset.toml",),
    "sources": ("sources.csv",),
    "indicators": ("indicators.csv",),
    "cities": ("cities.csv",),
    "districts": (
        "districts.geojson",
        "districts.gpkg",
        "districts.parquet",
        "districts.shp.zip",
        "districts.topojson",
        "districts.json",
    ),
    "values_city": ("values_city.csv",),
    "values_district": ("values_district.csv",),
    "centres": ("centres.csv", "centres.parquet", "centres.geojson"),
    "candidates": ("candidates.csv",),
    "population": ("population.csv", "population.parquet"),
    "participation": ("participation.csv",),
    "streets": ("streets.parquet", "streets.csv"),
    "travel": ("travel.csv", "travel.parquet"),
    "policies": ("policies.csv",),
    "targets": ("targets.csv",),
    "cases": ("cases.csv",),
    "names": ("names.csv",),
}
"""Every table and the files it may stand in, in the order in which problems are told."""


OUTLINES = "districts"
"""The table whose rows are outlines."""
TILES = ("tiles", "tiles.json")
"""The folder a dataset's places and streets may lie in, cut into tiles, and the file in it that says what is
where, and by its entry `content` what they were cut from."""


def find(folder: Path) -> dict[str, Path]:
    """Return the file of each table the folder has, by table.

    Parameters
    ----------
    folder
        The dataset folder. Of two files for one table the first named in `FILES` counts.
    """
    return {table: paths[0] for table, paths in _present(folder)}


def check_files(folder: Path) -> list[Problem]:
    """Return what is wrong with the folder itself: no such folder, files missing or doubled, near-misses."""
    if not folder.is_dir():
        return [Problem(folder.name or str(folder), None, None, "no_folder")]
    found = find(folder)
    problems = [
        Problem(paths[1].name, None, None, "two_files", {"other": paths[0].name})
        for _, paths in _present(folder)
        if len(paths) > 1
    ]
    valued = "values_city" in found or "values_district" in found
    # Centres alone, with or without people and outlines, are a dataset too: there is nothing to rank in it.
    alone = "centres" in found and "indicators" not in found and not valued
    if "indicators" not in found and not alone:
        problems.append(Problem("indicators.csv", None, None, "no_file"))
    if not valued and not alone:
        problems.append(Problem("values_city.csv", None, None, "no_values"))
    links = [name for names in FILES.values() for name in names if _is_outside(folder / name)]
    problems += [Problem(name, None, None, "link") for name in links]
    return problems + _misnamed(folder, found)


def content_hash(folder: str | Path, *, with_tiles: bool = True) -> str:
    """Return the first 16 hex digits of the SHA-256 of the names and bytes of the contract's files.

    Other files in the folder, dates and the folder's own name do not count.

    Parameters
    ----------
    folder
        The dataset folder.
    with_tiles
        Whether what lies in tiles counts too: as what it was cut from, however it was cut.
    """
    folder = Path(folder)
    found = _digest(path for _, paths in _present(folder) for path in paths)
    index = folder.joinpath(*TILES)
    if with_tiles and index.is_file():
        found.update(_of_tiles(index.read_bytes()))
    return found.hexdigest()[:16]


def files_hash(paths: Iterable[Path]) -> str:
    """Return the SHA-256 of the names and bytes of files, of which none need fit in memory."""
    return _digest(paths).hexdigest()


def _digest(paths: Iterable[Path]):
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda p: p.name):
        with path.open("rb") as file:
            digest.update(f"{path.name}\0{os.fstat(file.fileno()).st_size}\0".encode())
            while piece := file.read(PIECE_BYTES):
                digest.update(piece)
    return digest


def _of_tiles(index: bytes) -> bytes:
    """Return what tells tiles apart: what they were cut from; of older ones, which do not say, the index."""
    try:
        content = json.loads(index)["content"]
    except (ValueError, KeyError, TypeError):
        return index
    return content.encode() if isinstance(content, str) else index


def _present(folder: Path) -> Iterator[tuple[str, list[Path]]]:
    for table, names in FILES.items():
        paths = [path for name in names if (path := folder / name).is_file() and not _is_outside(path)]
        if paths:
            yield table, paths


def _is_outside(path: Path) -> bool:
    """Say whether a file is a link to one outside its folder: a folder can come from anybody."""
    return path.is_symlink() and path.resolve().parent != path.parent.resolve()


def _misnamed(folder: Path, found: dict[str, Path]) -> list[Problem]:
    """Return a note for each file that is called almost, but not quite, like a table the folder lacks."""
    lacking = [name for table, names in FILES.items() if table not in found for name in names]
    known = {name for names in FILES.values() for name in names}
    notes = []
    for path in sorted(folder.iterdir()):
        near = get_close_matches(path.name.lower(), lacking, n=1, cutoff=0.85)
        if near and path.is_file() and path.name not in known:
            notes.append(Problem(path.name, None, None, "file_unused", {"near": near[0]}, "note"))
    return notes
