"""Tipping points held against ranking again just before and just beyond them, and against bisection."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity.index import AGGREGATIONS, Tree, Weights, rank_scores
from lcity.index import tipping as module
from lcity.index.tipping import Tipping, Tips

TWO = Tree(("a", "b"), (None, None), (1.0, 1.0))
DEEP = Tree(
    ("x", "y", "z", "x1", "x2", "y1", "y2", "y11", "y12", "y13"),
    (None, None, None, "x", "x", "y", "y", "y1", "y1", "y1"),
    (2.0, 1.0, 1.0, 1.0, 3.0, 1.0, 1.0, 1.0, 1.0, 0.0),
)
NEAR = 1e-7


def table(tree, rows):
    return pd.DataFrame(
        rows, index=[f"u{i}" for i in range(len(rows))], columns=list(tree.leaves), dtype=float
    )


def at(tree, weights, key, share):
    """Return weights that give `key` a share among its siblings, the others in proportion."""
    among = weights.among_siblings(tree)
    siblings = [other for other in tree.children(tree.parent[key]) if other != key]
    rest = sum(among[other] for other in siblings)
    moved = {other: (1 - share) * among[other] / rest for other in siblings}
    return Weights(dict(weights.overrides) | moved | {key: share})


def ranks(scores, tree, weights, key, share, method="arithmetic"):
    return rank_scores(scores, tree, at(tree, weights, key, share), method).rank


def keeps_order(scores, tree, weights, key):
    return Tips(scores, tree, weights).keeps_order(key)


def tipping(scores, tree, weights, key, unit, method="arithmetic"):
    return Tips(scores, tree, weights, method).tipping(key, unit)


def places(found, units):
    return found[units].fillna(0).tolist()


def test_two_lines_cross_where_they_cross():
    """(100, 0) and (40, 80) are level at w = 4/7; at equal weights the second leads."""
    scores = table(TWO, [[100, 0], [40, 80]])
    assert tipping(scores, TWO, Weights(), "a", "u0") == Tipping(pytest.approx(4 / 7), None)
    assert tipping(scores, TWO, Weights(), "a", "u1") == Tipping(None, pytest.approx(4 / 7))
    assert keeps_order(scores, TWO, Weights(), "a") == (0.0, pytest.approx(4 / 7))
    assert keeps_order(scores, TWO, Weights(), "b") == (pytest.approx(3 / 7), 1.0)


def test_a_gap_makes_the_crossing_quadratic():
    """Without c, u1 has (t 90 + (1 − t) 30/2) / (t + (1 − t)/2) = (15 + 75 t) / (½ + ½ t); u0 always 60."""
    tree = Tree(tuple("abc"), (None,) * 3, (8.0, 1.0, 1.0))
    scores = table(tree, [[60, 60, 60], [90, 30, np.nan]])
    # 15 + 75 t = 30 + 30 t at t = 1/3, but below t = 0.6 only ½ + ½ t < 0.8 of its weight is there.
    assert tipping(scores, tree, Weights(), "a", "u0") == Tipping(pytest.approx(0.6), None)
    assert tipping(scores, tree, Weights(), "a", "u1") == Tipping(None, None)


def test_a_tie_tips_at_once():
    scores = table(TWO, [[100, 0], [0, 100]])
    assert tipping(scores, TWO, Weights(), "a", "u0") == Tipping(None, 0.5)
    assert keeps_order(scores, TWO, Weights(), "a") == (0.5, 0.5)


@pytest.mark.parametrize("weights", [Weights({"b": 0.0}), Weights({"a": 0.0})])
def test_a_weight_alone_or_nothing_at_all(weights):
    scores = table(TWO, [[100, 0], [40, 80]])
    alone = "a" if weights == Weights({"b": 0.0}) else "b"
    assert keeps_order(scores, TWO, weights, alone) == (0.0, 1.0)
    assert tipping(scores, TWO, weights, alone, "u0") == Tipping(None, None)
    other = "b" if alone == "a" else "a"
    low, high = keeps_order(scores, TWO, weights, other)
    assert (low, high) == (0.0, pytest.approx(3 / 7 if other == "b" else 4 / 7))


def test_under_a_dimension_that_does_not_count_nothing_tips():
    scores = table(DEEP, np.random.default_rng(1).uniform(0, 100, (5, 7)))
    weights = Weights({"x": 0.0})
    assert keeps_order(scores, DEEP, weights, "x1") == (0.0, 1.0)
    assert tipping(scores, DEEP, weights, "x1", "u0") == Tipping(None, None)


def test_the_least_share_of_a_node_without_weight_brings_what_lies_under_it_alone():
    """Of x, a tenth of the index, u1 has only x2: without it u1 has y's 50; with however little, 55."""
    tree = Tree(("x", "y", "x1", "x2"), (None, None, "x", "x"), (1.0, 9.0, 1.0, 0.0))
    scores = table(tree, [[52, 60, 60], [50, np.nan, 100]])
    assert rank_scores(scores, tree, Weights()).rank.tolist() == [1, 2]
    assert ranks(scores, tree, Weights(), "x2", NEAR).tolist() == [2, 1]
    assert tipping(scores, tree, Weights(), "x2", "u0") == Tipping(None, 0.0)
    assert tipping(scores, tree, Weights(), "x2", "u1") == Tipping(0.0, None)
    assert keeps_order(scores, tree, Weights(), "x2") == (0.0, 0.0)


cell = st.one_of(st.integers(0, 100), st.integers(0, 100), st.integers(0, 100), st.none())


@pytest.mark.parametrize("method", AGGREGATIONS)
@settings(max_examples=15)
@given(
    rows=st.lists(st.lists(cell, min_size=7, max_size=7), min_size=2, max_size=7),
    key=st.sampled_from(DEEP.keys),
)
def test_between_tipping_points_nothing_changes_and_beyond_them_it_does(rows, key, method):
    scores = table(DEEP, rows)
    tips, weights = Tips(scores, DEEP, Weights(), method), Weights()
    now = weights.among_siblings(DEEP)[key]
    own = rank_scores(scores, DEEP, weights, method).rank
    first = own.index[(own <= 3).fillna(False).to_numpy(bool)]
    low, high = tips.keeps_order(key)
    assert 0 <= low <= now <= high <= 1
    for share in np.linspace(low, high, 5)[1:-1] if high - low > 1e-6 else ():
        assert places(ranks(scores, DEEP, weights, key, share, method), first) == places(own, first)
    for edge, beyond in ((low, low - NEAR), (high, high + NEAR)):
        if 0 < beyond < 1 and 0 < edge < 1:
            assert places(ranks(scores, DEEP, weights, key, beyond, method), first) != places(own, first)
    found = tips.tipping(key, "u0")
    if pd.isna(own["u0"]):
        assert found == Tipping(None, None)
        return
    for at_, better in ((found.up, True), (found.down, False)):
        tried = np.linspace(0.003, 0.997, 9) if at_ is None else np.clip([at_ - NEAR, at_ + NEAR], 0, 1)
        then = [ranks(scores, DEEP, weights, key, share, method)["u0"] for share in tried]
        moved = [not pd.isna(r) and (r < own["u0"] if better else r > own["u0"]) for r in then]
        assert any(moved) == (at_ is not None)


@pytest.mark.parametrize("method", AGGREGATIONS)
def test_the_closed_form_is_what_bisection_finds(method):
    scores = table(DEEP, np.random.default_rng(11).uniform(1, 100, (15, 7)))
    own = rank_scores(scores, DEEP, Weights(), method).rank
    checked = 0
    for key in DEEP.keys:
        now = Weights().among_siblings(DEEP)[key]
        found = tipping(scores, DEEP, Weights(), key, "u3", method)
        for at_ in {found.up, found.down} - {None}:
            inside, outside = at_ + (now - at_) * 1e-3, at_ + np.copysign(1e-5, at_ - now)
            before = ranks(scores, DEEP, Weights(), key, inside, method)["u3"]
            for _ in range(60):
                middle = (inside + outside) / 2
                same = ranks(scores, DEEP, Weights(), key, middle, method)["u3"] == before
                inside, outside = (middle, outside) if same else (inside, middle)
            assert at_ == pytest.approx(inside, abs=1e-12)
            checked += 1
    assert checked > 5
    assert own.notna().all()


@pytest.mark.parametrize("method", AGGREGATIONS)
def test_of_many_units_ranks_are_what_comparing_each_two_finds(method, monkeypatch):
    rng = np.random.default_rng(11)
    rows = rng.integers(0, 20, (40, len(DEEP.leaves))).astype(float)
    rows[rng.random(rows.shape) < 0.2] = np.nan
    rows[7] = rows[8]
    scores = table(DEEP, rows)
    tips = Tips(scores, DEEP, Weights(), method)
    ranked = rank_scores(scores, DEEP, Weights(), method).rank
    found = {}
    for few in (0, 40):
        monkeypatch.setattr(module, "FEW", few)
        path = tips._path("x")
        of_all = path.ranks(np.array([0.0, path.now, 0.8]), np.arange(len(scores)))
        found[few] = (
            [tips.keeps_order(key) for key in DEEP.keys],
            tips.lost("x", ranked.idxmin()),
            of_all.tolist(),
        )
    assert found[0] == found[40]
    assert found[0][2][1] == ranked.fillna(0).tolist()
