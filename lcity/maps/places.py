"""Every place by itself, drawn by the graphics card: dots of people in reach or out of it, and outlines."""

from collections.abc import Sequence

import geopandas as gpd
import pandas as pd
import pydeck as pdk
import shapely

from lcity.colour import rgb
from lcity.maps.view import shown

DECIMALS = 4
ALPHA = 190
LEAST_PX, MOST_PX = 0.8, 40
EDGE, EDGE_ON_DARK = (92, 122, 122), (140, 170, 170)


def place_rows(places: pd.DataFrame, radius_px: pd.Series, tip: Sequence[str]) -> list[dict]:
    """Return the rows of `place_layer`: where each place is, its radius and what it says on hover.

    Parameters
    ----------
    places
        Columns lon, lat (degrees).
    radius_px
        At first sight.
    tip
        On hover.
    """
    points = places[["lon", "lat"]].to_numpy(float).round(DECIMALS).tolist()
    sizes = radius_px.round(2).tolist()
    return [
        {"p": point, "r": size, "tip": shown(text)}
        for point, size, text in zip(points, sizes, tip, strict=True)
    ]


def place_layer(name: str, data: str, colour: str, scale_m: float) -> pdk.Layer:
    """Return a layer of places; its dots grow as the reader draws nearer.

    Parameters
    ----------
    name
        Of the layer.
    data
        The URL `place_rows` are fetched from.
    colour
        Hex.
    scale_m
        The metres of a pixel at first sight.
    """
    return pdk.Layer(
        "ScatterplotLayer",
        data,
        id=f"places.{name}",
        get_position="p",
        get_radius="r",
        radius_scale=scale_m,
        radius_min_pixels=LEAST_PX,
        radius_max_pixels=MOST_PX,
        get_fill_color=[*rgb(colour), ALPHA],
        pickable=True,
    )


def outline_layer(outlines: gpd.GeoSeries, selected: str, *, dark: bool) -> pdk.Layer:
    """Return the layer of districts' outlines, the selected one's thick; nothing of it answers the pointer.

    Parameters
    ----------
    outlines
        Index district, in one piece; polygons in WGS84.
    selected
        A district; "" for none.
    dark
        Whether the map lies on a dark ground.
    """
    parts = outlines.explode()
    rows = [
        {"g": [shapely.get_coordinates(ring).round(DECIMALS).tolist() for ring in (p.exterior, *p.interiors)]}
        | {"w": 3 if district == selected else 1}
        for district, p in parts.items()
    ]
    return pdk.Layer(
        "PolygonLayer",
        rows,
        id="outlines",
        get_polygon="g",
        filled=False,
        get_line_color=[*(EDGE_ON_DARK if dark else EDGE)],
        get_line_width="w",
        line_width_units=pdk.types.String("pixels"),
    )
