"""What a room makes of an index: by hand, by brute force, and what must hold of any votes."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity.index import Tree, rank_scores
from lcity.meeting.agreement import concordance
from lcity.meeting.consensus import result, room_weights
from lcity.meeting.weighing import Weighed

FLAT = Tree(("a", "b", "c"), (None,) * 3, (1.0,) * 3)
WEIGHED = Weighed(FLAT, FLAT.keys)
SCORES = pd.DataFrame(
    {"a": [90.0, 40, 60, 10], "b": [20.0, 80, 60, 10], "c": [50.0, 50, 55, 10]}, index=["p", "q", "r", "s"]
)
BY_HAND = np.array([[6, 2, 2], [6, 2, 2], [5, 3, 2], [2, 6, 2], [2, 7, 1]]) / 10

votes_of = st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3).filter(any), min_size=5, max_size=12)


def shares(amounts):
    amounts = np.array(amounts, float)
    return amounts / amounts.sum(axis=1, keepdims=True)


def test_a_room_of_five_by_hand():
    found = result(BY_HAND, WEIGHED, SCORES)
    # Medians 5, 3 and 2 of ten: already the whole.
    assert found.median.to_dict() == pytest.approx({"a": 0.5, "b": 0.3, "c": 0.2})
    # p 45 + 6 + 10, q 20 + 24 + 10, r 30 + 18 + 11, s 10.
    assert found.ranking.score.to_dict() == pytest.approx({"p": 61, "q": 54, "r": 59, "s": 10})
    # By votes: p 68, r 59 twice; p 61; then q 66 and r 59, q 69 and r 59.5.
    assert found.first.to_dict() == {"p": 0.6, "q": 0.4, "r": 0, "s": 0}
    # Orders p r q s three times, q r p s twice: sums of places 9, 11, 10, 20.
    assert found.agreement == pytest.approx(12 * (3.5**2 + 1.5**2 + 2.5**2 + 7.5**2) / (25 * 60))
    # Quartiles of a: 2 and 6. At 2 the others share 8 as 3 to 2: p 46, q 66.4, r 61.2... at 6: p 69.2.
    told = found.disagreement
    assert (told.key, told.low, told.high) == ("a", pytest.approx(0.2), pytest.approx(0.6))
    assert (told.first_low, told.first_high) == (("q",), ("p",))
    assert (told.swapped, told.pairs) == (3, 6)
    assert (told.unit, told.rank_low, told.rank_high) == ("p", 3, 1)
    # All give a the half: p and r, p and r, p and r; b 37.5 c 12.5 of 100: p 58.75, r 59.4; b 43.75: r.
    assert found.compromise.share == 0.5
    assert found.compromise.first.to_dict() == {"p": 0.6, "q": 0, "r": 0.4, "s": 0}
    assert found.compromise.agreement > found.agreement


@settings(max_examples=20)
@given(votes_of, st.randoms())
def test_who_votes_first_changes_nothing(amounts, random):
    votes = shares(amounts)
    other = votes[random.sample(range(len(votes)), len(votes))]
    one, two = (result(given_, WEIGHED, SCORES) for given_ in (votes, other))
    assert one.median.tolist() == two.median.tolist()
    assert one.first.tolist() == two.first.tolist()
    assert (one.agreement, one.overlap, one.disagreement) == (two.agreement, two.overlap, two.disagreement)


@settings(max_examples=10)
@given(st.lists(st.integers(0, 9), min_size=3, max_size=3).filter(any), st.integers(5, 9))
def test_where_all_vote_alike_there_is_nothing_to_settle(amounts, n):
    vote = shares([amounts])[0]
    found = result(np.tile(vote, (n, 1)), WEIGHED, SCORES)
    assert found.median.tolist() == pytest.approx(vote)
    assert found.agreement == pytest.approx(1)
    assert found.overlap == pytest.approx(1)
    assert found.disagreement is None
    assert found.compromise is None
    best = rank_scores(SCORES, FLAT, WEIGHED.weights(vote)).rank == 1
    assert found.first.tolist() == best.astype(float).tolist()


@settings(max_examples=20)
@given(votes_of)
def test_firsts_and_agreement_are_counted_vote_by_vote(amounts):
    votes = shares(amounts)
    found = result(votes, WEIGHED, SCORES)
    ranks = np.array([rank_scores(SCORES, FLAT, WEIGHED.weights(vote)).rank for vote in votes], float)
    assert found.first.tolist() == pytest.approx((ranks == 1).mean(axis=0))
    assert found.agreement == pytest.approx(concordance(ranks))
    assert found.weights.sum() == pytest.approx(1)


def brute_force_swaps(votes, key):
    """Pairs that stand in another order where one key moves between its quartiles."""
    median = room_weights(votes)
    orders = []
    for share in np.quantile(votes[:, key], (0.25, 0.75)):
        rest = [0.0 if i == key else own for i, own in enumerate(median)]
        if not sum(rest):
            rest = [float(i != key) for i in range(3)]
        vote = [share if i == key else (1 - share) * own / sum(rest) for i, own in enumerate(rest)]
        orders.append(rank_scores(SCORES, FLAT, WEIGHED.weights(vote)).rank.to_numpy(int))
    low, high = orders
    return sum(
        np.sign(low[i] - low[j]) != np.sign(high[i] - high[j])
        for i in range(len(low))
        for j in range(i + 1, len(low))
    )


@settings(max_examples=20)
@given(votes_of)
def test_the_disagreement_that_matters_swaps_most_pairs(amounts):
    votes = shares(amounts)
    told = result(votes, WEIGHED, SCORES).disagreement
    swaps = [brute_force_swaps(votes, key) for key in range(3)]
    assert (told.swapped if told else 0) == max(swaps)
    assert told is None or swaps[FLAT.keys.index(told.key)] == max(swaps)


def test_of_fewer_than_five_votes_nothing_is_told():
    assert result(BY_HAND[:4], WEIGHED, SCORES) is None


def test_where_each_gives_all_to_another_the_mean_stands_for_the_median():
    votes = np.eye(3)[[0, 1, 2, 0, 1, 2]]
    found = result(votes, WEIGHED, SCORES)
    assert found.weights.tolist() == pytest.approx([1 / 3] * 3)
    assert found.median.tolist() == [0, 0, 0]


def test_who_has_no_rank_under_a_vote_is_not_first_there():
    scores = SCORES.copy()
    scores.loc["p", "a"] = np.nan
    found = result(np.eye(3)[[0, 0, 0, 0, 1, 1]], WEIGHED, scores)
    assert found.first["p"] == 0
    assert found.first["r"] == pytest.approx(4 / 6)
    # Those ranked under every vote: q, r, s.
    assert found.agreement < 1


@settings(max_examples=20)
@given(votes_of)
def test_the_median_is_what_voters_give_and_stands_in_the_middle_half(amounts):
    votes = shares(amounts)
    found = result(votes, WEIGHED, SCORES)
    assert found.median.tolist() == np.median(votes, axis=0).tolist()
    assert found.median.between(found.lower, found.upper).all()
    assert (found.weights * found.median.sum()).tolist() == pytest.approx(found.median.tolist())


def test_where_half_give_nothing_there_is_no_meeting_in_the_middle():
    votes = np.array([[0, 5, 5], [0, 5, 5], [0, 6, 4], [9, 1, 0], [9, 0, 1]]) / 10
    found = result(votes, WEIGHED, SCORES)
    assert found.disagreement.key == "a"
    assert found.compromise is None
