"""The votes of a room, counted by its ballot alone, come out as the engine ranks."""

import numpy as np
import pytest

from lcity.index import rank_scores
from lcity.meeting.counted import counted, like_minded


def test_a_ballot_has_all_that_counting_takes(ballot):
    votes = np.array([[6, 2, 2], [1, 8, 1], [5, 3, 2], [2, 6, 2], [2, 7, 1]]) / 10
    found = counted(ballot, votes)
    expected = rank_scores(ballot.table, ballot.weighed.tree, ballot.weighed.weights(found.weights))
    assert found.ranking.rank.tolist() == expected.rank.tolist()
    assert found.votes == 5
    assert counted(ballot, votes[:4]) is None


def test_groups_are_told_by_their_number_their_weights_and_who_is_first(ballot):
    votes = np.array([[0.8, 0.1, 0.1]] * 5 + [[0.1, 0.8, 0.1]] * 7) + np.linspace(0, 0.02, 12)[:, None]
    votes /= votes.sum(axis=1, keepdims=True)
    first, second = like_minded(ballot, votes)
    assert (first.votes, second.votes) == (7, 5)
    assert (first.median.idxmax(), second.median.idxmax()) == ("open", "near")
    assert first.median.tolist() == pytest.approx(np.median(votes[5:], axis=0))
    assert second.first == ("a",)
