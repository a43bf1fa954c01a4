"""How far work is that goes on beside the page, and the button that stops it."""

from collections.abc import Callable

import streamlit as st

from lcity.background import Background
from lcity.ui.shared.reader import t

LOOK_EVERY_S = 1.0


@st.fragment(run_every=LOOK_EVERY_S)
def progress(
    begun: Background,
    text: Callable[[], str],
    *,
    is_over: Callable[[], bool],
    on_stop: Callable[[], None],
    key: str,
    beside: Callable[[], None] = lambda: None,
) -> None:
    """Say how far it is, looked up every second; once it is over, draw the page anew.

    Parameters
    ----------
    begun
        What goes on.
    text
        Returns what is said above the bar.
    is_over
        Says whether there is nothing to wait for any more.
    on_stop
        Called where the reader stops it; that it is about to end is said at once.
    key
        Of the button.
    beside
        Draws what stands beside it.
    """
    if is_over():
        st.rerun()
    stopping = begun.is_stopping
    st.progress(begun.done / begun.of if begun.of else 0.0, t("common.stopping") if stopping else text())
    with st.container(horizontal=True):
        st.button(t("common.stop"), key=f"{key}.stop", on_click=on_stop, disabled=stopping)
        beside()
