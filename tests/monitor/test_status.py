"""On the way or not: the rule by hand, and what must hold of it whatever the figures."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lcity.monitor.progress import WORST_FIRST
from lcity.monitor.published import compound_rate, four_arrows
from lcity.monitor.status import is_late, is_pending, is_unsure, required_per_year, status, year_reached
from lcity.monitor.trend import theil_sen

TODAY = 2024
YEARS = np.arange(2015, 2024)
RANK = {word: rank for rank, words in enumerate(WORST_FIRST) for word in words}
METHODS = [status, four_arrows, compound_rate]


def word(values, target, year=2030, direction=1, method=status, years=YEARS):
    trend = theil_sen(np.asarray(years), np.array([values], float))
    return method(trend, np.array([target]), np.array([year]), np.array([direction]), TODAY)[0]


def straight(first, pace, count=9):
    return first + pace * np.arange(count)


@pytest.mark.parametrize(
    ("pace", "direction", "expected"),
    [
        # From 20 in 2015 to 35 in 2030 takes 1 a year.
        (1.0, 1, "on_track"),
        (0.99, 1, "slow"),
        (0.5, 1, "slow"),
        (0.49, 1, "stalled"),
        (0.0, 1, "stalled"),
        (-0.01, 1, "away"),
        (-1.0, -1, "on_track"),
        (-0.5, -1, "slow"),
        (0.01, -1, "away"),
    ],
)
def test_a_straight_line_beside_what_is_required(pace, direction, expected):
    target = 20 + 15 * direction
    trend = theil_sen(YEARS, np.array([straight(20, pace)]))
    assert required_per_year(trend, np.array([target]), np.array([2030]))[0] == direction
    assert word(straight(20, pace), target, direction=direction) == expected


def test_reached_goes_before_all_and_a_year_that_is_over_is_met_or_missed():
    falling = straight(60, -1)
    assert word(falling, 50, year=2030) == "reached"
    assert word(falling, 50, year=2020) == "reached"
    assert word(straight(20, 1), 35, year=2023) == "missed"
    assert word(straight(20, 1), 35, year=2024) != "missed"
    assert word([40.0], 35, years=[2020]) == "reached"
    assert word([30.0], 35, years=[2020], year=2020) == "missed"


@pytest.mark.parametrize("method", METHODS)
def test_a_target_is_missed_only_by_a_figure_of_its_year_or_later(method):
    """Until then it is what the trend says, as where the year is yet to come."""
    values = straight(20, 1, 5)
    for year, missed in ((2018, True), (2019, True), (2020, False), (2023, False)):
        found = word(values, 35, year=year, method=method, years=YEARS[:5])
        assert (found == "missed") == missed
        trend = theil_sen(YEARS[:5], np.array([values]))
        pending = is_pending(np.array([found]), trend, np.array([35.0]), np.array([year]), TODAY)
        assert pending.item() == (not missed)
    assert word([20, 21.0], 35, year=2020, method=status, years=[2015, 2016]) == "unknown"
    trend = theil_sen(YEARS[:5], np.array([values]))
    for by, target in ((2024, 35.0), (2020, 22.0), (2020, np.nan)):
        word_ = np.array([word(values, target, year=by, method=method, years=YEARS[:5])])
        assert not is_pending(word_, trend, np.array([target]), np.array([by]), TODAY).any()


def test_two_years_are_no_trend_and_nothing_is_unknown():
    nan = np.nan
    assert word([20, nan, nan, nan, nan, nan, nan, nan, 30], 50) == "unknown"
    assert word([nan] * 9, 50) == "unknown"
    assert word(straight(20, 1), nan) == "unknown"


def test_who_began_beyond_the_target_and_fell_below_is_away():
    assert word([41, 40, 39, 38, 37, 36, 35, 34, 33], 35) == "away"


figures = st.lists(st.integers(1, 100).map(float), min_size=3, max_size=9)


@pytest.mark.parametrize("method", METHODS)
@given(figures, st.integers(1, 100), st.sampled_from([2020, 2030]), st.sampled_from([1, -1]))
def test_a_target_reached_is_never_away(method, values, target, year, direction):
    found = word(values, target, year, direction, method, YEARS[: len(values)])
    assert (found == "reached") == (direction * (values[-1] - target) >= 0)


@pytest.mark.parametrize("method", METHODS)
@given(figures, st.integers(1, 100), st.sampled_from([1, -1]), st.integers(1, 20))
def test_more_of_a_good_thing_never_worsens_the_status(method, values, target, direction, more):
    better = [*values[:-1], values[-1] + direction * more]
    assume(better[-1] > 0)
    then, now = (word(of, target, 2030, direction, method, YEARS[: len(of)]) for of in (values, better))
    assert "unknown" in (then, now) or RANK[now] >= RANK[then]


@given(figures, st.integers(1, 100), st.integers(1, 20))
def test_a_whole_series_that_is_higher_is_never_worse(values, target, more):
    higher = [value + more for value in values]
    then, now = (word(of, target, years=YEARS[: len(of)]) for of in (values, higher))
    assert RANK[now] >= RANK[then]


@pytest.mark.parametrize("method", METHODS)
@given(figures, st.integers(1, 100), st.sampled_from([1, -1]), st.sampled_from([0.01, 1 / 3, 7.0, 1e6]))
def test_another_unit_gives_the_same_status(method, values, target, direction, unit):
    years = YEARS[: len(values)]
    scaled = [value * unit for value in values]
    assert word(values, target, 2030, direction, method, years) == word(
        scaled, target * unit, 2030, direction, method, years
    )


def test_the_year_it_is_reached_is_a_range():
    trend = theil_sen(YEARS, np.array([straight(20, 1), straight(20, -1)]))
    earliest, latest = year_reached(trend, np.array([33.0, 33.0]), np.array([1, 1]), TODAY)
    assert (earliest[0], latest[0]) == (2028, 2028)
    assert np.isinf([earliest[1], latest[1]]).all()
    noisy = theil_sen(YEARS, np.array([[20, 23, 21, 25, 24, 27, 25, 29, 28]], float))
    earliest, latest = year_reached(noisy, np.array([40.0]), np.array([1]), TODAY)
    assert 2023 < earliest[0] < latest[0]
    gone = year_reached(trend, np.array([10.0, 10.0]), np.array([1, 1]), TODAY)
    assert np.isnan(gone).all()


def test_a_year_that_is_over_is_no_forecast():
    trend = theil_sen(YEARS, np.array([straight(20, 1)]))
    ends = [year_reached(trend, np.array([29.0]), np.array([1]), today) for today in (2024, 2026, 2030)]
    assert [(from_[0], to[0]) for from_, to in ends] == [(2024, 2024), (2026, 2026), (2030, 2030)]


def test_what_may_not_fall_at_all_is_unsure():
    noisy = [20, 23, 21, 18, 24, 17, 22, 19, 20]
    trend = theil_sen(YEARS, np.array([straight(30, -1), noisy, straight(20, 1)], float))
    words = status(trend, *(np.full(3, number) for number in (40.0, 2030, 1)), TODAY)
    assert words.tolist() == ["away", "away", "slow"]
    assert is_unsure(words, trend, np.ones(3)).tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("last", "expected"),
    # From 10 in 2015 to 25 in 2030: 1 a year is needed; by 2023 that is 18.
    [(18, "on_track"), (17.9, "improving"), (14, "improving"), (13.9, "stagnating"), (9.9, "decreasing")],
)
def test_the_four_arrows_by_hand(last, expected):
    assert word([10, last], 25, years=[2015, 2023], method=four_arrows) == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    # From 100 in 2015 to 200 in 2030: 2^(1/15) − 1 = 4.729 % a year; by 2023 at 95 %, 60 % and none of that
    # 100 × 1.044930^8 = 142.13, 100 × 1.028376^8 = 125.09 and 100.
    [
        (142.2, "significant"),
        (142.0, "moderate"),
        (125.2, "moderate"),
        (125.0, "insufficient"),
        (100.0, "insufficient"),
        (99.9, "away"),
    ],
)
def test_the_compound_rate_by_hand(last, expected):
    assert word([100, last], 200, years=[2015, 2023], method=compound_rate) == expected


def test_there_is_no_compound_rate_from_nothing():
    assert word([0, 10], 20, years=[2015, 2023], method=compound_rate) == "unknown"


@pytest.mark.parametrize(
    ("values", "direction", "late"),
    [
        # 20 by 2020: 15 in its year, 23 in 2024.
        ([13, 15, np.nan, 23], 1, True),
        # The last figure before its year tells where that year has none.
        ([15, np.nan, np.nan, 23], 1, True),
        ([21, np.nan, np.nan, 23], 1, False),
        # It was there in its year, and is.
        ([13, 20, np.nan, 23], 1, False),
        # No figure up to its year: nobody knows.
        ([np.nan, np.nan, 21, 23], 1, False),
        # Not reached at all.
        ([13, 15, np.nan, 19], 1, False),
        ([30, 25, np.nan, 19], -1, True),
    ],
)
def test_what_is_reached_after_its_year_is_late(values, direction, late):
    years, row = np.array([2018, 2020, 2022, 2024]), np.array([values], float)
    target, by, way = np.array([20.0]), np.array([2020.0]), np.array([direction])
    words = status(theil_sen(years, row), target, by, way, 2026)
    assert is_late(words, years, row, target, by, way)[0] == late
