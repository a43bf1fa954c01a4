"""Asks the reading process for an extract or a raster, and holds its answer against what it may be."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from lcity.dataset.forms.form import FormError
from lcity.dataset.forms.wkb import shapes_of
from lcity.ground import reader
from lcity.ground.elements import MOST_ELEMENTS, Element, Extract
from lcity.ground.errors import GroundError, written
from lcity.ground.raster_window import Raster
from lcity.intake.limits import MB, Limits
from lcity.intake.worker import process
from lcity.intake.worker.worker import MADE, REQUEST, TOO_SLOW
from lcity.text import language

MOST_FILE_MB = 2_048
MOST_ANSWER_MB = 512
MOST_SECONDS = 3_600
MOST_VERTICES = 20_000_000


def extract(
    path: Path, *, centres: bool, streets: bool, admin_level: str = "", places: bool = False
) -> Extract:
    """Return what is wanted of a map extract; parameters as of `lcity.ground.pbf.read_pbf`.

    Raises
    ------
    GroundError
        It cannot be read, or takes more than it may.
    """
    wanted = {"centres": centres, "streets": streets, "admin_level": admin_level, "places": places}
    with tempfile.TemporaryDirectory(prefix="lcity-ground-") as folder:
        made = Path(folder) / MADE
        answer = reply(Path(folder), [path], reader.EXTRACT, wanted)
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
        answer = reply(Path(folder), [path], reader.RASTER, wanted)
        try:
            values = _array(Path(folder) / MADE / reader.VALUES, np.float64, (None,))
            transform = np.array(answer["transform"], float).reshape(2, 3)
            return Raster(values, transform, str(answer["crs"]))
        except (KeyError, ValueError, TypeError, OSError) as error:
            raise GroundError("ended", file=path.name) from error


def reply(
    folder: Path, paths: Sequence[Path], task: str, wanted: Mapping[str, Any], seconds: int = MOST_SECONDS
) -> dict[str, Any]:
    """Return what the reading process answers.

    Parameters
    ----------
    folder
        A private folder; what is made lies in `MADE` in it.
    paths
        The files it may read.
    task, wanted
        As of `reader.TASKS`.
    seconds
        When to end it.

    Raises
    ------
    GroundError
        A file cannot be used, or the process was ended.
    """
    for path in paths:
        if not path.is_file():
            raise GroundError("no_file", file=str(path))
        if path.stat().st_size > MOST_FILE_MB * MB:
            raise GroundError("too_large", file=path.name, most=MOST_FILE_MB)
    file = ", ".join(path.name for path in paths)
    given = Limits.from_environment()
    limits = {"memory_mb": given.memory_mb, "disk_mb": given.disk_mb, "seconds": seconds}
    named = [str(path.resolve()) for path in paths]
    request = {"task": task, "paths": named, "wanted": dict(wanted), "limits": limits}
    (folder / REQUEST).write_text(json.dumps(request), encoding="utf-8")
    (folder / MADE).mkdir()
    try:
        done = subprocess.run(
            [sys.executable, "-m", reader.__name__, str(folder)],
            cwd=process.ROOT,
            env=process.environment(),
            timeout=seconds + process.GRACE_S,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired as error:
        raise GroundError("too_slow", file=file, most=seconds) from error
    if TOO_SLOW is not None and done.returncode == TOO_SLOW:
        raise GroundError("too_slow", file=file, most=seconds)
    answered = folder / MADE / reader.ANSWERED
    try:
        if done.returncode or answered.stat().st_size > MOST_ANSWER_MB * MB:
            raise GroundError("ended", file=file)
        answer = json.loads(answered.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise GroundError("ended", file=file) from error
    if not isinstance(answer, dict):
        raise GroundError("ended", file=file)
    if "error" in answer:
        code, details = answer["error"], answer.get("details")
        if is_told("error", code, details):
            raise GroundError(code, **details)
        raise GroundError("ended", file=file)
    return answer


def is_told(of: str, code: object, details: object) -> bool:
    """Say whether a process that may have been taken over tells something that has a sentence."""
    lang = language("en")
    if not (isinstance(code, str) and lang.has(f"ground.{of}.{code}") and isinstance(details, dict)):
        return False
    for value in details.values():
        parts = value if isinstance(value, list) else [value]
        if not all(type(part) in (str, int, float) for part in parts):
            return False
    try:
        lang.t(f"ground.{of}.{code}", **written(details, lang))
    except (KeyError, TypeError, ValueError):
        return False
    return True


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
