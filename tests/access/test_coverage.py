import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity.access import coverage as module
from lcity.access.catchment import catchment
from lcity.access.coverage import coverage_table, coverage_week, covered, divide, sum_by_unit
from lcity.access.hours import pack
from lcity.errors import ArgumentError
from lcity.hours import HOURS
from tests.access.worlds import geodesics, lonlat_around

UNITS = pd.Index(["a", "b", "c"], name="unit")
seeds = st.integers(0, 10**6)


def town(seed, places=40, centres=12):
    rng = np.random.default_rng(seed)
    where, stands = lonlat_around(rng, places), lonlat_around(rng, centres)
    return where, stands, rng.integers(0, 300, places).astype(float), rng.integers(-1, 3, places), rng


def test_a_worked_table():
    table = coverage_table(
        np.array([True, False, True, True, False, True]),
        np.array([100.0, 300.0, 50.0, np.nan, 25.0, 0.0]),
        np.array([0, 0, 1, 1, -1, 2]),
        UNITS,
    )
    expected = pd.DataFrame(
        {"people": [400.0, 50.0, 0.0], "covered": [100.0, 50.0, 0.0], "share": [0.25, 1.0, np.nan]},
        index=UNITS,
    )
    pd.testing.assert_frame_equal(table, expected)


@settings(max_examples=25, deadline=None)
@given(seeds, st.sampled_from([0, 400, 1_000, 2_500]))
def test_shares_are_those_of_brute_force(seed, radius):
    where, stands, people, unit, _ = town(seed)
    reached = (geodesics(where, stands) <= radius).any(axis=1)
    table = coverage_table(covered(where, stands, radius), people, unit, UNITS)
    for number, name in enumerate(UNITS):
        here = unit == number
        total = people[here].sum()
        assert table.people[name] == total
        assert table.covered[name] == people[here & reached].sum()
        share = people[here & reached].sum() / total if total else np.nan
        assert table.share[name] == pytest.approx(share, nan_ok=True)


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_what_may_and_what_may_not_change_coverage(seed):
    where, stands, people, unit, rng = town(seed)
    base = covered(where, stands, 900)
    more = np.vstack([stands, lonlat_around(rng, 1)])
    assert np.all(covered(where, more, 900) >= base)
    assert np.all(covered(where, stands, 1_300) >= base)
    np.testing.assert_array_equal(covered(where, np.vstack([stands, stands[:1]]), 900), base)
    order = rng.permutation(len(where))
    shuffled = coverage_table(base[order], people[order], unit[order], UNITS)
    table = coverage_table(base, people, unit, UNITS)
    pd.testing.assert_frame_equal(shuffled, table)
    twice = np.repeat(np.arange(len(where)), 2)
    part = np.tile([0.25, 0.75], len(where)) * people[twice]
    halved = coverage_table(covered(where[twice], stands, 900), part, unit[twice], UNITS)
    pd.testing.assert_frame_equal(halved, table)


def test_a_radius_is_a_number():
    with pytest.raises(ArgumentError, match="radius"):
        covered(np.zeros((1, 2)), np.zeros((1, 2)), float("nan"))


@settings(max_examples=3, deadline=None)
@given(seeds)
def test_the_week_at_once_equals_168_single_hours(seed):
    where, stands, people, unit, rng = town(seed)
    people[:2] = np.nan
    open_hours = rng.random((len(stands), HOURS)) < 0.2
    found = coverage_week(catchment(where, stands, 1_500).union(pack(open_hours)), people, unit, 3)
    singly = [
        coverage_table(covered(where, stands[open_hours[:, hour]], 1_500), people, unit, UNITS)["share"]
        for hour in range(HOURS)
    ]
    assert found.shape == (3, HOURS)
    np.testing.assert_allclose(found, np.column_stack(singly), rtol=1e-12)


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_another_centre_never_lowers_any_hour(seed):
    where, stands, people, unit, rng = town(seed)
    bits = pack(rng.random((len(stands), HOURS)) < 0.3)
    fewer, all_of_them = (
        coverage_week(catchment(where, stands[:n], 1_500).union(bits[:n]), people, unit, 3) for n in (11, 12)
    )
    assert np.all((all_of_them >= fewer - 1e-12) | np.isnan(fewer))


def test_a_week_is_added_up_in_blocks(monkeypatch):
    where, stands, people, unit, rng = town(9)
    bits = catchment(where, stands, 1_500).union(pack(rng.random((len(stands), HOURS)) < 0.3))
    whole = coverage_week(bits, people, unit, 3)
    monkeypatch.setattr(module, "BLOCK", 7)
    np.testing.assert_allclose(coverage_week(bits, people, unit, 3), whole, rtol=1e-12)


def test_a_unit_without_people_has_no_week():
    found = coverage_week(np.zeros((1, 3), np.uint64), np.array([5.0]), np.array([0]), 2)
    assert found[0].tolist() == [0.0] * HOURS
    assert np.isnan(found[1]).all()


def test_sums_leave_out_what_is_missing_or_nowhere():
    assert sum_by_unit(np.array([1.0, np.nan, 4.0, 8.0]), np.array([0, 0, 2, -1]), 4).tolist() == [1, 0, 4, 0]
    assert sum_by_unit(np.empty(0), np.empty(0, int), 2).tolist() == [0, 0]


def test_nothing_is_divided_by_nobody():
    np.testing.assert_array_equal(
        divide(np.array([1.0, 0.0, 2.0]), np.array([4.0, 0.0, 0.0])), [0.25, np.nan, np.nan]
    )
