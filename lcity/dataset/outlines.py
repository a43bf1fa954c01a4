"""District outlines in any of their forms, as valid polygons in WGS84."""

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from lcity.dataset.forms import geopackage, topojson
from lcity.dataset.forms.form import MOST_VERTICES, FormError, unreadable
from lcity.dataset.forms.frames import CRS_UNKNOWN
from lcity.dataset.forms.geojson import from_geojson
from lcity.dataset.forms.geoparquet import from_geoparquet
from lcity.dataset.forms.json_text import read_json
from lcity.dataset.forms.shapefiles import from_shapefile
from lcity.dataset.problem import Problem

WGS84 = "EPSG:4326"
LAYER = "districts"
"""What a layer is called that holds the districts, in a file of several."""
FORMS = {
    ".geojson": "GeoJSON",
    ".json": "GeoJSON",
    ".topojson": "TopoJSON",
    ".gpkg": "GeoPackage",
    ".parquet": "GeoParquet",
    ".zip": "Shapefile",
}
JSON = (".geojson", ".json", ".topojson")
UNREADABLE = (FormError, OSError)
TEXTS = ("district", "city", "name", "name_zh")
WHOLE_EARTH = (180, 90, 180, 90)
AREAS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)
Outlines = tuple[pd.DataFrame | None, gpd.GeoSeries | None, list[Problem]]


def read_outlines(
    path: Path, layer: str = "", most_vertices: int = MOST_VERTICES, encoding: str | None = None
) -> Outlines:
    """Read the districts' outlines.

    Parameters
    ----------
    path
        A .geojson, .json, .topojson, .gpkg, .parquet (GeoParquet) or .shp.zip file.
    layer
        Which of its layers, where it has several; "" for the one called `LAYER`, else the first.
    most_vertices
        How many points they may have together.
    encoding
        Of a Shapefile's attributes where it does not say it; None for what they hold by themselves.

    Returns
    -------
    tuple
        The attributes as they are written and the outlines in WGS84, both indexed by the number of
        the feature, from 1; None where the file cannot be read, and for the outlines also where
        their place on earth is unknown. And the problems met.
    """
    try:
        frame = features(path, layer, most_vertices, encoding)
    except UNREADABLE as error:
        return None, None, problems_of_file(path.name, error, FORMS[path.suffix])
    if frame.empty:
        return None, None, [Problem(path.name, None, None, "no_features")]
    frame.index = pd.RangeIndex(1, len(frame) + 1)
    attributes, nested = flat(path.name, pd.DataFrame(frame.drop(columns=frame.geometry.name)))
    problems = _not_finite(path.name, frame.geometry)
    if unknown := frame.attrs.get(CRS_UNKNOWN):
        problems = [Problem(path.name, None, None, "crs_unknown", {"found": unknown})]
    if problems:
        return attributes, None, nested + problems
    outlines, problems = in_wgs84(path.name, frame.geometry.rename("geometry"))
    if outlines is not None:
        outlines, repaired = _as_areas(path.name, outlines)
        problems += repaired
    return attributes, outlines, nested + problems


def features(
    path: Path, layer: str = "", most_vertices: int = MOST_VERTICES, encoding: str | None = None
) -> gpd.GeoDataFrame:
    """Return the features of a file of outlines as they are written, by the reader its name asks for.

    Parameters
    ----------
    path, layer, most_vertices, encoding
        As for `read_outlines`.

    Raises
    ------
    FormError
        It is not what its name says.
    OSError
        It cannot be opened.
    """
    if path.suffix == ".parquet":
        return from_geoparquet(path, most_vertices)
    if path.suffix == ".zip":
        return from_shapefile(path, most_vertices, encoding)
    if path.suffix == ".gpkg":
        return geopackage.from_geopackage(path, layer or _usual(layers(path)), most_vertices)
    document = read_json(path, FORMS[path.suffix])
    if topojson.is_topology(document):
        return topojson.from_topojson(document, layer or _usual(topojson.layers(document)), most_vertices)
    return from_geojson(document, most_vertices)


def layers(path: Path) -> list[str]:
    """Return the names of a file's layers; one without a name where its form has no layers.

    Raises
    ------
    FormError, OSError
        As for `features`.
    """
    if path.suffix == ".gpkg":
        return [layer.name for layer in geopackage.layers(path)]
    if path.suffix in JSON and topojson.is_topology(document := read_json(path, FORMS[path.suffix])):
        return topojson.layers(document)
    return [""]


def problems_of_file(file: str, error: Exception, form: str) -> list[Problem]:
    """Return the problems of a file that cannot be read."""
    if not isinstance(error, FormError):
        error = unreadable(form, error)
    return [Problem(file, fault.row, fault.column, fault.code, fault.details) for fault in error.faults]


def flat(file: str, attributes: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """Return attributes with lists and records as text, and a problem where an id or a name is none.

    Parameters
    ----------
    file
        The file's name.
    attributes
        By number of the feature.
    """
    problems, columns = [], {}
    for name in attributes:
        cells = attributes[name]
        if cells.dtype != object and cells.dtype != bool:
            continue
        nested = cells.map(lambda cell: isinstance(cell, dict | list))
        no_text = nested | cells.map(lambda cell: isinstance(cell, bool | np.bool_))
        written = [_json(cell) if as_text else cell for cell, as_text in zip(cells, no_text, strict=True)]
        if name in TEXTS:
            problems += [
                Problem(file, int(row), name, "not_text", {"found": _json(cells[row])})
                for row in cells.index[no_text]
            ]
        columns[name] = pd.Series(written, cells.index, dtype=object)
    return attributes.assign(**columns) if columns else attributes, problems


def _json(cell: object) -> str:
    return json.dumps(cell.item() if isinstance(cell, np.bool_) else cell, ensure_ascii=False)


def _usual(names: list[str]) -> str:
    return LAYER if LAYER in names else names[0]


def _not_finite(file: str, outlines: gpd.GeoSeries) -> list[Problem]:
    """Return a problem for each outline with a point that is nowhere."""
    points, of = shapely.get_coordinates(outlines.to_numpy(), return_index=True)
    rows = np.unique(of[~np.isfinite(points).all(axis=1)])
    return [Problem(file, int(row), "geometry", "not_finite") for row in outlines.index[rows]]


def in_wgs84(file: str, outlines: gpd.GeoSeries) -> tuple[gpd.GeoSeries | None, list[Problem]]:
    """Return geometries in WGS84; None, and a problem, where their place on earth is unknown."""
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
