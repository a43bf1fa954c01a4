"""Which corrections the positions of an upload seem to need, held against its own ground."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj

from lcity.dataset.cells import to_number, to_text
from lcity.dataset.files import find
from lcity.dataset.outlines import UNREADABLE, features, read_outlines
from lcity.dataset.tables import read_table
from lcity.intake.compose import POINTS, Composed
from lcity.intake.coordinates import OUTLINES, Correction, Ground, suggest


def suggestions(composed: Composed) -> list[Correction]:
    """Return the corrections that the tables which came seem to need.

    Parameters
    ----------
    composed
        What became of the upload, with problems or without.
    """
    frames = {
        table: frame
        for table, path in find(composed.folder).items()
        if table in POINTS and (frame := read_table(path)[0]) is not None and {"lon", "lat"} <= set(frame)
    }
    outlines, crs = _outlines(composed)
    cities = _lonlat(frames["cities"]) if "cities" in frames else np.empty((0, 2))
    cities = cities[np.isfinite(cities).all(axis=1) & (np.abs(cities) <= [180, 90]).all(axis=1)]
    found = []
    for table in POINTS:
        if table not in composed.origins or table not in frames:
            continue
        frame = frames[table]
        ground = Ground(outlines, cities if table != "cities" else np.empty((0, 2)), crs)
        districts = to_text(frame["district"]) if "district" in frame else None
        correction = suggest(table, _lonlat(frame), districts, ground)
        found += [correction] if correction else []
    if OUTLINES in composed.origins and outlines is None and len(cities):
        found += _of_outlines(composed, cities)
    # Outlines that look shifted against several tables are said to be so once.
    return list({correction.table: correction for correction in found}.values())


def _outlines(composed: Composed) -> tuple[gpd.GeoSeries | None, pyproj.CRS | None]:
    path = find(composed.folder).get(OUTLINES)
    if path is None:
        return None, None
    attributes, outlines, _ = read_outlines(path)
    if attributes is None or outlines is None or "district" not in attributes:
        return None, None
    usable = ~(outlines.isna() | outlines.is_empty) & np.isfinite(outlines.bounds).all(axis=1)
    outlines = outlines[usable].set_axis(to_text(attributes["district"])[usable].fillna(""))
    # Outlines whose columns were renamed lie there in WGS84: what they came in says more.
    came = composed.origins[OUTLINES].part.path if OUTLINES in composed.origins else path
    return (outlines, features(came).crs) if len(outlines) else (None, None)


def _of_outlines(composed: Composed, cities: np.ndarray) -> list[Correction]:
    try:
        shapes = features(find(composed.folder)[OUTLINES]).geometry
    except UNREADABLE:
        return []
    shapes = shapes[~(shapes.isna() | shapes.is_empty)]
    points = shapes.bounds.to_numpy().reshape(-1, 2, 2).mean(axis=1)
    correction = suggest(OUTLINES, points, None, Ground(None, cities))
    return [correction] if correction else []


def _lonlat(frame: pd.DataFrame) -> np.ndarray:
    return np.column_stack([to_number(frame[side])[0].to_numpy() for side in ("lon", "lat")])
