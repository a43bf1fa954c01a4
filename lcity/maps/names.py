"""Names of places on a map: as many as have room where it is first seen, the most important first."""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pydeck as pdk

from lcity.colour import rgb
from lcity.maps.view import EQUATOR_M
from lcity.text.width import width

SIZE_PX = 13
LETTER_PX = 0.56 * SIZE_PX
BESIDE_PX = 6
MOST = 40


def with_room(names: pd.DataFrame, bounds: Sequence[float], scale_m: float) -> pd.DataFrame:
    """Return the names that can be written without one lying on another.

    Parameters
    ----------
    names
        Columns label, lon, lat (degrees); the first the most important.
    bounds
        West, south, east, north of what is seen, degrees; east may be beyond 180.
    scale_m
        The metres of a pixel at first sight.

    Returns
    -------
    DataFrame
        Those of them, `MOST` at most; lon within the bounds.
    """
    west, south, east, north = bounds
    lon, lat = names["lon"].to_numpy(float), names["lat"].to_numpy(float)
    lon = np.where(lon < west, lon + 360 * (lon + 360 <= east), lon)
    seen = np.flatnonzero((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
    px = EQUATOR_M / 360 / scale_m
    across = lon * px * math.cos(math.radians((south + north) / 2))
    half_px = np.array([width(label) * LETTER_PX / 2 + BESIDE_PX for label in names["label"]])
    kept: list[int] = []
    for number in seen:
        beside = np.abs(across[kept] - across[number]) < half_px[kept] + half_px[number]
        above = np.abs(lat[kept] - lat[number]) * px < SIZE_PX + BESIDE_PX
        if not (beside & above).any():
            kept.append(number)
            if len(kept) == MOST:
                break
    return names.assign(lon=lon).iloc[kept]


def name_layer(names: pd.DataFrame, ink: str) -> pdk.Layer:
    """Return the layer of names; nothing of it answers the pointer.

    Parameters
    ----------
    names
        As `with_room` returns them.
    ink
        Hex, of the letters.
    """
    rows = [
        {"p": [round(lon, 4), round(lat, 4)], "n": label}
        for label, lon, lat in zip(names["label"], names["lon"], names["lat"], strict=True)
    ]
    return pdk.Layer(
        "TextLayer",
        rows,
        id="names",
        get_position="p",
        get_text="n",
        get_size=SIZE_PX,
        get_color=[*rgb(ink)],
        # Which letters there are is known to nobody before: Chinese ones too.
        character_set=pdk.types.String("auto"),
        font_family=pdk.types.String("Source Sans, sans-serif"),
        get_text_anchor=pdk.types.String("middle"),
        get_alignment_baseline=pdk.types.String("center"),
        pickable=False,
    )
