import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity.access.fca import e2sfca
from lcity.access.reach import Reach
from lcity.errors import ArgumentError
from lcity.hours import HOURS
from tests.access.worlds import dataset, geodesics, world

choices = st.fixed_dictionaries(
    {
        "radius_m": st.sampled_from([0, 600, 1_000, 1_999]),
        "kinds": st.sampled_from([None, [], ["school"], ["library", "college"]]),
        "hour": st.sampled_from([None, 0, 33, 139]),
        "unknown_hours": st.sampled_from(["leave_out", "count"]),
    }
)


@pytest.fixture(scope="module")
def data():
    return world(1)


@pytest.fixture(scope="module")
def reach(data):
    return Reach.of(data)


@settings(max_examples=12, deadline=None)
@given(choices)
def test_a_city_alone_tells_the_same_as_the_whole_dataset(choice):
    data = world(2)
    whole = Reach.of(data)
    for city in ("1", "2"):
        alone = Reach.of(data, city, radius=2_000)
        np.testing.assert_array_equal(alone.covered(**choice), whole.covered(**choice)[alone.places.row])
        for level in ("city", "district"):
            table = alone.coverage(**choice, level=level, group="people_60p")
            expected = whole.coverage(**choice, level=level, group="people_60p").loc[table.index]
            pd.testing.assert_frame_equal(table, expected)


@settings(max_examples=12, deadline=None)
@given(choices)
def test_covered_is_what_brute_force_finds(choice):
    data = world(3)
    reach = Reach.of(data)
    near = geodesics(reach.places.lonlat, reach.centres.lonlat) <= choice["radius_m"]
    counts = reach.centres.chosen(choice["kinds"], choice["hour"], choice["unknown_hours"])
    np.testing.assert_array_equal(reach.covered(**choice), near[:, counts].any(axis=1))


@pytest.mark.parametrize("unknown_hours", ["leave_out", "count"])
@pytest.mark.parametrize("kinds", [None, ["school", "library"]])
def test_each_hour_of_the_week_is_the_share_of_that_hour(reach, unknown_hours, kinds):
    choices = {"radius_m": 900, "kinds": kinds, "unknown_hours": unknown_hours, "group": "people_60p"}
    week = reach.week(**choices)
    singly = pd.concat([reach.coverage(**choices, hour=hour)["share"] for hour in range(HOURS)], axis=1)
    assert week.index.equals(reach.places.units["district"])
    assert week.columns.tolist() == list(range(HOURS))
    np.testing.assert_allclose(week, singly, rtol=1e-12)
    assert week.to_numpy().max() > week.to_numpy().min()


def test_people_are_served_by_centres_beyond_the_border(data):
    ours = Reach.of(data, "1")
    beyond = ours.centres.lonlat[:, 0] > ours.places.lonlat[:, 0].max()
    assert beyond.any()
    assert ours.catchment.only(beyond).reached().any()
    assert ours.catchment.n_centres == len(ours.centres.ids)


def test_accessibility_is_e2sfca_within_2_km_of_all_people(data, reach):
    expected = e2sfca(reach.catchment, data.population["people"].to_numpy(), data.centres["seats"].to_numpy())
    np.testing.assert_array_equal(reach.accessibility.per_1000, expected.per_1000)
    assert reach.accessibility.unknown_seats == 2
    wide = Reach.of(data, radius=4_000)
    np.testing.assert_allclose(wide.accessibility.per_1000, expected.per_1000, rtol=1e-12)


def test_a_city_alone_does_not_know_who_else_wants_its_seats(data):
    with pytest.raises(ValueError, match="whole dataset"):
        _ = Reach.of(data, "1").accessibility


def test_there_is_no_reach_without_centres_or_people(data):
    assert Reach.of(dataset(centres=data.centres)) is None
    assert Reach.of(dataset(population=data.population)) is None
    empty = Reach.of(dataclasses.replace(data, centres=data.centres.iloc[:0]))
    assert empty.coverage()["share"].tolist() == [0.0] * 4
    assert empty.week().to_numpy().max() == 0


def test_what_cannot_be_asked_is_told(reach, data):
    with pytest.raises(ArgumentError, match="radius"):
        reach.covered(radius_m=2_001)
    with pytest.raises(ArgumentError, match="kind"):
        reach.week(kinds=["pub"])
    with pytest.raises(ArgumentError, match="city"):
        Reach.of(data, "9")
