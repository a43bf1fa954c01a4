"""Who chose last, the board or something beside it: the board passes over only what it has sent itself."""

from uuid import uuid4

import streamlit as st

from lcity.ui.shared import selection

_KEY = "lcity.revision"
_FIRST = "server"


def current() -> str:
    """Return the revision of what is chosen, as the board is told it."""
    return st.session_state.get(_KEY, _FIRST)


def settled(revision: str) -> None:
    """Note that the board has sent what is chosen.

    Parameters
    ----------
    revision
        What the board calls it.
    """
    st.session_state[_KEY] = revision


def take_over() -> None:
    """Have the board take over what was chosen beside it, and the whole app follow."""
    st.session_state[_KEY] = uuid4().hex
    selection.request_rerun()
