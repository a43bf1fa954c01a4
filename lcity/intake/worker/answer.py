"""What the process that read an upload has answered, believed only as far as it can be checked.

A file may have taken that process over. So its answer is of the expected shape and size, names problems
there are, and leads to nothing outside the upload's own folder; else there is none.
"""

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter

from lcity.dataset import Dataset, Problem, content_hash
from lcity.dataset.provenance import STATED
from lcity.intake import layout
from lcity.intake.coordinates import Correction
from lcity.intake.figures import LEVELS
from lcity.intake.layout import Layout
from lcity.intake.limits import MB, Limits
from lcity.intake.part import Part
from lcity.intake.plan import MODES, Keys, Plan
from lcity.intake.questions import Question
from lcity.intake.readings import Reading
from lcity.intake.worker import worker
from lcity.store import bundle, derived, problems
from lcity.store.problems import Told

MOST_BYTES = 64 * MB


class BelieveError(ValueError):
    """An answer is not what an answer may be."""


@dataclass(frozen=True, eq=False)
class Reply:
    """What came back of an upload; see `lcity.intake.prepare.Prepared`.

    Parameters
    ----------
    parts, samples
        The tables found, and some of their cells.
    keys
        Indicator key → its names: what columns of values may be.
    plan
        What they seem to be, or None.
    exact
        Whether nothing of the plan needs to be confirmed.
    composed
        Whether a folder was made and checked.
    tables
        Table → the part it was made of.
    corrections
        Corrections that positions seem to need.
    problems
        Everything that is wrong, and notes.
    dataset
        The dataset, where it is valid.
    layouts
        Part → where its table seems to be, where it is not all of it.
    readings
        How cells that are no numbers or ids may be read.
    questions
        What is asked of the owner, answered or not.
    """

    parts: tuple[Part, ...] = ()
    samples: Mapping[str, Mapping[str, list[str]]] = field(default_factory=dict)
    keys: Keys = field(default_factory=dict)
    plan: Plan | None = None
    exact: bool = False
    composed: bool = False
    tables: Mapping[str, str] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    problems: tuple[Problem, ...] = ()
    dataset: Dataset | None = None
    layouts: Mapping[str, Layout] = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def due(self) -> int:
        """How many questions are to be answered before the dataset can be opened."""
        return sum(question.due for question in self.questions)


@dataclass(frozen=True)
class _Question:
    """A question as it is written."""

    problem: Told
    chosen: str
    early: bool


@dataclass(frozen=True)
class _Answer:
    """All that may stand in an answer."""

    parts: tuple[Part, ...]
    samples: dict[str, dict[str, list[str]]]
    keys: dict[str, tuple[str, ...]]
    plan: Plan | None
    exact: bool
    composed: bool
    tables: dict[str, str]
    corrections: tuple[Correction, ...]
    problems: tuple[Told, ...]
    layouts: dict[str, tuple[int | None, tuple[int, ...], tuple[str, ...], tuple[str, ...], int]]
    readings: tuple[Reading, ...]
    questions: tuple[_Question, ...]
    valid: bool


_ANSWER = TypeAdapter(_Answer)


def believed(job: Path, limits: Limits) -> Reply:
    """Return what was answered about an upload.

    Parameters
    ----------
    job
        The upload's folder.
    limits
        The limits in force.

    Raises
    ------
    BelieveError
        It is not what an answer may be.
    """
    made = job / worker.MADE
    if not all(_plain(path) for path in _all(made)):
        raise BelieveError("there is something else than files and folders")
    try:
        answer = _ANSWER.validate_json(_read(made / worker.ANSWERED), strict=True)
    except (OSError, ValueError) as error:
        raise BelieveError(str(error)[:500]) from None
    _check(answer, job)
    dataset = _dataset(made, limits) if answer.valid else None
    told = problems.of(answer.problems)
    questions = tuple(Question(one.problem.problem, one.chosen, one.early) for one in answer.questions)
    try:
        questions_told = [question.problem for question in questions]
        problems.check((*told, *questions_told, *(dataset.notes if dataset else ())))
    except ValueError as error:
        raise BelieveError(str(error)) from None
    return Reply(
        parts=answer.parts,
        samples=answer.samples,
        keys=answer.keys,
        plan=answer.plan,
        exact=answer.exact,
        composed=answer.composed,
        tables=answer.tables,
        corrections=answer.corrections,
        problems=told,
        dataset=dataset,
        layouts={name: layout.of(found) for name, found in answer.layouts.items()},
        readings=answer.readings,
        questions=questions,
    )


def _check(answer: _Answer, job: Path) -> None:
    """Raise unless all that is named exists: files of the upload, ways to take it."""
    home = job.resolve()
    for path in (
        path for part in answer.parts for path in (part.path, part.original_rows and Path(part.original_rows))
    ):
        if path and not (path.resolve().is_relative_to(home) and path.is_file()):
            raise BelieveError(f"{path} is no file of this upload")
    if answer.plan is not None and answer.plan.mode not in MODES:
        raise BelieveError(f"there is no way called {answer.plan.mode}")
    for figures in () if answer.plan is None else answer.plan.figures.values():
        if figures.level not in LEVELS or figures.provenance not in ("", *STATED):
            raise BelieveError(f"there are no figures of {figures.level}, {figures.provenance}")


def _dataset(made: Path, limits: Limits) -> Dataset:
    kept = bundle.unpack(made / worker.VALID, limits.memory_mb * MB)
    if kept is None:
        raise BelieveError("the dataset cannot be taken over")
    folder = made / "dataset"
    try:
        dataset = derived.of_bundle(folder, kept)
    except derived.ShapeError as error:
        raise BelieveError(str(error)) from None
    if dataset.hash != content_hash(folder):
        raise BelieveError("the dataset is not that of its folder")
    return dataset


def _read(path: Path) -> bytes:
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with open(opened, "rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise BelieveError("the answer is too long")
    return content


def _all(folder: Path) -> Iterator[Path]:
    for path, folders, files in os.walk(folder):
        yield from (Path(path, name) for name in (*folders, *files))


def _plain(path: Path) -> bool:
    """Say whether there is a file or folder, and not what leads elsewhere."""
    kind = path.lstat().st_mode
    return stat.S_ISREG(kind) or stat.S_ISDIR(kind)


def refused(names: Sequence[str], code: str, **details: int) -> Reply:
    """Return the reply to an upload of which nothing was taken over."""
    named = ", ".join(names)[:200].encode("utf-8", "backslashreplace").decode("utf-8")
    return Reply(problems=(Problem(named, None, None, code, details),))
