"""The dataset a session has opened for itself: nobody else's, and gone with the session.

What is computed of it is kept with it, not with what all sessions share. Where the server's owner
allows it (`LCITY_SAVE=folder`), it can be saved there, and then anyone can open it.
"""

import os
import re
import shutil
import tempfile
import threading
import tomllib
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lcity.dataset import Dataset
from lcity.dataset.files import find
from lcity.errors import ArgumentError
from lcity.intake.limits import Limits
from lcity.ui import sweep
from lcity.ui.fetch import Shelf

_OWN = "lcity.own"
_open = weakref.WeakSet()
_saving = threading.Lock()


class Own:
    """A dataset some session has opened.

    Parameters
    ----------
    dataset
        The dataset.
    holds
        What must live as long as it does: the private folder it lies in.
    """

    def __init__(self, dataset: Dataset, holds: object = None):
        self.dataset = dataset
        self._holds = holds
        self.shelf = Shelf.owned()
        self._kept: dict[Callable, OrderedDict[tuple, Any]] = {}
        self._lock = threading.RLock()

    def remember(self, function: Callable, args: tuple[Hashable, ...], most: int) -> Any:
        """Return what a function returns for these arguments, at most `most` answers of it kept."""
        with self._lock:
            kept = self._kept.setdefault(function, OrderedDict())
            if args not in kept:
                kept[args] = function(*args)
                if len(kept) > most:
                    kept.popitem(last=False)
            kept.move_to_end(args)
            return kept[args]


class Saved(NamedTuple):
    """A dataset saved on the server: where it lies, and what it is called."""

    folder: Path
    title: str


def current() -> Own | None:
    """Return what this session has opened; None where it reads the server's dataset."""
    # Asked a hundred times a run; where nobody has opened anything, there is nothing to look up.
    if not _open or get_script_run_ctx(suppress_warning=True) is None:
        return None
    return st.session_state.get(_OWN)


def open_(dataset: Dataset, holds: object = None) -> None:
    """Open a dataset in this session.

    Raises
    ------
    ArgumentError
        The server holds as many uploaded datasets as it may.
    """
    most = Limits.from_environment().datasets
    if _of_others() >= most:
        sweep.collect()  # Sessions that are gone may only be waiting for this.
    if _of_others() >= most:
        raise ArgumentError(str(most))
    own = Own(dataset, holds)
    _open.add(own)
    st.session_state[_OWN] = own


def _of_others() -> int:
    return len(_open) - (current() is not None)


def close() -> None:
    """Go back to the server's dataset."""
    st.session_state.pop(_OWN, None)


def saving_to() -> Path | None:
    """Return where the server's owner lets datasets be saved; None if nowhere."""
    folder = os.environ.get("LCITY_SAVE", "").strip()
    return Path(folder) if folder else None


def save(dataset: Dataset) -> Path:
    """Save a dataset on the server for everyone, whole or not at all, and return its folder.

    Raises
    ------
    OSError
        It cannot be written.
    """
    base = saving_to()
    slug = re.sub(r"[^a-z0-9]+", "-", dataset.meta.title.lower())[:40].strip("-")
    target = base / "-".join(filter(None, (slug, dataset.hash)))
    with _saving:
        if target.is_dir():
            return target
        base.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=".new-", dir=base))
        try:
            for path in find(dataset.folder).values():
                shutil.copyfile(path, new / path.name)
            new.chmod(0o755)
            new.rename(target)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    return target


def saved() -> list[Saved]:
    """Return the datasets saved on the server, by title."""
    base = saving_to()
    if base is None or not base.is_dir():
        return []
    folders = [path for path in base.iterdir() if path.is_dir() and not path.name.startswith(".")]
    found = [Saved(folder, _title(folder)) for folder in folders if (folder / "indicators.csv").exists()]
    return sorted(found, key=lambda one: (one.title.casefold(), one.folder.name))


def is_saved(dataset: Dataset) -> bool:
    """Say whether a dataset of the same content is saved on the server."""
    return any(one.folder.name.endswith(dataset.hash) for one in saved())


def _title(folder: Path) -> str:
    try:
        said = tomllib.loads((folder / "dataset.toml").read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return folder.name
    return str(said.get("title") or folder.name)[:200]
