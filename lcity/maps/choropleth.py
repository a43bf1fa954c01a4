"""Districts filled by class."""

import geopandas as gpd
import pandas as pd
import pydeck as pdk
import shapely

from lcity.colour import rgb
from lcity.maps.view import shown


def polygons(outlines: gpd.GeoSeries) -> pd.DataFrame:
    """Return outlines as the layers below want them.

    Parameters
    ----------
    outlines
        Index `district`; polygons or multipolygons in WGS84.

    Returns
    -------
    pandas.DataFrame
        One row a polygon (islands are rows of their own); columns district and polygon (rings of
        [lon, lat] degrees on a grid of 1e-4, about 10 m).
    """
    parts = outlines.explode()
    rings = [
        [shapely.get_coordinates(ring).round(4).tolist() for ring in (part.exterior, *part.interiors)]
        for part in parts
    ]
    return pd.DataFrame({"district": parts.index, "polygon": rings})


def choropleth(
    shapes: pd.DataFrame,
    fill: pd.Series,
    tip: pd.Series,
    *,
    selected: str = "",
    dark: bool = False,
    opacity: float = 0.9,
    edge: str = "",
    pickable: bool = True,
) -> list[pdk.Layer]:
    """Return the layers of districts filled with their colours, and of the selected one's outline.

    They are "districts", "halo" and "selected", from below.

    Parameters
    ----------
    shapes
        From `polygons`.
    fill, tip
        Index district: hex colour, and the text shown on hover.
    selected
        The district to outline; "" for none.
    dark
        Whether the map lies on a dark ground.
    opacity
        Of the fill, 0–1.
    edge
        Hex colour of the districts' borders; "" for one that sets them apart from strong fills.
    pickable
        Whether districts answer to the pointer.
    """
    colours = fill.map(lambda colour: [*rgb(colour), round(255 * opacity)])
    rows = shapes.assign(fill=shapes["district"].map(colours), tip=shapes["district"].map(tip.map(shown)))
    line = [*rgb(edge)] if edge else [255, 255, 255, 160] if not dark else [20, 25, 26, 200]
    layers = [
        pdk.Layer(
            "PolygonLayer",
            rows,
            id="districts",
            get_polygon="polygon",
            get_fill_color="fill",
            get_line_color=line,
            get_line_width=1,
            line_width_units=pdk.types.String("pixels"),
            pickable=pickable,
            auto_highlight=pickable,
            highlight_color=[255, 255, 255, 60],
        )
    ]
    chosen = rows.loc[rows["district"] == selected, ["polygon"]]
    inks = ([255, 255, 255], [17, 17, 17]) if not dark else ([17, 17, 17], [255, 255, 255])
    for name, ink, width in zip(("halo", "selected"), inks, (6, 3), strict=True):
        layers.append(
            pdk.Layer(
                "PolygonLayer",
                chosen,
                id=name,
                get_polygon="polygon",
                filled=False,
                get_line_color=ink,
                get_line_width=width,
                line_width_units=pdk.types.String("pixels"),
            )
        )
    return layers
