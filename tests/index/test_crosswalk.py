"""The crosswalk to UNESCO's key features, on a tree by hand and on the shipped dataset."""

import numpy as np
import pandas as pd
import pytest

from lcity.index import Tree, Weights, rank_scores
from lcity.index.crosswalk import AREAS, depends, features, unesco_tree


@pytest.fixture
def indicators():
    rows = [
        ("near", None, 1, None),
        ("a", "near", 2, "5 Families and communities"),
        ("b", "near", 1, " 12: resources"),
        ("c", "near", 3, "5"),
        ("free", None, 1, None),
        ("d", "free", 1, "13 no such feature"),
        ("e", "free", 1, "1 Empowerment"),
        ("f", "free", 1, None),
        ("g", None, 1, "none in particular"),
    ]
    return pd.DataFrame(rows, columns=["key", "parent", "weight", "unesco"]).set_index("key")


def test_a_feature_is_the_number_that_comes_first(indicators):
    found = features(indicators)
    assert found.dtype == "Int64"
    assert found.dropna().to_dict() == {"a": 5, "b": 12, "c": 5, "e": 1}
    assert found.index[found.isna()].tolist() == ["d", "f", "g"]


def test_every_feature_measured_counts_the_same_and_an_area_as_often_as_it_is_measured(indicators):
    tree = unesco_tree(indicators)
    assert tree.dimensions == ("unesco_goals", "unesco_columns", "unesco_steps")
    assert tree.children("unesco_columns") == ("unesco_5",)
    assert tree.leaves == ("e", "a", "c", "b")
    shares = Weights().shares(tree)
    assert shares[["unesco_1", "unesco_5", "unesco_12"]].tolist() == pytest.approx([1 / 3] * 3)
    assert shares[["a", "c"]].tolist() == pytest.approx([2 / 15, 3 / 15])


def test_features_left_without_indicators_take_no_weight_with_them(indicators):
    tree = unesco_tree(indicators, ("a", "b", "d"))
    assert tree.leaves == ("a", "b")
    shares = Weights().shares(tree)
    assert shares[["unesco_columns", "unesco_steps", "a", "b"]].tolist() == pytest.approx([0.5] * 4)


def test_without_the_column_there_is_no_tree(indicators):
    assert features(indicators.drop(columns="unesco")).isna().all()
    assert unesco_tree(indicators.drop(columns="unesco")) == Tree((), (), ())


def test_areas_hold_the_twelve_features_once():
    assert sorted(number for numbers in AREAS.values() for number in numbers) == list(range(1, 13))
    assert [len(numbers) for numbers in AREAS.values()] == [3, 6, 3]


def test_the_shipped_indicators_all_speak_to_a_feature_and_three_are_left_open(china15):
    tree = unesco_tree(china15.indicators)
    own = Tree.from_table(china15.indicators)
    assert sorted(tree.leaves) == sorted(own.leaves)
    measured = set(features(china15.indicators))
    assert sorted(set(range(1, 13)) - measured) == [6, 9, 10]
    shares = Weights().shares(tree)
    assert shares[
        [key for key in tree.keys if tree.parent[key] in tree.dimensions]
    ].tolist() == pytest.approx([1 / 9] * 9)
    assert shares[["unesco_goals", "unesco_columns", "unesco_steps"]].tolist() == pytest.approx(
        [3 / 9, 4 / 9, 2 / 9]
    )


def test_scores_under_the_features_are_those_worked_out_by_hand(indicators):
    scores = pd.DataFrame(
        {"a": [10.0, 90], "b": [40.0, 20], "c": [60.0, 60], "e": [100.0, np.nan]}, index=["x", "y"]
    )
    found = rank_scores(scores, unesco_tree(indicators))
    families = (2 * 10 + 3 * 60) / 5
    assert found.score["x"] == pytest.approx((100 + families + 40) / 3)
    assert found.present["y"] == pytest.approx(2 / 3)
    assert found.rank.isna().tolist() == [False, True]


def test_a_rank_depends_on_the_framework_where_it_leaves_its_interval():
    units = list("abcde")
    rank = pd.Series([1, 5, 3, pd.NA, 2], units, dtype="Int64")
    low = pd.Series([1, 2, 4, 1, pd.NA], units, dtype="Int64")
    high = pd.Series([2, 4, 5, 9, pd.NA], units, dtype="Int64")
    assert depends(rank, low, high).to_dict() == {"a": False, "b": True, "c": True, "d": False, "e": False}
