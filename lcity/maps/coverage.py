"""Who can reach a centre: districts by share, people out of reach as dots, centres by kind."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import pydeck as pdk

from lcity.colour import GROUND, NO_DATA, OUT_OF_REACH, Classes, rgb
from lcity.maps.view import shown

MOST_DOTS = 4_000
PEOPLE_PER_UNIT = 1_000
UNIT_RADIUS_PX = 1.8
DECIMALS = 4
# The same whatever is chosen, so that the map darkens as more people are reached.
SHARES = Classes((0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.0), GROUND[:6])
PIXELS = pdk.types.String("pixels")


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
        Columns lon, lat (degrees) and people.
    most
        The largest number of rows wanted, 1 or more.

    Returns
    -------
    pandas.DataFrame
        Columns lon, lat (the mean over the people joined), people (their sum) and places (how many
        were joined); the people add up to what they were.
    """
    dots = places[["lon", "lat", "people"]].reset_index(drop=True).assign(places=1)
    step = 0.005
    while len(dots) > most:
        cell = [np.floor(dots["lon"] / step), np.floor(dots["lat"] / step)]
        weighted = dots.assign(lon=dots["lon"] * dots["people"], lat=dots["lat"] * dots["people"])
        dots = weighted.groupby(cell, sort=False).sum().reset_index(drop=True)
        dots[["lon", "lat"]] = dots[["lon", "lat"]].div(dots["people"], axis=0)
        step *= 2
    return dots


def people_layer(dots: pd.DataFrame, tip: Sequence[str]) -> pdk.Layer:
    """Return the layer of people out of reach.

    Parameters
    ----------
    dots
        From `gather`; columns lon, lat, people.
    tip
        The text shown on hover, a row each.
    """
    radius = radius_px(dots["people"]).round(1)
    rows = [
        {"p": point, "r": size, "tip": text}
        for point, size, text in zip(_points(dots), radius.tolist(), tip, strict=True)
    ]
    return pdk.Layer(
        "ScatterplotLayer",
        rows,
        id="people",
        get_position="p",
        get_radius="r",
        radius_units=PIXELS,
        radius_min_pixels=0.6,
        get_fill_color=[*rgb(OUT_OF_REACH), 150],
        pickable=True,
    )


def centre_layers(
    centres: pd.DataFrame, colours: Mapping[str, str], *, dark: bool = False
) -> list[pdk.Layer]:
    """Return the layers of centres: those that count coloured by kind, the others faint beneath.

    Parameters
    ----------
    centres
        Columns lon, lat (degrees), kind, counts (bool) and tip (shown on hover).
    colours
        A hex colour per kind; a layer each, in this order, whether the kind has centres or not.
    dark
        Whether the map lies on a dark ground.
    """
    faint = centres[~centres["counts"]]
    layers = [_centres("centres", faint, [*rgb(NO_DATA), 110 if dark else 150], 0.9)]
    for kind, colour in colours.items():
        rows = centres[centres["counts"] & (centres["kind"] == kind)]
        layers.append(_centres(f"centres.{kind}", rows, [*rgb(colour), 235], 1.5))
    return layers


def _centres(name: str, centres: pd.DataFrame, fill: list[int], least_px: float) -> pdk.Layer:
    tips = map(shown, centres["tip"])
    rows = [{"p": point, "tip": tip} for point, tip in zip(_points(centres), tips, strict=True)]
    return pdk.Layer(
        "ScatterplotLayer",
        rows,
        id=name,
        get_position="p",
        get_fill_color=fill,
        get_radius=90,
        radius_min_pixels=least_px,
        radius_max_pixels=7,
        pickable=True,
    )


def _points(rows: pd.DataFrame) -> list[list[float]]:
    return rows[["lon", "lat"]].to_numpy(float).round(DECIMALS).tolist()
