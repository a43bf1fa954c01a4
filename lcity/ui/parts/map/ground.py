"""What tells where one is on a map: its neighbours, names, how long a kilometre is."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from lcity.maps.paths import EARTH_M, Picture, beyond
from lcity.ui.shared import cache
from lcity.ui.shared.reader import reader_language, t

MOST_PLACES = 400
"""Names of places told to the browser, which writes those that have room."""


def ground(drawn: Picture) -> dict[str, Any]:
    """Return what lies under and around a picture of units, as the browser takes it."""
    lang = reader_language()
    districts = cache.names("districts", lang.code)
    of_districts = bool(districts.index.isin(list(drawn.paths)).any())
    called = districts if of_districts else cache.names("cities", lang.code)
    return {
        "corner": drawn.corner,
        "scale": drawn.scale,
        "earth": EARTH_M,
        "names": [(called[unit], x, y, unit, drawn.lift) for unit, (x, y) in drawn.anchors.items()],
        "places": _places(drawn) if of_districts else (),
        "beyond": _beyond(tuple(drawn.paths), drawn.width, drawn.height, drawn.corner, drawn.scale)
        if of_districts
        else "",
        "words": {f"scale_{unit}": t(f"frame.map.{unit}", n="{n}") for unit in ("km", "m")},
        "language": lang.code,
    }


def printed(units: pd.Index) -> dict[str, Any]:
    """Return what lies around an exported map of districts, and is written at its foot.

    Parameters
    ----------
    units
        The districts drawn.
    """
    names, lang = cache.open_dataset().names, reader_language()
    rows = [] if names is None else names.head(MOST_PLACES).to_dict("records")
    return {
        "around": _others(tuple(units)),
        "places": tuple((lang.name(row), float(row["lon"]), float(row["lat"])) for row in rows),
        "note": t("export.map_approval") if lang.code == "zh" else "",
    }


@cache.unplanned(32)
def _others(units: tuple[str, ...]) -> gpd.GeoSeries:
    """Return the outlines of districts that are not among those drawn."""
    districts = cache.units("district", None)
    drawn = districts.index.isin(units)
    if "city" in districts and len(units) > 1:
        # What a city's districts were before they were merged or divided is no neighbour of theirs.
        drawn |= districts["city"].isin(districts.loc[drawn, "city"]).to_numpy()
    return districts.geometry[~drawn]


@cache.unplanned(32)
def _beyond(
    units: tuple[str, ...], width: int, height: int, corner: tuple[float, float], scale: float
) -> str:
    """Return the outlines of districts that lie around those drawn, on their canvas."""
    return beyond(Picture(width, height, {}, corner, scale), _others(units))


def _places(drawn: Picture) -> list[tuple[str, float, float]]:
    """Return the dataset's names of places on the canvas, the most important first."""
    names, lang = cache.open_dataset().names, reader_language()
    if names is None:
        return []
    west, _ = drawn.lonlat(0, 0)
    lon = names["lon"].to_numpy(float)
    lon = np.where(lon < west, lon + 360 * (lon + 360 <= drawn.lonlat(drawn.width, 0)[0]), lon)
    at = drawn.at(np.column_stack((lon, names["lat"].to_numpy(float))))
    inside = ((at >= 0) & (at <= (drawn.width, drawn.height))).all(axis=1)
    found = pd.DataFrame(at, names.index, ["x", "y"])[inside].round(1).head(MOST_PLACES)
    labels = [lang.name(row) for row in names.loc[found.index].to_dict("records")]
    return list(zip(labels, found["x"].tolist(), found["y"].tolist(), strict=True))
