"""Where the reader has turned the board's map, in the link; told when it rests, without a run of the page."""

import math

import streamlit as st

from lcity.ui.parts.board.channel import Channel
from lcity.ui.shared import selection, state
from lcity.ui.shared.state import Choice

OF = "board.camera_of"
FARTHEST = (540.0, 85.0)
"""Degrees east or west and north or south: outlines across 180° go on beyond it."""
CLOSEST = 17.0

_channel = Channel("camera")


def camera_choice() -> Choice:
    """Return the choice of a camera: "lon,lat,zoom" (at 0 the world has 512 px), "" for the whole city."""
    return Choice("cam", "", parse=_parsed)


def _parsed(text: str) -> str:
    lon, lat, zoom = map(float, text.split(","))
    if len(text) > 40 or not all(map(math.isfinite, (lon, lat, zoom))):
        raise ValueError(text)
    if abs(lon) > FARTHEST[0] or abs(lat) > FARTHEST[1] or not 0 <= zoom <= CLOSEST:
        raise ValueError(text)
    return text


def camera(of: str) -> str:
    """Return the camera in force; one of another city, or of others ranked, is let go.

    Parameters
    ----------
    of
        What is ranked.
    """
    choice, now = camera_choice(), (selection.city_choice().value, of)
    if choice.value and st.session_state.setdefault(OF, now) != now:
        choice.settle("")
        state.write_link()
    return choice.value


def goes_on(of: str) -> None:
    """Keep the camera though the board has turned to another city or to other units: it tells if it moves."""
    st.session_state[OF] = selection.city_choice().value, of


@st.fragment
def remember(of: str) -> None:
    """Take the camera into the link where the map has come to rest; nothing is drawn, nothing else runs."""
    _channel.draw(_channel.request, {}, lambda: _keep_camera(of))


def _keep_camera(of: str) -> None:
    text = _channel.request["at"]
    camera_choice().set(_parsed(text) if text else "")
    goes_on(of)
