import dataclasses

import numpy as np
import pandas as pd
import pytest

from lcity.access import indicators
from lcity.access.equity import gini
from lcity.access.reach import Reach
from tests.access.worlds import dataset, world

LEVELS = ("city", "district")
MEASURES = (
    "coverage_1000m",
    "seats_per_1000",
    "access_evenness",
    "coverage_60p_ratio",
    "coverage_weekday_evening",
    "coverage_weekend",
)
HOURLY = {
    "coverage_weekday_evening": (5, [18, 19, 20, 42, 43, 44, 66, 67, 68, 90, 91, 92, 114, 115, 116]),
    "coverage_weekend": (2, [*range(129, 137), *range(153, 161)]),
}


@pytest.fixture(scope="module")
def data():
    return world(5)


@pytest.fixture(scope="module")
def reach(data):
    return Reach.of(data)


def of_units(data, level):
    """Return the rows of the population of each unit."""
    unit = data.population["district"]
    unit = unit if level == "district" else unit.map(data.districts["city"])
    return {name: np.flatnonzero(unit == name) for name in data.units(level).index}


@pytest.mark.parametrize("level", LEVELS)
def test_coverage_and_its_ratio_for_older_people(data, reach, level):
    is_covered = reach.covered(1_000)
    share = indicators.coverage_1000m(reach, level)
    ratio = indicators.coverage_60p_ratio(reach, level)
    assert share.index.equals(data.units(level).index)
    for name, rows in of_units(data, level).items():
        people, older = (data.population[group].to_numpy()[rows] for group in ("people", "people_60p"))
        expected = people @ is_covered[rows] / people.sum()
        assert share[name] == pytest.approx(expected)
        assert ratio[name] == pytest.approx(older @ is_covered[rows] / older.sum() / expected)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", HOURLY)
def test_hours_are_averaged_over_the_shares(reach, level, name):
    _, hours = HOURLY[name]
    shares = [reach.coverage(1_000, hour=hour, level=level)["share"] for hour in hours]
    pd.testing.assert_series_equal(
        getattr(indicators, name)(reach, level), sum(shares) / len(hours), check_names=False
    )


@pytest.mark.parametrize("level", LEVELS)
def test_seats_and_their_evenness_are_those_of_the_people(data, reach, level):
    seats, evenness = indicators.seats_per_1000(reach, level), indicators.access_evenness(reach, level)
    per_1000 = reach.accessibility.per_1000
    assert seats.index.equals(data.units(level).index)
    assert evenness.index.equals(data.units(level).index)
    for name, rows in of_units(data, level).items():
        people = data.population["people"].to_numpy()[rows]
        assert seats[name] == pytest.approx(np.average(per_1000[rows], weights=people))
        assert evenness[name] == pytest.approx(1 - gini(per_1000[rows], people))


def test_the_same_seats_for_everyone_are_even(data):
    flat = data.population.assign(lon=114.3, lat=30.6)
    evenness = indicators.access_evenness(Reach.of(dataclasses.replace(data, population=flat)), "city")
    assert evenness.tolist() == pytest.approx([1.0, 1.0])


def test_nobody_covered_leaves_the_ratio_undefined_and_nothing_else(data):
    away = dataclasses.replace(data, centres=data.centres.assign(lat=31.6))
    reach = Reach.of(away)
    assert indicators.coverage_1000m(reach, "city").tolist() == [0.0, 0.0]
    assert indicators.seats_per_1000(reach, "city").tolist() == [0.0, 0.0]
    assert indicators.coverage_weekend(reach, "city").tolist() == [0.0, 0.0]
    assert indicators.coverage_60p_ratio(reach, "city").isna().all()
    assert indicators.access_evenness(reach, "city").isna().all()


def test_a_dataset_without_older_people_has_no_ratio(data):
    reach = Reach.of(dataclasses.replace(data, population=data.population.drop(columns="people_60p")))
    assert indicators.coverage_60p_ratio(reach, "district").isna().all()


@pytest.mark.parametrize("column", ["seats", "hours"])
def test_what_is_known_of_no_centre_in_reach_is_missing_not_zero(data, column):
    measures = {
        "seats": (indicators.seats_per_1000, indicators.access_evenness),
        "hours": (indicators.coverage_weekday_evening, indicators.coverage_weekend),
    }[column]
    unknown = np.nan if column == "seats" else None
    west = data.centres["lon"] < 114.325
    known_in_the_east = data.centres.assign(**{column: data.centres[column].where(~west, unknown)})
    moved = data.population.assign(lon=data.population["lon"].where(data.population["lon"] > 114.3, 114.28))
    half = Reach.of(dataclasses.replace(data, population=moved, centres=known_in_the_east))
    none = Reach.of(dataclasses.replace(data, centres=data.centres.assign(**{column: unknown})))
    for measure in measures:
        assert measure(half, "city").isna().tolist() == [True, False]
        assert measure(none, "city").isna().all()
    assert indicators.coverage_1000m(half, "city").notna().all()


def test_seats_known_only_beyond_1_km_are_within_reach_all_the_same():
    at = {"lon": 114.3, "lat": 30.6}
    people = pd.DataFrame({**at, "people": [100.0], "district": pd.array(["101"], "str")})
    centres = pd.DataFrame(
        {"kind": "library", "lon": 114.3, "lat": [30.604, 30.614], "seats": [np.nan, 22.0], "hours": None},
        index=pd.Index(["near", "far"], name="centre"),
    )
    seats = indicators.seats_per_1000(Reach.of(dataset(population=people, centres=centres)), "district")
    assert seats["101"] == pytest.approx(220.0)
    assert seats.drop("101").isna().all()


@pytest.mark.parametrize("level", LEVELS)
def test_the_coverage_of_a_group_is_that_of_its_people(data, reach, level):
    near = reach.covered()
    older = data.population["people_60p"].to_numpy()
    share = indicators.coverage_1000m(reach, level, "people_60p")
    ratio = indicators.coverage_ratio(reach, level, "people_60p")
    for name, rows in of_units(data, level).items():
        expected = older[rows][near[rows]].sum() / older[rows].sum()
        assert share[name] == pytest.approx(expected)
        assert ratio[name] == pytest.approx(expected / indicators.coverage_1000m(reach, level)[name])
    pd.testing.assert_series_equal(ratio, indicators.coverage_60p_ratio(reach, level))
    assert indicators.coverage_ratio(reach, level, "people_born_there").isna().all()


def test_kinds_that_do_not_count_are_as_if_they_were_not_there(data, reach):
    kept = dataclasses.replace(data, centres=data.centres[data.centres["kind"] != "college"])
    meta = dataclasses.replace(data.meta, kinds_not_counted=("college",))
    without, expected = Reach.of(dataclasses.replace(data, meta=meta)), Reach.of(kept)
    measures = [getattr(indicators, name) for name in MEASURES]
    changed = False
    for measure in measures:
        found = measure(without, "district")
        pd.testing.assert_series_equal(found, measure(expected, "district"))
        changed |= not found.equals(measure(reach, "district"))
    assert changed
    assert without.accessibility.unknown_seats == expected.accessibility.unknown_seats
    counted = without.covered(kinds=["college"])
    assert (counted == reach.covered(kinds=["college"])).all()
    assert counted.any()


def test_colleges_of_unknown_hours_that_do_not_count_do_not_make_a_share_unknown(data):
    closed = data.centres.assign(hours=data.centres["hours"].where(data.centres["kind"] != "college"))
    meta = dataclasses.replace(data.meta, kinds_not_counted=("library", "school"))
    reach = Reach.of(dataclasses.replace(data, centres=closed, meta=meta))
    assert indicators.coverage_weekend(reach, "city").isna().all()
