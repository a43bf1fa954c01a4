import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from lcity.errors import ArgumentError
from lcity.index import Tree, Unranked, Weights, normalise, rank, rank_scores, score_units

NA = np.nan


def series(values):
    return pd.Series(values, index=[f"u{i}" for i in range(len(values))], dtype=float)


def flat(weights):
    keys = tuple(f"k{i}" for i in range(len(weights)))
    return Tree(keys, (None,) * len(keys), tuple(map(float, weights)))


def test_ties_share_the_smaller_rank():
    ranks = rank(series([10, 30, 20, 20]), series([1, 1, 1, 1]))
    pd.testing.assert_series_equal(ranks, pd.Series([4, 1, 2, 2], ranks.index, "Int64", "rank"))


def test_scores_tie_at_12_decimals():
    assert rank(series([50, 50 + 4e-13, 50 + 2e-12, 49]), series([1] * 4)).tolist() == [2, 2, 1, 4]


def test_the_unranked_leave_no_hole():
    ranks = rank(series([10, 90, NA, 20]), series([1, 0.5, 1, 0.8]))
    assert ranks.isna().tolist() == [False, True, True, False]
    assert ranks.dropna().to_dict() == {"u0": 2, "u3": 1}


def test_how_much_must_be_present_can_be_chosen():
    assert rank(series([10, 90]), series([1, 0.5]), least=0.5).tolist() == [2, 1]
    assert rank(series([10, NA]), series([1, 0]), least=0).isna().tolist() == [False, True]


@given(st.lists(st.floats(0, 100, width=16), max_size=30))
def test_ranks_against_scipy(values):
    expected = stats.rankdata([-value for value in values], method="min").astype(int).tolist()
    assert rank(series(values), series([1] * len(values))).tolist() == expected


@pytest.mark.parametrize(
    ("weights", "missing", "ranked"),
    [
        ([0.1] * 10, 2, True),
        ([0.1] * 10, 3, False),
        ([0.7] * 5, 1, True),
        ([1 / 3] * 15, 3, True),
        ([1] * 20, 4, True),
        ([201, 799], 1, False),
        ([200, 800], 1, True),
        ([2001, 7999], 1, False),
    ],
)
def test_four_fifths_present_is_enough_whatever_the_rounding(weights, missing, ranked):
    scores = pd.DataFrame([[50.0] * len(weights)], index=["u"], columns=flat(weights).leaves)
    scores.iloc[0, :missing] = NA
    assert rank_scores(scores, flat(weights)).rank.notna()["u"] == ranked


def test_why_a_unit_is_unranked(tree, scores):
    ranking = rank_scores(scores, tree)
    assert ranking.rank.dropna().to_dict() == {"a": 2, "b": 1}
    assert ranking.unranked == {
        "c": Unranked(5 / 8, ("trust", "old_men", "old_women")),
        "d": Unranked(0.0, ("seats", "trust", "near", "young", "old_men", "old_women")),
    }


def test_a_leaf_without_weight_is_never_a_reason(tree, scores):
    ranking = rank_scores(scores, tree, Weights({"old_men": 0}))
    assert ranking.unranked["c"] == Unranked(5 / 8, ("trust", "old_women"))
    assert "old_men" not in ranking.unranked["d"].missing
    lenient = rank_scores(scores, tree, Weights({"trust": 0}))
    assert lenient.present["c"] == pytest.approx(5 / 6)
    assert list(lenient.unranked) == ["d"]


def test_the_table_lists_the_best_first_and_the_unranked_last(tree, scores):
    table = rank_scores(scores, tree).table()
    assert list(table.columns) == ["rank", "score", "present"]
    assert list(table.index) == ["b", "a", "c", "d"]
    assert table["rank"].dtype == "Int64"
    assert table.loc["c", "score"] == pytest.approx(220 / 3)


def test_score_units_is_normalise_aggregate_rank(indicators, tree):
    values = pd.DataFrame(
        {"trust": [70.0, 70], "near": [20.0, 200], "seats": [60.0, 0], "young": [10.0, 10], "spare": [1.0, 1]}
        | {"old_men": [40.0, 40], "old_women": [80.0, 80]},
        index=["a", "b"],
    )
    ranking = score_units(values, indicators, tree)
    assert ranking.score.tolist() == [41.25, 28.75]  # trust counts downward: 100 − 70
    assert ranking.nodes.loc["b", "near"] == 100
    assert ranking.rank.tolist() == [1, 2]
    again = rank_scores(normalise(values[list(tree.leaves)], indicators), tree)
    pd.testing.assert_frame_equal(ranking.table(), again.table())
    pd.testing.assert_series_equal(ranking.shares, Weights().shares(tree))
    access = score_units(values, indicators, tree, Weights({"seats": 0}), "minmax", "harmonic")
    assert access.score["b"] > access.score["a"]


def test_unusable_arguments(indicators, tree, scores):
    with pytest.raises(ArgumentError, match="normalisation"):
        score_units(scores, indicators, tree, normalise="none")
    with pytest.raises(ArgumentError, match="aggregation"):
        score_units(scores, indicators, tree, aggregate="none")
    with pytest.raises(KeyError):
        score_units(scores[["near"]], indicators, tree)


def test_units_without_names_or_without_any():
    empty = pd.DataFrame(columns=["k0", "k1"], dtype=float)
    ranking = rank_scores(empty, flat([1, 1]), aggregate="geometric")
    assert ranking.table().empty
    assert ranking.unranked == {}


@given(
    st.lists(st.lists(st.integers(0, 20), min_size=3, max_size=3), min_size=2, max_size=12),
    st.integers(0, 2),
    st.integers(1, 20),
    st.sampled_from(["arithmetic", "geometric", "harmonic"]),
)
def test_raising_a_value_never_costs_a_unit_its_rank(grid, column, by, method):
    tree = flat([3, 1, 2])
    indicators = pd.DataFrame({"direction": 1, "low": 2.0, "high": 18.0}, index=tree.leaves)
    before = pd.DataFrame(grid, columns=tree.leaves, dtype=float)
    after = before.copy()
    after.iloc[0, column] += by
    was, now = (score_units(values, indicators, tree, aggregate=method) for values in (before, after))
    assert now.score[0] >= was.score[0]
    assert now.rank[0] <= was.rank[0]
    assert now.score[1:].equals(was.score[1:])
