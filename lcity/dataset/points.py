"""Places drawn as points in a file of features, as a table with a longitude and a latitude."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from lcity.dataset.outlines import AREAS, FORMS, UNREADABLE, features, flat, in_wgs84, problems_of_file
from lcity.dataset.problem import Problem

POINT = shapely.GeometryType.POINT


def read_points(path: Path) -> tuple[pd.DataFrame | None, list[Problem]]:
    """Read places.

    Parameters
    ----------
    path
        A file as `lcity.dataset.outlines` reads it.

    Returns
    -------
    tuple
        As of `as_table`; no frame where the file cannot be read.
    """
    try:
        frame = features(path)
    except UNREADABLE as error:
        return None, problems_of_file(path.name, error, FORMS[path.suffix])
    return as_table(path.name, frame)


def as_table(file: str, frame: gpd.GeoDataFrame) -> tuple[pd.DataFrame | None, list[Problem]]:
    """Return places as a table.

    Parameters
    ----------
    file
        The file's name.
    frame
        Its features, as `lcity.dataset.outlines.features` returns them.

    Returns
    -------
    tuple
        The attributes as they are written, and lon and lat of the geometry, WGS84 degrees, of an area
        those of a point within it; indexed by row, the first feature's 2 as in every table. None where
        there is no feature, or nobody knows where they lie. And the problems met.
    """
    if frame.empty:
        return None, [Problem(file, None, None, "no_rows")]
    geometry = frame.geometry.name
    frame = frame.set_axis(pd.RangeIndex(2, len(frame) + 2))
    attributes, problems = flat(file, pd.DataFrame(frame.drop(columns=geometry)))
    places, wrong = in_wgs84(file, frame[geometry].rename("geometry"))
    if places is None:
        return None, problems + wrong
    lonlat, wrong = _positions(file, places)
    return attributes.assign(lon=lonlat[:, 0], lat=lonlat[:, 1]), problems + wrong


def are_points(frame: gpd.GeoDataFrame) -> bool:
    """Say whether most features are points, and the others areas, as buildings are."""
    kinds = shapely.get_type_id(frame.geometry.to_numpy())
    kinds = kinds[kinds >= 0]
    return bool(len(kinds)) and (kinds == POINT).mean() > 0.5 and bool(np.isin(kinds, (POINT, *AREAS)).all())


def _positions(file: str, places: gpd.GeoSeries) -> tuple[np.ndarray, list[Problem]]:
    shapes = places.to_numpy().copy()
    kinds = shapely.get_type_id(shapes)
    areas = np.isin(kinds, AREAS)
    shapes[areas] = shapely.point_on_surface(shapes[areas])
    other = ~areas & (kinds != POINT) & (kinds >= 0)
    problems = [
        Problem(file, int(row), "geometry", "not_point", {"found": places[row].geom_type})
        for row in places.index[other]
    ]
    if areas.any():
        problems.append(Problem(file, None, "geometry", "point_within", {"count": int(areas.sum())}, "note"))
    there = ~other & ~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)
    lonlat = np.full((len(shapes), 2), np.nan)
    lonlat[there] = np.column_stack([shapely.get_x(shapes[there]), shapely.get_y(shapes[there])])
    return lonlat, problems
