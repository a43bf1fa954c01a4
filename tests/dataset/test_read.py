import random

import numpy as np
import pandas as pd
import pytest

from lcity.dataset import check, content_hash, read, unit_values
from lcity.errors import DatasetError, LcityError
from tests import folders


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    return read(folders.write(tmp_path_factory.mktemp("valid")))


def test_every_table_is_as_the_model_says(opened):
    assert opened.meta.title_zh == "三座城市"
    assert opened.meta.about_zh == ""
    assert opened.meta.default_year == 2020
    assert opened.levels == ("city", "district")
    assert opened.years == (2010, 2019, 2020)
    assert opened.has_outlines
    assert opened.notes == ()
    keys = {
        "sources": "source",
        "indicators": "key",
        "cities": "city",
        "districts": "district",
        "centres": "centre",
    }
    for table, key in keys.items():
        index = getattr(opened, table).index
        assert index.name == key
        assert index.dtype == "str"
        assert index.is_unique
    for table in ("values_city", "values_district", "population", "participation"):
        frame = getattr(opened, table)
        assert isinstance(frame.index, pd.RangeIndex)
        assert frame.index.start == 0
        for column in ("city", "district"):
            assert column not in frame or frame[column].dtype == "str"
        assert "year" not in frame or frame["year"].dtype == "Int64"
    for table, columns in {
        "sources": [
            *("producer", "producer_zh", "title", "title_zh", "url", "licence", "licence_zh"),
            *("published", "accessed"),
        ],
        "cities": ["name", "name_zh", "lon", "lat"],
        "districts": ["city", "name", "name_zh", "geometry"],
        "values_city": ["city", "year", "staff"],
        "centres": [
            "name",
            "name_zh",
            "kind",
            "lon",
            "lat",
            "seats",
            "area_m2",
            "hours",
            "by_appointment",
            "hours_provenance",
            "provenance",
        ],
    }.items():
        assert getattr(opened, table).columns.tolist() == columns


def test_of_the_tree_only_what_has_children_is_emptied(opened):
    indicators = opened.indicators
    assert indicators.index.tolist()[:2] == ["learned", "schooling"]
    assert indicators["denominator"].dropna().to_dict() == {
        "schooling": "people_15p",
        "literacy": "people_15p",
    }, "whom a figure is of is told where it is named, never taken for granted"
    inner = ["learned", "open", "people_served"]
    assert indicators.loc[inner, ["direction", "denominator"]].isna().all(axis=None)
    assert indicators["weight"].tolist() == [2, 1, 1, 1, 3, 1, 1, 1]
    assert indicators.loc["learned", "parent"] is np.nan or pd.isna(indicators.loc["learned", "parent"])


@pytest.mark.parametrize(
    "form", [{"encoding": "gb18030"}, {"encoding": "utf-8-sig"}, {"places": "csv"}, {"outlines": "gpkg"}]
)
def test_the_form_of_the_files_does_not_matter(tmp_path, opened, form):
    other = read(folders.write(tmp_path, **form))
    for table in (
        "sources",
        "indicators",
        "cities",
        "values_city",
        "values_district",
        "centres",
        "participation",
    ):
        pd.testing.assert_frame_equal(getattr(other, table), getattr(opened, table))
    pd.testing.assert_frame_equal(other.population, opened.population)
    assert other.districts.geom_equals_exact(opened.districts, 1e-9).all()
    assert other.hash != opened.hash


def test_the_order_of_rows_does_not_matter_to_values(tmp_path, opened):
    tables = folders.valid()
    for name in ("values_district", "values_city", "participation"):
        tables[name] = tables[name].sample(frac=1, random_state=3)
    other = read(folders.write(tmp_path, tables))
    for level in ("city", "district"):
        found, expected = unit_values(other, level), unit_values(opened, level)
        pd.testing.assert_frame_equal(found.values, expected.values, rtol=1e-14)
        pd.testing.assert_frame_equal(found.years, expected.years)
        pd.testing.assert_series_equal(found.people, expected.people)


def test_only_indicators_and_one_values_file_are_needed(tmp_path):
    tables = folders.valid()
    smallest = {
        "indicators": tables["indicators"].iloc[[4, 6]].assign(parent=[None, "people_served"]),
        "values_city": tables["values_city"],
    }
    opened = read(folders.write(tmp_path / "three", smallest))
    assert opened.meta.title == "three"
    assert opened.levels == ("city",)
    assert opened.cities["name"].tolist() == list(folders.CITIES)
    assert opened.districts.empty
    assert not opened.has_outlines
    assert opened.values_district is opened.centres is opened.population is opened.participation is None
    assert opened.sources.empty
    assert unit_values(opened, "city").values["staff"].tolist() == [11.0, 12.0, 13.0]


def test_districts_without_outlines_or_cities(tmp_path):
    tables = folders.valid()
    for name in ("cities", "districts", "centres", "population", "participation", "values_city"):
        del tables[name]
    tables["indicators"] = tables["indicators"].iloc[:3]
    opened = read(folders.write(tmp_path / "a", tables))
    assert opened.districts.index.tolist() == list(folders.DISTRICTS)
    assert opened.districts["city"].tolist() == [folders.city_of(d) for d in folders.DISTRICTS]
    assert opened.districts["name"].tolist() == list(folders.DISTRICTS)
    assert opened.cities.index.tolist() == list(folders.CITIES)
    tables["values_district"]["city"] = None
    opened = read(folders.write(tmp_path / "b", tables))
    assert opened.levels == ("district",)
    assert unit_values(opened, "district").values["schooling"].notna().all()


def test_cities_of_districts_may_stand_in_the_values_alone(tmp_path, opened):
    tables = folders.valid()
    tables["districts"]["city"] = None
    other = read(folders.write(tmp_path, tables))
    assert other.districts["city"].to_dict() == opened.districts["city"].to_dict()
    assert other.districts["city"].dtype == "str"
    assert other.has_outlines


def test_places_are_put_into_districts_by_position(tmp_path, opened):
    tables = folders.valid()
    del tables["population"]["district"]
    located = read(folders.write(tmp_path / "all", tables))
    pd.testing.assert_frame_equal(located.population, opened.population)
    tables = folders.valid()
    tables["population"].loc[3, "lon"] = 0.0
    tables["population"].loc[2:4, "district"] = None
    some = read(folders.write(tmp_path / "some", tables))
    assert some.population["district"].isna().tolist() == [i == 3 for i in range(81)]
    (note,) = some.notes
    assert (note.code, note.details) == ("outside", {"count": 1})


def test_columns_nobody_reads_stay_behind(tmp_path):
    tables = folders.valid()
    tables["values_district"] = tables["values_district"].assign(remark="x", coverage_1000m="5", open="6")
    opened = read(folders.write(tmp_path, tables))
    assert not {"remark", "coverage_1000m", "open"} & set(opened.values_district)
    assert {"people", "people_15p", "people_0_14", "people_60p"} <= set(opened.values_district)
    assert [note.column for note in opened.notes] == ["remark", "coverage_1000m", "open"]


def test_errors_are_lcity_s_own_and_list_everything(tmp_path):
    tables = folders.valid()
    tables["cities"].loc[0, "lon"] = "far east"
    tables["centres"].loc[:, "seats"] = "many"
    folder = folders.write(tmp_path, tables)
    with pytest.raises(DatasetError) as raised:
        read(folder)
    assert isinstance(raised.value, LcityError | ValueError)
    assert list(raised.value.problems) == check(folder)
    assert len(raised.value.problems) == 10
    assert str(raised.value).splitlines()[0] == (
        'cities.csv:2: lon: found "far east"; expected a number, or blank where unknown'
    )


def test_the_hash_is_of_the_contents_and_nothing_else(tmp_path, opened):
    again = folders.write(tmp_path / "renamed")
    assert content_hash(again) == opened.hash == read(again).hash
    assert len(opened.hash) == 16
    (again / "README.md").write_text("about")
    assert content_hash(str(again)) == opened.hash
    path = again / "cities.csv"
    path.write_bytes(path.read_bytes() + b"\n")
    assert content_hash(again) != opened.hash
    two = tmp_path / "two"
    two.mkdir()
    (two / "cities.csv").write_text("a")
    (two / "sources.csv").write_text("b")
    one = content_hash(two)
    (two / "cities.csv").write_text("b")
    (two / "sources.csv").write_text("a")
    assert content_hash(two) != one


@pytest.mark.parametrize("seed", range(3))
def test_damaged_bytes_never_end_in_a_traceback(tmp_path, seed):
    """Flip bytes, cut and double pieces anywhere: check still returns a list of problems with a text."""
    chance = random.Random(seed)
    folder = folders.write(tmp_path, outlines=chance.choice(["geojson", "gpkg", "parquet", "shp.zip"]))
    for path in sorted(folder.iterdir()):
        content = bytearray(path.read_bytes())
        for _ in range(4):
            at = chance.randrange(len(content))
            match chance.randrange(3):
                case 0:
                    content[at] = chance.randrange(256)
                case 1:
                    del content[at : at + chance.randrange(40)]
                case _:
                    content[at:at] = content[at : at + chance.randrange(40)]
        path.write_bytes(bytes(content))
    for problem in check(folder):
        assert str(problem)
