"""Units that follow each other: how often the lower is ahead, held against counting draw by draw."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.index import Tree, Weights, rank_scores
from lcity.index.apart import DOUBT, not_apart, overtaking
from lcity.index.robustness import around

TREE = Tree(("a", "b", "c"), (None,) * 3, (1.0,) * 3)


def table(rows):
    return pd.DataFrame(rows, index=[f"u{i}" for i in range(len(rows))], columns=list("abc"), dtype=float)


def counted(spread, order):
    """Count draw by draw how often each ranked unit is ahead of the ranked one before it."""
    place = {unit: i for i, unit in enumerate(spread.low.index)}
    shares, before = {}, None
    for unit in order:
        shares[unit] = np.nan
        if pd.isna(spread.low[unit]):
            continue
        if before is not None:
            pairs = list(zip(spread.ranks[place[unit]], spread.ranks[place[before]], strict=True))
            ahead = sum(1.0 if own < other else 0.5 if own == other else 0.0 for own, other in pairs)
            shares[unit] = ahead / len(pairs)
        before = unit
    return shares


@given(
    st.lists(
        st.lists(st.one_of(st.integers(0, 8), st.none()), min_size=3, max_size=3), min_size=1, max_size=7
    )
)
def test_it_is_what_counting_each_draw_finds(rows):
    scores = table(rows)
    spread = around(scores, TREE, Weights(), draws=40)
    order = rank_scores(scores, TREE, Weights()).table().index
    expected = counted(spread, order)
    pd.testing.assert_series_equal(overtaking(spread, order), pd.Series(expected), check_names=False)
    assert not_apart(spread, order).to_dict() == {unit: share > DOUBT for unit, share in expected.items()}


def test_equal_units_are_not_told_apart_and_distant_ones_are():
    scores = table([[90, 90, 90], [50, 50, 50], [50, 50, 50], [10, 10, 10]])
    spread = around(scores, TREE, Weights(), draws=100)
    found = overtaking(spread, scores.index)
    assert found.isna().tolist() == [True, False, False, False]
    assert found.tolist()[1:] == [0.0, 0.5, 0.0]
    assert not_apart(spread, scores.index).tolist() == [False, False, True, False]


def test_errors_of_figures_take_the_certainty_away():
    scores = table([[52, 52, 52], [50, 50, 50]])
    sure = around(scores, TREE, Weights(), draws=2_000)
    errors = pd.DataFrame(8.0, scores.index, scores.columns)
    unsure = around(scores, TREE, Weights(), draws=2_000, errors=errors)
    assert overtaking(sure, scores.index)["u1"] == 0
    # The difference of two means of three with an error of 8 each has one of 8·√(2/3) = 6.5; 2 points of it.
    assert overtaking(unsure, scores.index)["u1"] == pytest.approx(0.38, abs=0.03)
    assert not_apart(unsure, scores.index)["u1"]


def test_only_units_asked_for_are_held_against_each_other():
    scores = table([[60, 60, 60], [51, 49, 50], [40, 40, 40], [49, 51, 50]])
    spread = around(scores, TREE, Weights(), draws=400)
    assert not_apart(spread, pd.Index(["u0", "u2"])).tolist() == [False, False]
    assert not_apart(spread, pd.Index(["u1", "u3"])).tolist() == [False, True]
