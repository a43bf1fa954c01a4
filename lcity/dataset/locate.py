"""Which outline a place lies in."""

from typing import NamedTuple

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


class Placed(NamedTuple):
    """What `placed` returns.

    Parameters
    ----------
    places
        The rows, numbered from 0, with a column district: missing where a place lies in none.
    ended
        The districts that rows named and that have ended, a row each.
    outside
        How many places with a position looked for lie in no outline.
    """

    places: pd.DataFrame
    ended: pd.Series
    outside: int


def placed(rows: pd.DataFrame, outlines: gpd.GeoSeries | None, gone: pd.Index) -> Placed:
    """Put each place in a district that goes on: the one its row names, else the one it lies in.

    Parameters
    ----------
    rows
        Columns lon, lat and, where stated, district.
    outlines
        Polygons in WGS84, indexed by district; None where the dataset has none.
    gone
        The districts that have ended.
    """
    places = rows.reset_index(drop=True)
    if "district" not in places:
        places["district"] = pd.Series(None, places.index, dtype="str")
    ended = places.loc[places["district"].isin(gone), "district"]
    places.loc[ended.index, "district"] = None
    unplaced = places["district"].isna()
    if outlines is None or not unplaced.any():
        return Placed(places, ended, 0)
    places.loc[unplaced, "district"] = district_of(places[unplaced], outlines.drop(gone))
    return Placed(places, ended, int(places["district"].isna().sum()))
