"""Who can reach a centre: districts by share, people out of reach as dots, centres by kind."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pydeck as pdk

from lcity.colour import NO_DATA, OUT_OF_REACH, rgb
from lcity.maps.view import shown

MOST_DOTS = 4_000
PEOPLE_PER_UNIT = 1_000
UNIT_RADIUS_PX = 1.3
GRID_DEGREES = 0.005
DECIMALS = 4
CROWD_PX = 24
LEAST_CENTRE_PX = (0.8, 2.2)


def radius_px(people: pd.Series | float) -> pd.Series | float:
    """Return the radius of the dot that stands for some people: its area is proportional to them."""
    return UNIT_RADIUS_PX * np.sqrt(np.divide(people, PEOPLE_PER_UNIT))


def gather(places: pd.DataFrame, most: int = MOST_DOTS) -> pd.DataFrame:
    """Join neighbouring places until at most `most` are left.

    Places are joined where they share a cell of a grid of degrees, which is made twice as coarse
    until few enough are left.

    Parameters
    ----------
    places
        Columns lon, lat (degrees) and people (more than 0).
    most
        The largest number of rows wanted, 1 or more.

    Returns
    -------
    pandas.DataFrame
        Columns lon, lat (the mean over the people joined) and people (their sum).
    """
    dots = places[["lon", "lat", "people"]].reset_index(drop=True)
    step = GRID_DEGREES
    while len(dots) > most:
        cell = [np.floor(dots[axis] / step).rename(f"cell_{axis}") for axis in ("lon", "lat")]
        weighted = dots.assign(lon=dots["lon"] * dots["people"], lat=dots["lat"] * dots["people"])
        dots = weighted.groupby(cell, sort=False).sum().reset_index(drop=True)
        dots[["lon", "lat"]] = dots[["lon", "lat"]].div(dots["people"], axis=0)
        step *= 2
    return dots


def people_rows(dots: pd.DataFrame, tip: Sequence[str]) -> list[dict]:
    """Return the rows of `people_layer`: place, radius and tip of each dot of `gather`."""
    sizes = radius_px(dots["people"]).round(1).tolist()
    return [
        {"p": point, "r": size, "tip": text}
        for point, size, text in zip(_points(dots), sizes, tip, strict=True)
    ]


def people_layer(data: str | list[dict], scale_m: float, colour: str = OUT_OF_REACH) -> pdk.Layer:
    """Return the layer of people out of reach; its dots grow as the reader draws nearer.

    Parameters
    ----------
    data
        `people_rows`, or the URL they are fetched from.
    scale_m
        The metres of a pixel at first sight, when the dots have the radius of `radius_px`.
    colour
        Hex.
    """
    return pdk.Layer(
        "ScatterplotLayer",
        data,
        id="people",
        get_position="p",
        get_radius="r",
        radius_scale=scale_m,
        radius_min_pixels=0.6,
        radius_max_pixels=40,
        get_fill_color=[*rgb(colour), 120],
        pickable=True,
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

    What counts is told by opening hours, so that the centres themselves need not be sent again. Of a
    layer's update triggers Streamlit keeps only that of its last colour, its line's; so the URL tells
    by its fragment that the colours are others, and the browser takes the rows from its cache.

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
    fill = f"('{bits}')[o] == '1' ? {full} : {faint}"
    return pdk.Layer(
        "ScatterplotLayer",
        f"{data}#{bits}" if isinstance(data, str) else data,
        id=f"centres.{kind}",
        get_position="p",
        get_fill_color=full if counts.all() else fill if counts.any() else faint,
        get_radius=80,
        radius_min_pixels=least_px,
        radius_max_pixels=7,
        pickable=True,
    )


def _points(rows: pd.DataFrame) -> list[list[float]]:
    return rows[["lon", "lat"]].to_numpy(float).round(DECIMALS).tolist()
