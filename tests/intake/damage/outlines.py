"""Damage to outlines: what they say, where they lie, what file they come in."""

import io
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

from tests import folders
from tests.intake.damage.cells import Damage, of
from tests.intake.damage.files import content, replaced
from tests.intake.damage.valid import ARCHIVE, HARMLESS, QUESTION, Files, Kind, valid, zipped

GEO = "districts.geojson"
HOURGLASS = [[[111.1, 30], [111.2, 30.1], [111.2, 30], [111.1, 30.1], [111.1, 30]]]


def edited(change: Callable[[dict], object]) -> Damage:
    """Change the collection of features."""

    def damage(files: Files) -> None:
        document = json.loads(files[GEO])
        change(document)
        files[GEO] = json.dumps(document).encode()

    return damage


def geometry(feature: int, shape: dict | None) -> Damage:
    return edited(lambda document: document["features"][feature - 1].update(geometry=shape))


def polygon(feature: int, coordinates: list) -> Damage:
    return geometry(feature, {"type": "Polygon", "coordinates": coordinates})


def attribute(feature: int, name: str, to: object) -> Damage:
    return edited(lambda document: document["features"][feature - 1]["properties"].update({name: to}))


def crs(name: str) -> Damage:
    """Declare a coordinate reference system."""
    return edited(lambda document: document.update(crs={"type": "name", "properties": {"name": name}}))


def points(change: Callable[[list[float]], list[float]]) -> Damage:
    """Change every point."""

    def all_points(document: dict) -> None:
        for feature in document["features"]:
            shape = feature["geometry"]
            shape["coordinates"] = [[change(point) for point in ring] for ring in shape["coordinates"]]

    return edited(all_points)


def mercator(point: list[float]) -> list[float]:
    return [point[0] * 111_319.5, point[1] * 115_000.0]


GEOJSON = {
    "JSON broken off": of(lambda f: f.update({GEO: f[GEO][:700]}), "unreadable", GEO),
    "JSON nested without end": of(content(GEO, b'{"a":' * 50_000), "json_depth", GEO),
    "JSON of another kind": of(content(GEO, b'{"type": "Topology", "arcs": []}'), "no_topology", GEO),
    "JSON that is a list": of(content(GEO, b'[{"district": "010101"}]'), "not_what_it_says", GEO),
    "JSON with no feature": of(edited(lambda document: document.update(features=[])), "no_features", GEO),
    "outlines in metres": of(points(mercator), "not_degrees", GEO, 1, "geometry"),
    "outlines swapped": of(points(lambda p: p[::-1]), "not_degrees", GEO, 1, "geometry"),
    "outlines in an unknown CRS": of(crs("urn:ogc:def:crs:EPSG::999999"), "crs_unknown", GEO),
    "outlines in another CRS than they say": of(
        crs("urn:ogc:def:crs:EPSG::3857"), "not_metres", GEO, 1, "geometry"
    ),
    "outline that crosses itself": of(polygon(2, HOURGLASS), "repaired", GEO, 2, "geometry", note=True),
    "outline of no area": of(
        polygon(2, [[[111, 30], [111, 30], [111, 30], [111, 30]]]), "no_outline", GEO, 2, "geometry"
    ),
    "outline empty": of(polygon(2, []), "no_outline", GEO, 2, "geometry"),
    "outline missing": of(geometry(2, None), "no_outline", GEO, 2, "geometry"),
    "a point for an outline": of(
        geometry(2, {"type": "Point", "coordinates": [111, 30]}), "not_area", GEO, 2, "geometry"
    ),
    "a line for an outline": of(
        geometry(2, {"type": "LineString", "coordinates": [[111, 30], [112, 31]]}),
        "not_area",
        GEO,
        2,
        "geometry",
    ),
    "a point of three numbers": of(points(lambda p: [*p, 12.0]), HARMLESS, GEO),
    "a point NaN": of(replaced(GEO, b"111.0", b"NaN"), "not_finite", GEO, 1, "geometry"),
    "a point infinite": of(replaced(GEO, b"111.0", b"1e999"), "not_finite", GEO, 1, "geometry"),
    "a point in words": of(replaced(GEO, b"111.0", b'"east"'), "not_finite", GEO, 1, "geometry"),
    "district twice among outlines": of(attribute(3, "district", "010101"), "duplicate", GEO, 3, "district"),
    "outline without an id": of(attribute(3, "district", None), "blank", GEO, 3, "district"),
    "outline in an unknown city": of(
        attribute(3, "city", "990000"), "two_cities", "values_district.csv", 4, "city", beside=GEO
    ),
    "outlines without names": of(
        edited(lambda s: [f["properties"].pop("name") for f in s["features"]]),
        "missing_column",
        GEO,
        1,
        "name",
    ),
    "outlines named otherwise": of(
        edited(lambda s: [f["properties"].update(NAME=f["properties"].pop("name")) for f in s["features"]]),
        QUESTION,
        GEO,
        None,
        "NAME",
    ),
}


def kml(body: str, before: str = "") -> Kind | bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<kml><Document>{body}</Document></kml>'.encode()


def placemark(district: str, coordinates: str) -> str:
    return (
        f"<Placemark><name>D</name><ExtendedData><Data name='district'><value>{district}</value></Data>"
        f"<Data name='city'><value>{folders.city_of(district)}</value></Data></ExtendedData><Polygon>"
        f"<outerBoundaryIs><LinearRing><coordinates>{coordinates}</coordinates></LinearRing></outerBoundaryIs>"
        "</Polygon></Placemark>"
    )


SQUARE = "111,30 111.1,30 111.1,30.1 111,30.1 111,30"
ENTITIES = "".join(f'<!ENTITY c{i} "{f"&c{i - 1};" * 10}">' for i in range(1, 9))
BILLION = f'<!DOCTYPE a [<!ENTITY c0 "lol">{ENTITIES}]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


def beside(name: str, make: Callable[[], bytes], code: str, row=None, column=None) -> Kind:
    """Return the kind of outlines that come in a file of another form."""

    def upload() -> Files:
        files = valid()
        del files[GEO]
        return {ARCHIVE: zipped(files | {name: make()})}

    told = "districts.shp" if name.endswith(".shp.zip") and code != HARMLESS else name
    return Kind(upload, code, told, row, column)


@cache
def form(kind: str) -> bytes:
    """Return the valid outlines in another form."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / f"districts.{kind}"
        folders.write_outlines(folders.valid()["districts"], path)
        return path.read_bytes()


def shapefile(*missing: str, cut: str = "") -> bytes:
    """Return the zipped Shapefile without some of its parts, one of them cut short."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form("shp.zip"))) as whole, zipfile.ZipFile(content, "w") as archive:
        for name in whole.namelist():
            if Path(name).suffix not in missing:
                data = whole.read(name)
                archive.writestr(name, data[: len(data) // 2] if Path(name).suffix == cut else data)
    return content.getvalue()


def with_view() -> bytes:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "d.gpkg"
        path.write_bytes(form("gpkg"))
        base = sqlite3.connect(path)
        base.execute("create view peek as select * from districts")
        base.commit()
        base.close()
        return path.read_bytes()


FORMS = {
    "GeoPackage": beside("districts.gpkg", lambda: form("gpkg"), HARMLESS),
    "GeoPackage with a view": beside("districts.gpkg", with_view, "program"),
    "GeoPackage of random bytes": beside(
        "districts.gpkg", lambda: Random(1).randbytes(900), "not_what_it_says"
    ),
    "GeoPackage broken off": beside("districts.gpkg", lambda: form("gpkg")[:30_000], "unreadable"),
    "GeoPackage that is GeoJSON": beside("districts.gpkg", lambda: valid()[GEO], "not_what_it_says"),
    "GeoParquet broken off": beside("districts.parquet", lambda: form("parquet")[:-40], "unreadable"),
    "Shapefile": beside("districts.shp.zip", shapefile, HARMLESS),
    "Shapefile without .dbf": beside("districts.shp.zip", lambda: shapefile(".dbf"), "shapefile_parts"),
    "Shapefile without .shx": beside("districts.shp.zip", lambda: shapefile(".shx"), "shapefile_parts"),
    "Shapefile without .shp": beside("districts.shp.zip", lambda: shapefile(".shp"), "shapefile_parts"),
    "Shapefile without .prj": beside("districts.shp.zip", lambda: shapefile(".prj"), "no_crs"),
    "Shapefile broken off": beside(
        "districts.shp.zip", lambda: shapefile(cut=".shp"), "no_outline", 5, "geometry"
    ),
    "KML broken off": beside("districts.kml", lambda: kml(placemark("010101", SQUARE))[:200], "unreadable"),
    "KML that is none": beside("districts.kml", lambda: b"<html><body>no</body></html>", "unreadable"),
    "KML with a point in words": beside(
        "districts.kml", lambda: kml(placemark("010101", "a,b c,d")), "unreadable"
    ),
    "KML with entities": beside("districts.kml", lambda: kml("&c8;", BILLION), "xml_entities"),
    "KML that reads a file": beside("districts.kml", lambda: kml("&b;", OUTSIDE), "xml_entities"),
}

KINDS: dict[str, Kind] = GEOJSON | FORMS
