"""The choices of Meeting: which room is open, and whether this browser steers it."""

import re
from datetime import timedelta

import streamlit as st

from lcity.index import Tree
from lcity.meeting.rooms import read_code
from lcity.ui.meeting import numbers
from lcity.ui.server import same_browser
from lcity.ui.shared import cache, selection
from lcity.ui.shared.state import Choice

BY_HAND = "hand"
CLOSING = {
    BY_HAND: None,
    "10m": timedelta(minutes=10),
    "30m": timedelta(minutes=30),
    "1h": timedelta(hours=1),
    "1d": timedelta(days=1),
}
"""After how long a room closes by itself."""
TOP = ""
"""Stands for the node above the dimensions."""
_SECRET = re.compile(r"[A-Za-z0-9_-]{32,64}")
_KEPT = "lcity.steered"


def room_choice() -> Choice:
    """Return the choice of a room, by its code; "" for none."""
    return Choice("room", "", parse=_code)


def secret(code: str) -> str:
    """Return the secret by which this session steers a room; "" where it does not.

    The presenter's own link holds the secret as it is; from then on the address has it sealed for this
    browser, so that an address handed on steers nothing, and one reloaded still does.
    """
    kept = st.session_state.setdefault(_KEPT, {})
    given = SECRET.value
    if code not in kept and given:
        for tried in (same_browser.unsealed(given, code), given):
            if numbers.is_presenter(code, tried):
                steer(code, tried)
                break
    return kept.get(code, "")


def steer(code: str, own: str) -> None:
    """Steer a room from now on."""
    st.session_state.setdefault(_KEPT, {})[code] = own
    room_choice().set(code)
    SECRET.set(same_browser.sealed(own, code))


def leave() -> None:
    """Leave the room; it goes on, and its link leads back."""
    room_choice().set("")
    SECRET.set("")


def parents() -> tuple[str, ...]:
    """Return the nodes whose children can be weighed against each other; `TOP` for the dimensions."""
    tree = cache.tree()
    inner = (key for key in tree.keys if len(_counting(tree, key)) > 1)
    return (TOP, *inner) if len(_counting(tree, None)) > 1 else tuple(inner)


def keys(parent: str) -> tuple[str, ...]:
    """Return the children of a node that weigh anything."""
    return _counting(cache.tree(), parent or None)


def levels() -> tuple[str, ...]:
    """Return the levels that can be ranked, the one in view first."""
    return tuple(sorted(cache.open_dataset().levels, key=lambda level: level != selection.first_level()))


def _counting(tree: Tree, parent: str | None) -> tuple[str, ...]:
    return tuple(key for key in tree.children(parent) if tree.weights[key] > 0)


def _code(text: str) -> str:
    code = read_code(text)
    if not code:
        raise ValueError(text)
    return code


def _secret(text: str) -> str:
    if not _SECRET.fullmatch(text):
        raise ValueError(text)
    return text


SECRET = Choice("steer", "", parse=_secret)
"""What of the presenter's secret stands in the address: of use in the presenter's browser only."""
