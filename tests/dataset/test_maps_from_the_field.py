"""Maps as they are found: several layers, TopoJSON, points, outlines over each other, and what is no map."""

import json
import struct

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from lcity.dataset import examine, read
from lcity.dataset.outlines import read_outlines
from tests import folders

SQUARE = [[[0, 0], [1, 0], [1, 1], [0, 0]]]


def codes(problems):
    return [(p.row, p.column, p.code) for p in problems]


def layered(folder, *extra):
    """Write a dataset whose GeoPackage holds the cities, then the districts, then more."""
    folders.write(folder, outlines="gpkg")
    path = folder / "districts.gpkg"
    districts = gpd.read_file(path, layer="districts")
    path.unlink()
    cities = districts.dissolve("city", as_index=False)[["city", "geometry"]]
    for name, frame in (("ADM_1", cities), ("ADM_2", districts), *((name, districts) for name in extra)):
        pyogrio.write_dataframe(frame, path, layer=name, append=path.exists())
    return folder


def test_of_several_layers_the_one_whose_ids_fit_is_read(tmp_path):
    dataset, problems = examine(layered(tmp_path))
    assert [(p.code, p.details["layer"], p.severity) for p in problems] == [("layer_read", "ADM_2", "note")]
    assert dataset.districts.index.tolist() == list(folders.DISTRICTS)


def test_layers_that_fit_alike_are_asked_about(tmp_path):
    assert codes(examine(layered(tmp_path, "ADM_3"))[1])[0] == (None, None, "which_layer")


@pytest.mark.parametrize("name", ["districts.json", "districts.topojson"])
def test_topojson_is_read_in_wgs84(tmp_path, name):
    arcs = [[[0, 0], [0, 10], [10, 0]], [[10, 10], [0, -10], [-10, 0]]]
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.1, 0.1], "translate": [111, 30]},
        "objects": {"a": {"type": "Polygon", "arcs": [[0, 1]], "properties": {"district": "x"}, "id": 7}},
        "arcs": arcs,
    }
    path = tmp_path / name
    path.write_text(json.dumps(topology))
    attributes, outlines, problems = read_outlines(path)
    assert problems == []
    assert attributes["district"].tolist() == ["x"]
    assert outlines.crs == "EPSG:4326"
    assert outlines[1].equals(shapely.box(111, 30, 112, 31))


def test_points_are_centres(tmp_path):
    tables = folders.valid()
    centres = tables.pop("centres")
    expected = read(folders.write(tmp_path / "csv")).centres
    places = gpd.points_from_xy(centres["lon"].astype(float), centres["lat"].astype(float), crs=4326)
    frame = gpd.GeoDataFrame(centres.drop(columns=["lon", "lat"]), geometry=places)
    folder = folders.write(tmp_path / "points", tables)
    frame.to_file(folder / "centres.geojson", engine="pyogrio")
    found = read(folder).centres
    assert found[["lon", "lat"]].equals(expected[["lon", "lat"]])
    assert found.index.equals(expected.index)


def test_outlines_over_each_other_are_told_with_their_share(tmp_path):
    tables = folders.valid()
    first = tables["districts"].geometry[0]
    tables["districts"].loc[1, "geometry"] = shapely.affinity.translate(first, folders.SIDE / 2)
    problems = [p for p in examine(folders.write(tmp_path, tables))[1] if p.code == "overlap"]
    pairs = [(p.row, p.details["found"], p.details["other"]) for p in problems]
    assert pairs[0][1:] == (folders.DISTRICTS[1], folders.DISTRICTS[0])
    assert problems[0].details["share"] == pytest.approx(0.5)
    assert "overlap" in str(problems[0])


def test_borders_that_differ_by_a_sliver_are_not_told(tmp_path):
    tables = folders.valid()
    wider = tables["districts"].geometry[0].buffer(folders.SIDE / 1000, join_style="mitre")
    tables["districts"].loc[0, "geometry"] = wider
    assert [p for p in examine(folders.write(tmp_path, tables))[1] if p.code == "overlap"] == []


@pytest.mark.parametrize("name", [{"a": 1}, [1, 2], True])
def test_a_name_that_is_no_text_is_told(tmp_path, name):
    feature = {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Polygon"}}
    feature["geometry"]["coordinates"] = SQUARE
    path = tmp_path / "districts.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert codes(read_outlines(path)[2]) == [(1, "name", "not_text")]


BROKEN = {
    "nested": ('{"a":' * 100_000, "json_depth"),
    "a number without end": ('{"a":' + "9" * 1_000_000 + "}", "json_number"),
    "a name twice": ('{"type":"Feature","type":"Feature"}', "json_twice"),
    "half a character": ('{"type":"Feature","properties":{"name":"\\ud800"}}', "json_encoding"),
    "half a character as a name": ('{"type":"Feature","properties":{"\\uDFFF":1}}', "json_encoding"),
    "a ring from nowhere": ('{"type":"Polygon","coordinates":[[[NaN,0],[1,0],[1,1],[NaN,0]]]}', "not_finite"),
    "a part whose kind is a list": (
        '{"type":"GeometryCollection","geometries":[{"type":["Polygon"],"coordinates":[1]}]}',
        "geometry_broken",
    ),
    "of Esri": ('{"geometryType":"esriGeometryPolygon","features":[]}', "esri_json"),
    "of nothing": ('{"a":1}', "no_geojson"),
    "a CRS that opens a file": (
        '{"type":"Point","coordinates":[1,1],"crs":{"type":"name","properties":{"name":"+init=/x:1"}}}',
        "crs_unknown",
    ),
}  # fmt: skip


def test_a_character_of_two_halves_is_read(tmp_path):
    feature = {"type": "Feature", "properties": {"name": "𠮷野家"}, "geometry": None}
    path = tmp_path / "districts.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert "\\ud842" in path.read_text()
    assert read_outlines(path)[0]["name"].tolist() == ["𠮷野家"]


@pytest.mark.parametrize("what", BROKEN)
def test_json_that_is_no_map_is_told_in_a_sentence(tmp_path, what):
    text, code = BROKEN[what]
    path = tmp_path / "districts.geojson"
    path.write_text(text)
    (problem,) = read_outlines(path)[2]
    assert problem.code == code
    assert str(problem)


NESTED = b"".join(b"\1" + struct.pack("<II", 7, 1) for _ in range(1_000_000))
ANNOUNCED = b"\1" + struct.pack("<III", 3, 1, 2**31)


@pytest.mark.parametrize("blob", [NESTED, ANNOUNCED], ids=["nested a million deep", "2^31 points"])
def test_wkb_that_announces_what_is_not_there_is_told(tmp_path, blob):
    metadata = {"primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB"}}}
    table = pa.table({"district": ["a"], "geometry": [blob]}).replace_schema_metadata(
        {"geo": json.dumps(metadata)}
    )
    pq.write_table(table, tmp_path / "districts.parquet")
    assert codes(read_outlines(tmp_path / "districts.parquet")[2]) == [(1, "geometry", "geometry_broken")]
