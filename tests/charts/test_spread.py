"""Labels kept apart."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.charts.spread import spread


@pytest.mark.parametrize(
    ("positions", "least", "expected"),
    [
        ([], 1, []),
        ([3.0], 1, [3.0]),
        ([5.0, 5.0], 2, [4.0, 6.0]),
        ([0.0, 10.0], 2, [0.0, 10.0]),
        ([10.0, 9.0, 0.0], 2, [10.5, 8.5, 0.0]),
        ([1.0, 1.0, 1.0], 3, [-2.0, 1.0, 4.0]),
    ],
)
def test_spread_moves_labels_apart_evenly(positions, least, expected):
    assert spread(positions, least) == pytest.approx(expected)


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=8), st.floats(0, 20))
def test_spread_is_the_nearest_arrangement(positions, least):
    moved = np.array(spread(positions, least))
    order = np.argsort(positions, kind="stable")
    assert (np.diff(moved[order]) >= least - 1e-9).all()
    # No single label, nor a run of them, can move back without coming too near: first-order optimality.
    off = (moved - positions)[order]
    for first in range(len(off)):
        for last in range(first, len(off)):
            for step in (-1e-4, 1e-4):
                tried = moved[order].copy()
                tried[first : last + 1] += step
                if (np.diff(tried) >= least).all():
                    assert ((tried - np.array(positions)[order]) ** 2).sum() >= (off**2).sum() - 1e-9


@given(st.lists(st.floats(-10, 110), min_size=1, max_size=8), st.floats(0, 20))
def test_bounds_are_kept_where_there_is_room(positions, least):
    moved = np.sort(spread(positions, least, (0, 100)))
    assert (np.diff(moved) >= least - 1e-9).all()
    assert moved[0] >= -1e-9
    if least * (len(positions) - 1) <= 100:
        assert moved[-1] <= 100 + 1e-9
    free = np.sort(spread(positions, least))
    if free[0] >= 0 and free[-1] <= 100:
        assert moved == pytest.approx(free)
