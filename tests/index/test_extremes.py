"""Best and worst ranks held against every region of weights, and against draws."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity.index import AGGREGATIONS, Tree, Weights, anywhere, rank_scores
from lcity.index.extremes import Field

FLAT = Tree(("a", "b", "c"), (None,) * 3, (1.0,) * 3)
DEEP = Tree(
    ("x", "y", "z", "x1", "x2", "y1", "y2"),
    (None, None, None, "x", "x", "y", "y"),
    (2.0, 1.0, 1.0, 1.0, 3.0, 1.0, 0.0),
)


def table(tree, rows):
    index = [f"u{i}" for i in range(len(rows))]
    return pd.DataFrame(rows, index=index, columns=list(tree.leaves), dtype=float)


def every_rank_of_two(scores, unit):
    """Return every rank over weights (w, 1 − w): at each crossing, between them, and at the ends."""
    a, b = scores.to_numpy().T
    i = scores.index.get_loc(unit)
    cuts = {0.0, 1.0}
    for j in range(len(a)):
        slope = (a[j] - b[j]) - (a[i] - b[i])
        if slope:
            cuts.add((b[i] - b[j]) / slope)
    cuts = sorted(cut for cut in cuts if 0 <= cut <= 1)
    tried = [*cuts, *((low + high) / 2 for low, high in itertools.pairwise(cuts))]
    index = np.round(np.outer(tried, a) + np.outer(1 - np.array(tried), b), 9)
    return {int(rank) for rank in 1 + (index > index[:, [i]]).sum(axis=1)}


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=9))
def test_two_dimensions_leave_nothing_out(rows):
    tree = Tree(("a", "b"), (None, None), (1.0, 1.0))
    scores = table(tree, np.array(rows) * 5)
    field = Field(scores, tree, Weights())
    ranks = every_rank_of_two(scores, "u0")
    found = field.extremes("u0")
    assert (found.best, found.worst) == (min(ranks), max(ranks))
    assert found.exact
    assert field.can_be_first("u0") == (1 in ranks)


def test_a_worked_example():
    """u3 is in the middle: second with a third each, behind two of the three at the edges of the triangle."""
    scores = table(FLAT, [[100, 0, 0], [0, 100, 0], [0, 0, 100], [30, 30, 30], [20, 20, 20]])
    field = Field(scores, FLAT, Weights())
    middle = field.extremes("u3")
    # Ahead of u3 stand those whose weight is over 0.3: one at least (weights sum to 1), three at most.
    assert (middle.best, middle.worst, middle.exact) == (2, 4, True)
    assert (middle.best_weights <= 0.4 + 1e-9).sum() == 2 or (middle.best_weights <= 0.3 + 1e-9).sum() == 2
    assert (middle.worst_weights > 0.3).all()
    assert not field.can_be_first("u3")
    assert field.can_be_first("u0")
    assert field.dominators() == {"u4": ["u3"]}
    assert field.extremes("u4").best == 3


@pytest.mark.parametrize("method", AGGREGATIONS)
@settings(max_examples=12)
@given(seed=st.integers(0, 10_000), gaps=st.booleans())
def test_no_draw_leaves_the_range_and_no_dominated_unit_beats_its_dominator(seed, gaps, method):
    rng = np.random.default_rng(seed)
    scores = table(DEEP, np.round(rng.uniform(0, 100, (9, 5)), -1))
    if gaps:
        scores = scores.mask(rng.random(scores.shape) < 0.12)
    spread = anywhere(scores, DEEP, Weights(), method, draws=3_000)
    field = Field(scores, DEEP, Weights(), method)
    if not len(field.units):
        return
    assert list(field.units) == list(spread.ranked)
    own = pd.DataFrame(spread.ranks, scores.index)
    for unit in field.units[:3]:
        found = field.extremes(unit)
        assert found.best <= own.loc[unit].min()
        assert found.worst >= own.loc[unit].max()
        assert found.best <= found.best_reached <= found.worst_reached <= found.worst
        assert field.can_be_first(unit) == (found.best == 1)
    for unit, above in field.dominators().items():
        assert (own.loc[above].to_numpy() <= own.loc[unit].to_numpy()).all()


@pytest.mark.parametrize("method", AGGREGATIONS)
def test_the_weights_found_bring_the_rank(method):
    scores = table(DEEP, np.random.default_rng(8).uniform(0, 100, (30, 5)))
    field = Field(scores, DEEP, Weights(), method)
    for unit in ("u1", "u2", "u3"):
        found = field.extremes(unit)
        assert found.exact
        for shares, rank in ((found.best_weights, found.best), (found.worst_weights, found.worst)):
            assert shares.sum() == pytest.approx(1)
            ranking = rank_scores(scores, DEEP, Weights(shares.to_dict()), method)
            assert ranking.rank[unit] == rank


def test_equal_units_share_their_extremes():
    scores = table(FLAT, [[50, 20, 10], [50, 20, 10], [10, 60, 20]])
    field = Field(scores, FLAT, Weights())
    for unit in ("u0", "u1"):
        found = field.extremes(unit)
        assert (found.best, found.worst, found.exact) == (1, 2, True)
    assert field.dominators() == {}


def test_opposite_rivals_are_not_both_ahead_though_both_are_level():
    """Where a = b all three are level; beyond it only one of the others is ahead."""
    tree = Tree(("a", "b"), (None, None), (1.0, 1.0))
    found = Field(table(tree, [[50, 50], [60, 40], [40, 60]]), tree, Weights()).extremes("u0")
    assert (found.best, found.worst, found.exact) == (1, 2, True)


def test_a_unit_without_a_dimension_is_bounded_not_guessed():
    tree = Tree(tuple("abcdef"), (None,) * 6, (1.0,) * 6)
    rng = np.random.default_rng(3)
    scores = table(tree, rng.uniform(0, 100, (12, 6)))
    scores.iloc[0, 0] = np.nan
    found = Field(scores, tree, Weights()).extremes("u0")
    own = anywhere(scores, tree, Weights(), draws=20_000).ranks[0]
    assert found.best <= min(own.min(), found.best_reached)
    assert found.worst >= max(own.max(), found.worst_reached)


def test_a_dimension_switched_off_counts_and_an_empty_one_does_not():
    scores = table(FLAT, [[90, 10, np.nan], [80, 20, np.nan]])
    field = Field(scores, FLAT, Weights({"b": 0.0, "c": 0.0}))
    assert list(field.dimensions) == ["a", "b"]
    assert field.extremes("u1").best == 1


def test_out_of_time_the_answer_is_a_bound():
    rng = np.random.default_rng(1)
    tree = Tree(tuple("abcdef"), (None,) * 6, (1.0,) * 6)
    scores = table(tree, rng.uniform(0, 100, (300, 6)))
    field = Field(scores, tree, Weights())
    quick, own = field.extremes("u5", seconds=0.05), anywhere(scores, tree, Weights(), draws=5_000).ranks[5]
    assert quick.best <= own.min()
    assert quick.worst >= own.max()
    assert quick.best <= quick.best_reached <= quick.worst_reached <= quick.worst
