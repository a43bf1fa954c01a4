"""Series, targets and the table of who is on the way, on a small folder and on the shipped ones."""

import numpy as np
import pandas as pd
import pytest

from lcity import computed
from lcity.dataset import read
from lcity.errors import ArgumentError
from lcity.monitor.progress import COLUMNS, monitored
from lcity.monitor.series import Series, breaks, series
from lcity.monitor.since import old, since
from lcity.monitor.targets import targets_of
from tests import folders

YEARS = (2012, 2014, 2016, 2018, 2020)
FIGURES = {"010000": (10, 11, 12, 13, 14), "020000": (20, 19, 18, 17, 16), "030000": (5, 5, 5, 5, 5)}
TODAY = 2024


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    tables = folders.valid()
    rows = [(c, y, v) for c, own in FIGURES.items() for y, v in zip(YEARS, own, strict=True)]
    tables["values_city"] = pd.DataFrame(rows, columns=["city", "year", "staff"]).astype(str)
    tables["targets"] = pd.DataFrame(
        {
            "key": ["staff", "staff"],
            "level": "city",
            "id": [None, "030000"],
            "year": ["2030", "2022"],
            "value": ["19", "6"],
            "doubt": [None, "Doubtful."],
        }
    )
    return read(folders.write(tmp_path_factory.mktemp("years"), tables), computed.COMPUTATIONS)


@pytest.fixture(scope="module")
def latest(dataset):
    return computed.complete(dataset, "city", 2020)


def test_a_row_a_unit_and_indicator_the_worst_first(dataset, latest):
    found = monitored(dataset, "city", latest, TODAY, keys=["staff"])
    assert list(found)[: len(COLUMNS)] == list(COLUMNS)
    assert found["id"].tolist() == ["020000", "030000", "010000"]
    assert found["status"].tolist() == ["away", "stalled", "on_track"]
    assert found["pending"].tolist() == [False, True, False], "by 2022, and no figure after 2020"
    assert found["trend_per_year"].tolist() == pytest.approx([-0.5, 0, 0.5])
    assert found["required_per_year"].tolist() == pytest.approx([-1 / 18, 0.1, 0.5])
    assert found["target"].tolist() == [19, 6, 19]
    assert found["target_row"].tolist() == [0, 1, 0]
    assert (found.loc[2, "reached_from"], found.loc[2, "reached_to"]) == (2030, 2030)


def test_a_dataset_without_years_is_held_against_targets_and_has_no_trend(tmp_path):
    tables = folders.valid()
    tables["values_city"] = tables["values_city"].query("year == '2020'").drop(columns="year")
    tables["values_district"] = tables["values_district"].query("year == '2020'").drop(columns="year")
    del tables["participation"], tables["meta"]["default_year"]
    target = {"key": "staff", "level": "city", "year": "2030", "value": "12"}
    tables["targets"] = pd.DataFrame([target])
    dataset = read(folders.write(tmp_path, tables), computed.COMPUTATIONS)
    assert dataset.years == ()
    latest = computed.complete(dataset, "city", None)
    found = monitored(dataset, "city", latest, TODAY, keys=["staff"])
    assert found["status"].tolist() == ["unknown", "reached", "reached"]
    assert found[["year", "trend_per_year", "low"]].isna().all(axis=None)


def test_a_break_never_makes_a_trend(dataset, latest):
    found = series(dataset, "city", latest)
    at = found.keys.index("staff")
    assert found.values[0, at, -1] == 14
    after = found.since_breaks({"staff": (2011, 2018, 2050)})
    assert np.isnan(after.values[:, at, after.years < 2018]).all()
    assert (after.values[0, at, after.years >= 2018][[0, -1]] == [13, 14]).all()
    broken = dataset.indicators.assign(breaks=dataset.indicators["breaks"].astype(object))
    broken.loc["staff", "breaks"] = "2018"
    assert breaks(broken) == {"staff": (2018,)}


def test_what_is_rolled_up_counts_where_all_of_it_is_of_that_year(dataset, latest):
    found = series(dataset, "city", latest)
    assert isinstance(found, Series)
    for year in found.years:
        made = computed.complete(dataset, "city", int(year))
        for number, key in enumerate(found.keys):
            if pd.notna(dataset.indicators.loc[key, "computed"]):
                continue
            just_that = (made.years[key] == year) & (made.first_years[key] == year)
            expected = made.values[key].where(just_that.fillna(False).astype(bool)).to_numpy()
            assert np.array_equal(found.values[:, number, found.years == year].ravel(), expected, True)


def test_who_took_part_has_a_figure_of_each_year_that_was_counted(tmp_path):
    key, tables = "participation_60p", folders.valid()
    row = {"key": key, "parent": "open", "name": "Seniors", "unit": "%", "direction": "1", "weight": "1"}
    more = {"low": "0", "high": "100", "provenance": "derived", "definition": "Share.", "computed": key}
    tables["indicators"] = pd.concat([tables["indicators"], pd.DataFrame([row | more])], ignore_index=True)
    dataset = read(folders.write(tmp_path, tables), computed.COMPUTATIONS)
    latest = computed.complete(dataset, "city", max(dataset.years))
    found = series(dataset, "city", latest)
    own = pd.DataFrame(found.values[:, found.keys.index(key)], found.units, found.years)
    counted = {int(year) for year in tables["participation"]["year"]}
    assert len(counted) > 1
    for year in found.years:
        made = computed.complete(dataset, "city", int(year))
        expected = made.values[key].where((made.years[key] == year).fillna(False).astype(bool))
        assert np.array_equal(own[year], expected, equal_nan=True)
        assert own[year].notna().any() == (year in counted)


def test_its_own_target_goes_before_one_of_all_and_the_next_year_before_later_ones():
    targets = pd.DataFrame(
        {
            "key": "staff",
            "level": ["city", "city", "city", "city", "district"],
            "id": [None, None, None, "b", None],
            "year": [2020, 2030, 2026, 2010, 2026],
            "value": [1.0, 2.0, 3.0, 4.0, 5.0],
        }
    )
    found = targets_of(targets, "city", pd.Index(["a", "b"]), ("staff",), TODAY)
    assert found["value"].to_dict() == {("a", "staff"): 3.0, ("b", "staff"): 4.0}
    found = targets_of(targets.iloc[:1], "city", pd.Index(["a"]), ("staff",), TODAY)
    assert found["value"].to_dict() == {("a", "staff"): 1.0}


def test_what_cannot_be_asked(dataset, latest):
    with pytest.raises(ArgumentError, match="rent"):
        monitored(dataset, "city", latest, TODAY, keys=["rent"])
    with pytest.raises(ArgumentError, match="theil_sen"):
        monitored(dataset, "city", latest, TODAY, method="magic")


INDICATORS = pd.DataFrame(
    {"direction": [1, -1, 1, 1], "low": [0, 0, 0, 0], "high": [10, 100, 1, 1]}, ["a", "b", "c", "d"]
)


def test_what_changed_is_compared_on_what_both_have():
    nan = np.nan
    before = pd.DataFrame({"a": [1.0, 2, 3], "b": [50.0, 50, nan], "c": [1.0, 1, 1]}, ["x", "y", "z"])
    after = pd.DataFrame({"a": [2.0, 2, nan], "b": [40.0, 75, 5], "d": [1.0, 1, 1]}, ["x", "y", "z"])
    found = since(before, after, INDICATORS)
    moved = found.moved.set_index(["id", "key"])["points"].to_dict()
    assert moved == {("y", "b"): -25.0, ("x", "a"): 10.0, ("x", "b"): 10.0}
    assert found.moved["points"].abs().is_monotonic_decreasing
    assert (found.new, found.gone, found.same) == (("d",), ("c",), 1)
    assert found.lost.values.tolist() == [["z", "a", 3.0]]
    assert found.gained.values.tolist() == [["z", "b", 5.0]]


def test_figures_older_than_three_years():
    years = pd.DataFrame({"a": [2020, 2021], "b": [2015, None]}, ["x", "y"]).astype("Int64")
    found = old(years, TODAY)
    assert found.values.tolist() == [["x", "b", 2015], ["x", "a", 2020]]


def test_one_english_status_by_hand(england9):
    """West Yorkshire, adults in further education per 100,000, as the producer publishes it."""
    latest = computed.complete(england9, "city", 2026)
    found = monitored(england9, "city", latest, 2026, keys=["fe_participation"]).set_index("id")
    row = found.loc["E47000003"]
    own = england9.values_city.query("city == 'E47000003'").dropna(subset="fe_participation")
    figures = dict(zip(own["year"], own["fe_participation"], strict=True))
    slopes = [(figures[j] - figures[i]) / (j - i) for i in figures for j in figures if i < j]
    assert row["trend_per_year"] == pytest.approx(np.median(slopes))
    assert row["required_per_year"] == pytest.approx((5174 - figures[2020]) / 10)
    assert row["value"] < 5174
    assert row["status"] == "away"


def test_policies_of_the_past_are_met_or_lack_a_figure_of_their_year_and_every_target_says_its_doubt(china15):
    latest = computed.complete(china15, "city")
    found = monitored(china15, "city", latest, 2026, keys=["participation_60p"])
    assert (found["pending"] == (found["status"] != "reached")).all()
    assert (found["target_year"] > found["year"])[found["pending"]].all()
    assert found["pending"].any()
    assert found.loc[found["id"] == "310000", "target"].item() == 40
    assert china15.targets[["doubt", "doubt_zh"]].notna().all(axis=None)
    assert set(china15.targets["policy"]) <= set(china15.policies["policy"])
    dimensions = china15.indicators.index[china15.indicators["parent"].isna()]
    for table in (china15.policies, china15.cases):
        assert set(table["dimension"]) <= set(dimensions)
