"""Town and country: who stands for which, and gaps that can be reckoned by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.monitor.series import Series
from lcity.monitor.town import LEAST, gaps, split

UNITS = pd.Index(list("abcdefghi"))
NONE = pd.Series(np.nan, UNITS)
INDICATORS = pd.DataFrame(
    {"direction": [1.0, -1.0], "low": [0.0, 0.0], "high": [10.0, 10.0]}, index=["k", "l"]
)


def test_most_people_in_towns_where_both_have_districts_enough_else_thirds():
    share = pd.Series([0.1, 0.2, 0.3, 0.9, 0.9, 0.9, 0.9, 0.5, np.nan], UNITS)
    found = split(share, NONE)
    assert (found.basis, list(found.country), list(found.town)) == ("majority", list("abc"), list("defgh"))
    mostly = pd.Series([0.1, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0], UNITS)
    found = split(mostly, NONE)
    assert (found.basis, list(found.country), list(found.town)) == ("share", list("abc"), list("ghi"))
    found = split(NONE, mostly)
    assert (found.basis, list(found.country)) == ("density", list("abc"))


def test_too_few_or_all_alike_are_neither_town_nor_country():
    assert split(NONE, NONE) is None
    assert split(NONE, pd.Series(5.0, UNITS)) is None
    assert split(NONE, pd.Series(range(8), UNITS[:8], dtype=float)) is None


@given(st.lists(st.floats(0, 1), min_size=0, max_size=20))
def test_nobody_is_both_and_every_town_is_more_urban(shares):
    share = pd.Series(shares, pd.Index([f"u{n}" for n in range(len(shares))]), dtype=float)
    found = split(share, pd.Series(np.nan, share.index))
    if found is not None:
        assert not set(found.town) & set(found.country)
        assert min(len(found.town), len(found.country)) >= LEAST
        assert share[found.country].max() < share[found.town].min()


def figures(values, years=(2010, 2020), undated=frozenset()):
    return Series(UNITS[: len(values)], ("k",), np.array(years), np.array(values, float)[:, None, :], undated)


def test_means_are_weighted_by_people_and_the_change_is_of_districts_of_both_years():
    parted = split(pd.Series([0.1, 0.1, 0.1, 0.9, 0.9, 0.9], UNITS[:6]), NONE)
    people = pd.Series([1, 1, 2, 1, 1, 2], UNITS[:6])
    values = [[1, 2], [1, 2], [1, 4], [5, 5], [5, 5], [5, 7]]
    (row,) = gaps(figures(values), parted, people, INDICATORS).to_dict("records")
    assert (row["country"], row["town"], row["gap"], row["year"]) == (3.0, 6.0, 3.0, 2020)
    assert row["points"] == pytest.approx(30)
    assert (row["before"], row["after"], row["districts"], row["first_year"]) == (4.0, 3.0, 6, 2010)
    # One more district of the country that is new changes the latest gap, and not what changed.
    more = pd.Series([0.1, 0.1, 0.1, 0.9, 0.9, 0.9, 0.1], UNITS[:7])
    people["g"] = 4
    (row,) = gaps(figures([*values, [np.nan, 0]]), split(more, NONE), people, INDICATORS).to_dict("records")
    assert row["gap"] == 6 - 12 / 8
    assert (row["before"], row["after"], row["districts"]) == (4.0, 3.0, 6)


def test_one_year_is_no_change_and_what_has_no_year_says_none():
    parted = split(pd.Series([0.1, 0.1, 0.1, 0.9, 0.9, 0.9], UNITS[:6]), NONE)
    people = pd.Series(1.0, UNITS)
    values = [[np.nan, 1]] * 3 + [[np.nan, 2]] * 3
    (row,) = gaps(figures(values, undated=frozenset({"k"})), parted, people, INDICATORS).to_dict("records")
    assert row["gap"] == 1
    assert np.isnan([row["year"], row["before"], row["after"]]).all()


def test_where_less_is_better_a_higher_figure_in_town_counts_against_it():
    parted = split(pd.Series([0.1, 0.1, 0.1, 0.9, 0.9, 0.9], UNITS[:6]), NONE)
    found = Series(UNITS[:6], ("l",), np.array([2020]), np.array([1.0, 1, 1, 2, 2, 2])[:, None, None])
    (row,) = gaps(found, parted, pd.Series(1.0, UNITS), INDICATORS).to_dict("records")
    assert (row["gap"], row["points"]) == (1.0, pytest.approx(-10))


def test_too_few_with_a_figure_speak_for_nobody():
    parted = split(pd.Series([0.1, 0.1, 0.1, 0.9, 0.9, 0.9], UNITS[:6]), NONE)
    values = [[np.nan], [np.nan], [1], [2], [2], [2]]
    assert gaps(figures(values, years=(2020,)), parted, pd.Series(1.0, UNITS), INDICATORS).empty
