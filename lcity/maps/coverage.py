"""Who can reach a centre: how large the dots of people out of reach and of centres are; centres by kind."""

import math

import numpy as np
import pandas as pd
import pydeck as pdk

from lcity.colour import NO_DATA, rgb
from lcity.maps.view import shown

PEOPLE_PER_UNIT = 1_000
UNIT_RADIUS_PX = 0.9
LEAST_CELL_PX = 9
CELL_STEP_M = 500
DEGREE_M = 111_320
DECIMALS = 4
CROWD_PX = 24
LEAST_CENTRE_PX = (0.8, 2.2)
QUIET_PX = 1.0
CENTRE_M, MOST_CENTRE_PX = 80, 7


def radius_px(people: pd.Series | float) -> pd.Series | float:
    """Return the radius of the dot that stands for some people: its area is proportional to them."""
    return UNIT_RADIUS_PX * np.sqrt(np.divide(people, PEOPLE_PER_UNIT))


def cell_m(scale_m: float) -> float:
    """Return the side of the squares whose people one dot stands for, metres.

    Parameters
    ----------
    scale_m
        The metres of a pixel at first sight.

    Returns
    -------
    float
        The least multiple of `CELL_STEP_M` that is at least `LEAST_CELL_PX` wide.
    """
    return CELL_STEP_M * max(1, math.ceil(LEAST_CELL_PX * scale_m / CELL_STEP_M))


def gather(places: pd.DataFrame, side_m: float) -> pd.DataFrame:
    """Join the places that share a square of a grid.

    Parameters
    ----------
    places
        Columns lon, lat (degrees) and people (more than 0).
    side_m
        The side of a square, metres; from `cell_m`.

    Returns
    -------
    pandas.DataFrame
        Columns lon, lat (the mean over the people joined) and people (their sum).
    """
    if places.empty:
        return places[["lon", "lat", "people"]].reset_index(drop=True)
    lon, lat, people = (places[name].to_numpy(float) for name in ("lon", "lat", "people"))
    step = side_m / DEGREE_M
    row = np.floor(lat / step).astype(np.int64)
    # As wide as high where the row's middle lies; whatever its latitude, a row has its own columns.
    column = np.floor(lon * np.cos(np.radians((row + 0.5) * step)) / step).astype(np.int64)
    _, cell = np.unique(np.column_stack([row, column]), axis=0, return_inverse=True)
    joined = np.bincount(cell, people)
    return pd.DataFrame(
        {
            "lon": np.bincount(cell, lon * people) / joined,
            "lat": np.bincount(cell, lat * people) / joined,
            "people": joined,
        }
    )


def centre_rows(centres: pd.DataFrame) -> list[dict]:
    """Return the rows of `centre_layer`.

    Parameters
    ----------
    centres
        Columns lon, lat (degrees), pattern (a whole number; centres of the same opening hours have
        the same) and tip.
    """
    columns = zip(_points(centres), centres["pattern"].tolist(), map(shown, centres["tip"]), strict=True)
    return [{"p": point, "o": pattern, "tip": tip} for point, pattern, tip in columns]


def centre_px(count: int) -> float:
    """Return the least radius of a kind's centres: the fewer there are, the more each stands out."""
    return float(np.clip(CROWD_PX / np.sqrt(max(count, 1)), *LEAST_CENTRE_PX))


def centre_layer(
    kind: str, data: str | list[dict], colour: str, counts: np.ndarray, least_px: float = LEAST_CENTRE_PX[1]
) -> pdk.Layer:
    """Return the layer of a kind's centres: those that count in colour, the others faint.

    What counts is told by opening hours, so that the centres themselves need not be sent again.
    Of a layer's update triggers Streamlit keeps only that of its line's colour. So a centre is all
    line: a ring as thick as it is wide is a disc.

    Parameters
    ----------
    kind
        Names the layer.
    data
        `centre_rows`, or the URL they are fetched from for good.
    colour
        Hex.
    counts
        (patterns,) bool: whether centres of these opening hours count.
    least_px
        The radius at first sight, from `centre_px`; it grows as the reader draws nearer.
    """
    full, faint = [*rgb(colour), 210], [*rgb(NO_DATA), 140]
    bits = "".join("1" if flag else "0" for flag in counts)
    each = f"('{bits}')[o] == '1' ? {full} : {faint}"
    return pdk.Layer(
        "ScatterplotLayer",
        data,
        id=f"centres.{kind}",
        get_position="p",
        filled=False,
        stroked=True,
        get_line_color=full if counts.all() else each if counts.any() else faint,
        update_triggers={"getLineColor": [colour, bits]},
        get_radius=CENTRE_M / 2,
        radius_min_pixels=least_px / 2,
        radius_max_pixels=MOST_CENTRE_PX / 2,
        get_line_width=CENTRE_M,
        line_width_min_pixels=least_px,
        line_width_max_pixels=MOST_CENTRE_PX,
        pickable=True,
    )


def _points(rows: pd.DataFrame) -> list[list[float]]:
    return rows[["lon", "lat"]].to_numpy(float).round(DECIMALS).tolist()
