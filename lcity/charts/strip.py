"""How an indicator is spread over all units, as a line of SVG so light that a page can have dozens."""

import pandas as pd

from lcity.colour import SERIES

WIDTH, HEIGHT = 1000, 40
MARGIN = 12
TICKS = "6v14"
DOTS = "30h0"
FIRM = 'vector-effect="non-scaling-stroke"'


def strip(
    districts: pd.Series,
    cities: pd.Series,
    bounds: tuple[float, float],
    *,
    ink: str,
    selected_district: str = "",
    selected_city: str = "",
) -> str:
    """Return an SVG: districts as faint ticks above, cities as dots on the line, the selected ones marked.

    Parameters
    ----------
    districts, cities
        Values by unit in the indicator's own unit; NaN is left out; either may be empty.
    bounds
        What the ends of the line stand for; values beyond are drawn at the end.
    ink
        Hex colour of what is not selected.
    selected_district, selected_city
        The units to mark; "" for none.

    Returns
    -------
    str
        One svg element, to be stretched to whatever width there is: its strokes stay as they are.
    """
    chosen, others = _split(districts, selected_district, bounds)
    chosen_city, other_cities = _split(cities, selected_city, bounds)
    parts = (
        f'<path d="M{MARGIN} 30H{WIDTH - MARGIN}" {FIRM} stroke="{ink}" stroke-opacity=".3"/>',
        _path(others, TICKS, f'stroke="{ink}" stroke-opacity=".3"'),
        _path(other_cities, DOTS, f'stroke="{ink}" stroke-opacity=".55" stroke-width="7"'),
        _path(chosen, TICKS, f'stroke="{SERIES[1]}" stroke-width="4"'),
        _path(chosen_city, DOTS, f'stroke="{SERIES[0]}" stroke-width="12"'),
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none">'
        f'<g stroke-linecap="round">{"".join(parts)}</g></svg>'
    )


def _split(values: pd.Series, selected: str, bounds: tuple[float, float]) -> tuple[pd.Series, pd.Series]:
    """Return where the selected unit and all others stand between the margins."""
    low, high = bounds
    known = values.dropna()
    places = MARGIN + (WIDTH - 2 * MARGIN) * ((known - low) / (high - low or 1)).clip(0, 1)
    own = places.index == selected
    return places[own], places[~own]


def _path(places: pd.Series, mark: str, style: str) -> str:
    marks = "".join(f"M{round(place)} {mark}" for place in sorted(places))
    return f'<path d="{marks}" {FIRM} {style}/>' if marks else ""
