"""Which corrections the positions of an upload seem to need, held against its own ground."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj

from lcity.dataset.cells import to_number, to_text
from lcity.dataset.files import find
from lcity.dataset.layers import districts_of
from lcity.dataset.outlines import UNREADABLE, features
from lcity.dataset.tables import read_table
from lcity.intake.compose import POINTS, Composed, Lineage
from lcity.intake.coordinates import OUTLINES, SWAPPED, Correction, Ground, suggest

NOWHERE = np.empty((0, 2))
MOST_PLACES = 5_000
MOST_ROWS = 50_000
MOST_SWAPPED = 100
MOST_THERE = 0.5
"""Share of positions that must be right for a few to be said to be swapped."""


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
    outlines, city_of, crs = _outlines(composed)
    cities = _lonlat(frames["cities"]) if "cities" in frames else np.empty((0, 2))
    cities = cities[np.isfinite(cities).all(axis=1) & (np.abs(cities) <= [180, 90]).all(axis=1)]
    found = []
    for table in POINTS:
        if table not in composed.lineages or table not in frames:
            continue
        frame = frames[table]
        ground = Ground(outlines, cities, crs)
        of = to_text(frame["district"]) if "district" in frame else None
        if table == "cities":
            of = to_text(frame["city"]) if "city" in frame else None
            ground = _of_cities(of, outlines, city_of, frames.get("centres"))
        if of is not None and outlines is None:
            of = None
        # Where all cities lie apart from all centres, it is not the cities that are said to be wrong.
        alone = table == "cities" and ground.outlines is None
        correction = suggest(table, _lonlat(frame), of, Ground(None, NOWHERE) if alone else ground)
        correction = correction or _some_swapped(table, frame, of, ground, composed.lineages[table])
        found += [correction] if correction else []
    if OUTLINES in composed.lineages and outlines is None and len(cities):
        found += _of_outlines(composed, cities)
    # Outlines that look shifted against several tables are said to be so once.
    return list({correction.table: correction for correction in found}.values())


def _of_cities(
    cities: pd.Series | None,
    outlines: gpd.GeoSeries | None,
    city_of: pd.Series | None,
    centres: pd.DataFrame | None,
) -> Ground:
    """Return what cities are held against: the outlines of each, else where there are centres."""
    if outlines is not None and cities is None:
        return Ground(outlines, NOWHERE)
    if outlines is not None and city_of.isin(cities).any():
        return Ground(outlines.set_axis(city_of), NOWHERE)
    places = NOWHERE if centres is None else _lonlat(centres)
    usable = np.isfinite(places).all(axis=1) & (np.abs(places) <= [180, 90]).all(axis=1)
    return Ground(None, places[usable][:: max(len(places) // MOST_PLACES, 1)])


def _some_swapped(
    table: str, frame: pd.DataFrame, of: pd.Series | None, ground: Ground, lineage: Lineage
) -> Correction | None:
    """Return the correction of rows that lie elsewhere, and where they should once they are swapped."""
    points = _lonlat(frame)
    known = np.isfinite(points).all(axis=1)
    if of is not None:
        known &= of.notna().to_numpy()
    if not ground.known or not known.any() or known.sum() > MOST_ROWS:
        return None
    districts = None if of is None else of[known]
    there, mirrored = ground.there(points[known], districts), ground.there(points[known][:, ::-1], districts)
    swapped = ~there & mirrored
    rows = [lineage.row(row) for row in frame.index[known][swapped].tolist()]
    if not rows or None in rows or len(rows) > MOST_SWAPPED or there.mean() < MOST_THERE:
        return None
    how = f"{SWAPPED}:{','.join(map(str, rows))}"
    return Correction(
        table, how, int(known.sum()), float(there.mean()), float((there | swapped).mean()), None
    )


def _outlines(composed: Composed) -> tuple[gpd.GeoSeries | None, pd.Series | None, pyproj.CRS | None]:
    path = find(composed.folder).get(OUTLINES)
    if path is None:
        return None, None, None
    attributes, outlines, _ = districts_of(composed.folder)
    if attributes is None or outlines is None or "district" not in attributes:
        return None, None, None
    usable = ~(outlines.isna() | outlines.is_empty) & np.isfinite(outlines.bounds).all(axis=1)
    city_of = to_text(attributes["city"]) if "city" in attributes else pd.Series("", attributes.index)
    outlines = outlines[usable].set_axis(to_text(attributes["district"])[usable].fillna(""))
    # Outlines whose columns were renamed lie there in WGS84: what they came in says more.
    outlines_path = composed.lineages[OUTLINES].part.path if OUTLINES in composed.lineages else path
    if not len(outlines):
        return None, None, None
    return outlines, city_of[usable].fillna(""), features(outlines_path).crs


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
