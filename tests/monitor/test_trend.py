"""Trends of many series at once are those of one at a time, by a library that is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import theilslopes

from lcity.monitor.trend import theil_sen

YEARS = np.array([2010, 2011, 2012, 2014, 2015, 2019, 2020])
FIGURES = st.one_of(st.just(np.nan), st.integers(-6, 6).map(lambda n: n / 2))


@given(arrays(float, (3, 2, len(YEARS)), elements=FIGURES))
def test_slope_and_interval_are_those_of_scipy(values):
    found = theil_sen(YEARS, values)
    for at in np.ndindex(3, 2):
        known = ~np.isnan(values[at])
        assert found.count[at] == known.sum()
        if known.sum() < 2:
            assert np.isnan([found.slope[at], found.low[at], found.high[at]]).all()
            continue
        alone = theilslopes(values[at][known], YEARS[known])
        ours = found.slope[at], found.low[at], found.high[at]
        assert ours == pytest.approx((alone.slope, alone.low_slope, alone.high_slope))
        assert (found.first[at], found.last[at]) == (values[at][known][0], values[at][known][-1])
        assert (found.first_year[at], found.last_year[at]) == (YEARS[known][0], YEARS[known][-1])


def test_nothing_known_is_no_trend():
    found = theil_sen(YEARS, np.full((2, len(YEARS)), np.nan))
    assert np.isnan([found.slope, found.first, found.last_year]).all()
    alone = theil_sen(np.array([2020]), np.array([[7.0]]))
    assert (alone.count[0], alone.last[0]) == (1, 7.0)
    assert np.isnan(alone.slope[0])
