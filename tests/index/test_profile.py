"""What lifts a unit above others and what holds it back, by hand and against the ranking itself."""

import numpy as np
import pandas as pd
import pytest

from lcity.index import Tree, Weights, rank_scores
from lcity.index.profile import differences, missing, outline, own_shares, spread


@pytest.fixture
def tree():
    return Tree(("d", "x", "y", "e", "z"), (None, "d", "d", None, "e"), (1.0, 1.0, 3.0, 1.0, 1.0))


@pytest.fixture
def scores():
    rows = {"a": (50, 80, 20), "b": (10, 60, 40), "c": (30, 40, np.nan), "d": (70, 100, 60)}
    return pd.DataFrame.from_dict(rows, "index", columns=["x", "y", "z"], dtype=float)


def test_differences_by_hand(tree, scores):
    found = differences(rank_scores(scores, tree), tree, "a", pd.Index(["b", "c", "d"]))
    # Shares 1/8, 3/8, 1/2; medians of b, c, d: 30, 60 and, c unknown, 50.
    assert found.index.tolist() == ["y", "x", "z"]
    assert found["points"].tolist() == pytest.approx([3 / 8 * 20, 1 / 8 * 20, -1 / 2 * 30])
    assert found.loc["z", ["score", "median", "share"]].tolist() == [20, 50, 0.5]


def test_the_differences_from_one_other_unit_add_up_to_the_difference_in_score(tree, scores):
    ranking = rank_scores(scores, tree, Weights({"d": 3, "x": 2}))
    found = differences(ranking, tree, "a", pd.Index(["d"]))
    assert found["points"].sum() == pytest.approx(ranking.score["a"] - ranking.score["d"])


def test_shares_are_of_what_the_unit_has_and_nothing_without_weight_counts(tree, scores):
    ranking = rank_scores(scores, tree, Weights({"x": 0}), least=0)
    found = differences(ranking, tree, "c", pd.Index(["a", "b"]))
    assert found.index.tolist() == ["y"]
    assert found.at["y", "share"] == pytest.approx(1)
    assert missing(ranking, "c") == ["z"]
    assert missing(ranking, "a") == []


@pytest.mark.parametrize("gone", [["x"], ["y"], ["z"], ["x", "y"], ["y", "z"]])
def test_differences_add_up_where_figures_are_missing_too(tree, scores, gone):
    """A parent's weight stays with what is left below it: weights are not shared out over the whole tree."""
    scores.loc["a", gone] = np.nan
    ranking = rank_scores(scores, tree, least=0)
    own, found = own_shares(ranking, tree, "a"), differences(ranking, tree, "a", pd.Index(["d"]))
    left = [leaf for leaf in tree.leaves if leaf not in gone]
    assert own[list(tree.leaves)].sum() == pytest.approx(1)
    assert found["points"].sum() == pytest.approx(
        ranking.score["a"] - (own[left] * ranking.nodes.loc["d", left]).sum()
    )
    if gone == ["x"]:
        assert own[["y", "z", "d"]].tolist() == pytest.approx([1 / 2, 1 / 2, 1 / 2])


def test_quartiles(scores):
    found = spread(scores, pd.Index(["a", "b", "c", "d"]))
    assert found.loc["x"].tolist() == [25, 40, 55]
    assert found.loc["z"].tolist() == [30, 40, 50]
    assert spread(scores, pd.Index([], dtype=object)).isna().all(axis=None)


def test_a_reader_meets_each_node_before_those_under_it():
    tree = Tree(("p", "q", "p1", "q1", "p2"), (None, None, "p", "q", "p"), (1.0,) * 5)
    assert outline(tree) == ["p", "p1", "p2", "q", "q1"]
