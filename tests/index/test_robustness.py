"""Many draws at once, held against ranking each draw by itself."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity.errors import ArgumentError
from lcity.index import AGGREGATIONS, Tree, Weights, draws, rank_scores
from lcity.index.noise import Noise
from lcity.index.order import Order
from lcity.index.robustness import anywhere, around

FLAT = Tree(("a", "b", "c"), (None,) * 3, (1.0,) * 3)
DEEP = Tree(
    ("x", "y", "z", "x1", "x2", "y1", "y2", "y11", "y12", "y13"),
    (None, None, None, "x", "x", "y", "y", "y1", "y1", "y1"),
    (2.0, 1.0, 1.0, 1.0, 3.0, 1.0, 1.0, 1.0, 1.0, 0.0),
)


def table(tree, rows):
    index = [f"u{i}" for i in range(len(rows))]
    return pd.DataFrame(rows, index=index, columns=list(tree.leaves), dtype=float)


def ranks_of(cost, method):
    """Return the ranks of one draw by `Order`, written elsewhere than its columns stand."""
    numbers = np.random.default_rng(0).permutation(cost.shape[1])
    found = np.zeros(cost.shape, np.uint16)
    Order(numbers, method).rank(cost, found)
    return found[0, numbers]


def of_draw(among, draw):
    return Weights({key: shares[draw] for key, shares in among.items()})


cell = st.one_of(st.floats(0, 100, width=16), st.none())


@pytest.mark.parametrize("method", AGGREGATIONS)
@pytest.mark.parametrize(("drawn", "spread"), [("around", around), ("anywhere", anywhere)])
@settings(max_examples=30)
@given(rows=st.lists(st.lists(cell, min_size=7, max_size=7), min_size=1, max_size=9))
def test_each_draw_is_an_ordinary_ranking_of_the_units_ranked(rows, method, drawn, spread):
    scores = table(DEEP, [row[: len(DEEP.leaves)] for row in rows])
    found = spread(scores, DEEP, Weights(), method, draws=8, seed=3)
    among = getattr(draws, drawn)(DEEP, Weights(), 8, 3)
    ranked = rank_scores(scores, DEEP, Weights(), method).rank.notna()
    assert found.ranks.dtype == np.uint16
    assert (found.ranks[~ranked.to_numpy()] == 0).all()
    for draw in range(8):
        expected = rank_scores(scores[ranked], DEEP, of_draw(among, draw), method, least=0).rank
        assert found.ranks[ranked.to_numpy(), draw].tolist() == expected.tolist()


def test_what_is_said_of_a_rank_is_counted_from_its_draws():
    rng = np.random.default_rng(5)
    scores = table(FLAT, rng.uniform(0, 100, (12, 3)))
    found = anywhere(scores, FLAT, Weights(), draws=1_000)
    for i, unit in enumerate(scores.index):
        own = found.ranks[i]
        assert found.low[unit] == np.quantile(own, 0.05, method="inverted_cdf")
        assert found.high[unit] == np.quantile(own, 0.95, method="inverted_cdf")
        assert found.first[unit] == (own == 1).mean()
        assert found.top_three[unit] == (own <= 3).mean()
        chance = found.chance(unit)
        assert chance.sum() == pytest.approx(1)
        assert chance.to_dict() == {rank: (own == rank).mean() for rank in np.unique(own)}
    assert found.low.dtype == found.high.dtype == pd.Int64Dtype()


def test_who_is_third_at_best_is_among_the_first_three():
    scores = table(FLAT, [[50 + unit] * 3 for unit in range(5)])
    found = around(scores, FLAT, Weights(), draws=10)
    assert found.top_three.tolist() == [0, 0, 1, 1, 1]
    assert found.first.tolist() == [0, 0, 0, 0, 1]


def test_acceptability_of_three_criteria_is_an_area_of_the_triangle():
    """Three units hold a corner each; one in the middle, (40, 40, 40), is first where no weight exceeds 0.4.

    Of the triangle of weights, each corner beyond 0.4 takes (1 − 0.4)², and two of them share
    (1 − 0.8)² on each side: 1 − 3 · 0.36 + 3 · 0.04 = 0.04.
    """
    rows = [[100, 0, 0], [0, 100, 0], [0, 0, 100], [40, 40, 40]]
    found = anywhere(table(FLAT, rows), FLAT, Weights(), draws=200_000)
    assert found.first["u3"] == pytest.approx(0.04, abs=0.002)
    assert found.first[["u0", "u1", "u2"]].to_numpy() == pytest.approx(0.32, abs=0.004)
    assert found.top_three["u3"] == 1


def test_of_two_units_the_first_share_is_a_length():
    """Of two criteria, (100, 0) beats (40, 80) where 100 w > 40 w + 80 (1 − w): w > 4/7."""
    tree = Tree(("a", "b"), (None, None), (1.0, 1.0))
    found = anywhere(table(tree, [[100, 0], [40, 80]]), tree, Weights(), draws=100_000)
    assert found.first["u0"] == pytest.approx(3 / 7, abs=0.005)


def test_noise_of_a_quarter_scatters_weights_as_stated():
    """Each weight is a uniform number within 25 % of the given one, before they are shared out again."""
    among = draws.around(FLAT, Weights({"a": 2.0}), 50_000, 1, 0.25)
    shares = np.array([among[key] for key in "abc"])
    assert shares.sum(axis=0) == pytest.approx(1)
    assert shares.mean(axis=1) == pytest.approx([0.5, 0.25, 0.25], abs=0.002)
    ratio = among["b"] / among["c"]
    assert 0.6 <= ratio.min() < 0.605
    assert 1.66 < ratio.max() <= 1.25 / 0.75
    # Of the square of pairs, b > 1.2 c is a triangle in a corner.
    corner = (1.25 - 1.2 * 0.75) * (1.25 / 1.2 - 0.75) / 2 / 0.25
    assert (ratio > 1.2).mean() == pytest.approx(corner, abs=0.006)


def test_any_weights_reach_a_dimension_switched_off_and_no_weights_within():
    among = draws.anywhere(DEEP, Weights({"x": 0.0, "x1": 0.0, "x2": 0.0, "y": 0.0}), 100, 1)
    assert (among["x"] == 0).all()
    assert (among["y"] > 0).all()
    assert (among["y13"] == 0).all()
    assert among["y11"] == pytest.approx(0.5)


def test_no_spread_is_the_ranking_itself():
    rng = np.random.default_rng(2)
    scores = table(DEEP, rng.uniform(0, 100, (20, 7)))
    found = around(scores, DEEP, Weights(), "geometric", spread=0, draws=3)
    expected = rank_scores(scores, DEEP, Weights(), "geometric").rank
    assert found.low.tolist() == found.high.tolist() == expected.tolist()
    assert found.ranks.tolist() == [[rank] * 3 for rank in expected]


def test_the_same_seed_is_the_same_answer():
    scores = table(FLAT, np.random.default_rng(1).uniform(0, 100, (9, 3)))
    first, again = (around(scores, FLAT, Weights(), draws=50) for _ in range(2))
    assert (first.ranks == again.ranks).all()
    assert (around(scores, FLAT, Weights(), draws=50, seed=7).ranks != first.ranks).any()


def test_draws_beyond_a_block_are_drawn_as_the_others():
    scores = table(FLAT, np.random.default_rng(1).uniform(0, 100, (400, 3)))
    found = around(scores, FLAT, Weights(), draws=6_000)
    among = draws.around(FLAT, Weights(), 6_000)
    for draw in (0, 2_620, 2_621, 2_622, 5_999):
        assert found.ranks[:, draw].tolist() == rank_scores(scores, FLAT, of_draw(among, draw)).rank.tolist()


def test_a_node_nothing_counts_under_is_as_if_it_were_not_there():
    weights = Weights({"y11": 0.0, "y12": 0.0, "z": 0.0})
    scores = table(DEEP, np.random.default_rng(3).uniform(0, 100, (9, 7)))
    scores.iloc[0, 1:3] = scores.iloc[1, 3] = np.nan
    found = around(scores, DEEP, weights, draws=20)
    among = draws.around(DEEP, weights, 20)
    ranked = rank_scores(scores, DEEP, weights).rank.notna()
    for draw in range(20):
        expected = rank_scores(scores[ranked], DEEP, of_draw(among, draw), least=0).rank
        assert found.ranks[ranked.to_numpy(), draw].tolist() == expected.tolist()


@pytest.mark.parametrize("method", AGGREGATIONS)
def test_equal_units_tie_in_every_draw(method):
    rng = np.random.default_rng(4)
    rows = rng.uniform(0, 100, (40, 7))
    rows[[3, 17, 39]] = rows[8]
    found = around(table(DEEP, rows), DEEP, Weights(), method, draws=500)
    assert (found.ranks[[3, 17, 39]] == found.ranks[8]).all()
    counted = np.sort(found.ranks, axis=0)
    assert (counted[-1] >= 37).all()


def test_errors_and_gaps_widen_a_range_and_never_narrow_it():
    rng = np.random.default_rng(6)
    scores = table(DEEP, rng.uniform(20, 80, (30, 7)))
    scores.iloc[4, 2] = scores.iloc[9, 1] = np.nan
    plain = around(scores, DEEP, Weights(), draws=2_000)
    none = around(scores, DEEP, Weights(), draws=2_000, errors=scores * np.nan)
    assert (none.low <= plain.low).all()
    assert (none.high >= plain.high).all()
    assert none.high["u9"] - none.low["u9"] > plain.high["u9"] - plain.low["u9"]
    measured = around(scores, DEEP, Weights(), draws=2_000, errors=scores * 0 + 5)
    wider = (measured.high - measured.low) - (plain.high - plain.low)
    assert (wider >= 0).all()
    assert wider.mean() > 3


@pytest.mark.parametrize("method", AGGREGATIONS)
def test_an_error_becomes_the_error_of_the_index(method):
    """Two units, one certain: how often the other is ahead, against drawing every leaf by itself."""
    scores = table(FLAT, [[60, 50, 70], [61, 52, 66]])
    errors = table(FLAT, [[0, 0, 0], [1.5, np.nan, 2]])
    found = around(scores, FLAT, Weights(), method, spread=0, draws=40_000, errors=errors)
    rng = np.random.default_rng(9)
    noise = rng.standard_normal((40_000, 3)) * errors.fillna(0).loc["u1"].to_numpy()
    drawn = pd.DataFrame(scores.loc["u1"].to_numpy() + noise, columns=scores.columns)
    own = rank_scores(drawn, FLAT, Weights(), method).score
    rival = rank_scores(scores, FLAT, Weights(), method).score["u0"]
    assert found.first["u1"] == pytest.approx((own > rival).mean(), abs=0.02)


@pytest.mark.parametrize("method", sorted(AGGREGATIONS))
def test_an_error_in_points_is_one_of_the_scale_the_aggregation_takes(method):
    among = draws.around(FLAT, Weights(), 100, spread=0)

    def added(of):
        cost = draws.costs(np.array([[40.0, 40, 40]]), of)
        found = np.zeros((100, 1))
        Noise(cost, np.full((1, 3), 2.0), FLAT, among, of, 1).add_to(found, among, slice(0, 100))
        return found

    # On 1–100 a score of 40 is 40.6, and a point 0.99.
    by_point = {"arithmetic": 1, "geometric": 0.99 / 40.6, "harmonic": 0.99 / 40.6**2}
    assert added(method) == pytest.approx(added("arithmetic") * by_point[method], rel=1e-5)


def test_an_error_counts_for_more_where_its_score_carries_the_weight_of_one_that_is_missing():
    among = draws.around(FLAT, Weights(), 100, spread=0)

    def added(second):
        found = np.zeros((100, 1))
        noise = Noise(np.array([[40.0, second, 40]]), np.array([[2.0, 0, 2]]), FLAT, among, "arithmetic", 1)
        noise.add_to(found, among, slice(0, 100))
        return found

    assert added(np.nan) == pytest.approx(added(40.0) * 3 / 2, rel=1e-5)


def test_a_missing_score_lies_about_the_others_of_its_unit_by_the_spread_of_other_units():
    tree = Tree(tuple("abcde"), (None,) * 5, (1.0,) * 5)
    rows = np.tile([50.0, 50, 50, 50, 0], (5, 1))
    rows[:, 4] = [30, 40, 50, 60, 70]
    rows = np.vstack([rows, [50, 50, 50, 50, np.nan]])
    scores = table(tree, rows)
    found = around(scores, tree, Weights(), spread=0, draws=40_000, errors=scores * np.nan)
    # The gap is 50 ± √200; its unit is ahead of the last (30) where z > −20 / √200.
    behind = 1 - (found.ranks[5] == 6).mean()
    assert behind == pytest.approx(0.9214, abs=0.006)


def test_unusable_arguments_are_told():
    scores = table(FLAT, [[1, 2, 3]])
    with pytest.raises(ArgumentError, match="no such aggregation"):
        around(scores, FLAT, Weights(), "median")
    with pytest.raises(ArgumentError, match="0 to 1"):
        around(scores, FLAT, Weights(), spread=2)
    with pytest.raises(ArgumentError, match="every weight is 0"):
        anywhere(scores, FLAT, Weights(dict.fromkeys("abc", 0.0)))


@settings(deadline=None)
@given(
    st.lists(st.integers(-3, 3), min_size=2, max_size=40),
    st.sampled_from([1e-13, 4e-13, 2e-12, 1e-10, 1e-3]),
    st.sampled_from(sorted(AGGREGATIONS)),
)
def test_units_nearer_than_sorting_can_tell_are_ranked_as_if_each_two_were_compared(steps, apart, method):
    index = 50 + apart * np.cumsum(steps)
    cost = draws.node_costs(index, method)[None]
    slope = draws.slope(cost[0], method)
    order = np.argsort(cost[0], kind="stable")
    expected, rank = np.empty(len(index), int), 1
    for place, unit in enumerate(order):
        if place and (cost[0, unit] - cost[0, order[place - 1]]) * slope[unit] >= 0.5e-12:
            rank = place + 1
        expected[unit] = rank
    assert ranks_of(cost, method).tolist() == expected.tolist()
    # The same beside units enough that the last bits are needed for their places, at either end of all.
    for others in (np.linspace(60, 90, 5_000), np.linspace(1, 40, 5_000)):
        beside = np.concatenate([cost[0], draws.node_costs(others, method)])[None]
        found = ranks_of(beside, method)
        before = 5_000 if others[0] > 50 else 0
        assert found[: len(index)].tolist() == (before + expected).tolist()
        after = 0 if before else len(index)
        assert found[len(index) :].tolist() == list(range(after + 5_000, after, -1))
