"""How much room the page has from left to right, and what stands side by side in it.

Streamlit puts columns under each other only where the whole window is as narrow as a phone's; beside the
sidebar of a tablet they would be cut. How wide the page itself is, only the browser can tell.
"""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lcity.ui.shared.component import Component
from lcity.ui.shared.reader import on_phone
from lcity.ui.shared.selection import request_first_run

# The least widths told apart, in px: phones; tablets beside the sidebar; tablets without it; all wider.
ROOMS_PX = (0, 480, 640, 800)
KEY = "window"

_window = Component("window", "lib/window.js", at_once=True)


def measure() -> None:
    """Measure the room where this stands, and draw the app anew where it turns out otherwise than thought."""
    _window.draw(KEY, {"room": room_px(), "rooms": ROOMS_PX}, height=1, on_room_change=request_first_run)


def room_px() -> int:
    """Return the greatest of `ROOMS_PX` the page is at least as wide as.

    Until the browser has said so it is guessed from what the browser calls itself.
    """
    told = getattr(st.session_state.get(KEY), "room", None)
    return (ROOMS_PX[0] if on_phone() else ROOMS_PX[-1]) if told is None else int(told)


def has_room(least_px: int = ROOMS_PX[-1]) -> bool:
    """Return whether `side_by_side` has the room to put places beside each other."""
    return room_px() >= least_px


def side_by_side(
    shares: int | Sequence[float], least_px: int = ROOMS_PX[-1], *, gap: str = "medium", align: str = "top"
) -> list[DeltaGenerator]:
    """Return places side by side where the page has the room, else below each other.

    Parameters
    ----------
    shares
        How many places, or their widths in relation to each other.
    least_px
        The width, one of `ROOMS_PX`, from which on they stand side by side.
    gap
        What is left between them, as `st.columns` has it.
    align
        Where they stand beside each other, as `st.columns` has it.
    """
    if has_room(least_px):
        return list(st.columns(shares, gap=gap, vertical_alignment=align))
    count = shares if isinstance(shares, int) else len(shares)
    return [st.container() for _ in range(count)]


def beside(most: int, each_px: int) -> int:
    """Return how many places of at least `each_px` the page has room for beside each other, 1 to `most`."""
    return min(max(room_px() // each_px, 1), most)
