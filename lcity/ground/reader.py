"""Reads an extract or a raster in a process of its own, behind the walls of `lcity.intake.worker.sandbox`.

What a file makes osmium or GDAL do, it does there: within so much memory and time, and with nothing to read
but the file, nowhere to write but a folder that goes. The folder holds `request.json`; the process writes
into the folder `made` in it: `answer.json`, which names what is wrong if anything is, and arrays.

``python -m lcity.ground.reader FOLDER`` answers one request. Arrays come back as NumPy writes them, without
objects, and shapes as WKB: both are held against what they announce when they are read.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from lcity.errors import DatasetError
from lcity.ground.elements import Extract
from lcity.ground.errors import GroundError
from lcity.intake.worker import sandbox
from lcity.intake.worker.worker import MADE, REQUEST, bound

ANSWERED = "answer.json"
PIECES, STEPS, VALUES = "pieces.npy", "steps.npy", "values.npy"
EXTRACT, RASTER, MAKE, COLUMNS = "extract", "raster", "make", "columns"
FILES = ("centres", "streets", "outlines", "population", "travel", "places_from")
"""What of `make.Wanted` is a file."""
DATASET = "dataset"
MOST_PROBLEMS = 20
PBF = ".pbf"


def extract_of(path: Path, **wanted: Any) -> Extract:
    """Return what is wanted of a map extract in any form; `wanted` as of `lcity.ground.pbf.read_pbf`."""
    if path.suffix.lower() == PBF:
        from lcity.ground.pbf import read_pbf

        return read_pbf(path, **wanted)
    from lcity.ground import overpass

    return overpass.read(path, **wanted)


def _extract(paths: list[Path], made: Path, wanted: dict[str, Any]) -> dict[str, Any]:
    found = extract_of(paths[0], **wanted)
    np.save(made / PIECES, found.pieces, allow_pickle=False)
    np.save(made / STEPS, found.steps, allow_pickle=False)
    elements = [[of.id, dict(of.tags), shapely.to_wkb(of.shape, hex=True)] for of in found.elements]
    return {"elements": elements, "torn": found.torn}


def _raster(paths: list[Path], made: Path, wanted: dict[str, Any]) -> dict[str, Any]:
    from lcity.ground.raster import read_raster

    found = read_raster(paths[0], wanted["bounds"] and tuple(wanted["bounds"]))
    np.save(made / VALUES, found.values, allow_pickle=False)
    return {"transform": found.transform.tolist(), "crs": found.crs}


def _make(paths: list[Path], made: Path, wanted: dict[str, Any]) -> dict[str, Any]:
    """Make a whole dataset here: what is uploaded is read by nobody else."""
    from lcity.ground import make
    from lcity.ground.raster import read_raster

    told: list[tuple[str, dict[str, Any]]] = []
    files = {of: Path(wanted[of]) for of in FILES if wanted.get(of)}
    try:
        make.make(
            made / DATASET,
            make.Wanted(**wanted | files),
            lambda code, **named: told.append((code, named)),
            make.Reading(extract_of, read_raster),
        )
    except DatasetError as error:
        return {"told": told, "problems": _sentences(error)}
    return {"told": told}


def _columns(paths: list[Path], made: Path, wanted: dict[str, Any]) -> dict[str, Any]:
    """Say what of an uploaded file is to be chosen."""
    from lcity.ground.columns import columns_in

    try:
        found = columns_in(paths[0], wanted["part"], made)
    except DatasetError as error:
        return {"problems": _sentences(error)}
    return found._asdict() | {"meant": dict(found.meant), "levels": dict(found.levels)}


def _sentences(error: DatasetError) -> dict[str, list[str]]:
    from lcity.text import LANGUAGES, language

    problems = error.problems[:MOST_PROBLEMS]
    return {of: [problem.text(language(of)) for problem in problems] for of in LANGUAGES}


TASKS = {EXTRACT: _extract, RASTER: _raster, MAKE: _make, COLUMNS: _columns}


def main(folder: Path) -> int:
    """Answer a request."""
    request = json.loads((folder / REQUEST).read_text(encoding="utf-8"))
    made, paths = folder / MADE, [Path(path) for path in request["paths"]]
    _import(request["task"], paths)
    bound(request["limits"])
    # Not one byte of a file has been read before this.
    sandbox.enter(made, [folder, *paths])
    try:
        answer = TASKS[request["task"]](paths, made, request["wanted"])
    except GroundError as error:
        answer = {"error": error.code, "details": error.details}
    except MemoryError:
        most = request["limits"]["memory_mb"]
        answer = {"error": "memory", "details": {"file": paths[0].name, "most": most}}
    (made / ANSWERED).write_text(json.dumps(answer), encoding="utf-8")
    return 0


def _import(task: str, paths: list[Path]) -> None:
    """Import what reading takes, while the libraries' folders are all in sight."""
    if task in (RASTER, MAKE):
        import lcity.ground.raster
    if any(path.suffix.lower() == PBF for path in paths):
        import lcity.ground.pbf
    if task in (MAKE, COLUMNS):
        import lcity.ground.columns
    if task == MAKE or (task in (EXTRACT, COLUMNS) and paths[0].suffix.lower() != PBF):
        import lcity.ground.overpass  # noqa: F401


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
