"""What the browser does before a room: it walks the views by keys, and tells how large it draws."""

from collections.abc import Callable

import streamlit as st

from lcity.ui.shared.component import Component

_presenter = Component("presenter", "presenter/presenter.js")


def presenter(key: str, on_walk: Callable[[int], None], on_scale: Callable[[], None]) -> None:
    """Listen to the keys for as long as this stands on the page.

    Parameters
    ----------
    key
        Its name on the page; `scale` of what the session has under it is how many times larger than at a desk
        the browser draws.
    on_walk
        Called with how many views to go on: 1 or -1.
    on_scale
        Called when `scale` has changed.
    """

    def walked() -> None:
        step = st.session_state[key].walked
        if step in (1, -1):
            on_walk(step)

    _presenter.draw(key, {}, height=1, on_walked_change=walked, on_scale_change=on_scale)
