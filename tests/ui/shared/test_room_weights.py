"""A room's weights on the sliders: what is weighed divides what it had, all else keeps its proportion."""

import pytest

from lcity.index import Tree, Weights
from lcity.ui.shared.room_weights import on_sliders

TREE = Tree(("a", "b", "c", "a1", "a2"), (None, None, None, "a", "a"), (1.0, 1.0, 2.0, 1.0, 1.0))
BEFORE = {"a": 50.0, "b": 50.0, "c": 100.0, "a1": 50.0, "a2": 50.0}


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ({"a": 0.2, "b": 0.3, "c": 0.5}, {"a": 0.2, "b": 0.3, "c": 0.5}),
        ({"a": 0.1, "b": 0.9}, {"a": 0.05, "b": 0.45, "c": 0.5}),
        ({"a1": 1.0, "a2": 0.0}, {"a1": 0.25, "a2": 0.0, "c": 0.5}),
    ],
)
def test_shares_come_out_as_the_room_gave_them(shares, expected):
    found = on_sliders(shares, TREE, BEFORE)
    assert max(found.values()) <= 100
    whole = Weights(BEFORE | found).shares(TREE)
    assert {key: whole[key] for key in expected} == pytest.approx(expected)


def test_rounding_changes_shares_as_little_as_whole_numbers_allow():
    shares = {"a": 0.123, "b": 0.344, "c": 0.533}
    found = on_sliders(shares, TREE, BEFORE)
    whole = sum(found.values())
    assert all(isinstance(slider, int) for slider in found.values())
    # To the nearest of a scale that ends at 100 they would be out by 0.002.
    assert max(abs(found[key] / whole - share) for key, share in shares.items()) < 0.001


def test_shares_are_written_on_the_board_as_in_the_room():
    # The nearest whole numbers are 80, 54, 61 and 94: of their sum the last is 33 %, and the room says 32.
    shares = {"a": 0.277, "b": 0.187, "c": 0.211, "d": 0.325}
    flat = Tree(tuple(shares), (None,) * 4, (1.0,) * 4)
    found = on_sliders(shares, flat, dict.fromkeys(shares, 50.0))
    whole = sum(found.values())
    assert {key: round(100 * slider / whole) for key, slider in found.items()} == {
        key: round(100 * share) for key, share in shares.items()
    }
