"""Places of a plan on a map: numbered marks, in the order in which they gain."""

from collections.abc import Sequence

import pydeck as pdk

from lcity.colour import rgb
from lcity.maps.view import shown

RADIUS_PX = 11
LETTER_PX = 13


def site_layers(
    lonlat: Sequence[tuple[float, float]], tips: Sequence[str], colour: str, ink: str
) -> list[pdk.Layer]:
    """Return the layers of numbered places, the first on top.

    Parameters
    ----------
    lonlat
        Where they are, degrees.
    tips
        What is shown on hover.
    colour, ink
        Hex: of the marks, and of the numbers on them.
    """
    rows = [
        {"p": [lon, lat], "n": str(number), "tip": shown(tip)}
        for number, ((lon, lat), tip) in enumerate(zip(lonlat, tips, strict=True), start=1)
    ][::-1]
    return [
        pdk.Layer(
            "ScatterplotLayer",
            rows,
            id="sites",
            get_position="p",
            get_radius=1,
            radius_min_pixels=RADIUS_PX,
            radius_max_pixels=RADIUS_PX,
            get_fill_color=[*rgb(colour)],
            get_line_color=[*rgb(ink)],
            line_width_min_pixels=2,
            stroked=True,
            pickable=True,
        ),
        pdk.Layer(
            "TextLayer",
            rows,
            id="numbers",
            get_position="p",
            get_text="n",
            get_size=LETTER_PX,
            get_color=[*rgb(ink)],
            get_text_anchor=pdk.types.String("middle"),
            get_alignment_baseline=pdk.types.String("center"),
        ),
    ]
