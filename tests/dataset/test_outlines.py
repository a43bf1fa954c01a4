import json
import zipfile

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity.dataset import read
from lcity.dataset.contents import gather
from lcity.dataset.locate import district_of
from lcity.dataset.outlines import read_outlines
from tests import folders
from tests.dataset import place_names

FORMS = ("geojson", "gpkg", "parquet", "shp.zip")
EXPECTED = folders.valid()["districts"].geometry


def write(tmp_path, districts, form):
    path = tmp_path / f"districts.{form}"
    folders.write_outlines(districts, path)
    return path


def codes(problems):
    return [(p.row, p.code) for p in problems]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:4490", "EPSG:3857", "EPSG:32649"])
def test_every_form_in_every_declared_crs_comes_out_as_wgs84(tmp_path, form, crs):
    attributes, outlines, problems = read_outlines(
        write(tmp_path, folders.valid()["districts"].to_crs(crs), form)
    )
    assert problems == []
    assert outlines.crs == "EPSG:4326"
    assert outlines.index.tolist() == list(range(1, 10))
    assert attributes["district"].tolist() == list(folders.DISTRICTS)
    assert attributes["name_zh"].tolist() == folders.valid()["districts"]["name_zh"].tolist()
    gaps = [a.hausdorff_distance(b) for a, b in zip(outlines, EXPECTED, strict=True)]
    assert max(gaps) < 1e-7


def test_numeric_ids_become_text(tmp_path):
    for form in ("gpkg", "parquet"):
        tables = folders.valid()
        for name in ("cities", "districts", "values_city", "values_district", "population", "participation"):
            for column in ("city", "district"):
                if column in tables[name]:
                    tables[name][column] = pd.to_numeric(tables[name][column])
        tables["districts"]["district"] = tables["districts"]["district"].astype(float)
        opened = read(folders.write(tmp_path / form, tables, outlines=form))
        assert opened.districts.index.tolist() == [d[1:] for d in folders.DISTRICTS]
        assert set(opened.population["district"]) == {d[1:] for d in folders.DISTRICTS}


def test_leading_zeros_stay(tmp_path):
    for form in FORMS[1:3]:
        opened = read(folders.write(tmp_path / form, outlines=form))
        assert opened.districts.index.tolist() == list(folders.DISTRICTS)
        assert opened.districts["city"].tolist() == [folders.city_of(d) for d in folders.DISTRICTS]


@pytest.mark.parametrize("form", FORMS[1:])
def test_no_crs(tmp_path, form):
    districts = folders.valid()["districts"].set_crs(None, allow_override=True)
    path = tmp_path / f"districts.{form}"
    if form == "parquet":
        districts.to_parquet(path)
    else:
        with pytest.warns(UserWarning, match="crs"):
            pyogrio.write_dataframe(districts, path)
    attributes, outlines, problems = read_outlines(path)
    assert codes(problems) == [(None, "no_crs")]
    assert outlines is None
    assert len(attributes) == 9


def test_a_crs_of_no_place_on_earth(tmp_path):
    path = tmp_path / "districts.gpkg"
    local = 'LOCAL_CS["Site grid",UNIT["metre",1],AXIS["X",EAST],AXIS["Y",NORTH]]'
    folders.valid()["districts"].set_crs(local, allow_override=True).to_file(path)
    assert codes(read_outlines(path)[2]) == [(None, "no_crs")]


def test_a_crs_of_another_world(tmp_path):
    path = tmp_path / "districts.parquet"
    folders.valid()["districts"].set_crs("IAU_2015:30100", allow_override=True).to_parquet(path)
    _, outlines, problems = read_outlines(path)
    assert outlines is None
    assert codes(problems) == [(None, "crs")]
    assert "Moon" in str(problems[0])


def test_geojson_says_its_crs_or_is_in_degrees(tmp_path):
    metres = folders.valid()["districts"].to_crs("EPSG:32649")
    path = write(tmp_path, metres, "geojson")
    document = json.loads(path.read_text())
    assert "32649" in json.dumps(document["crs"]), "the member the test is about"
    assert read_outlines(path)[2] == []
    del document["crs"]
    path.write_text(json.dumps(document))
    _, outlines, problems = read_outlines(path)
    assert outlines is None
    assert codes(problems) == [(1, "not_degrees")]


@pytest.mark.parametrize(
    ("language", "encoding"),
    [("zh-Hans", "GB18030"), ("zh-Hans", "UTF-8"), ("ko", "cp949"), ("zh-Hant", "big5"), ("pl", "cp1250")],
)
def test_a_shapefile_that_does_not_say_its_encoding(tmp_path, language, encoding):
    districts = folders.valid()["districts"]
    districts["name_zh"] = place_names.names(language)[: len(districts)]
    attributes, _, problems = read_outlines(without_cpg(tmp_path, districts, encoding))
    assert problems == []
    assert attributes["name_zh"].tolist() == districts["name_zh"].tolist()


def without_cpg(folder, districts, encoding, **more):
    """Write a Shapefile that does not say its encoding, and files that lie beside it."""
    made = folder / "made"
    made.mkdir()
    pyogrio.write_dataframe(districts, made / "districts.shp", encoding=encoding)
    path = folder / "districts.shp.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for suffix in ("shp", "shx", "dbf", "prj"):
            archive.write(made / f"districts.{suffix}", f"districts.{suffix}")
        for suffix, content in more.items():
            archive.writestr(f"districts.{suffix}", content)
    return path


def few_in_korean():
    districts = folders.valid()["districts"]
    districts["name_zh"] = [*place_names.names("ko")[:2], *["A"] * (len(districts) - 2)]
    return districts


@pytest.mark.parametrize("more", [{}, {"cpg": "no such"}])
def test_a_shapefile_of_which_no_encoding_is_clear_is_told_with_its_readings(tmp_path, more):
    attributes, _, (problem,) = read_outlines(without_cpg(tmp_path, few_in_korean(), "cp949", **more))
    assert attributes is None
    assert (problem.code, problem.severity) == ("encoding_unclear", "error")
    assert "EUC-KR: 서울특별시 · 종로구" in problem.details["readings"]
    assert ".cpg" in str(problem)


def test_tables_beside_a_shapefile_speak_for_its_encoding(tmp_path):
    """So that a folder is read in one encoding, and it is said in which; without them it is not read."""
    tables = folders.valid()
    del tables["districts"]
    folder = folders.write(tmp_path / "folder", tables)
    path = without_cpg(folder, few_in_korean(), "cp949")
    found = gather(folder)
    (problem,) = [problem for problem in found.problems if problem.code.startswith("encoding")]
    assert (problem.file, problem.code) == (path.name, "encoding_unclear")
    assert "districts" in found.broken
    named = [f"{city},{name}" for city, name in enumerate(place_names.names("ko")[:12])]
    (folder / "cities.csv").write_bytes("\n".join(["city,name", *named, ""]).encode("cp949"))
    found = gather(folder)
    (problem,) = [problem for problem in found.problems if problem.code.startswith("encoding")]
    assert (problem.code, problem.severity) == ("encoding_read", "note")
    assert set(problem.file.split(", ")) == {"cities.csv", path.name}
    assert found.tables["districts"].frame["name_zh"].tolist()[:2] == ["서울특별시", "종로구"]


def test_a_cpg_is_believed(tmp_path):
    attributes, _, problems = read_outlines(without_cpg(tmp_path, few_in_korean(), "cp949", cpg="949"))
    assert problems == []
    assert attributes["name_zh"].tolist()[:2] == ["서울특별시", "종로구"]


def test_a_geopackage_of_many_layers_is_read_by_its_districts(tmp_path):
    path = tmp_path / "districts.gpkg"
    districts = folders.valid()["districts"]
    pyogrio.write_dataframe(districts.head(1), path, layer="a_first_layer")
    pyogrio.write_dataframe(districts, path, layer="districts", append=True)
    assert len(read_outlines(path)[0]) == 9


@pytest.mark.parametrize("form", FORMS)
def test_what_cannot_be_read(tmp_path, form):
    path = tmp_path / f"districts.{form}"
    path.write_bytes(b"not at all what it says")
    attributes, outlines, problems = read_outlines(path)
    assert attributes is outlines is None
    assert codes(problems) in ([(None, "unreadable")], [(None, "not_what_it_says")])
    assert str(tmp_path) not in str(problems[0])


def test_a_parquet_file_without_geometry(tmp_path):
    path = tmp_path / "districts.parquet"
    pd.DataFrame({"district": ["1"]}).to_parquet(path)
    assert codes(read_outlines(path)[2]) == [(None, "no_geometry_column")]


def test_no_features(tmp_path):
    path = tmp_path / "districts.geojson"
    path.write_text('{"type": "FeatureCollection", "features": []}')
    assert codes(read_outlines(path)[2]) == [(None, "no_features")]


def test_repair_keeps_the_area_and_flattens(tmp_path):
    bowtie = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    spike = shapely.Polygon([(0, 0), (1, 0), (1, 1), (0, 1), (0, 2), (0, 1)])
    line = shapely.Polygon([(0, 0), (1, 1), (0, 0), (0, 0)])
    high = shapely.Polygon([(0, 0, 5), (1, 0, 5), (1, 1, 5)])
    frame = gpd.GeoDataFrame({"district": list("abcd")}, geometry=[bowtie, spike, line, high], crs=4326)
    _, outlines, problems = read_outlines(write(tmp_path, frame, "parquet"))
    assert [(p.row, p.code, p.severity) for p in problems] == [
        (1, "repaired", "note"),
        (2, "repaired", "note"),
        (3, "no_outline", "error"),
    ]
    assert shapely.area(outlines.to_numpy()).tolist() == pytest.approx([2, 1, 0, 0.5])
    assert outlines.geom_type.tolist()[:2] == ["MultiPolygon", "Polygon"]
    assert outlines.is_valid.all()
    assert not outlines.has_z.any()


@settings(max_examples=25)
@given(st.lists(st.tuples(st.floats(110.9, 111.4), st.floats(29.9, 30.2)), min_size=1, max_size=30))
def test_places_are_found_as_a_point_in_a_box_is(places):
    frame = pd.DataFrame(places, columns=["lon", "lat"], index=np.arange(len(places)) * 2)
    outlines = EXPECTED.set_axis(list(folders.DISTRICTS))
    found = district_of(frame, outlines)
    assert found.dtype == "str"
    assert found.index.equals(frame.index)
    for (x, y), district in zip(places, found, strict=True):
        inside = [
            d
            for d, box in zip(folders.DISTRICTS, EXPECTED.bounds.to_numpy(), strict=True)
            if box[0] <= x <= box[2] and box[1] <= y <= box[3]
        ]
        assert (district == inside[0]) if inside else pd.isna(district)
