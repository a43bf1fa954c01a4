"""Centres that are nowhere near the people they are to serve."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from lcity.dataset.contents import Contents
from lcity.dataset.locate import district_of
from lcity.dataset.problem import Answer, Problem

ANSWERS = (Answer("leave_out"), Answer("keep"))
NEAR_M = 500
"""How far simplified outlines may leave out what lies at their border."""
DEGREE_M = 111_320


def centres_astray(contents: Contents) -> list[Problem]:
    """Ask of centres outside every outline, and of those at 0°, 0°, where failed look-ups of addresses end.

    Parameters
    ----------
    contents
        What the folder holds; without outlines only 0°, 0° is asked about.
    """
    centres = contents.table("centres", "lon", "lat")
    if centres is None:
        return []
    places = centres.frame[["lon", "lat"]].dropna()
    places = places[(places.abs() <= [180, 90]).all(axis=1)]
    at_zero = (places == 0).all(axis=1)
    astray, code = at_zero, "centres_at_zero"
    if contents.outlines is not None and len(places):
        outside = _outside(places, contents.outlines)
        if (outside & ~at_zero).any():
            astray, code = outside, "centres_outside_some_zero" if at_zero.any() else "centres_outside"
        elif outside.any():
            astray = outside
    rows = tuple(astray.index[astray].tolist())
    if not rows:
        return []
    details = {"zero": int(at_zero.sum())} if code == "centres_outside_some_zero" else {}
    return [Problem(centres.file, rows[0], "lon, lat", code, details, "question", rows, ANSWERS)]


def _outside(places: pd.DataFrame, outlines: gpd.GeoSeries) -> pd.Series:
    """Return which places lie in no outline, nor as near to one as its border may be wrong."""
    outside = district_of(places, outlines).isna()
    lost = places[outside]
    shapes = outlines[~(outlines.isna() | outlines.is_empty)].to_numpy()
    if lost.empty or not len(shapes):
        return outside
    points = shapely.points(lost["lon"], lost["lat"])
    nearest = shapely.STRtree(shapes).nearest(points)
    ends = shapely.get_coordinates(shapely.shortest_line(points, shapes[nearest])).reshape(-1, 2, 2)
    apart = (ends[:, 1] - ends[:, 0]) * DEGREE_M
    apart[:, 0] *= np.cos(np.radians(lost["lat"]))
    return outside & ~outside.index.isin(lost.index[np.hypot(*apart.T) <= NEAR_M])
