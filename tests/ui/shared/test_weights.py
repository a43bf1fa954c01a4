"""Weights on sliders and in links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.index import Tree, Weights, presets
from lcity.ui.shared import weights

TREE = Tree(
    ("x", "x1", "x2", "y", "y1"),
    (None, "x", "x", None, "y"),
    (1.0, 3.0, 1.0, 3.0, 2.0),
)


@given(st.dictionaries(st.sampled_from(TREE.keys), st.integers(0, 100), min_size=1))
def test_a_link_brings_back_what_was_given(given_):
    pairs = tuple(sorted(given_.items()))
    assert weights.parse(weights.write(pairs, TREE), TREE) == pairs


LARGE = Tree(
    tuple(f"a_rather_long_name_of_an_indicator_{number}" for number in range(31)), (None,) * 31, (1.0,) * 31
)


@given(st.dictionaries(st.sampled_from(LARGE.keys), st.integers(0, 100), min_size=1))
def test_a_link_with_every_weight_of_a_large_tree_is_short_and_still_read_by_name(given_):
    pairs = tuple(sorted(given_.items()))
    text = weights.write(pairs, LARGE)
    assert len(text) <= weights.LONG
    assert weights.parse(text, LARGE) == pairs
    assert weights.parse(",".join(f"{key}:{weight}" for key, weight in pairs), LARGE) == pairs


def test_a_short_form_means_nothing_to_another_tree():
    text = weights.write(tuple((key, 7) for key in LARGE.keys), LARGE)
    assert text.startswith("~")
    with pytest.raises(ValueError):
        weights.parse(text, TREE)
    for damaged in (text + ".1.1", text.replace("7", "101", 1), text.replace(".7", ".-7", 1), "~", "~.5"):
        with pytest.raises(ValueError):
            weights.parse(damaged, LARGE)


@pytest.mark.parametrize(
    "text",
    ["", "x", "x:", "x:-1", "x:101", "x:1.5", "x:1e1", "z:5", "x:1,x:2", "x:1,", "x:٣", "x: 5", "x:5;y:5"],
)
def test_what_is_not_weights_is_refused(text):
    with pytest.raises(ValueError):
        weights.parse(text, TREE)


def test_sliders_stand_at_the_declared_proportions():
    # Mean 50 among siblings: 1 to 3 is 25 to 75, 3 to 1 likewise, an only child stands in the middle.
    assert weights.scaled(TREE) == {"x": 25, "y": 75, "x1": 75, "x2": 25, "y1": 50}
    steep = Tree(("x", "y", "z"), (None, None, None), (8.0, 1.0, 1.0))
    assert weights.scaled(steep) == {"x": 100, "y": 12.5, "z": 12.5}
    assert weights.scaled(Tree(("x", "y"), (None, None), (0.0, 0.0))) == {"x": 0, "y": 0}


@given(st.lists(st.floats(0.01, 100), min_size=2, max_size=6))
def test_untouched_sliders_leave_the_declared_shares_as_they_are(declared):
    keys = tuple(f"k{i}" for i in range(len(declared)))
    tree = Tree(keys, (None,) * len(keys), tuple(declared))
    shares = weights.laid_over((), tree).shares(tree)
    assert shares.to_dict() == pytest.approx(Weights().shares(tree).to_dict())
    assert all(0 <= weight <= 100 for weight in weights.scaled(tree).values())


def test_a_moved_slider_counts_against_its_unmoved_siblings():
    moved = weights.changed((), {"x": 75}, TREE)
    assert moved == (("x", 75),)
    shares = weights.laid_over(moved, TREE).shares(TREE)
    assert shares["x"] == pytest.approx(0.5)
    assert shares["x1"] == pytest.approx(0.5 * 0.75)


def test_a_slider_put_back_is_no_longer_given():
    moved = weights.changed((("x", 75), ("x1", 10)), {"x": 25}, TREE)
    assert moved == (("x1", 10),)


def test_the_declared_weights_are_a_preset_where_they_are_not_the_equal_ones():
    ready = weights.ready_made(TREE)
    assert next(iter(ready)) == weights.DECLARED
    assert ready[weights.DECLARED].shares(TREE).to_dict() == pytest.approx(Weights().shares(TREE).to_dict())
    level = Tree(("x", "y"), (None, None), (1.0, 1.0))
    assert list(weights.ready_made(level)) == list(presets(level))
