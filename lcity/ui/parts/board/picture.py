"""The board's button *Picture*: what is seen there is told, drawn by the server, and exported as a file."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lcity.ui.parts.board.camera import FARTHEST
from lcity.ui.parts.board.channel import Channel
from lcity.ui.shared import offers

REQUEST = "board.picture_request"
MOST_UNITS, MOST_PINS = 60, 20
KINDS = {"png": "image/png", "svg": "image/svg+xml"}

_channel = Channel("picture", once=True)


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
def export_seen(draw: Callable[[str, Seen], tuple[str, bytes] | None]) -> None:
    """Export what is seen of the board when its button is pressed; nothing else runs again for it.

    Parameters
    ----------
    draw
        Takes a kind of `KINDS` and what is seen; returns the file's name and content, None where
        nothing is ranked.
    """
    request = st.session_state.pop(REQUEST, None)
    file = None
    if request and request["kind"] in KINDS:
        drawn = draw(request["kind"], seen(request))
        file = _file_of(request["kind"], *drawn) if drawn else {}
    _channel.draw(request, file, _keep)


def seen(request: dict[str, Any]) -> Seen:
    """Read what the browser told of what is seen; who is not there is left out by who draws it."""
    return Seen(
        tuple(map(str, request["units"][:MOST_UNITS])),
        tuple(map(str, request["pins"][:MOST_PINS])),
        str(request["city"]),
        _extent(request["extent"]),
    )


def _extent(told: list[float] | None) -> tuple[float, float, float, float] | None:
    if told is None:
        return None
    west, south, east, north = map(float, told)
    if not all(map(math.isfinite, (west, south, east, north))) or west >= east or south >= north:
        return None
    most = FARTHEST[1]
    return west, max(south, -most), east, min(north, most)


def _keep() -> None:
    """Keep the request until it is replied to: a run that is broken off must not lose it."""
    st.session_state[REQUEST] = _channel.request


def _file_of(kind: str, name: str, content: bytes) -> dict[str, str]:
    return {"name": name, "url": offers.offer(content, KINDS[kind])}
