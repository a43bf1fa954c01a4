"""How an indicator is spread over all units, as one light line of SVG that also prints."""

from html import escape

import pandas as pd

from lcity.colour import SERIES

HEIGHT_PX = 62
TICKS_Y, TICK_PX = 10, 16
DOTS_Y = 34
AXIS_Y = 44
TEXT_Y = 58


def strip(
    districts: pd.Series,
    cities: pd.Series,
    bounds: tuple[float, float],
    labels: tuple[str, str],
    alt: str,
    *,
    selected_district: str = "",
    selected_city: str = "",
) -> str:
    """Return an SVG: districts as faint ticks above, cities as dots below, the selected ones marked.

    Parameters
    ----------
    districts, cities
        Values by unit in the indicator's own unit; NaN is left out; either may be empty.
    bounds
        What the ends of the line stand for; values beyond are drawn at the end.
    labels
        The words at the two ends.
    alt
        What the picture shows, for who cannot see it.
    selected_district, selected_city
        The units to mark; "" for none.

    Returns
    -------
    str
        One svg element, as wide as its place, in the text's own colour.
    """
    low, high = bounds
    span = high - low or 1.0

    def place(value: float) -> str:
        return f"{min(max(1 + 98 * (value - low) / span, 1), 99):.2f}%"

    others = districts.drop(selected_district, errors="ignore").dropna()
    other_cities = cities.drop(selected_city, errors="ignore").dropna()
    own = districts[districts.index == selected_district].dropna()
    own_city = cities[cities.index == selected_city].dropna()
    parts = [
        f'<line x1="1%" x2="99%" y1="{AXIS_Y}" y2="{AXIS_Y}" stroke="currentColor" opacity=".35"/>',
        *(_tick(place(value), 'stroke="currentColor" opacity=".25"') for value in others),
        *(_dot(place(value), 4, 'fill="currentColor" opacity=".45"') for value in other_cities),
        *(_tick(place(value), f'stroke="{SERIES[1]}" stroke-width="4"') for value in own),
        *(_dot(place(value), 6, f'fill="{SERIES[0]}"') for value in own_city),
        _words(labels[0], "1%", "start"),
        _words(labels[1], "99%", "end"),
    ]
    return (
        f'<svg width="100%" height="{HEIGHT_PX}" role="img" aria-label="{escape(alt)}">{"".join(parts)}</svg>'
    )


def _tick(x: str, style: str) -> str:
    return f'<line x1="{x}" x2="{x}" y1="{TICKS_Y}" y2="{TICKS_Y + TICK_PX}" {style}/>'


def _dot(x: str, radius: float, style: str) -> str:
    return f'<circle cx="{x}" cy="{DOTS_Y}" r="{radius}" {style}/>'


def _words(words: str, x: str, anchor: str) -> str:
    return (
        f'<text x="{x}" y="{TEXT_Y}" text-anchor="{anchor}" fill="currentColor" font-size="13" '
        f'opacity=".8">{escape(words)}</text>'
    )
