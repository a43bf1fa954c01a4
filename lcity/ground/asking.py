"""Asks the reading process for an extract or a raster, and holds its answer against what it may be."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from lcity.dataset.forms.form import FormError
from lcity.dataset.forms.wkb import shapes_of
from lcity.ground import reader
from lcity.ground.elements import MOST_ELEMENTS, Element, Extract
from lcity.ground.errors import GroundError
from lcity.ground.raster_window import Raster
from lcity.intake.limits import MB, Limits
from lcity.intake.worker import process
from lcity.intake.worker.worker import MADE, REQUEST, TOO_SLOW

MOST_FILE_MB = 2_048
MOST_ANSWER_MB = 512
MOST_SECONDS = 3_600
MOST_VERTICES = 20_000_000


def extract(path: Path, *, centres: bool, streets: bool, admin_level: str = "") -> Extract:
    """Return what is wanted of a map extract; parameters as of `lcity.ground.pbf.read_pbf`.

    Raises
    ------
    GroundError
        It cannot be read, or takes more than it may.
    """
    wanted = {"centres": centres, "streets": streets, "admin_level": admin_level}
    with tempfile.TemporaryDirectory(prefix="lcity-ground-") as folder:
        made = Path(folder) / MADE
        answer = _reply(Path(folder), path, reader.EXTRACT, wanted)
        try:
            rows = answer["elements"]
            shapes = shapes_of([bytes.fromhex(wkb) for _, _, wkb in rows], MOST_VERTICES)
            elements = [
                Element(str(of), {str(key): str(value) for key, value in tags.items()}, shape)
                for (of, tags, _), shape in zip(rows, shapes, strict=True)
            ]
            pieces = _array(made / reader.PIECES, np.int32, (4,))
            steps = _array(made / reader.STEPS, bool, ())
            torn = tuple(map(str, answer["torn"]))
        except (KeyError, ValueError, TypeError, AttributeError, OSError, FormError) as error:
            raise GroundError("ended", file=path.name) from error
    if len(elements) > MOST_ELEMENTS or len(pieces) != len(steps):
        raise GroundError("ended", file=path.name)
    return Extract(tuple(elements), pieces, steps, torn)


def raster(path: Path, bounds: tuple[float, float, float, float] | None) -> Raster:
    """Return a raster, or the part of it around some bounds; parameters as of `raster.read_raster`.

    Raises
    ------
    GroundError
        It cannot be read, or takes more than it may.
    """
    wanted = {"bounds": bounds and [float(edge) for edge in bounds]}
    with tempfile.TemporaryDirectory(prefix="lcity-ground-") as folder:
        answer = _reply(Path(folder), path, reader.RASTER, wanted)
        try:
            values = _array(Path(folder) / MADE / reader.VALUES, np.float64, (None,))
            transform = np.array(answer["transform"], float).reshape(2, 3)
            return Raster(values, transform, str(answer["crs"]))
        except (KeyError, ValueError, TypeError, OSError) as error:
            raise GroundError("ended", file=path.name) from error


def _reply(folder: Path, path: Path, task: str, wanted: dict[str, Any]) -> dict[str, Any]:
    if not path.is_file():
        raise GroundError("no_file", file=str(path))
    if path.stat().st_size > MOST_FILE_MB * MB:
        raise GroundError("too_large", file=path.name, most=MOST_FILE_MB)
    given = Limits.from_environment()
    limits = {"memory_mb": given.memory_mb, "disk_mb": given.disk_mb, "seconds": MOST_SECONDS}
    request = {"task": task, "path": str(path.resolve()), "wanted": wanted, "limits": limits}
    (folder / REQUEST).write_text(json.dumps(request), encoding="utf-8")
    (folder / MADE).mkdir()
    try:
        done = subprocess.run(
            [sys.executable, "-m", reader.__name__, str(folder)],
            cwd=process.ROOT,
            env=process.environment(),
            timeout=MOST_SECONDS + process.GRACE_S,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired as error:
        raise GroundError("too_slow", file=path.name, most=MOST_SECONDS) from error
    if done.returncode == TOO_SLOW:
        raise GroundError("too_slow", file=path.name, most=MOST_SECONDS)
    answered = folder / MADE / reader.ANSWERED
    try:
        if done.returncode or answered.stat().st_size > MOST_ANSWER_MB * MB:
            raise GroundError("ended", file=path.name)
        answer = json.loads(answered.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise GroundError("ended", file=path.name) from error
    if not isinstance(answer, dict):
        raise GroundError("ended", file=path.name)
    if "error" in answer:
        raise GroundError(str(answer["error"]), **answer["details"])
    return answer


def _array(path: Path, dtype: type, row: tuple[int | None, ...]) -> np.ndarray:
    """Return an array of rows of such a shape.

    Raises
    ------
    ValueError
        It is of another shape or type.
    """
    found = np.load(path, allow_pickle=False)
    fits = len(found.shape) == 1 + len(row) and all(
        most is None or size == most for size, most in zip(found.shape[1:], row, strict=True)
    )
    if found.dtype != dtype or not fits:
        raise ValueError(f"{found.dtype}{found.shape}")
    return found
