"""Ranks under more and more sets of weights: what is there at each step, and what must not change them."""

from base64 import b64decode
from threading import Barrier

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.index import Tree, Weights, draws, noise, robustness
from lcity.index.means import Means, in_parts, product
from lcity.index.order import Order, rank_type
from lcity.index.robustness import Drawing, around
from lcity.ui.parts.board import trust

TREE = Tree(
    ("x", "y", "z", "x1", "x2", "x3", "y1", "y2", "y21", "y22"),
    (None, None, None, "x", "x", "x", "y", "y", "y2", "y2"),
    (2.0, 1.0, 1.0, 1.0, 3.0, 1.0, 1.0, 1.0, 1.0, 2.0),
)
DRAWS = 60
LOW, HIGH = 0.05, 0.95


def scores(units=30, gaps=0.1, seed=0):
    rng = np.random.default_rng(seed)
    table = rng.uniform(0, 100, (units, len(TREE.leaves)))
    table[rng.random(table.shape) < gaps] = np.nan
    return pd.DataFrame(table, [f"u{i}" for i in range(units)], list(TREE.leaves))


def begun(table, errors=None):
    among = draws.around(TREE, Weights(), DRAWS)
    return Drawing(table, TREE, Weights(), "arithmetic", among, errors=errors)


@pytest.mark.parametrize("drawn_too", [False, True])
def test_at_each_step_it_is_of_the_sets_so_far_and_at_last_of_all(drawn_too, monkeypatch):
    monkeypatch.setattr(robustness, "DRAWS_AT_ONCE", 7)
    table = scores()
    errors = table * np.nan if drawn_too else None
    bare = around(table, TREE, Weights(), draws=DRAWS)
    whole = around(table, TREE, Weights(), draws=DRAWS, errors=errors)
    drawing = begun(table, errors)
    for so_far in (20, 41, DRAWS):
        drawing.go_on(21 if drawing.done else 20)
        found = drawing.spread()
        assert drawing.done == so_far == found.ranks.shape[1]
        assert (found.ranks == whole.ranks[:, :so_far]).all()
        ends = [
            np.quantile(of.ranks[:, :so_far], [LOW, HIGH], axis=1, method="inverted_cdf")
            for of in (bare, whole)
        ]
        ranked = found.low.notna().to_numpy()
        assert found.low[ranked].tolist() == np.min(ends, axis=0)[0][ranked].tolist()
        assert found.high[ranked].tolist() == np.max(ends, axis=0)[1][ranked].tolist()
        assert found.first[ranked].tolist() == (found.ranks == 1).mean(axis=1)[ranked].tolist()
    assert found.low.equals(whole.low)


def test_what_was_looked_at_does_not_change_when_it_goes_on():
    drawing = begun(scores())
    drawing.go_on(10)
    first = drawing.spread()
    before = first.ranks.copy()
    drawing.go_on(DRAWS)
    assert (first.ranks == before).all()


def test_broken_off_in_the_middle_of_a_step_it_goes_on_as_if_that_had_not_begun(monkeypatch):
    monkeypatch.setattr(robustness, "DRAWS_AT_ONCE", 30)
    monkeypatch.setattr(draws, "BLOCK", 150)
    table = scores()
    told, errors = [], table * np.nan

    def tell(done, of):
        told.append(done)
        assert of == DRAWS
        if done > 40 and len(told) < 20:
            raise InterruptedError

    drawing = begun(table, errors)
    with pytest.raises(InterruptedError):
        drawing.go_on(DRAWS, tell)
    assert drawing.done == 30
    assert max(told) > 40
    drawing.go_on(DRAWS)
    found, whole = drawing.spread(), around(table, TREE, Weights(), draws=DRAWS, errors=errors)
    assert (found.ranks == whole.ranks).all()
    assert found.low.equals(whole.low)
    assert found.high.equals(whole.high)


@given(order=st.permutations(range(30)))
def test_the_order_units_come_in_changes_no_rank(order):
    table = scores()
    found, other = begun(table).spread(), begun(table.iloc[order]).spread()
    assert (other.ranks == found.ranks[order]).all()
    assert other.low.equals(found.low.iloc[order])


def test_an_error_is_that_of_its_own_unit_wherever_this_is_put():
    table = scores(gaps=0)
    errors = table * np.nan
    errors.loc["u3"] = 20.0
    found, without = begun(table, errors).spread().ranks, begun(table.drop("u3")).spread().ranks
    others = np.delete(found, 3, axis=0)
    assert (others - (others > found[3]) == without).all()
    assert np.ptp(found[3]) > np.ptp(begun(table).spread().ranks[3])


def test_wherever_among_the_random_numbers_a_draw_begins_there_is_one_for_each_unit(monkeypatch):
    monkeypatch.setattr(noise, "NUMBERS", 2)
    table = scores(gaps=0)
    found, without = begun(table, table * 0 + 20.0).spread().ranks, begun(table).spread().ranks
    assert (np.sort(found, axis=0) == 1 + np.arange(len(table))[:, None]).all()
    assert (found != without).any(axis=1).all()


@given(by=st.floats(0.01, 1), beyond=st.floats(0, 0.5))
def test_a_scale_all_scores_share_changes_no_rank(by, beyond):
    table = scores(gaps=0)
    assert (begun(table * by + beyond).spread().ranks == begun(table).spread().ranks).all()


@given(gaps=st.floats(0, 0.6), seed=st.integers(0, 50))
def test_means_of_units_in_any_order_are_those_of_each_by_itself(gaps, seed):
    cost = scores(gaps=gaps, seed=seed).to_numpy()
    among = draws.anywhere(TREE, Weights(), 5, seed)
    cost = cost[~np.isnan(cost).all(axis=1)]
    alone = np.hstack([Means(own[None], TREE, among).of(among) for own in cost])
    for order in (np.arange(len(cost)), in_parts(cost, TREE, among).argsort(kind="stable")):
        assert Means(cost[order], TREE, among).of(among) == pytest.approx(alone[:, order], rel=1e-12)


@given(shape=st.tuples(st.integers(1, 40), st.integers(1, 9), st.integers(1, 40)))
def test_a_product_in_pieces_is_the_product(shape):
    rows, inner, columns = shape
    rng = np.random.default_rng(1)
    weights, table = rng.uniform(size=(rows, inner)), rng.uniform(size=(inner, columns))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lcity.index.means.MOST_ALONE", 60)
        patch.setattr("lcity.index.means.COLUMNS", 3)
        assert product(weights, table) == pytest.approx(weights @ table)


def test_sets_that_are_tried_at_the_same_moment_are_ranked_each_by_itself(monkeypatch):
    table = scores()
    expected = begun(table).spread().ranks
    monkeypatch.setattr(robustness, "THREADS", 2)
    monkeypatch.setattr(draws, "BLOCK", len(table) * DRAWS // 2)
    both, costs_of = Barrier(2, timeout=60), Means.of

    def costs_of_both(means, among, out=None):
        found = costs_of(means, among, out)
        # Neither ranks before the other has its costs too.
        both.wait()
        return found

    drawing = begun(table)
    monkeypatch.setattr(Means, "of", costs_of_both)
    assert (drawing.spread().ranks == expected).all()


@pytest.mark.parametrize("units", [65_535, 65_536])
def test_the_last_of_all_units_has_its_rank(units):
    found = np.zeros((1, units), rank_type(units))
    Order(np.arange(units), "arithmetic").rank(np.arange(units, dtype=float)[None], found)
    assert (found[0] == np.arange(1, units + 1)).all()


def test_ranks_of_more_units_than_sixteen_bits_hold_are_told_whole():
    units = 70_000
    table = pd.DataFrame({"x": np.arange(units, dtype=float)}, [f"u{i}" for i in range(units)])
    found = around(table, Tree(("x",), (None,), (1.0,)), Weights(), draws=3)
    last_first = np.arange(units, 0, -1)
    assert (found.ranks == last_first[:, None]).all()
    assert (found.low == last_first).all()
    wide = trust.packed(found, pd.Series(False, table.index))
    assert wide["wide"]
    assert (np.frombuffer(b64decode(wide["low"]), "<u4") == last_first).all()


def test_units_that_cannot_be_told_apart_are_told_by_a_bit_each():
    table = pd.DataFrame({"x": np.arange(9.0)}, [f"u{i}" for i in range(9)])
    found = around(table, Tree(("x",), (None,), (1.0,)), Weights(), draws=3)
    alike = pd.Series(True, ["u8", "u0", "u2"])
    # tests/ui/parts/board/trust.test.mjs reads the same.
    assert trust.packed(found, alike)["alike"] == "BQE="
    assert trust.packed(found, ~alike)["alike"] == "AAA="
