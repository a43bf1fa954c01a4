import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.access.equity import gini, lorenz

values = st.lists(
    st.tuples(st.integers(0, 10**6).map(lambda n: n / 100), st.integers(0, 50)), min_size=1, max_size=20
)


def pairwise(values, weights):
    """Return the Gini coefficient as the mean absolute difference over twice the mean."""
    values, weights = np.asarray(values, float), np.asarray(weights, float)
    shares = weights / weights.sum()
    difference = shares @ np.abs(values[:, None] - values[None, :]) @ shares
    return difference / (2 * shares @ values)


@pytest.mark.parametrize(
    ("values", "weights", "expected"),
    [
        ([7, 7, 7], [1, 5, 2], 0.0),
        ([0, 0, 0, 1], [1, 1, 1, 1], 0.75),  # one of n has it all: 1 − 1/n
        ([1, 2, 3, 4, 5], [1] * 5, 4 / 15),  # 1 to n: (n − 1) / (3 n)
        ([20, 30, 50], [1, 1, 1], 0.2),
        ([1, 3], [3, 1], 0.25),  # three people have 1, one has 3
        ([0, 10], [9, 1], 0.9),
    ],
)
def test_examples(values, weights, expected):
    found = gini(np.array(values, float), np.array(weights, float))
    assert isinstance(found, float)
    assert found == pytest.approx(expected)


@given(values)
def test_equals_the_mean_difference_of_all_pairs(pairs):
    x, w = np.array(pairs, float).T
    if w @ x == 0:
        assert np.isnan(gini(x, w))
    else:
        assert gini(x, w) == pytest.approx(pairwise(x, w), abs=1e-9)
        assert 0 <= gini(x, w) <= 1


@given(values, st.floats(0.1, 1e3))
def test_scale_order_and_splitting_do_not_matter(pairs, factor):
    x, w = np.array(pairs, float).T
    base = gini(x, w)
    order = np.random.default_rng(0).permutation(len(x))
    assert gini(factor * x, 3 * w) == pytest.approx(base, abs=1e-9, nan_ok=True)
    assert gini(x[order], w[order]) == pytest.approx(base, abs=1e-9, nan_ok=True)
    assert gini(np.repeat(x, 2), np.repeat(w / 2, 2)) == pytest.approx(base, abs=1e-9, nan_ok=True)


def test_missing_values_and_people_are_left_out():
    x, w = np.array([1.0, 3.0, np.nan, 9.0]), np.array([3.0, 1.0, 50.0, np.nan])
    assert gini(x, w) == pytest.approx(0.25)


@pytest.mark.parametrize(("x", "w"), [([], []), ([1.0], [0.0]), ([0.0, 0.0], [1.0, 2.0]), ([np.nan], [1.0])])
def test_undefined_where_nobody_lives_or_there_is_nothing_to_share(x, w):
    assert np.isnan(gini(np.array(x), np.array(w)))


def test_the_curve_runs_from_nothing_to_everything_below_the_diagonal():
    people, total = lorenz(np.array([3.0, 1.0]), np.array([1.0, 3.0]))
    assert people.tolist() == [0, 0.75, 1]
    assert total.tolist() == [0, 0.5, 1]
