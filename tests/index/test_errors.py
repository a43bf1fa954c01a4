import numpy as np
import pandas as pd
import pytest

from lcity.index import NORMALISATIONS, normalise
from lcity.index.errors import score_errors

INDICATORS = pd.DataFrame({"direction": [1, -1], "low": [0.0, np.nan], "high": [50.0, np.nan]}, ["a", "b"])
VALUES = pd.DataFrame({"a": [10.0, 20, 30, np.nan], "b": [1.0, 2, 4, 8]}, list("uvwx"))


def test_points_follow_the_formula_of_the_score():
    errors = pd.DataFrame({"a": [1.0, 2, np.nan, 1], "b": 0.7}, VALUES.index)
    found = score_errors(VALUES, errors, INDICATORS)
    np.testing.assert_allclose(found["a"], [2, 4, np.nan, np.nan])
    np.testing.assert_allclose(found["b"], 10)
    assert score_errors(VALUES, errors, INDICATORS, "minmax").loc["u", "a"] == pytest.approx(5)
    assert score_errors(VALUES, errors, INDICATORS, "zscore").loc["u", "a"] == pytest.approx(1)


def test_an_error_moves_the_score_as_moving_the_value_would():
    errors = VALUES * 0 + 1e-6
    inner = VALUES.copy()
    inner.loc["v", "b"] += 1e-6
    moved = (normalise(inner, INDICATORS, "minmax") - normalise(VALUES, INDICATORS, "minmax")).abs()
    found = score_errors(VALUES, errors, INDICATORS, "minmax")
    assert moved.loc["v", "b"] == pytest.approx(found.loc["v", "b"])


def test_ranks_count_who_is_within_reach():
    values = pd.DataFrame({"a": [1.0, 2, 3, 10, 20]})
    indicators = INDICATORS.loc[["a"]]
    errors = pd.DataFrame({"a": [0.5, 1, 1, 1, np.nan]})
    by_rank = score_errors(values, errors, indicators, "rank")["a"]
    np.testing.assert_allclose(by_rank, [0, 25, 12.5, 0, np.nan])
    by_share = score_errors(values, errors, indicators, "percentile")["a"]
    np.testing.assert_allclose(by_share, [0, 20, 10, 0, np.nan])


@pytest.mark.parametrize("method", NORMALISATIONS)
def test_units_that_do_not_differ_have_no_error(method):
    values = pd.DataFrame({"b": [3.0, 3.0]})
    found = score_errors(values, values * 0, INDICATORS, method)
    assert found["b"].tolist() == [0, 0]
