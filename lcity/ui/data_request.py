"""An upload handed to a process of its own, and what came back of it."""

import dataclasses
import json
import logging
import shutil
import tempfile
import threading
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lcity.dataset import Dataset, Problem
from lcity.errors import DatasetError
from lcity.intake import layout
from lcity.intake.coordinates import Correction
from lcity.intake.layout import Layout
from lcity.intake.limits import Limits
from lcity.intake.part import Part
from lcity.intake.plan import Keys, Plan
from lcity.intake.questions import Answers, Question
from lcity.intake.readings import Reading
from lcity.ui import bundle, data_process, data_worker, derived

AT_ONCE = 2
MEMORY_SIGNS = ("MemoryError", "bad_alloc", "Unable to allocate", "out of memory", "malloc of size")
_turn = threading.BoundedSemaphore(AT_ONCE)
_log = logging.getLogger(__name__)


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
        The dataset, where it is sound.
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


class Job:
    """An upload's private folder; it goes when nobody holds the job any more.

    Parameters
    ----------
    files
        Name and content of each file.
    """

    def __init__(self, files: Sequence[tuple[str, bytes]]):
        self.folder = Path(tempfile.mkdtemp(prefix="lcity-upload-"))
        self._gone = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        (self.folder / "files").mkdir()
        self.files = []
        for number, (name, content) in enumerate(files):
            path = self.folder / "files" / f"{number:03d}{_suffix(name)}"
            path.write_bytes(content)
            self.files.append((name, path))

    @property
    def dataset_folder(self) -> Path:
        """Where the dataset made of the upload lies."""
        return self.folder / "dataset"

    def ask(
        self,
        base: Path | None,
        plan: Plan | None,
        layouts: Mapping[str, Layout] | None = None,
        answers: Answers | None = None,
    ) -> Reply:
        """Have the upload read and checked; waits while others are at it.

        Parameters
        ----------
        base
            The folder of the open dataset.
        plan
            What its owner has confirmed; None before.
        layouts
            Part → where its owner says its table is.
        answers
            What its owner has answered.
        """
        limits = Limits.from_environment()
        request = {
            "files": [(name, str(path)) for name, path in self.files],
            "base": base and str(base),
            "plan": plan and dataclasses.asdict(plan),
            "layouts": layouts,
            "answers": answers,
            "limits": dataclasses.asdict(limits),
        }
        for name in (data_worker.ANSWERED, data_worker.SOUND):
            (self.folder / name).unlink(missing_ok=True)
        (self.folder / data_worker.ASKED).write_text(json.dumps(request), encoding="utf-8")
        with _turn:
            failed = self._run(limits)
        if failed is not None:
            names = ", ".join(name for name, _ in self.files)[:200]
            return Reply(problems=(dataclasses.replace(failed, file=names),))
        said = json.loads((self.folder / data_worker.ANSWERED).read_text(encoding="utf-8"))
        return self._reply(said)

    def _run(self, limits: Limits) -> Problem | None:
        code, said = data_process.run(self.folder, limits.seconds)
        if code is None:
            return Problem("", None, None, "too_slow", {"most": limits.seconds})
        if code == 0 and (self.folder / data_worker.ANSWERED).exists():
            return None
        if code == data_worker.MEMORY or any(sign in said for sign in MEMORY_SIGNS):
            return Problem("", None, None, "too_much_memory", {"most": limits.memory_mb})
        _log.error("An upload broke its reader off (%s):\n%s", code, said[-4000:])
        return Problem("", None, None, "broke_off")

    def _reply(self, said: dict) -> Reply:
        dataset = None
        if said["sound"]:
            kept = bundle.unpack(self.folder / data_worker.SOUND)
            if kept is None:
                raise DatasetError([Problem(self.files[0][0], None, None, "broke_off")])
            dataset = derived.of_bundle(self.dataset_folder, kept)
        return Reply(
            parts=tuple(
                Part(**part | {"path": Path(part["path"]), "columns": tuple(part["columns"])})
                for part in said["parts"]
            ),
            samples=said["samples"],
            keys={key: tuple(names) for key, names in said["keys"].items()},
            plan=said["plan"] and Plan(**said["plan"]),
            exact=said["exact"],
            composed=said["composed"],
            tables=said["tables"],
            corrections=tuple(Correction(**correction) for correction in said["corrections"]),
            problems=tuple(map(Problem.restored, said["problems"])),
            dataset=dataset,
            layouts={name: layout.of(found) for name, found in said["layouts"].items()},
            readings=tuple(Reading(**reading | _tuples(reading)) for reading in said["readings"]),
            questions=tuple(
                Question(**question | {"problem": Problem.restored(question["problem"])})
                for question in said["questions"]
            ),
        )


def _tuples(said: Mapping) -> dict:
    return {key: tuple(value) for key, value in said.items() if isinstance(value, list)}


def _suffix(name: str) -> str:
    lower = name.lower()
    suffix = ".shp.zip" if lower.endswith(".shp.zip") else Path(lower).suffix
    return suffix if suffix.isascii() and suffix.replace(".", "").isalnum() and len(suffix) < 12 else ""
