import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.errors import ArgumentError
from lcity.index import Tree


def test_the_tree_follows_the_table(tree):
    assert tree.dimensions == tree.children(None) == ("access", "people", "trust")
    assert tree.children("people") == ("young", "old")
    assert tree.children("trust") == ()
    assert tree.leaves == ("old_men", "near", "seats", "young", "old_women", "trust")
    assert set(tree.inner) == {"access", "people", "old"}
    assert tree.inner.index("old") < tree.inner.index("people")
    assert tree.parent["old_women"] == "old"
    assert tree.parent["access"] is None
    assert tree.weights["seats"] == 3.0
    assert list(tree.index) == list(tree.keys)


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
def test_any_missing_parent_is_the_top(missing):
    table = pd.DataFrame({"parent": [missing, "a"], "weight": [1, 2]}, index=["a", "b"])
    assert Tree.from_table(table) == Tree(("a", "b"), (None, "a"), (1.0, 2.0))
    assert Tree.from_table(table.astype({"parent": "string"})).parent == {"a": None, "b": "a"}


def test_equal_trees_are_one_cache_key(indicators, tree):
    again = Tree.from_table(indicators.copy())
    assert again == tree
    assert hash(again) == hash(tree)
    assert Tree.from_table(indicators.assign(weight=indicators["weight"] + 1)) != tree


def test_pruning_drops_branches_left_bare(tree):
    pruned = tree.prune(["old_women", "near"])
    assert pruned.keys == ("access", "near", "people", "old", "old_women")
    assert pruned.leaves == ("near", "old_women")
    assert pruned.weights["access"] == 2.0
    assert tree.prune(tree.leaves) == tree
    assert tree.prune([]).keys == ()


def test_pruning_wants_leaves(tree):
    with pytest.raises(KeyError, match="old"):
        tree.prune(["near", "old"])


@pytest.mark.parametrize(
    ("keys", "parents", "weights", "message"),
    [
        (("a", "a"), (None, None), (1.0, 1.0), "twice"),
        (("a", "b"), (None, "z"), (1.0, 1.0), "b hangs under z"),
        (("a", "b", "c"), (None, "c", "b"), (1.0, 1.0, 1.0), "loop: b, c"),
        (("a",), ("a",), (1.0,), "loop: a"),
        (("a",), (None,), (-1.0,), "weight of a"),
        (("a",), (None,), (float("nan"),), "weight of a"),
        (("a",), (None,), (float("inf"),), "weight of a"),
    ],
)
def test_what_is_no_tree_is_refused(keys, parents, weights, message):
    with pytest.raises(ArgumentError, match=message):
        Tree(keys, parents, weights)


@given(st.data())
def test_every_inner_node_comes_after_all_below_it(data):
    n = data.draw(st.integers(1, 12))
    names = data.draw(st.permutations([f"n{i}" for i in range(n)]))
    parents = [data.draw(st.sampled_from([None, *names[:i]])) for i in range(n)]
    order = data.draw(st.permutations(range(n)))
    tree = Tree(tuple(names[i] for i in order), tuple(parents[i] for i in order), (1.0,) * n)
    assert sorted((*tree.leaves, *tree.inner)) == sorted(names)
    for i, key in enumerate(tree.inner):
        assert set(tree.children(key)) <= {*tree.leaves, *tree.inner[:i]}
