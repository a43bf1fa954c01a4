"""Who chose last, the board or something beside it: the board passes over only what it has sent itself."""

from typing import Any
from uuid import uuid4

import streamlit as st

from lcity.ui.shared import selection, state
from lcity.ui.shared.state import Choice

_KEY = "lcity.revision"
_FIRST = "server"


def current() -> str:
    """Return the revision of what is chosen, as the board is told it."""
    return st.session_state.get(_KEY, _FIRST)


def take_over(*chosen: tuple[Choice, Any], board_s: str = "") -> None:
    """Choose in one go what is in force, and note whose doing it is.

    Parameters
    ----------
    chosen
        Choices with their values; none where they were made already.
    board_s
        What the board calls the revision where it is the board's: it passes over its own. Without, the
        board takes over what was chosen beside it, and the whole app follows.
    """
    if chosen:
        state.choose(*chosen)
    st.session_state[_KEY] = board_s or uuid4().hex
    if not board_s:
        selection.request_rerun()
