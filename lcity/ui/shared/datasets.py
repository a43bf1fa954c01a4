"""Which datasets every reader of this server can open, and which of them a session has open.

The two that are shipped, and before them the folder `LCITY_DATASET` names where that is another. A link
says which it was made with by a mark: the hash of the content, with the name of a shipped one before it,
so that the link leads to that one though its figures have been renewed since.
"""

import os
import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from streamlit.runtime.scriptrunner import get_script_run_ctx

from lcity.text import Language
from lcity.ui.shared import session

SHIPPED = ("china15", "england9")
"""Names of the shipped datasets, which are those of their folders, the one to begin with first."""
SERVERS = "server"
"""Stands for the folder `LCITY_DATASET` names, where that is none of the shipped ones."""
HASH_CHARACTERS = 16
MOST_TITLE = 60
_DATA = Path(__file__).parents[3] / "data"
_FOLDERS = {name: str(_DATA / name) for name in SHIPPED}
_CHOSEN = "lcity.dataset"
_MARK = re.compile(rf"(?:({'|'.join(SHIPPED)})(?:\.|$))?([0-9a-f]{{{HASH_CHARACTERS}}})?")
_looked_into: ContextVar[str] = ContextVar("looked_into", default="")


class Mark(NamedTuple):
    """What a link says of the dataset it was made with.

    Parameters
    ----------
    name
        Of a shipped dataset; "" for any other, or where the link does not say.
    hash
        How the hash of its content begins; "" where the link does not say.
    """

    name: str
    hash: str

    @classmethod
    def read(cls, text: str) -> "Mark":
        """Read a mark from a link: ``england9.1c0b226f43e5f6c7``, or either part alone.

        Raises
        ------
        ValueError
            It names no shipped dataset and is no hash.
        """
        found = _MARK.fullmatch(text)
        if found is None or not any(found.groups()) or text.endswith("."):
            raise ValueError(text)
        return cls(found[1] or "", found[2] or "")

    def __str__(self) -> str:
        return ".".join(filter(None, self))

    def same_figures(self, other: "Mark") -> bool:
        """Say whether two marks are of the same content, as far as both say."""
        if self.hash and other.hash:
            return self.hash == other.hash
        return self.name == other.name


def offered() -> tuple[str, ...]:
    """Return what every reader can open, the server's own folder first."""
    return SHIPPED if first() in SHIPPED else (SERVERS, *SHIPPED)


def first() -> str:
    """Return what everyone begins with: the folder `LCITY_DATASET` names, else the first shipped one."""
    own = os.environ.get("LCITY_DATASET")
    return _name(own) if own else SHIPPED[0]


def folder(name: str) -> str:
    """Return the folder of what is offered under a name."""
    return os.environ["LCITY_DATASET"] if name == SERVERS else _FOLDERS[name]


def in_view() -> str:
    """Return what is looked into at this moment, else what the session has chosen, else the first."""
    looked_into = _looked_into.get()
    if looked_into:
        return looked_into
    if get_script_run_ctx(suppress_warning=True) is None:
        return first()
    chosen = session.glance(_CHOSEN, str)
    return chosen if chosen in SHIPPED or (chosen == SERVERS and first() == SERVERS) else first()


def is_chosen() -> bool:
    """Say whether this session has settled on one."""
    return bool(session.glance(_CHOSEN, str))


def choose(name: str) -> None:
    """Open what is offered under a name in this session."""
    session.replace(_CHOSEN, name)


@contextmanager
def looking_into(name: str) -> Iterator[None]:
    """Let what is asked of the open dataset be asked of another that is offered; for pure functions only.

    What the reader has chosen is of the dataset that is open, and means nothing in the other.
    """
    before = _looked_into.set(name)
    try:
        yield
    finally:
        _looked_into.reset(before)


def looked_into() -> bool:
    """Say whether another dataset than the session's is looked into at this moment."""
    return bool(_looked_into.get())


def title(name: str, lang: Language) -> str:
    """Return what a dataset is called in short: its title up to a colon."""
    return short(_titles(folder(name)), lang) or Path(folder(name)).name


def short(settings: dict[str, str], lang: Language) -> str:
    """Return a title, in the reader's language, up to its first colon."""
    return re.split(r":\s|：", lang.text(settings, "title"), maxsplit=1)[0].strip()[:MOST_TITLE]


def _titles(folder_: str) -> dict[str, str]:
    path = Path(folder_) / "dataset.toml"
    try:
        return _read_titles(path, path.stat().st_mtime_ns)
    except OSError:
        return {}


@lru_cache(maxsize=8)
def _read_titles(path: Path, stamp: int) -> dict[str, str]:
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}
    return {key: text for key in ("title", "title_zh") if isinstance(text := settings.get(key), str)}


@lru_cache(maxsize=8)
def _name(folder_: str) -> str:
    """Return the name of a folder: a shipped one's, however its path is written."""
    path = Path(folder_).resolve()
    return next((name for name in SHIPPED if path == (_DATA / name).resolve()), SERVERS)
