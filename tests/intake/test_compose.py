"""Uploads laid over the open dataset: replaced, updated, told in the words of the files as they came."""

import dataclasses
from pathlib import Path

import pandas as pd
import pytest

from lcity.computed import COMPUTATIONS
from lcity.dataset import read
from lcity.intake.difference import difference
from lcity.intake.limits import Limits
from lcity.intake.part import File
from lcity.intake.plan import REPLACE, UPDATE, Plan
from lcity.intake.prepare import prepare
from tests import folders


@pytest.fixture(scope="module")
def base(tmp_path_factory) -> Path:
    return folders.write(tmp_path_factory.mktemp("base"))


@pytest.fixture
def take(base, tmp_path):
    """Give the function that lays one CSV file over the open dataset."""

    def take(name: str, text: str, mode: str = REPLACE, **plan):
        path = tmp_path / f"0{Path(name).suffix}"
        path.write_text(text, encoding="utf-8")
        files = [File(name, path)]
        first = prepare(files, tmp_path / "work", base, None, COMPUTATIONS, Limits())
        chosen = dataclasses.replace(first.proposal.plan, mode=mode, **plan)
        return prepare(files, tmp_path / "work", base, chosen, COMPUTATIONS, Limits())

    return take


def changes(base: Path, prepared):
    assert prepared.valid, prepared.problems
    return difference(read(base, COMPUTATIONS), read(prepared.composed.folder, COMPUTATIONS))


NEW_YEAR = "city,year,staff\n010000,2020,12\n020000,2020,\n010000,2021,13.5\n"


def test_an_update_changes_what_it_says_and_nothing_else(base, take):
    found = changes(base, take("values_city.csv", NEW_YEAR, UPDATE))
    assert found.values[["unit", "year", "column", "what", "before", "after"]].to_dict("records") == [
        {"unit": "010000", "year": 2020, "column": "staff", "what": "changed", "before": 11.0, "after": 12.0},
        {
            "unit": "010000",
            "year": 2021,
            "column": "staff",
            "what": "added",
            "before": pytest.approx(float("nan"), nan_ok=True),
            "after": 13.5,
        },
    ]
    assert not found.rows.to_numpy().any()


def test_a_replaced_table_leaves_nothing_of_the_old(base, take):
    found = changes(base, take("values_city.csv", NEW_YEAR, REPLACE))
    assert found.values["what"].value_counts().to_dict() == {"gone": 5, "changed": 1, "added": 1}


def test_units_that_come_and_go_are_named(base, take):
    cities = folders.valid()["cities"]
    cities = pd.concat([cities.iloc[1:], cities.iloc[:1].assign(city="040000", name="Oak")])
    prepared = take("cities.csv", cities.to_csv(index=False))
    gone = {(p.file, p.code, p.details["found"]) for p in prepared.problems if p.severity == "error"}
    assert {
        ("districts.geojson", "unknown_city", "010000"),
        ("values_city.csv", "unknown_city", "010000"),
    } <= gone
    added = changes(base, take("cities.csv", "city,name\n040000,Oak\n010000,Asch\n", UPDATE))
    assert added.ids("cities", "added") == ("040000",)
    assert added.ids("cities", "changed") == ("010000",)
    assert added.ids("cities", "gone") == ()


def test_problems_of_an_update_are_told_by_the_rows_that_came(take):
    prepared = take("new.csv", "城市,年份,staff\n010000,2020,12\n\n020000,2021,many\n", UPDATE)
    told = [(p.file, p.row, p.column, p.code) for p in prepared.problems if p.severity == "error"]
    assert told == [("new.csv", 4, "staff", "not_number")]


def test_what_is_said_to_be_no_table_changes_nothing_and_is_told(take):
    prepared = take("rain.csv", "date,rain\n1,2\n", tables={"rain.csv": ""})
    assert not prepared.valid
    assert [(p.file, p.code) for p in prepared.problems] == [("rain.csv", "table_unused")]


def test_the_same_again_is_no_difference(base):
    dataset = read(base, COMPUTATIONS)
    assert difference(dataset, dataset).empty


def test_positions_are_corrected_in_the_table_and_nothing_else(base, take):
    centres = folders.valid()["centres"]
    swapped = centres.rename(columns={"lon": "lat", "lat": "lon"})[list(centres)]
    prepared = take("centres.csv", swapped.to_csv(index=False))
    (correction,) = prepared.corrections
    assert (correction.table, correction.how) == ("centres", "swapped")
    mended = take("centres.csv", swapped.to_csv(index=False), corrections={"centres": "swapped"})
    assert mended.corrections == []
    assert changes(base, mended).empty


def test_a_plan_survives_being_written():
    plan = Plan(UPDATE, {"a": "cities"}, {"a": {"城市": "city"}}, {"cities": "gcj02"})
    assert Plan(**dataclasses.asdict(plan)) == plan


def test_streets_and_ways_of_another_tool_are_recognised_and_laid_over(tmp_path):
    tables = folders.valid()
    tables["population"] = folders.with_places(tables["population"])
    base = folders.write(tmp_path / "base", tables)
    folders.streets().to_parquet(tmp_path / "0.parquet")
    ways = folders.travel().set_axis(["from_id", "to_id", "travel_time"], axis=1)
    ways.to_csv(tmp_path / "1.csv", index=False)
    files = [File("streets.parquet", tmp_path / "0.parquet"), File("r5.csv", tmp_path / "1.csv")]
    plan = prepare(files, tmp_path / "work", base, None, COMPUTATIONS, Limits()).proposal.plan
    assert plan.tables == {"streets.parquet": "streets", "r5.csv": "travel"}
    found = prepare(files, tmp_path / "work", base, plan, COMPUTATIONS, Limits())
    changed = changes(base, found)
    assert changed.rows.loc[["streets", "travel"], "added"].tolist() == [36, 72]
    dataset = read(found.composed.folder, COMPUTATIONS)
    assert dataset.travel["minutes"].notna().all()
    assert dataset.streets["steps"].sum() == 9


def test_streets_of_another_length_count_as_changed(base, tmp_path):
    one = read(folders.write(tmp_path / "one", folders.valid() | {"streets": folders.streets()}))
    longer = folders.streets()
    longer.loc[3:5, "metres"] += 100
    other = read(folders.write(tmp_path / "other", folders.valid() | {"streets": longer}))
    assert difference(one, other).rows.loc["streets"].tolist() == [0, 3, 0]
