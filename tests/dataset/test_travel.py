"""Streets and travel times: what is read, and how each thing that is wrong with them is told."""

import numpy as np
import pandas as pd
import pyproj
import pytest

from lcity.dataset import check, content_hash, examine, read
from tests import folders


@pytest.fixture
def tables():
    tables = folders.valid()
    tables |= {"streets": folders.streets(), "travel": folders.travel()}
    return tables | {"population": folders.with_places(tables["population"])}


def told(folder):
    return [(p.code, p.row, p.column) for p in check(folder) if p.severity == "error"]


def test_streets_and_travel_times_are_read_and_part_of_the_hash(tmp_path, tables):
    folder = folders.write(tmp_path / "with", tables)
    found = read(folder)
    assert len(found.streets) == 36
    assert found.streets["steps"].sum() == 9
    assert found.travel["minutes"].tolist()[:2] == [10, 20]
    assert found.travel["metres"].isna().all()
    assert found.population["place"].iloc[-1] == "p80"
    for name in ("streets", "travel"):
        (folder / f"{name}.csv").unlink()
        assert content_hash(folder) != found.hash
    without = read(folder)
    assert without.streets is None
    assert without.travel is None


def test_streets_stand_in_parquet_and_need_not_tell_steps(tmp_path):
    folder = folders.write(tmp_path)
    folders.streets().drop(columns="steps").to_parquet(folder / "streets.parquet")
    assert told(folder) == []
    assert read(folder).streets["steps"].isna().all()


CELLS = [
    ("population", 9, "place", "p0", "duplicate"),
    ("streets", 3, "lon_from", "181", "out_of_range"),
    ("streets", 4, "lat_to", "", "blank"),
    ("streets", 5, "metres", "-1", "negative_needed"),
    ("streets", 6, "metres", "2.7", "street_short"),
    ("streets", 7, "metres", "long", "not_number_needed"),
    ("streets", 8, "steps", "maybe", "not_yes_no"),
    ("travel", 2, "place", "p99", "unknown_place"),
    ("travel", 3, "site", "c99", "unknown_site"),
    ("travel", 4, "minutes", "-5", "negative"),
    ("travel", 5, "minutes", None, "blank"),
]


def test_a_cell_that_cannot_be_is_told_where_it_stands(tmp_path, tables):
    for table, row, column, cell, _ in CELLS:
        tables[table] = tables[table].astype({column: object})
        tables[table].loc[row - 2, column] = cell
    tables["travel"] = tables["travel"][tables["travel"]["place"] != "p7"]
    found = told(folders.write(tmp_path, tables))
    assert sorted(found) == sorted((code, row, column) for _, row, column, _, code in CELLS)


def test_ways_that_stand_there_twice_are_told(tmp_path, tables):
    tables["travel"] = pd.concat([tables["travel"], tables["travel"].iloc[[4]]])
    assert told(folders.write(tmp_path, tables)) == [("duplicate", 74, "place, site")]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda tables: tables.update(travel=tables["travel"].assign(metres="900")), "travel_both"),
        (lambda tables: tables.update(travel=tables["travel"].drop(columns="minutes")), "travel_neither"),
        (lambda tables: tables["population"].pop("place"), "travel_no_places"),
        (lambda tables: tables.pop("centres"), "travel_no_centres"),
    ],
)
def test_a_table_of_ways_that_lacks_what_it_needs_is_told_in_one_sentence(tmp_path, tables, change, code):
    change(tables)
    problems = [p for p in examine(folders.write(tmp_path, tables))[1] if p.code == code]
    assert [problem.file for problem in problems] == ["travel.csv"]
    assert str(problems[0])


def test_a_name_nobody_has_is_told_once_however_often_it_stands_there(tmp_path, tables):
    tables["travel"].loc[:7, "site"] = "c000"
    problems = [p for p in check(folders.write(tmp_path, tables)) if p.severity == "error"]
    assert [(p.code, p.row, p.details["near"]) for p in problems] == [("unknown_site", 2, "c00")]


def test_pieces_in_kilometres_are_told_in_one_sentence(tmp_path, tables):
    tables["streets"]["metres"] /= 1_000
    (problem,) = (p for p in check(folders.write(tmp_path, tables)) if p.severity == "error")
    assert (problem.code, len(problem.rows), problem.details["found"]) == ("street_short", 36, "2.702")
    assert 1_900 < float(problem.details["straight"]) < 1_960


def test_lengths_on_the_ellipsoid_are_never_too_short(tmp_path, tables):
    rng = np.random.default_rng(1)
    ends = rng.uniform(0, 1, (200, 4))
    ends[:, 1::2] = np.clip(ends[:, 1::2] + np.repeat([0, 30, 60, 89], 50)[:, None], -90, 90)
    metres = pyproj.Geod(ellps="WGS84").inv(*ends.T)[2]
    columns = ["lon_from", "lat_from", "lon_to", "lat_to", "metres"]
    tables["streets"] = pd.DataFrame(np.column_stack([ends, np.floor(metres)]), columns=columns)
    assert told(folders.write(tmp_path, tables)) == []
