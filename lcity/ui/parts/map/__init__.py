"""A map of districts the reader can choose from, without WebGL or the internet."""

from collections.abc import Callable

import pandas as pd

from lcity.maps.paths import Picture
from lcity.ui.shared.component import Component
from lcity.ui.shared.reader import t

_map = Component("map", "map/map.js")


def district_map(
    drawn: Picture,
    fill: pd.Series,
    tip: pd.Series,
    *,
    name: str,
    key: str,
    selected: str,
    height_px: int,
    label: str,
    on_choose: Callable[[str], None],
) -> None:
    """Draw districts filled with their colours.

    Parameters
    ----------
    drawn
        Their outlines.
    fill, tip
        District → hex colour, and the text shown on hover.
    name
        What the outlines are of: under the same name the reader's zoom stays.
    key
        The map's name on the page.
    selected
        The district to outline; "" for none.
    height_px
        Of the map.
    label
        What it shows, for who cannot see it.
    on_choose
        Called with the id of the district the reader clicks.
    """
    data = {
        "picture": name,
        "canvas": (drawn.width, drawn.height),
        "height": height_px,
        "label": label,
        "selected": selected,
        "nearer": t("overview.nearer"),
        "farther": t("overview.farther"),
        "units": [(unit, path, fill[unit], tip[unit]) for unit, path in drawn.paths.items()],
    }
    _map.choose_from(key, data, drawn.paths, on_choose)
