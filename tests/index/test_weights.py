import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.errors import ArgumentError
from lcity.index import Tree, Weights, emphasis, equal, presets


def flat(*keys):
    return Tree(keys, (None,) * len(keys), (1.0,) * len(keys))


def test_shares_are_products_down_the_tree(tree):
    expected = {
        "old_men": 1 / 16,
        "access": 1 / 2,
        "near": 1 / 8,
        "seats": 3 / 8,
        "people": 1 / 4,
        "young": 1 / 8,
        "old": 1 / 8,
        "old_women": 1 / 16,
        "trust": 1 / 4,
    }
    shares = Weights().shares(tree)
    pd.testing.assert_series_equal(shares, pd.Series(expected, name="share"), check_names=False, rtol=1e-15)
    assert shares.index.name == "key"
    effective = Weights().effective(tree)
    assert list(effective.index) == list(tree.leaves)
    assert effective.sum() == pytest.approx(1, abs=1e-15)


def test_among_siblings_each_group_has_one_whole(tree):
    assert Weights({"young": 3}).among_siblings(tree) == {
        "old_men": 0.5,
        "access": 0.5,
        "near": 0.25,
        "seats": 0.75,
        "people": 0.25,
        "young": 0.75,
        "old": 0.25,
        "old_women": 0.5,
        "trust": 0.25,
    }


def test_a_parent_whose_children_all_weigh_nothing_weighs_nothing(tree):
    shares = Weights({"old_men": 0, "old_women": 0}).shares(tree)
    assert shares["old"] == 0
    assert shares["young"] == shares["people"] == 0.25
    upward = Weights({"old_men": 0, "old_women": 0, "young": 0}).shares(tree)
    assert upward[["people", "old", "young", "old_men"]].tolist() == [0, 0, 0, 0]
    assert upward["access"] == pytest.approx(2 / 3)


def test_a_dimension_of_weight_0_keeps_its_inner_proportions(tree):
    weights = Weights({"access": 0})
    assert weights.among_siblings(tree)["seats"] == 0.75
    assert weights.shares(tree)["seats"] == 0


@pytest.mark.parametrize("zero", [["access", "people", "trust"], ["near", "seats", "people", "trust"]])
def test_nothing_left_to_rank_by(tree, zero):
    with pytest.raises(ArgumentError, match="every weight is 0"):
        Weights(dict.fromkeys(zero, 0)).effective(tree)


def test_no_leaf_left_to_rank_by(tree):
    with pytest.raises(ArgumentError, match="every weight is 0"):
        Weights().shares(tree.prune([]))


def test_weights_are_a_cache_key():
    one, other = Weights({"b": 1, "a": 2}), Weights({"a": 2.0, "b": 1.0})
    assert one == other
    assert hash(one) == hash(other)
    assert one.overrides == (("a", 2.0), ("b", 1.0))
    assert Weights(one.overrides) == one


def test_weights_fall_back_on_the_declared_ones(tree):
    assert Weights.declared(tree).of(tree) == Weights().of(tree) == tree.weights
    assert Weights({"seats": 7, "elsewhere": 9}).of(tree) == {**tree.weights, "seats": 7.0}


@pytest.mark.parametrize("weight", [-0.1, float("nan"), float("inf")])
def test_a_weight_is_a_number_from_0(weight):
    with pytest.raises(ArgumentError, match="weight of a"):
        Weights({"a": weight})


def test_weights_over_a_tree_know_its_nodes(tree):
    assert Weights.over(tree, {"near": 2}) == Weights({"near": 2})
    with pytest.raises(ArgumentError, match="no such node in the index: fra, til"):
        Weights.over(tree, {"til": 1, "near": 2, "fra": 1})


@given(st.floats(0.01, 100), st.lists(st.floats(0.01, 100), min_size=2, max_size=2))
def test_only_proportions_among_siblings_count(factor, given_weights):
    tree = Tree(("a", "b", "c", "d"), (None, None, "a", "a"), (1.0,) * 4)
    one = Weights(dict(zip("cd", given_weights, strict=True)))
    other = Weights({key: factor * weight for key, weight in one.overrides})
    pd.testing.assert_series_equal(one.shares(tree), other.shares(tree), rtol=1e-12)


def test_equal_levels_dimensions_and_nothing_else(tree):
    shares = equal(tree).shares(tree)
    assert shares[list(tree.dimensions)].tolist() == pytest.approx([1 / 3] * 3)
    assert shares["seats"] / shares["near"] == pytest.approx(3)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_emphasis_gives_one_dimension_its_share(tree, share):
    shares = emphasis(tree, "people", share).shares(tree)
    assert shares["people"] == pytest.approx(share)
    assert shares["access"] == shares["trust"] == pytest.approx((1 - share) / 2)
    assert shares["seats"] / shares["near"] == pytest.approx(3)


def test_emphasis_of_an_only_dimension():
    assert emphasis(flat("a"), "a").shares(flat("a"))["a"] == 1


def test_emphasis_wants_a_dimension_and_a_share(tree):
    with pytest.raises(ArgumentError, match="no such dimension in the index: near"):
        emphasis(tree, "near")
    for share in (0, 1, 1.5):
        with pytest.raises(ArgumentError, match="between 0 and 1"):
            emphasis(tree, "access", share)


def test_presets_for_the_dimensions_lcity_knows():
    tree = flat("everywhere", "at_all_times", "everyone", "talent", "knowledge", "community")
    found = presets(tree)
    assert list(found) == ["equal", "everywhere_first", "everyone_first", "talent_first"]
    assert found["talent_first"].shares(tree).tolist() == pytest.approx([0.1, 0.1, 0.1, 0.5, 0.1, 0.1])


def test_presets_for_any_tree(tree):
    assert list(presets(tree)) == ["equal", "access_first", "people_first", "trust_first"]
    assert list(presets(flat(*"abcdefgh"))) == ["equal", *(f"{key}_first" for key in "abcdef")]
    assert list(presets(flat("a"))) == ["equal"]


def test_with_two_dimensions_emphasis_still_differs_from_equal():
    tree = flat("a", "b")
    assert presets(tree)["a_first"].shares(tree).tolist() == pytest.approx([2 / 3, 1 / 3])
