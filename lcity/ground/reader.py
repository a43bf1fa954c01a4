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

from lcity.ground.elements import Extract
from lcity.ground.errors import GroundError
from lcity.intake.worker import sandbox
from lcity.intake.worker.worker import MADE, REQUEST, bound

ANSWERED = "answer.json"
PIECES, STEPS, VALUES = "pieces.npy", "steps.npy", "values.npy"
EXTRACT, RASTER = "extract", "raster"
PBF = ".pbf"


def extract_of(path: Path, **wanted: Any) -> Extract:
    """Return what is wanted of a map extract in any form; `wanted` as of `lcity.ground.pbf.read_pbf`."""
    if path.suffix.lower() == PBF:
        from lcity.ground.pbf import read_pbf

        return read_pbf(path, **wanted)
    from lcity.ground import overpass

    return overpass.read(path, **wanted)


def _extract(path: Path, made: Path, wanted: dict[str, Any]) -> dict[str, Any]:
    found = extract_of(path, **wanted)
    np.save(made / PIECES, found.pieces, allow_pickle=False)
    np.save(made / STEPS, found.steps, allow_pickle=False)
    elements = [[of.id, dict(of.tags), shapely.to_wkb(of.shape, hex=True)] for of in found.elements]
    return {"elements": elements, "torn": found.torn}


def _raster(path: Path, made: Path, wanted: dict[str, Any]) -> dict[str, Any]:
    from lcity.ground.raster import read_raster

    found = read_raster(path, wanted["bounds"] and tuple(wanted["bounds"]))
    np.save(made / VALUES, found.values, allow_pickle=False)
    return {"transform": found.transform.tolist(), "crs": found.crs}


TASKS = {EXTRACT: _extract, RASTER: _raster}


def main(folder: Path) -> int:
    """Answer a request."""
    request = json.loads((folder / REQUEST).read_text(encoding="utf-8"))
    made, path = folder / MADE, Path(request["path"])
    _import(request["task"], path)
    bound(request["limits"])
    # Not one byte of the file has been read before this.
    sandbox.enter(made, [folder, path])
    try:
        answer = TASKS[request["task"]](path, made, request["wanted"])
    except GroundError as error:
        answer = {"error": error.code, "details": error.details}
    except MemoryError:
        answer = {"error": "memory", "details": {"file": path.name, "most": request["limits"]["memory_mb"]}}
    (made / ANSWERED).write_text(json.dumps(answer), encoding="utf-8")
    return 0


def _import(task: str, path: Path) -> None:
    """Import what reading takes, while the libraries' folders are all in sight."""
    if task == RASTER:
        import lcity.ground.raster
    elif path.suffix.lower() == PBF:
        import lcity.ground.pbf
    else:
        import lcity.ground.overpass  # noqa: F401


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
