"""District outlines in any of their forms, as valid polygons in WGS84."""

import re
import warnings
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pyproj
import shapely
from pyogrio.errors import DataLayerError, DataSourceError, FieldError, GeometryError

from lcity.dataset.encoding import guess, stated
from lcity.dataset.problem import Problem
from lcity.dataset.tables import unreadable

WGS84 = "EPSG:4326"
FORMS = {".geojson": "GeoJSON", ".gpkg": "GeoPackage", ".parquet": "GeoParquet", ".zip": "Shapefile"}
UNREADABLE = (
    DataSourceError,
    DataLayerError,
    FieldError,
    GeometryError,
    OSError,
    ValueError,
    zipfile.BadZipFile,
)
NAMED_CRS = re.compile(rb'"crs"\s*:\s*\{[^{}]*\{[^{}]*"name"\s*:\s*"([^"]+)"')
WHOLE_EARTH = (180, 90, 180, 90)
AREAS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


def read_outlines(path: Path) -> tuple[pd.DataFrame | None, gpd.GeoSeries | None, list[Problem]]:
    """Read the districts' outlines.

    Parameters
    ----------
    path
        A .geojson, .gpkg, .parquet (GeoParquet) or .shp.zip file.

    Returns
    -------
    tuple
        The attributes as they are written and the outlines in WGS84, both indexed by the number of
        the feature, from 1; None where the file cannot be read, and for the outlines also where
        their place on earth is unknown. And the problems met.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            frame = features(path)
    except UNREADABLE as error:
        return None, None, [unreadable(path, FORMS[path.suffix], error)]
    if frame.empty:
        return None, None, [Problem(path.name, None, None, "no_features")]
    frame.index = pd.RangeIndex(1, len(frame) + 1)
    attributes = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    problems = _unknown_crs(path) or _not_finite(path.name, frame.geometry)
    if problems:
        return attributes, None, problems
    outlines, problems = _in_wgs84(path.name, frame.geometry.rename("geometry"))
    if outlines is not None:
        outlines, repaired = _as_areas(path.name, outlines)
        problems += repaired
    return attributes, outlines, problems


def features(path: Path) -> gpd.GeoDataFrame:
    """Return the features of a file of outlines as they are written.

    Parameters
    ----------
    path
        As for `read_outlines`.

    Raises
    ------
    Exception
        One of `UNREADABLE`: it is not what its name says.
    """
    if path.suffix == ".parquet":
        return gpd.read_parquet(path)
    layers = [name for name, _ in pyogrio.list_layers(path)]
    if not layers:
        raise DataLayerError("no layer")
    # A point that is not a number is told by whoever checks the outlines.
    with np.errstate(invalid="ignore"):
        frame = pyogrio.read_dataframe(
            path,
            layer="districts" if "districts" in layers else layers[0],
            encoding=_dbf_encoding(path) if path.suffix == ".zip" else None,
            on_invalid="fix",
        )
    if not isinstance(frame, gpd.GeoDataFrame):
        raise ValueError("no geometry")
    return frame


def _dbf_encoding(path: Path) -> str | None:
    """Return the encoding of a zipped Shapefile's attributes where the file itself does not declare it."""
    with zipfile.ZipFile(path) as archive:
        names = {Path(name).suffix.lower(): name for name in archive.namelist()}
        if ".cpg" in names or ".dbf" not in names:
            return None
        content = archive.read(names[".dbf"])
    records = content[int.from_bytes(content[8:10], "little") :]
    records = records.replace(b"\0", b" ")
    return stated(records) or guess(records).encoding


def _unknown_crs(path: Path) -> list[Problem]:
    """Return a problem where GeoJSON names a reference system nobody knows: GDAL then takes it for WGS84."""
    named = NAMED_CRS.search(path.read_bytes()) if path.suffix == ".geojson" else None
    if named is None:
        return []
    name = named[1].decode(errors="replace")
    try:
        pyproj.CRS.from_user_input(name)
    except pyproj.exceptions.CRSError:
        return [Problem(path.name, None, None, "crs_unknown", {"found": name})]
    return []


def _not_finite(file: str, outlines: gpd.GeoSeries) -> list[Problem]:
    """Return a problem for each outline with a point that is nowhere."""
    points, of = shapely.get_coordinates(outlines.to_numpy(), return_index=True)
    rows = np.unique(of[~np.isfinite(points).all(axis=1)])
    return [Problem(file, int(row), "geometry", "not_finite") for row in outlines.index[rows]]


def _in_wgs84(file: str, outlines: gpd.GeoSeries) -> tuple[gpd.GeoSeries | None, list[Problem]]:
    crs = outlines.crs
    if crs is None or crs.name.startswith("Undefined") or not (crs.is_geographic or crs.is_projected):
        return None, [Problem(file, None, None, "no_crs")]
    if crs.is_projected and _as_degrees(outlines.total_bounds):
        return None, [Problem(file, 1, "geometry", "not_metres", {"found": crs.name})]
    try:
        outlines = outlines.to_crs(WGS84)
    except pyproj.exceptions.ProjError as error:
        return None, [Problem(file, None, None, "crs", {"found": crs.name, "reason": str(error)})]
    bounds = outlines.bounds.to_numpy()
    there = ~(outlines.isna() | outlines.is_empty).to_numpy()
    on_earth = (np.abs(bounds) <= WHOLE_EARTH).all(axis=1)
    astray = outlines.index[there & ~on_earth]
    if len(astray):
        return None, [
            Problem(file, int(row), "geometry", "not_degrees", {"found": crs.name}) for row in astray[:1]
        ]
    return outlines, []


def _as_degrees(bounds: np.ndarray) -> bool:
    return bool((np.abs(bounds) <= WHOLE_EARTH).all())


def _as_areas(file: str, outlines: gpd.GeoSeries) -> tuple[gpd.GeoSeries, list[Problem]]:
    """Return outlines as valid flat polygons, and what was missing, of another kind or repaired."""
    shapes = shapely.force_2d(outlines.to_numpy())
    kinds = shapely.get_type_id(shapes)
    missing = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    other = ~missing & ~np.isin(kinds, AREAS)
    invalid = ~missing & ~other & ~shapely.is_valid(shapes)
    repaired = shapes.copy()
    repaired[invalid] = [_repaired(shape) for shape in shapes[invalid]]
    lost = invalid & shapely.is_empty(repaired)
    problems = []
    for row, shape in zip(outlines.index, shapes, strict=True):
        place = (file, int(row), "geometry")
        position = row - 1
        if missing[position] or lost[position]:
            problems.append(Problem(*place, "no_outline"))
        elif other[position]:
            problems.append(Problem(*place, "not_area", {"found": shape.geom_type}))
        elif invalid[position]:
            reason = shapely.is_valid_reason(shape)
            problems.append(Problem(*place, "repaired", {"reason": reason}, "note"))
    return gpd.GeoSeries(repaired, outlines.index, crs=WGS84, name="geometry"), problems


def _repaired(shape: shapely.Geometry) -> shapely.Geometry:
    """Return the polygons that remain of an invalid one; empty where none does."""
    parts = shapely.get_parts(shapely.make_valid(shape, method="structure", keep_collapsed=False))
    areas = [part for part in shapely.get_parts(parts) if part.geom_type == "Polygon"]
    return areas[0] if len(areas) == 1 else shapely.MultiPolygon(areas)
