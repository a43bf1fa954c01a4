"""What LCity keeps of a session, found once a run: pages ask for it thousands of times.

Streamlit looks each value up through a lock, a check whether the run is to stop and three dictionaries. That
check is wanted where a session is changed: change what is kept under a name through `st.session_state`, and
in place only where it was fetched from there.
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

Kept = TypeVar("Kept")
# Of what is done for a session on a thread that goes on to another's, it goes with that.
_of_run: ContextVar[tuple[Any, dict[str, Any]]] = ContextVar("found in this run", default=(None, {}))


def glance(name: str, make: Callable[[], Kept]) -> Kept:
    """Return what this session keeps under a name, to be read; what `make` makes where there is nothing."""
    found = _found()
    if name not in found:
        if name not in st.session_state:
            st.session_state[name] = make()
        found[name] = st.session_state[name]
    return found[name]


def replace(name: str, kept: Any) -> None:
    """Keep something in the place of what this session has kept under a name."""
    st.session_state[name] = kept
    _found()[name] = kept


def _found() -> dict[str, Any]:
    """Return what this run has found; nothing lasts where there is no run."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        return {}
    of, found = _of_run.get()
    if of is not context.session_state:
        found = {}
        _of_run.set((context.session_state, found))
    return found
