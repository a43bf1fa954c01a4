"""A step's gain is what ranking everyone anew gives, for every method, and never a loss of points."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lcity.index import AGGREGATIONS, NORMALISATIONS, Tree, Weights, score_units
from lcity.index.steps import TARGETS, steps, targets
from tests import grid

TREE = Tree(("d", "x", "y", "z"), (None, "d", "d", None), (1.0, 1.0, 2.0, 1.0))
INDICATORS = pd.DataFrame(
    {"direction": [1.0, -1.0, 1.0], "low": [0.0, 0.0, np.nan], "high": [100.0, 50.0, np.nan]},
    index=["x", "y", "z"],
)
UNITS = pd.Index([f"u{i}" for i in range(7)])
figures = arrays(float, (7, 3), elements=st.floats(0, 100, width=16))


def table(cells):
    return pd.DataFrame(cells, UNITS, ["x", "y", "z"])


def test_one_step_by_hand():
    values = table([[10, 40, 9]] + [[20 * i, 10 * i, i] for i in range(1, 7)])
    found = steps(values, INDICATORS, TREE, "u0", UNITS[1:])
    # Peers' x is 20 … 120: median 70, top quarter 95; y counts against, its 10 … 60 at 35 and 22.5.
    goal = {(row.indicator, row.step): row for row in found.itertuples()}
    assert set(goal) == {(leaf, step) for leaf in "xy" for step in TARGETS}
    assert goal["x", "median"].target == 70
    assert goal["x", "top_quarter"].target == 95
    assert goal["y", "median"].target == 35
    assert goal["y", "top_quarter"].target == pytest.approx(22.5)
    # x weighs 1/6 of the index: 60 points more of it are 10; y weighs 1/3: 5 of 50 are 10 points of it.
    assert goal["x", "median"].gain == pytest.approx(60 / 6)
    assert goal["y", "median"].gain == pytest.approx(10 / 3)
    assert found["gain"].is_monotonic_decreasing


def test_what_counts_for_nothing_is_unknown_or_reached_is_no_step():
    values = table([[10, 40, np.nan]] + [[50, 50, 50]] * 6)
    found = steps(values, INDICATORS, TREE, "u0", UNITS[1:], weights=Weights({"x": 0}), least=0)
    assert found.empty
    assert found["rank"].dtype == found["places"].dtype == "Int64"


def test_a_unit_without_a_rank_gains_points_but_no_places():
    values = table([[10, np.nan, np.nan]] + [[50, 50, 50]] * 6)
    found = steps(values, INDICATORS, TREE, "u0", UNITS[1:])
    assert found["gain"].iloc[0] == pytest.approx(40)
    assert found["places"].isna().all()


def test_a_target_is_no_worse_than_that_share_of_the_others():
    values = table([[i, i, i] for i in range(7)])
    assert targets(values, INDICATORS, UNITS, 0.75).tolist() == [4.5, 1.5, 4.5]


@pytest.mark.parametrize("normalise", NORMALISATIONS)
@pytest.mark.parametrize("aggregate", AGGREGATIONS)
@settings(max_examples=grid.many(5, 100))
@given(cells=figures, unit=st.sampled_from(list(UNITS)))
def test_a_step_is_a_ranking_anew_and_loses_no_points(normalise, aggregate, cells, unit):
    methods = {"normalise": normalise, "aggregate": aggregate}
    values, others = table(cells), UNITS.drop(unit)[:4]
    weights = Weights({"x": 2})
    before = score_units(values, INDICATORS, TREE, weights, **methods)
    for row in steps(values, INDICATORS, TREE, unit, others, weights=weights, **methods).itertuples():
        raised = values.copy()
        raised.loc[unit, row.indicator] = row.target
        after = score_units(raised, INDICATORS, TREE, weights, **methods)
        assert row.score == after.score[unit]
        assert row.rank == after.rank[unit]
        assert row.places == before.rank[unit] - after.rank[unit]
        assert row.gain >= -1e-9


@settings(max_examples=40)
@given(cells=figures)
def test_reaching_the_top_quarter_is_no_worse_than_reaching_the_median(cells):
    found = steps(table(cells), INDICATORS, TREE, "u0", UNITS[1:])
    gains = {
        step: dict(zip(own["indicator"], own["gain"], strict=True))
        for step, own in [(step, found[found["step"] == step]) for step in TARGETS]
    }
    for leaf in set(gains["median"]) & set(gains["top_quarter"]):
        assert gains["top_quarter"][leaf] >= gains["median"][leaf] - 1e-9
