"""Palma, Theil and its exact decomposition, held against people counted one by one."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.access import lorenz
from lcity.errors import ArgumentError
from lcity.index.inequality import decompose, palma, theil

units = st.lists(
    st.tuples(st.integers(0, 10**5).map(lambda n: n / 100), st.integers(0, 30), st.sampled_from("abc")),
    min_size=1,
    max_size=25,
)


def person_by_person(values, people):
    """Return Theil's T as the mean of x ln x over the mean, less the logarithm of the mean."""
    x = np.repeat(values, people)
    if not x.sum() > 0:
        return np.nan
    logs = np.array([amount * np.log(amount) if amount else 0.0 for amount in x])
    return logs.mean() / x.mean() - np.log(x.mean())


def columns(drawn):
    values, people, groups = zip(*drawn, strict=True)
    index = pd.Index([f"u{number}" for number in range(len(drawn))])
    return pd.Series(values, index, float), pd.Series(people, index, float), pd.Series(groups, index)


@pytest.mark.parametrize(
    ("values", "people", "expected"),
    [
        ([5, 5, 5], [1, 2, 3], 0.0),
        ([0, 0, 0, 8], [1, 1, 1, 1], np.log(4)),  # one of n has it all: ln n (Theil 1967)
        ([0, 1], [3, 1], np.log(4)),  # the same, three of them in one unit
        ([1, 3], [1, 1], 0.25 * np.log(0.5) + 0.75 * np.log(1.5)),
    ],
)
def test_theil_of_cases_known_in_closed_form(values, people, expected):
    found = theil(np.array(values, float), np.array(people, float))
    assert isinstance(found, float)
    assert found == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("values", "people", "expected"),
    [
        (np.arange(1, 11), np.ones(10), 1.0),  # the tenth has 10, the poorest four have 1 + 2 + 3 + 4
        ([7, 7], [3, 5], 0.25),  # a tenth against four tenths
        ([0, 1], [1, 1], np.inf),
        ([1, 2, 5], [40, 50, 10], 50 / 40),  # whole units in both tails
        ([1, 3], [50, 50], 30 / 40),  # units cut where the tails end
    ],
)
def test_palma_is_the_top_tenth_over_the_bottom_forty_per_cent(values, people, expected):
    found = palma(*lorenz(np.array(values, float), np.array(people, float)))
    assert isinstance(found, float)
    assert found == pytest.approx(expected)


def test_without_people_or_anything_to_share_there_is_no_inequality_to_speak_of():
    assert np.isnan(theil(np.array([1.0]), np.array([0.0])))
    assert np.isnan(theil(np.array([0.0, 0.0]), np.array([1.0, 1.0])))
    assert np.isnan(palma(*lorenz(np.zeros(2), np.ones(2))))


def test_negative_amounts_are_refused_and_missing_ones_left_out():
    with pytest.raises(ArgumentError, match="0 or more"):
        theil(np.array([1.0, -1.0]), np.ones(2))
    missing = theil(np.array([1.0, 3.0, np.nan, -9.0]), np.array([1.0, 1.0, 5.0, np.nan]))
    assert missing == pytest.approx(theil(np.array([1.0, 3.0]), np.ones(2)))


def test_two_groups_of_two_by_hand():
    values, people, groups = columns([(1, 1, "a"), (3, 1, "a"), (2, 1, "b"), (6, 1, "b")])
    found = decompose(values, people, groups)
    own = 0.25 * np.log(0.5) + 0.75 * np.log(1.5)
    between = np.log(2 / 3) / 3 + 2 / 3 * np.log(4 / 3)  # means 2 and 4 about 3
    assert found.theil.to_dict() == pytest.approx({"a": own, "b": own})
    assert found.within.to_dict() == pytest.approx({"a": own / 3, "b": 2 * own / 3})
    assert found.between == pytest.approx(between)
    assert found.within_share == pytest.approx(own / (own + between))


def test_groups_alike_inside_leave_all_of_it_between_and_alike_in_the_mean_all_of_it_within():
    between = decompose(*columns([(1, 2, "a"), (1, 3, "a"), (4, 1, "b"), (4, 9, "b")]))
    assert between.within_share == pytest.approx(0)
    within = decompose(*columns([(1, 1, "a"), (3, 1, "a"), (0, 5, "b"), (4, 5, "b")]))
    assert within.within_share == pytest.approx(1)
    same = decompose(*columns([(2, 1, "a"), (2, 1, "b")]))
    assert np.isnan(same.within_share)


@given(units)
def test_theil_equals_counting_person_by_person_and_its_parts_add_up(drawn):
    values, people, groups = columns(drawn)
    expected = person_by_person(values.to_numpy(), people.to_numpy(int))
    found = decompose(values, people, groups)
    assert theil(values.to_numpy(), people.to_numpy()) == pytest.approx(expected, abs=1e-9, nan_ok=True)
    if np.isnan(expected):
        assert np.isnan(found.total)
        return
    assert found.total == pytest.approx(expected, abs=1e-9)
    assert found.between + found.within.sum() == pytest.approx(found.total, abs=1e-9)
    assert found.between >= 0
    assert (found.within >= 0).all()
    lived_in = groups[people > 0].unique()
    for group in lived_in:
        rows = groups == group
        own = person_by_person(values[rows].to_numpy(), people[rows].to_numpy(int))
        assert found.theil[group] == pytest.approx(own, abs=1e-9, nan_ok=True)


@given(units, st.floats(0.1, 100))
def test_neither_the_unit_of_measure_nor_how_many_times_all_people_are_counted_matters(drawn, factor):
    values, people, groups = columns(drawn)
    once, again = decompose(values, people, groups), decompose(factor * values, 7 * people, groups)
    assert again.total == pytest.approx(once.total, abs=1e-9, nan_ok=True)
    assert again.between == pytest.approx(once.between, abs=1e-9, nan_ok=True)
