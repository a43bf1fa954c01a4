"""All votes at once, held against ranking under each by itself."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity.errors import ArgumentError
from lcity.index import AGGREGATIONS, Tree, Weights, rank_scores
from lcity.meeting.weighing import Weighed, ranks

DEEP = Tree(
    ("x", "y", "z", "x1", "x2", "y1", "y2", "y11", "y12", "y13"),
    (None, None, None, "x", "x", "y", "y", "y1", "y1", "y1"),
    (2.0, 1.0, 1.0, 1.0, 3.0, 1.0, 1.0, 1.0, 1.0, 0.0),
)
KEYS = [("x", "y", "z"), ("x", "z"), ("x1", "x2"), ("y1", "y2"), ("y11", "y12", "y13")]

cell = st.one_of(st.floats(0, 100, width=16), st.none())
points = st.lists(st.integers(0, 9), min_size=3, max_size=3)


@pytest.mark.parametrize("method", AGGREGATIONS)
@pytest.mark.parametrize("keys", KEYS)
@settings(max_examples=15)
@given(
    rows=st.lists(st.lists(cell, min_size=7, max_size=7), min_size=1, max_size=6),
    given_=st.lists(points, min_size=1, max_size=6),
)
def test_under_each_vote_it_is_an_ordinary_ranking(rows, given_, keys, method):
    scores = pd.DataFrame(rows, columns=list(DEEP.leaves), dtype=float)
    weighed = Weighed(DEEP, keys, Weights({"z": 3.0}), method)
    votes = np.array([own[: len(keys)] for own in given_], float)
    votes[votes.sum(axis=1) == 0] = 1
    votes /= votes.sum(axis=1, keepdims=True)
    found = weighed.scores(votes, scores)
    for row, rank, vote in zip(found, ranks(found), votes, strict=True):
        expected = rank_scores(scores, DEEP, weighed.weights(vote), method)
        assert row == pytest.approx(expected.score.where(expected.rank.notna()).to_numpy(), nan_ok=True)
        np.testing.assert_array_equal(rank, expected.rank.to_numpy("float64", na_value=np.nan))


def test_what_the_keys_weigh_together_stays_and_so_does_all_else():
    weighed = Weighed(DEEP, ("x", "z"))
    shares = weighed.weights([0.25, 0.75]).shares(DEEP)
    assert shares["x"] == pytest.approx(0.75 * 0.25)
    assert shares["z"] == pytest.approx(0.75 * 0.75)
    assert shares["y"] == pytest.approx(0.25)
    assert shares["x1"] == pytest.approx(0.75 * 0.25 / 4)


@pytest.mark.parametrize("keys", [("x",), ("x", "x"), ("x", "y1"), ("x", "nowhere"), ()])
def test_what_cannot_be_divided_among_them_is_refused(keys):
    with pytest.raises(ArgumentError):
        Weighed(DEEP, keys)


def test_keys_that_weigh_nothing_are_refused():
    with pytest.raises(ArgumentError):
        Weighed(DEEP, ("x", "z"), Weights({"x": 0, "z": 0}))
