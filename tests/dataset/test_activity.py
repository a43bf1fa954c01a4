"""Several things people take part in: what is checked of them, and on which of their rows a figure stands."""

import dataclasses

import pandas as pd
import pytest

from lcity.computed import COMPUTATIONS, complete, taking_part
from lcity.dataset import check, leaf_provenance, read
from tests import activities, folders
from tests.activities import COURSES, VISITS


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return read(folders.write(tmp_path_factory.mktemp("two"), activities.two()), COMPUTATIONS)


def problems(tmp_path, change):
    tables = activities.two()
    change(tables)
    found = check(folders.write(tmp_path / "set", tables), COMPUTATIONS)
    return [(p.file, p.row, p.column, p.code, p.severity) for p in found], found


def test_two_activities_may_count_the_same_group_in_the_same_year(tmp_path):
    def visits_of_all(tables):
        tables["participation"]["group"] = tables["participation"]["group"].replace("16p", "all")
        tables["participation"]["mode"] = tables["participation"]["mode"].where(
            tables["participation"]["activity"] == COURSES, "any"
        )

    assert problems(tmp_path, visits_of_all)[0] == []


def test_a_row_that_does_not_say_what_people_take_part_in_is_told(tmp_path):
    def blank(tables):
        tables["participation"].loc[[1, 4], "activity"] = None

    told, found = problems(tmp_path, blank)
    assert told == [("participation.csv", 3, "activity", "activity_blank", "error")]
    assert found[0].rows == (3, 6)
    assert {COURSES, VISITS} == set(found[0].details["names"])


def test_a_column_that_says_nothing_anywhere_is_as_none(tmp_path):
    tables = folders.valid()
    tables["participation"]["activity"] = None
    assert check(folders.write(tmp_path, tables), COMPUTATIONS) == []


def test_an_activity_of_two_chinese_names_is_noted(tmp_path):
    def rename(tables):
        tables["participation"].loc[2, "activity_zh"] = "讲座"

    told, _ = problems(tmp_path, rename)
    assert told == [("participation.csv", 4, "activity_zh", "activity_names", "note")]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("participation_60p", "activity_needed"),
        ("participation_parity", "activity_needed"),
        ("participation_60p:Choirs", "unknown_activity"),
        ("participation_60p:", "unknown_computation"),
    ],
)
def test_an_indicator_says_of_which_activity_it_is(tmp_path, name, code):
    def rename(tables):
        computed = tables["indicators"]["computed"]
        tables["indicators"]["computed"] = computed.mask(computed == f"participation_60p:{COURSES}", name)

    told, found = problems(tmp_path, rename)
    assert [(file, column, found_) for file, _, column, found_, _ in told] == [
        ("indicators.csv", "computed", code)
    ]
    if code != "unknown_computation":
        assert {COURSES, VISITS} == set(found[0].details["names"])


def test_a_computation_counts_its_activity_alone(data, tmp_path):
    one = read(folders.write(tmp_path), COMPUTATIONS)
    alone = COMPUTATIONS["participation_60p"](one, "city").value
    assert alone.notna().all()
    pd.testing.assert_series_equal(COMPUTATIONS[f"participation_60p:{COURSES}"](data, "city").value, alone)
    assert complete(data, "city").values["older"].tolist() == pytest.approx(list(100 * alone))
    parity = COMPUTATIONS[f"participation_parity:{VISITS}"](data, "city").value
    assert parity.isna().all(), "who visits is of one group: there is nothing to compare"


def test_a_figure_stands_on_the_rows_of_its_activity(data):
    assert leaf_provenance(data)["older"] == "official", "courses are official, visits surveyed"
    of_visits = data.indicators.assign(computed=f"participation_16p:{VISITS}")
    assert leaf_provenance(dataclasses.replace(data, indicators=of_visits))["older"] == "survey"
    simulated = data.participation.assign(provenance="simulated")
    real = {name: getattr(data, name).assign(provenance="official") for name in ("population", "centres")}
    found = leaf_provenance(dataclasses.replace(data, participation=simulated, **real))
    assert found["coverage_1000m"] == "derived", "it stands on no participation"


def test_who_takes_part_is_told_activity_by_activity(data):
    found = taking_part(data, "city")
    assert set(found["activity"]) == {COURSES, VISITS}
    visits = found[found["activity"] == VISITS]
    assert set(visits["group"]) == {"16p"}
    assert visits["rate"].tolist() == pytest.approx([0.5] * 3, abs=0.001)
