"""Room on the disk for uploads: private folders, counted together, and none left behind.

A folder is locked while its server lives: one whose lock can be had belongs to a server that was killed.
"""

import logging
import os
import shutil
import tempfile
import threading
import weakref
from contextlib import suppress
from pathlib import Path

from lcity.errors import LcityError
from lcity.intake.limits import MB, Limits, is_full

try:
    import fcntl
except ImportError:  # Windows: what a killed server left there is for the system's own cleaning.
    fcntl = None

PREFIX = "lcity-upload-"
LOCK = ".lock"
_held: dict[Path, int] = {}
_counting = threading.Lock()
_log = logging.getLogger(__name__)


class NoRoomError(LcityError):
    """There is no room for an upload; `code` is the problem's, `details` what its sentence names."""

    def __init__(self, code: str, **details: int):
        self.code, self.details = code, details
        super().__init__(code)


class Room:
    """A private folder for an upload; it goes when nobody holds this any more.

    Parameters
    ----------
    size
        How many bytes are to be written into it at first.

    Raises
    ------
    NoRoomError
        All uploads together would hold more than `Limits.disk_mb`, or the disk is full.
    """

    def __init__(self, size: int):
        most = Limits.from_environment().disk_mb
        with _counting:
            if sum(_held.values()) + size > most * MB:
                raise NoRoomError("no_disk", most=most)
            try:
                self.folder = Path(tempfile.mkdtemp(prefix=PREFIX))
            except OSError as error:
                raise (NoRoomError("no_room") if is_full(error) else error) from None
            _held[self.folder] = size
        lock = _locked(self.folder)
        self.remove = weakref.finalize(self, _remove, self.folder, lock)

    def left(self) -> int:
        """Return how many bytes the folder may hold in all."""
        with _counting:
            others = sum(size for folder, size in _held.items() if folder != self.folder)
        return max(Limits.from_environment().disk_mb * MB - others, 0)

    def count(self) -> None:
        """Look up how much the folder holds now."""
        size = held(self.folder)
        with _counting:
            if self.folder in _held:
                _held[self.folder] = size


def held(folder: Path) -> int:
    """Return how many bytes of the disk a folder takes, holes in files not counted."""
    size = 0
    for path, _, files in os.walk(folder):
        for name in (".", *files):
            with suppress(OSError):  # gone meanwhile
                found = os.lstat(os.path.join(path, name))
                size += found.st_blocks * 512 if hasattr(found, "st_blocks") else found.st_size
    return size


def clean() -> None:
    """Remove the folders of servers that were killed: our user's, private, and with a lock nobody holds."""
    if fcntl is None:
        return
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            found = folder.lstat()
            private = found.st_uid == os.geteuid() and found.st_mode & 0o170077 == 0o040000
            if private and _abandoned(folder / LOCK):
                shutil.rmtree(folder, ignore_errors=True)
                _log.info("Removed an upload a server left behind: %s", folder)


def _abandoned(lock: Path) -> bool:
    opened = os.open(lock, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(opened)
    return True


def _locked(folder: Path) -> int | None:
    """Lock a folder of ours for as long as this process lives."""
    if fcntl is None:
        return None
    new = folder / ".new"
    with suppress(OSError):  # Unlocked, it is only not removed by others.
        opened = os.open(new, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        fcntl.flock(opened, fcntl.LOCK_EX)
        new.rename(folder / LOCK)
        return opened
    return None


def _remove(folder: Path, lock: int | None) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():  # Something was still being written.
        shutil.rmtree(folder, ignore_errors=True)
    if lock is not None:
        os.close(lock)
    with _counting:
        _held.pop(folder, None)
