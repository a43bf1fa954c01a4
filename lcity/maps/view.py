"""Where a map's camera stands, and the deck without a basemap."""

import json
import math
from collections.abc import Sequence
from typing import Any

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

TILE_PX = 512
TIP_STYLE = {"maxWidth": "17em", "overflowWrap": "anywhere"}
EQUATOR_M = 40_075_017


class Deck(pdk.Deck):
    """A deck that writes itself without blanks: the browser reads it at every change."""

    def to_json(self) -> str:
        """Return the deck as JSON."""
        return _dumps(self)


def fit(bounds: Sequence[float], width_px: int, height_px: int, margin: float = 0.06) -> pdk.ViewState:
    """Return the camera that shows `bounds` whole.

    Parameters
    ----------
    bounds
        West, south, east, north in degrees.
    width_px, height_px
        The map's size; a wider map merely shows more.
    margin
        The share of the map's size kept free on every side.
    """
    west, south, east, north = bounds
    left, right = west / 360, east / 360
    bottom, top = _mercator(south), _mercator(north)
    usable = 1 - 2 * margin
    spans = ((right - left) / (width_px * usable), (top - bottom) / (height_px * usable))
    zoom = -math.log2(max(*spans, 1e-9) * TILE_PX)
    latitude = math.degrees(2 * math.atan(math.exp(math.pi * (bottom + top))) - math.pi / 2)
    return pdk.ViewState(
        longitude=(west + east) / 2, latitude=latitude, zoom=min(zoom, 15), min_zoom=3, max_zoom=16
    )


def metres_per_px(view: pdk.ViewState) -> float:
    """Return what a pixel in the middle of the map stands for, metres."""
    return EQUATOR_M * math.cos(math.radians(view.latitude)) / (TILE_PX * 2**view.zoom)


def deck(layers: Sequence[pdk.Layer], view: pdk.ViewState) -> Deck:
    """Put layers on an empty ground; the tooltip shows each object's `tip` as plain text."""
    # Only with map_provider=None and no map_style at all does Streamlit ask no host for a style.
    return Deck(
        layers=list(layers),
        initial_view_state=view,
        map_provider=None,
        tooltip={"text": "{tip}", "style": TIP_STYLE},
        # A camera moved beyond 180° is put at −180° by deck.gl: what lies there is drawn on both sides.
        views=[pdk.View(type="MapView", repeat=True, controller={"scrollZoom": {"smooth": True}})],
    )


def encode(rows: list[dict]) -> bytes:
    """Return a layer's rows as the JSON it can fetch them from."""
    return _dumps(rows).encode()


def _dumps(content: Any) -> str:
    return json.dumps(content, default=default_serialize, ensure_ascii=False, separators=(",", ":"))


def shown(tip: str) -> str:
    """Return a text such that deck.gl shows it, whatever it starts with, and evaluates nothing in it."""
    return f" {tip}" if tip.startswith("@@") else tip


def _mercator(latitude: float) -> float:
    """Return the Mercator ordinate in turns (−0.5 to 0.5), as longitude / 360 is."""
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)) / (2 * math.pi)
