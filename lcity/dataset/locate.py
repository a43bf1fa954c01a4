"""Which outline a place lies in."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely


def district_of(places: pd.DataFrame, outlines: gpd.GeoSeries) -> pd.Series:
    """Return the district each place lies in.

    Parameters
    ----------
    places
        Columns lon, lat, WGS84 degrees.
    outlines
        Polygons in WGS84, indexed by district.

    Returns
    -------
    Series
        District id by the places' index; missing where a place lies in none. On a border the
        district that comes first counts.
    """
    tree = shapely.STRtree(shapely.points(places["lon"], places["lat"]))
    found, place = tree.query(outlines.to_numpy(), predicate="intersects")
    first = np.full(len(places), len(outlines))
    np.minimum.at(first, place, found)
    ids = np.append(outlines.index.to_numpy(dtype=object), None)
    return pd.Series(ids[first], places.index, dtype="str", name="district")
