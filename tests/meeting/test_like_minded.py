"""Groups are found where there are some, and none are made of one cloud."""

import numpy as np
import pytest

from lcity.meeting.like_minded import FEWEST_VOTES, groups


def cloud(seed, centre, n, strength=60):
    return np.random.default_rng(seed).dirichlet(strength * np.array(centre) / sum(centre), n)


def found(votes):
    return [set(own) for own in groups(votes)]


@pytest.mark.parametrize("keys", [2, 3, 6])
@pytest.mark.parametrize("n", [12, 60])
@pytest.mark.parametrize("spread", ["even", "narrow"])
def test_one_cloud_has_no_groups(keys, n, spread):
    random = np.random.default_rng(keys * n)
    for _ in range(5):
        votes = random.dirichlet(np.full(keys, 1.0 if spread == "even" else 12.0), n)
        assert groups(votes) == ()


def test_two_and_three_groups_are_found_the_largest_first():
    first, second, third = cloud(1, (8, 1, 1), 9), cloud(2, (1, 8, 1), 14), cloud(3, (1, 1, 8), 6)
    assert found(np.concatenate([first, second])) == [set(range(9, 23)), set(range(9))]
    assert found(np.concatenate([first, second, third])) == [
        set(range(9, 23)),
        set(range(9)),
        set(range(23, 29)),
    ]


def test_who_votes_first_changes_nothing():
    votes = np.concatenate([cloud(1, (8, 1, 1), 9), cloud(2, (1, 8, 1), 14)])
    order = np.random.default_rng(4).permutation(len(votes))
    assert [{order[i] for i in own} for own in groups(votes[order])] == found(votes)


def test_groups_of_fewer_votes_than_are_shown_are_none():
    votes = np.concatenate([cloud(1, (8, 1, 1), FEWEST_VOTES - 1), cloud(2, (1, 8, 1), 30)])
    assert groups(votes) == ()


def test_those_who_vote_alike_are_no_groups():
    assert groups(np.tile([0.2, 0.8], (20, 1))) == ()


def test_a_hall_is_sorted_whole():
    votes = np.concatenate([cloud(1, (8, 1, 1), 500), cloud(2, (1, 8, 1), 300)])
    assert [len(own) for own in groups(votes)] == [500, 300]
