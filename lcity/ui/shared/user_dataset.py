"""The dataset a session has opened for itself: nobody else's, and gone with the session.

Another session of the same browser finds it again by the link: a page reloaded is a session of its own. It
goes with the last session that has it.

What is computed of it is kept with it, not with what all sessions share. Where the server's owner
allows it (`LCITY_SAVE=folder`), it can be saved there, and then anyone can open it.
"""

import hmac
import os
import re
import shutil
import tempfile
import threading
import tomllib
import weakref
from pathlib import Path
from typing import NamedTuple

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lcity.dataset import Dataset
from lcity.dataset.files import find
from lcity.errors import ArgumentError
from lcity.intake.limits import Limits
from lcity.ui.server import same_browser, sweep
from lcity.ui.server.assets import Shelf
from lcity.ui.shared import datasets
from lcity.ui.shared.memory import Memory

_OWN, _ASIDE, _LOOKED = "lcity.own", "lcity.own_aside", "lcity.looked"
_open: "weakref.WeakSet[Own]" = weakref.WeakSet()
_opening = threading.Lock()
_saving = threading.Lock()


class Own:
    """A dataset some session has opened.

    Parameters
    ----------
    dataset
        The dataset.
    holds
        What must live as long as it does: the private folder it lies in.
    browser
        Whose it is: the hash of the browser's secret; "" where that has none.
    """

    def __init__(self, dataset: Dataset, holds: object = None, browser: str = ""):
        self.dataset = dataset
        self.browser = browser
        self.sessions: weakref.WeakSet[_Hold] = weakref.WeakSet()
        self._holds = holds
        self.shelf = Shelf.owned()
        self.remember = Memory().remember


class _Hold:
    """A session's hold on what it has open.

    Parameters
    ----------
    own
        The dataset.
    """

    def __init__(self, own: Own):
        self.own = own
        own.sessions.add(self)


class Saved(NamedTuple):
    """A dataset saved on the server: where it lies, and what it is called."""

    folder: Path
    title: str


def current() -> Own | None:
    """Return what this session has opened and has in view; None where it reads one of the server's."""
    own = None if datasets.looked_into() else held()
    return None if own is None or st.session_state.get(_ASIDE) else own


def held() -> Own | None:
    """Return what this session has opened, in view or set aside; None where there is none."""
    # Asked a hundred times a run; where nobody has opened anything, there is nothing to look up.
    if not _open or get_script_run_ctx(suppress_warning=True) is None:
        return None
    hold = st.session_state.get(_OWN)
    return hold and hold.own


def set_aside(aside: bool = True) -> None:
    """Turn to one of the server's datasets and keep what this session has opened, or turn back to it."""
    st.session_state[_ASIDE] = aside


def open_(dataset: Dataset, holds: object = None) -> None:
    """Open a dataset in this session.

    Raises
    ------
    ArgumentError
        The server holds as many uploaded datasets as it may.
    """
    most = Limits.from_environment().datasets
    if _others() >= most:
        sweep.collect()  # Sessions that are gone may only be waiting for this.
    if _others() >= most:
        raise ArgumentError(str(most))
    own = Own(dataset, holds, same_browser.browser())
    with _opening:
        _open.add(own)
        st.session_state[_OWN] = _Hold(own)
    set_aside(False)


def open_again(hash_: str) -> None:
    """Open what the link names, where another session of the same browser has it or had it until just now.

    Looked for once in a session, at its beginning: what its reader opens or leaves afterwards is the
    reader's doing.

    Parameters
    ----------
    hash_
        How the hash of the dataset's content begins, as a link's mark has it; "" where that names none.
    """
    if _LOOKED in st.session_state:
        return
    st.session_state[_LOOKED] = True
    browser = same_browser.browser() if hash_ and _open else ""
    if not browser:
        return
    with _opening:
        for own in _open:
            named = own.dataset.hash[: datasets.HASH_CHARACTERS] == hash_
            if named and hmac.compare_digest(own.browser, browser):
                st.session_state[_OWN] = _Hold(own)
                return


def of_browser(hash_: str, browser: str) -> Dataset | None:
    """Return what a browser has open, by the hash of its content or how that begins; None where nothing.

    Parameters
    ----------
    hash_
        At least as much of it as links have.
    browser
        As `same_browser.browser`.
    """
    if len(hash_) < datasets.HASH_CHARACTERS or not browser:
        return None
    with _opening:
        for own in _open:
            if own.dataset.hash.startswith(hash_) and hmac.compare_digest(own.browser, browser):
                return own.dataset
    return None


def _others() -> int:
    """Return how many datasets would stay open if this session opened another."""
    own = held()
    return len(_open) - (own is not None and len(own.sessions) == 1)


def close() -> None:
    """Go back to the server's dataset."""
    st.session_state.pop(_OWN, None)


def called(dataset: Dataset) -> str:
    """Return what a dataset is called as a file or folder: words of its title, and its hash."""
    slug = re.sub(r"[^a-z0-9]+", "-", dataset.meta.title.lower())[:40].strip("-")
    return "-".join(filter(None, (slug, dataset.hash)))


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
    target = base / called(dataset)
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
        settings = tomllib.loads((folder / "dataset.toml").read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return folder.name
    return str(settings.get("title") or folder.name)[:200]
