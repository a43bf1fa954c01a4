"""A talk before a room: whether one is under way, and the views to be shown in it.

Both stand in the link, so that nothing is lost with the window, and stay where a view is opened: they are no
part of it. A view is a page and what was chosen on it, the language aside, which is the room's.
"""

import base64
import binascii
import re
import zlib
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from lcity.ui.shared import state
from lcity.ui.shared.state import Choice, whole_number

MOST_VIEWS = 20
LINK_CHARACTERS = 2_000
"""How long the list may be in a link; scenarios in its views make it long."""
KEY = "presenter"
FULL_HD_SCALE = 1.75
"""How much larger everything is before a room, on a screen of 1920 × 1080."""
MAP_SHARE = 0.64
"""How much of that a map grows: it has to fit the screen with its title above."""
_MOST_BYTES = 64 * 1024
_RAW = -15
_DICTIONARY = (
    b"participation?monitor?data?method?plan?compare?ranking?coverage?overview?&year=&r=&district=&city="
)
_LETTERS = re.compile(r"[A-Za-z0-9_-]+")
_PAGE = re.compile(r"[a-z]{1,20}")


class View(NamedTuple):
    """What is to be shown.

    Parameters
    ----------
    page
        Its name.
    query
        What was chosen, as a link has it.
    """

    page: str
    query: str

    @property
    def parameters(self) -> dict[str, str]:
        """What was chosen, by name."""
        return dict(parse_qsl(self.query, keep_blank_values=True))


def pack(views: Sequence[View]) -> str:
    """Write views in few letters (A–Z, a–z, 0–9, - and _)."""
    text = "\n".join(f"{view.page}?{view.query}" for view in views)
    deflate = zlib.compressobj(9, zlib.DEFLATED, _RAW, 9, zlib.Z_DEFAULT_STRATEGY, _DICTIONARY)
    return base64.urlsafe_b64encode(deflate.compress(text.encode()) + deflate.flush()).decode().rstrip("=")


def unpack(text: str) -> tuple[View, ...]:
    """Read views `pack` wrote, believing nothing of it.

    Raises
    ------
    ValueError
        It is not what `pack` writes, or more than is ever kept.
    """
    if not _LETTERS.fullmatch(text):
        raise ValueError(text)
    inflate = zlib.decompressobj(_RAW, _DICTIONARY)
    try:
        content = inflate.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), _MOST_BYTES)
    except (binascii.Error, zlib.error) as error:
        raise ValueError(text) from error
    if not inflate.eof or inflate.unused_data:
        raise ValueError(text)
    views = tuple(View(*line.partition("?")[::2]) for line in content.decode().split("\n"))
    if len(views) > MOST_VIEWS or not all(_PAGE.fullmatch(view.page) for view in views):
        raise ValueError(text)
    return views


VIEWS = Choice(state.VIEWS_NAME, (), parse=unpack, write=pack)
PRESENT = Choice(state.PRESENT_NAME, None, parse=whole_number(0, MOST_VIEWS))
"""None while nobody presents; else the number of the view that was last opened, from 1, and 0 for none."""


def presenting() -> bool:
    """Say whether the page is shown to a room."""
    return PRESENT.value is not None


def scale() -> float:
    """Return how much larger than at a desk everything is drawn, 1 or more: as the browser has told it."""
    if not presenting():
        return 1.0
    told = getattr(st.session_state.get(KEY), "scale", None)
    return FULL_HD_SCALE if told is None else max(float(told), 1.0)


def current() -> View:
    """Return the view the reader has open."""
    chosen = {name: text for name, text in state.view().items() if name not in _NOT_KEPT}
    return View(state.page(), urlencode(chosen))


def is_seen(view: View) -> bool:
    """Say whether a view is what is seen now: its page with the same choices."""
    own = {name: text for name, text in view.parameters.items() if name not in _NOT_KEPT}
    seen = current().parameters
    of_dataset = {state.DATASET_NAME: own.get(state.DATASET_NAME, seen.get(state.DATASET_NAME))}
    return view.page == state.page() and own | of_dataset == seen | of_dataset


def keep() -> bool:
    """Add the view that is open after all others, unless it is among them; say whether there was room."""
    views, view = VIEWS.value, current()
    if view not in views:
        views = (*views, view)
        if len(views) > MOST_VIEWS or len(pack(views)) > LINK_CHARACTERS:
            return False
    _set(views, views.index(view) + 1)
    return True


def move(number: int, by: int) -> None:
    """Move a view, by its number from 0, up (-1) or down (1) the list."""
    views, to = list(VIEWS.value), number + by
    if 0 <= number < len(views) and 0 <= to < len(views):
        views[number], views[to] = views[to], views[number]
        at = (PRESENT.value or 0) - 1
        _set(tuple(views), 1 + {number: to, to: number}.get(at, at))


def remove(number: int) -> None:
    """Take a view, by its number from 0, off the list."""
    views, at = VIEWS.value, (PRESENT.value or 0) - 1
    if 0 <= number < len(views):
        # What was shown next is shown next still.
        _set(views[:number] + views[number + 1 :], at + 1 if at < number else at)


def position() -> int:
    """Return the number of the view last opened, from 1; 0 where none was, or nobody presents."""
    return min(PRESENT.value or 0, len(VIEWS.value))


def begin() -> None:
    """Show the page to a room; where what is open is one of the views, the talk is there."""
    views, view = VIEWS.value, current()
    PRESENT.set(views.index(view) + 1 if view in views else 0)


def end() -> None:
    """Show the page to one reader again."""
    PRESENT.set(None)


def _set(views: tuple[View, ...], at: int) -> None:
    state.choose((VIEWS, views), *([(PRESENT, max(at, 0))] if presenting() else []))


_NOT_KEPT = frozenset({state.LANGUAGE, state.VERSION_NAME})
