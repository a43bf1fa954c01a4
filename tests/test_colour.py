"""Colours and round classes."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity import colour


def test_classes_have_round_bounds_that_hold_every_value():
    classes = colour.classes(pd.Series([0.253, 0.99, 0.5, 0.7]), low=0)
    assert classes.bounds == (0.2, 0.4, 0.6, 0.8, 1.0)
    assert len(classes.colours) == 4
    assert classes.digits == 1


def test_missing_is_no_data_and_not_the_low_end():
    values = pd.Series([0.1, np.nan, 0.9], index=list("abc"))
    classes = colour.classes(values)
    numbers = classes.of(values)
    assert numbers.to_dict() == {"a": 0, "b": -1, "c": len(classes.colours) - 1}
    assert classes.colour(values)["b"] == colour.NO_DATA


def test_of_nothing_known_there_are_no_classes():
    values = pd.Series([np.nan, np.nan])
    classes = colour.classes(values)
    assert classes.colours == ()
    assert classes.colour(values).tolist() == [colour.NO_DATA] * 2


@given(
    st.lists(st.floats(-1e6, 1e6).filter(lambda x: x == 0 or abs(x) > 1e-6), min_size=2, max_size=30),
    st.integers(3, 7),
)
def test_every_value_lies_in_its_class(values, most):
    values = pd.Series(values)
    classes = colour.classes(values, most)
    numbers = classes.of(values)
    bounds = np.asarray(classes.bounds)
    assert (np.diff(bounds) > 0).all()
    assert 1 <= len(classes.colours) == len(bounds) - 1 <= most
    slack = 1e-9 * max(1, values.abs().max())
    assert (values.to_numpy() >= bounds[numbers] - slack).all()
    assert (values.to_numpy() <= bounds[numbers + 1] + slack).all()


def test_the_accent_reads_on_both_grounds():
    assert colour.contrast(colour.ACCENT, "#ffffff") >= 4.5
    assert colour.contrast(colour.ACCENT_ON_DARK, "#14191a") >= 4.5
    assert colour.contrast("#000000", "#ffffff") == pytest.approx(21)


def test_the_sequential_ramp_only_darkens():
    luminance = [colour.contrast("#000000", step) for step in colour.SEQUENTIAL]
    assert luminance == sorted(luminance, reverse=True)
    assert colour.shade(0) == colour.SEQUENTIAL[0]
    assert colour.shade(1) == colour.SEQUENTIAL[-1]
    assert colour.shade(float("nan")) == colour.NO_DATA


def test_on_a_dark_ground_the_same_amount_has_the_other_ramp():
    found = colour.classes(pd.Series([0.0, 100.0]), 5)
    assert found.on(False) == found
    assert found.on(True).bounds == found.bounds
    assert set(found.on(True).colours) <= set(colour.SEQUENTIAL_ON_DARK)
    assert colour.SHARES.on(True).colours == colour.GROUND_ON_DARK
    assert colour.shade(1, dark=True) == colour.SEQUENTIAL_ON_DARK[-1]


def test_shares_with_nothing_on_them_take_the_whole_ramp():
    alone = colour.SHARES_ALONE
    assert alone.bounds == colour.SHARES.bounds
    assert (alone.colours[0], alone.colours[-1]) == (colour.SEQUENTIAL[0], colour.SEQUENTIAL[-1])
    assert len(set(alone.on(True).colours)) == len(alone.bounds) - 1


def test_neighbouring_shares_are_told_apart_in_the_dark():
    steps = [colour.contrast("#000000", step) for step in colour.GROUND_ON_DARK]
    assert min(after / before for before, after in pairwise(steps)) >= 1.2


@pytest.mark.parametrize(
    ("ramp", "ground"),
    [
        (colour.SEQUENTIAL, "#ffffff"),
        (colour.SEQUENTIAL_ON_DARK, "#12181a"),
        (colour.GROUND_ON_DARK, "#12181a"),
    ],
)
def test_little_is_near_the_ground_and_yet_clear_of_it(ramp, ground):
    away = [colour.contrast(step, ground) for step in ramp]
    assert away == sorted(away)
    assert away[0] > 1.2
    steps = [after / before for before, after in pairwise(away)]
    assert min(steps) > 1.1
