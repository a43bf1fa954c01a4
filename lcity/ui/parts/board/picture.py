"""The board's button *Picture*: what is seen there is told, drawn by the server, and handed out as a file."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lcity.ui.parts.board.camera import FARTHEST
from lcity.ui.server import assets
from lcity.ui.shared import offers

CHANNEL, ASKED = "board.picture", "board.picture_asked"
MOST_UNITS, MOST_PINS = 60, 20
KINDS = {"png": "image/png", "svg": "image/svg+xml"}

_channel = st.components.v2.component("lcity_picture", js=assets.LOADER)


@dataclass(frozen=True)
class Seen:
    """What a reader sees of the board, beside the choices that are in force.

    Parameters
    ----------
    units
        Ids of the rows in view, best first; empty where none is known.
    pins
        Ids of the rows pinned above them.
    city
        Whose districts the map is turned to; "" for all.
    extent
        What the map shows: west, south, east and north in degrees; None without a map.
    """

    units: tuple[str, ...]
    pins: tuple[str, ...] = ()
    city: str = ""
    extent: tuple[float, float, float, float] | None = None


@st.fragment
def hand_out(draw: Callable[[str, Seen], tuple[str, bytes] | None]) -> None:
    """Hand out what is seen of the board where its button asks; nothing else runs anew for it.

    Parameters
    ----------
    draw
        Takes a kind of `KINDS` and what is seen; returns the file's name and content, None where
        nothing is ranked.
    """
    asked = st.session_state.pop(ASKED, None)
    file = None
    if asked and asked["kind"] in KINDS:
        drawn = draw(asked["kind"], seen(asked))
        file = {"token": asked["token"]} | (_offered(asked["kind"], *drawn) if drawn else {})
    _channel(
        key=CHANNEL,
        data={"script": assets.script("carry_picture.js"), "file": file},
        on_asked_change=_ask,
    )


def seen(asked: dict[str, Any]) -> Seen:
    """Read what the browser told of what is seen; who is not there is left out by who draws it."""
    return Seen(
        tuple(map(str, asked["units"][:MOST_UNITS])),
        tuple(map(str, asked["pins"][:MOST_PINS])),
        str(asked["city"]),
        _extent(asked["extent"]),
    )


def _extent(told: list[float] | None) -> tuple[float, float, float, float] | None:
    if told is None:
        return None
    west, south, east, north = map(float, told)
    if not all(map(math.isfinite, (west, south, east, north))) or west >= east or south >= north:
        return None
    most = FARTHEST[1]
    return west, max(south, -most), east, min(north, most)


def _ask() -> None:
    st.session_state[ASKED] = st.session_state[CHANNEL].asked


def _offered(kind: str, name: str, content: bytes) -> dict[str, str]:
    return {"name": name, "url": offers.offer(content, KINDS[kind])}
