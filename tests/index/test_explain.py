import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.index import AGGREGATIONS, Tree, Weights, change, furthest, gaps, movers, moves, rank_scores

NA = np.nan
TREE = Tree(("a", "a1", "a2", "b", "c"), (None, "a", "a", None, None), (2.0, 1.0, 1.0, 1.0, 1.0))


def frame(rows):
    index = [f"u{i}" for i in range(len(rows))]
    return pd.DataFrame(rows, index=index, columns=["a1", "a2", "b", "c"], dtype=float)


def test_gaps_by_hand():
    scores = frame([[80, 80, 10, 50], [40, 40, 30, 50], [20, 20, 90, 60], [100, NA, NA, NA]])
    ranking = rank_scores(scores, TREE)
    assert ranking.rank.isna().tolist() == [False, False, False, True]
    # medians of the ranked: a 40, b 30, c 50; shares 1/2, 1/4, 1/4
    found = gaps(ranking, "u0")
    order = pd.Index(["a", "c", "b"], name="key")
    expected = pd.DataFrame({"score": [40.0, 0.0, -20.0], "points": [20.0, 0.0, -5.0]}, order)
    pd.testing.assert_frame_equal(found, expected)
    # u3 has a alone: it counts wholly.
    assert gaps(ranking, "u3").to_dict("index") == {"a": {"score": 60.0, "points": 60.0}}


def test_a_gap_is_worth_what_contributions_say_where_nobody_has_figures_of_a_dimension():
    ranking = rank_scores(frame([[80, 80, 10, NA], [40, 40, 30, NA], [20, 20, 90, NA]]), TREE, least=0.5)
    ahead = ranking.contributions.loc["u0"] - ranking.contributions.median()
    assert gaps(ranking, "u0")["points"].to_dict() == pytest.approx(ahead.dropna().to_dict())
    # Without c, a counts two thirds: of 80 − 40.
    assert gaps(ranking, "u0").at["a", "points"] == pytest.approx(80 / 3)


def test_change_by_hand():
    scores = frame([[80, 80, 40, 0]])
    before = rank_scores(scores, TREE)  # 0.5·80 + 0.25·40 = 50
    after = rank_scores(scores, TREE, Weights({"b": 3, "a": 1, "c": 0}))  # 0.25·80 + 0.75·40 = 50
    # mean score 50: a loses a quarter at 80 − 50, b wins a half at 40 − 50, c loses a quarter at 0 − 50
    found = change(before, after, "u0")
    assert found.to_dict() == pytest.approx({"c": 12.5, "b": -5.0, "a": -7.5})
    assert list(found.index) == ["c", "b", "a"]


def test_change_of_weights_within_a_dimension_stays_in_it():
    scores = frame([[80, 20, 40, 0]])
    before, after = rank_scores(scores, TREE), rank_scores(scores, TREE, Weights({"a1": 3}))
    assert change(before, after, "u0").to_dict() == pytest.approx({"a": 7.5, "b": 0, "c": 0})


@given(
    st.lists(st.one_of(st.none(), st.floats(0, 100)), min_size=4, max_size=4),
    st.lists(st.floats(0.1, 9), min_size=10, max_size=10),
    st.sampled_from(list(AGGREGATIONS)),
)
def test_parts_sum_to_the_change(row, weights, method):
    before, after = (
        rank_scores(frame([row]), TREE, Weights(dict(zip(TREE.keys, half, strict=True))), method)
        for half in (weights[:5], weights[5:])
    )
    expected = after.score["u0"] - before.score["u0"]
    assert change(before, after, "u0").sum(min_count=1) == pytest.approx(expected, abs=1e-10, nan_ok=True)


def test_change_when_a_dimension_leaves_the_index():
    scores = frame([[80, 80, 40, 0]])
    pruned = TREE.prune(["a1", "b"])
    before, after = rank_scores(scores, TREE), rank_scores(scores, pruned)
    found = change(before, after, "u0")
    assert set(found.index) == {"a", "b", "c"}
    assert found.sum() == pytest.approx(after.score["u0"] - before.score["u0"])
    # mean score (50 + 66.67)/2: without c, the index no longer has a quarter at 0
    assert found["c"] == pytest.approx((50 + 200 / 3) / 2 / 4)


@pytest.fixture
def rankings():
    scores = frame([[90, 90, 0, 0], [60, 60, 50, 50], [30, 30, 80, 80], [0, 0, 100, 100], [99, NA, NA, NA]])
    return rank_scores(scores, TREE, Weights({"a": 9})), rank_scores(scores, TREE, Weights({"a": 0.1}))


def test_moves(rankings):
    found = moves(*rankings)
    assert found.dtype == "Int64"
    assert found.dropna().to_dict() == {"u0": -3, "u1": -1, "u2": 1, "u3": 3}
    assert found.isna()["u4"]


def test_movers_are_the_furthest_first_and_the_better_placed_of_equals(rankings):
    found = movers(*rankings, most=3)
    assert list(found.index) == ["u3", "u0", "u2"]
    assert found.loc["u3"].to_dict() == {"before": 4, "after": 1, "moved": 3}
    assert (found.dtypes == "Int64").all()
    assert movers(rankings[0], rankings[0]).empty
    positions = furthest(moves(*rankings), rankings[1].rank)
    assert rankings[1].rank.index[positions].tolist()[: len(found)] == found.index.tolist()
    assert not len(furthest(moves(rankings[0], rankings[0]), rankings[0].rank))
