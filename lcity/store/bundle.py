"""Tables kept between two starts: one file each, whole or not there at all.

A damaged one counts as none, and so does one that others than this user could have written; two processes
that write the same at once both succeed. Where nothing can be kept LCity is slower, and nothing else.
"""

import logging
import os
import stat
import sys
import tempfile
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from lcity.store.bundle_format import Bundle, pack, unpack

MOST_BUNDLES = 64
SUFFIX = ".bundle"
NEW = ".new"
ABANDONED_S = 3_600
"""After so long nobody writes a bundle any more: who began it was killed."""

_log = logging.getLogger(__name__)


def folder() -> Path:
    """Return where bundles are kept: `LCITY_CACHE`, else a folder of the user's own for such things."""
    if own := os.environ.get("LCITY_CACHE"):
        return Path(own)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "lcity"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "lcity"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lcity"


def load(name: str) -> Bundle | None:
    """Return a bundle kept before; None where there is none, or it is damaged or not to be trusted."""
    path = folder() / f"{name}{SUFFIX}"
    return unpack(path) if _trusted(path) and _trusted(folder()) else None


def save(name: str, bundle: Bundle) -> None:
    """Keep a bundle, and forget the oldest of too many; where nothing can be written, do nothing."""
    try:
        folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        if not _trusted(folder()):
            return
        handle, new = tempfile.mkstemp(NEW, dir=folder())
        os.close(handle)
        try:
            pack(Path(new), bundle)
            os.replace(new, folder() / f"{name}{SUFFIX}")
        except OSError:
            with suppress(OSError):
                os.unlink(new)
            raise
        _tidy()
    except OSError as error:
        _tell(f"Nothing can be kept in {folder()}, so LCity starts slower: {error.strerror or error}")


def clean() -> None:
    """Remove what somebody began to write and was killed at, and bundles of an older kind."""
    with suppress(OSError):
        if not _trusted(folder()):
            return
        for path in [*folder().glob(f"*{NEW}"), *folder().glob("*.zip")]:
            if path.suffix != NEW or time.time() - path.lstat().st_mtime > ABANDONED_S:
                path.unlink(missing_ok=True)


def _trusted(path: Path) -> bool:
    """Say whether only this user can have written a file or folder; Windows keeps others out by itself."""
    if os.name != "posix":
        return True
    try:
        found = path.lstat()
    except OSError:
        return False
    # A folder may be a link of ours that leads to one of ours.
    if stat.S_ISLNK(found.st_mode) and path == folder() and found.st_uid == os.geteuid():
        found = path.stat()
    trusted = found.st_uid == os.geteuid() and not found.st_mode & 0o022
    if not trusted:
        _tell(f"{path} is not used: others can write to it, or it is not this user's own")
    return trusted


@lru_cache(64)
def _tell(message: str) -> None:
    """Tell the log, once."""
    _log.warning(message)


def _tidy() -> None:
    bundles = sorted(folder().glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in bundles[MOST_BUNDLES:]:
        old.unlink(missing_ok=True)
