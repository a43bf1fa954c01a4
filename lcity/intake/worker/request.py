"""An upload handed to a process of its own, and what came back of it."""

import dataclasses
import json
import logging
import shutil
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from lcity.intake.layout import Layout
from lcity.intake.limits import Limits, is_full
from lcity.intake.plan import Plan
from lcity.intake.questions import Answers
from lcity.intake.worker import process, worker
from lcity.intake.worker.answer import BelieveError, Reply, believed, refused
from lcity.intake.worker.room import NoRoomError, Room

__all__ = ["Job", "Reply"]

AT_ONCE = 2
MEMORY_SIGNS = ("MemoryError", "bad_alloc", "Unable to allocate", "out of memory", "malloc of size")
_turn = threading.BoundedSemaphore(AT_ONCE)
_log = logging.getLogger(__name__)


class Job:
    """An upload's private folder; it goes when nobody holds the job any more.

    Parameters
    ----------
    files
        Name and content of each file.

    Raises
    ------
    NoRoomError
        There is no room for them.
    """

    def __init__(self, files: Sequence[tuple[str, bytes]]):
        self._room = Room(sum(len(content) for _, content in files))
        self.folder = self._room.folder
        self.files: list[tuple[str, Path]] = []
        try:
            (self.folder / "files").mkdir()
            for number, (name, content) in enumerate(files):
                path = self.folder / "files" / f"{number:03d}{_suffix(name)}"
                path.write_bytes(content)
                self.files.append((name, path))
        except OSError as error:
            self.remove()
            if is_full(error):
                raise NoRoomError("no_room") from None
            raise

    @property
    def dataset_folder(self) -> Path:
        """Where the dataset made of the upload lies."""
        return self.folder / worker.MADE / "dataset"

    def remove(self) -> None:
        """Remove the folder, of which nothing is needed any more."""
        self._room.remove()

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
            "base": base and str(base.resolve()),
            "plan": plan and dataclasses.asdict(plan),
            "layouts": layouts,
            "answers": answers,
            "limits": dataclasses.asdict(limits),
        }
        names = [name for name, _ in self.files]
        try:
            self._empty()
            (self.folder / worker.REQUEST).write_text(json.dumps(request), encoding="utf-8")
            with _turn:
                failed = self._run(limits)
            if failed is None:
                return believed(self.folder, limits)
        except BelieveError as error:
            _log.error("The answer about an upload is not believed: %s", error)
            failed = "broke_off", {}
        except OSError as error:
            if not is_full(error):
                raise
            failed = "no_room", {}
        finally:
            self._room.count()
        self._empty()
        self._room.count()
        code, details = failed
        return refused(names, code, **details)

    def _empty(self) -> None:
        """Remove all that was made of the files."""
        shutil.rmtree(self.folder / worker.MADE, ignore_errors=True)
        (self.folder / worker.MADE).mkdir()

    def _run(self, limits: Limits) -> tuple[str, dict[str, int]] | None:
        """Return the problem an upload could not be read for, and its details; None where it was read."""
        code, told = process.run(self.folder, limits.seconds, self._room.left())
        if code is None:
            return "too_slow", {"most": limits.seconds}
        if code == 0:
            return None
        if code == worker.NO_ROOM:
            return "no_room", {}
        if code == worker.MEMORY or any(sign in told for sign in MEMORY_SIGNS):
            return "too_much_memory", {"most": limits.memory_mb}
        _log.error("An upload broke its reader off (%s):\n%s", code, told[-4000:])
        return "broke_off", {}


def _suffix(name: str) -> str:
    lower = name.lower()
    suffix = ".shp.zip" if lower.endswith(".shp.zip") else Path(lower).suffix
    return suffix if suffix.isascii() and suffix.replace(".", "").isalnum() and len(suffix) < 12 else ""
