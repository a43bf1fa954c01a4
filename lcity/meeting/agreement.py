"""How far voters agree: on the order of units, and on the weights."""

import numpy as np
from scipy.stats import rankdata

SMALLEST_SPREAD = 1e-12


def concordance(ranks: np.ndarray) -> float:
    """Return how far orders agree, Kendall's W: 1 where all are the same, 0 where there is no agreement.

    With m orders of n units it tells the mean ρ of Spearman over all pairs of orders: ρ = (mW − 1) / (m − 1).
    1 also where there is nothing to be put in different order.

    Parameters
    ----------
    ranks
        Orders × units; tied ranks count as the mean of the places they take, with Kendall's correction.
        No NaN.

    Source
    ------
    Kendall and Babington Smith, The problem of m rankings (1939); with ties, Kendall, Rank Correlation
    Methods (1948), chapter 6. As in Siegel and Castellan, Nonparametric Statistics (1988), 9.7.
    """
    orders, units = ranks.shape
    places = rankdata(ranks, "average", axis=1)
    # Σ over orders of n³ − n − Σ(t³ − t) is 12 Σ over orders of the squares around the mean place.
    most = orders * np.square(places - (units + 1) / 2).sum()
    if most < SMALLEST_SPREAD:
        return 1.0
    sums = places.sum(axis=0)
    return float(np.square(sums - orders * (units + 1) / 2).sum() / most)


def overlap(votes: np.ndarray) -> float:
    """Return the share (0–1) of the weight that two votes give alike, the mean over all pairs of votes.

    Parameters
    ----------
    votes
        Votes × keys, shares (0–1) that sum to 1; two votes or more.

    Source
    ------
    One less half the distance by absolute differences: the overlap of two budgets in Goel, Krishnaswamy,
    Sakshuwong and Aitamurto, Knapsack voting for participatory budgeting (2019).
    """
    n = len(votes)
    # All pairs at once: each number of a key counts as often as it is above another, less as it is below.
    above = 2 * np.arange(n) - (n - 1)
    apart = (above[:, None] * np.sort(votes, axis=0)).sum() / (n * (n - 1) / 2)
    return float(1 - apart / 2)
