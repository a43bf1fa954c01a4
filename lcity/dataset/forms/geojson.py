"""GeoJSON as features: its objects only, no driver asked what else it may be.

Source: RFC 7946; the member `crs` as in the specification of 2008, which RFC 7946 dropped and files keep.
"""

from functools import partial

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely
from shapely.errors import ShapelyError

from lcity.dataset.forms import reference
from lcity.dataset.forms.form import MOST_VERTICES, Fault, FormError
from lcity.dataset.forms.frames import NUMBERS, column, frame
from lcity.dataset.forms.polygons import Polygons

GEOMETRIES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
              "GeometryCollection")  # fmt: skip
GEOMETRY = "geometry"
DEEPEST = 4
"""Collections in collections."""


def from_geojson(document: object, most_vertices: int = MOST_VERTICES) -> gpd.GeoDataFrame:
    """Return the features of a GeoJSON document.

    Parameters
    ----------
    document
        As `read_json` gives it.
    most_vertices
        How many points the outlines may have together.

    Raises
    ------
    FormError
        It is no GeoJSON, or a point of it is not two numbers.
    """
    features = _features(document)
    shapes = built([feature.get("geometry") for feature in features], most_vertices)
    return frame(attributes(features), shapes, partial(_crs_of, document.get("crs")))


def attributes(features: list[dict]) -> pd.DataFrame:
    """Return the properties of features, one column each; what has no such property is None there.

    A member `id` of the features is a property where none is called so.

    Raises
    ------
    FormError
        The properties of a feature are no object.
    """
    properties = [feature.get("properties") for feature in features]
    wrong = [row for row, of in enumerate(properties, start=1) if not (of is None or isinstance(of, dict))]
    if wrong:
        raise FormError.of(Fault("properties", {}, row) for row in wrong)
    properties = [of or {} for of in properties]
    names = dict.fromkeys(name for of in properties for name in of)
    columns = {name: [of.get(name) for of in properties] for name in names}
    ids = [feature.get("id") for feature in features]
    if "id" not in names and any(of is not None for of in ids):
        columns = {"id": ids} | columns
    return pd.DataFrame({name: column(cells) for name, cells in columns.items()}, index=range(len(features)))


def built(geometries: list, most_vertices: int) -> np.ndarray:
    """Return the geometries of GeoJSON, None where there is none.

    Raises
    ------
    FormError
        One is of no kind GeoJSON has, or a point of it is not two numbers.
    """
    polygons = Polygons(len(geometries), most_vertices)
    others: dict[int, shapely.Geometry] = {}
    faults = []
    for number, geometry in enumerate(geometries):
        if geometry is None:
            continue
        kind = geometry.get("type") if isinstance(geometry, dict) else None
        try:
            if kind == "Polygon":
                polygons.add(number, [geometry["coordinates"]], many=False)
            elif kind == "MultiPolygon":
                polygons.add(number, geometry["coordinates"], many=True)
            elif kind in GEOMETRIES:
                others[number] = _other(geometry)
            else:
                faults.append(Fault("geometry_form", {"found": str(kind)}, number + 1, GEOMETRY))
        except (TypeError, KeyError):
            faults.append(Fault("geometry_broken", {}, number + 1, GEOMETRY))
        except (ValueError, OverflowError, ShapelyError) as error:
            if isinstance(error, FormError):
                raise
            faults.append(Fault("not_finite", {}, number + 1, GEOMETRY))
    if faults:
        raise FormError.of(faults)
    shapes = polygons.build()
    for number, shape in others.items():
        shapes[number] = shape
    return shapes


def _features(document: object) -> list[dict]:
    kind = document.get("type") if isinstance(document, dict) else None
    if kind == "Feature":
        found = [document]
    elif kind in GEOMETRIES:
        found = [{"geometry": document}]
    elif kind == "FeatureCollection":
        found = document.get("features")
    elif isinstance(document, dict) and {"features", "geometryType"} <= document.keys():
        raise FormError("esri_json")
    else:
        found = None
    if not isinstance(found, list):
        raise FormError("no_geojson")
    wrong = [row for row, feature in enumerate(found, start=1) if not isinstance(feature, dict)]
    if wrong:
        raise FormError.of(Fault("no_feature", {}, row) for row in wrong)
    return found


def _crs_of(crs: object) -> pyproj.CRS:
    """Return the system a document declares: WGS84 where it declares none."""
    if crs is None:
        return pyproj.CRS.from_user_input("EPSG:4326")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    kind = crs.get("type") if isinstance(crs, dict) else None
    if isinstance(properties, dict) and kind == "name" and isinstance(properties.get("name"), str):
        return _in_degrees(reference.by_name(properties["name"]))
    if isinstance(properties, dict) and kind == "EPSG" and isinstance(properties.get("code"), int | str):
        return reference.by_code("EPSG", properties["code"])
    raise FormError("crs_unknown", found=str(crs))


def _in_degrees(crs: pyproj.CRS) -> pyproj.CRS:
    """Return WGS84 under its usual name where it is called CRS84."""
    return pyproj.CRS.from_user_input("EPSG:4326") if crs.to_authority() == ("OGC", "CRS84") else crs


def _other(geometry: dict, depth: int = 1) -> shapely.Geometry:
    """Return a geometry that is no polygon, or is within a collection; empty where it says nothing."""
    if geometry["type"] not in GEOMETRIES:
        raise TypeError("no kind of geometry")
    if geometry["type"] == "GeometryCollection":
        if depth > DEEPEST:
            raise TypeError("collections in collections")
        return shapely.GeometryCollection([_other(part, depth + 1) for part in geometry["geometries"]])
    coordinates = geometry["coordinates"]
    if geometry["type"] == "Point":
        if not coordinates:
            return shapely.Point()
        if not (len(coordinates) >= 2 and set(map(type, coordinates)) <= NUMBERS):
            raise ValueError(coordinates)
        return shapely.Point(float(coordinates[0]), float(coordinates[1]))
    return shapely.geometry.shape(geometry)
