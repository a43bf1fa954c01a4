"""Parts are shown so that they add up to the whole that is shown."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.text.language import rounded
from lcity.ui.shared.rounding import adding_up, difference, of_whole_percent, whole_percents


def test_the_parts_shown_make_the_whole_shown():
    draw = np.random.default_rng(3)
    for digits in (0, 1, 2):
        for count in (1, 4, 5):
            for _ in range(200):
                parts = pd.Series(draw.normal(0, 3, count))
                shown = adding_up(parts, digits)
                assert shown.sum() == pytest.approx(rounded(parts.sum(), digits), abs=1e-9)
                assert (shown - parts).abs().max() < 10.0**-digits
                assert shown.tolist() == [round(part, digits) for part in shown]


def test_what_loses_most_is_rounded_up():
    # Each by itself they would be -0.4 and -2.9, of a fall of 3.2.
    assert adding_up(pd.Series([-0.36, -2.86]), 1).tolist() == [-0.3, -2.9]
    assert adding_up(pd.Series([1 / 3, 1 / 3, 1 / 3]), 1).tolist() == [0.4, 0.3, 0.3]


def test_nothing_stays_nothing():
    parts = pd.Series([0.0, 0.05 + 0.05, -1e-12, 2.9])
    assert adding_up(parts, 1).tolist() == [0.0, 0.1, 0.0, 2.9]
    assert adding_up(parts[:0], 1).empty


def test_a_difference_is_what_the_figures_beside_it_differ_by():
    assert difference(30, 20, 0) == (0, 10)
    # 12 % and 7 % beside a gap of 6.
    assert difference(12.4, 6.6, 0) == (1, 5.8)
    # A decimal more is not enough by itself: 12.4 and 6.6 beside 5.7.
    assert difference(12.35, 6.64, 0) == (1, 5.8)
    assert difference(12.34, 12.31, 0) == (2, 0.03)
    assert difference(99.7, 60.2, 0) == (0, 40)
    assert difference(99.7, 50.2, 0, only_exact=(0, 100)) == (1, 49.5)


@given(st.floats(0, 1_000), st.floats(0, 1_000), st.integers(0, 2))
def test_a_difference_agrees_with_what_is_shown_and_is_next_to_what_it_is(first, second, digits):
    shown_digits, apart = difference(first, second, digits)
    shown = [rounded(number, shown_digits) for number in (first, second)]
    assert apart == pytest.approx(shown[0] - shown[1], abs=1e-9)
    assert apart == pytest.approx(first - second, abs=1.001 * 10.0**-shown_digits)
    assert difference(second, first, digits) == (shown_digits, -apart)


def test_counts_made_of_whole_per_cents_are_recognised_and_counted_people_are_not():
    draw = np.random.default_rng(5)
    people = pd.Series(draw.integers(50, 300_000, 80))
    surveyed = (people * draw.integers(0, 101, 80) / 100).round()
    assert whole_percents(surveyed, people)
    assert whole_percents(surveyed.where(people > 90_000), people)
    counted = surveyed.copy()
    counted[people.idxmax()] += 700
    assert not whole_percents(counted, people)
    # Of few people, or of few rows, nothing can be told.
    assert not whole_percents(pd.Series([5.0, 3.0, 1.0, 4.0]), pd.Series([10, 10, 10, 10]))
    assert not whole_percents(surveyed[:2], people[:2])
    assert not whole_percents(surveyed * np.nan, people)


@given(st.integers(1, 10**9), st.integers(0, 100))
def test_a_count_of_a_whole_per_cent_is_as_fine_as_one_per_cent(people, share):
    shown = of_whole_percent(people * share / 100, people)
    step = 10 ** max(len(str(people // 100)) - 1, 0)
    assert shown % step == 0
    assert abs(shown - people * share / 100) <= step / 2


def test_counts_that_are_unknown_stay_unknown():
    assert np.isnan(of_whole_percent(np.nan, 1000))
    assert of_whole_percent(12.0, np.nan) == 12
