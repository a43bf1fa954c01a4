"""How far voters agree, against worked examples and the formulas written out."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import spearmanr

from lcity.meeting.agreement import concordance, overlap

votes_of = st.integers(2, 7).flatmap(lambda n: arrays("float64", (n, 3), elements=st.integers(1, 9)))


def test_three_executives_rank_six_applicants():
    # Siegel, Nonparametric Statistics for the Behavioral Sciences (1956), table 9.10: W = .16.
    ranks = [[1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]]
    assert concordance(np.array(ranks)) == pytest.approx(12 * 25.5 / (9 * 210))


def test_ties_are_corrected_for():
    # Siegel (1956), table 9.12: W = .828; the ranks given as the smaller of those that tie.
    ranks = [
        [1, 4, 2, 4, 3, 7, 6, 9, 7, 10],
        [2, 1, 2, 4, 4, 8, 9, 6, 10, 6],
        [2, 1, 3, 3, 3, 3, 7, 7, 7, 10],
    ]
    assert concordance(np.array(ranks)) == pytest.approx(0.828, abs=5e-4)


@given(st.lists(st.permutations(range(5)), min_size=2, max_size=6))
def test_it_tells_the_mean_of_spearman_over_all_pairs(orders):
    orders = np.array(orders)
    mean = np.mean([spearmanr(one, other).statistic for one, other in combinations(orders, 2)])
    m = len(orders)
    assert (m * concordance(orders) - 1) / (m - 1) == pytest.approx(mean)


@pytest.mark.parametrize("ranks", [[[1.0], [1.0]], [[1.0, 1.0], [1.0, 1.0]], np.empty((3, 0))])
def test_where_nothing_can_be_in_different_order_all_agree(ranks):
    assert concordance(np.array(ranks)) == 1


@given(votes_of)
def test_the_overlap_is_that_of_all_pairs(amounts):
    votes = amounts / amounts.sum(axis=1, keepdims=True)
    pairs = [np.minimum(one, other).sum() for one, other in combinations(votes, 2)]
    assert overlap(votes) == pytest.approx(np.mean(pairs))
