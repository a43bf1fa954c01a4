"""What a room makes of an index: its median weights, the ranking under them, and what divides it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lcity.index import Ranking, rank_scores
from lcity.meeting.agreement import concordance, overlap
from lcity.meeting.like_minded import FEWEST_VOTES
from lcity.meeting.weighing import Weighed, ranks

LOWER, MIDDLE, UPPER = 0.25, 0.5, 0.75


@dataclass(frozen=True)
class Disagreement:
    """The one disagreement that matters, and what it would change if it were settled.

    Parameters
    ----------
    key
        The node whose weight is disputed.
    low, high
        The lower and the upper quartile of the shares (0–1) it is given.
    first_low, first_high
        Who is first where it has the one, and where it has the other; several where they tie.
    swapped, pairs
        How many pairs of units change their order between the two, and how many there are.
    unit, rank_low, rank_high
        The unit that changes most places between the two, and its rank in each.
    """

    key: str
    low: float
    high: float
    first_low: tuple[str, ...]
    first_high: tuple[str, ...]
    swapped: int
    pairs: int
    unit: str
    rank_low: int
    rank_high: int


@dataclass(frozen=True, eq=False)
class Compromise:
    """What a room would be like if everyone gave the disputed node the room's median share.

    Parameters
    ----------
    share
        That share, 0–1, above 0; each voter's other weights keep their proportions.
    agreement
        Kendall's W then.
    first
        Unit → share (0–1) of voters under whose weights it would be first.
    """

    share: float
    agreement: float
    first: pd.Series


@dataclass(frozen=True, eq=False)
class Consensus:
    """What a room makes of an index; nothing in it tells one vote from another.

    Parameters
    ----------
    votes
        How many there are.
    median, lower, upper
        Key → median and quartiles of the shares (0–1) it is given; medians need not sum to 1.
    weights
        Key → the weight (0–1) it has in the room's ranking, summing to 1: `room_weights`.
    ranking
        Under these weights.
    first
        Unit → share (0–1) of voters under whose weights it is first; those that tie are each first.
    agreement
        How far the voters' orders of the units agree, from 0 to 1: `lcity.meeting.agreement.concordance`.
    overlap
        The share (0–1) of the weight two voters give alike: `lcity.meeting.agreement.overlap`.
    disagreement, compromise
        None where no dispute about a single node changes the order. No compromise either where the disputed
        node's median is 0: to meet there would be to leave it out.
    """

    votes: int
    median: pd.Series
    lower: pd.Series
    upper: pd.Series
    weights: pd.Series
    ranking: Ranking
    first: pd.Series
    agreement: float
    overlap: float
    disagreement: Disagreement | None
    compromise: Compromise | None


def result(votes: np.ndarray, weighed: Weighed, scores: pd.DataFrame) -> Consensus | None:
    """Return what a room makes of an index; None of fewer than `FEWEST_VOTES` votes.

    The agreement is that on the order of the units that are ranked under every vote.

    Parameters
    ----------
    votes
        Votes × `weighed.keys`: shares (0–1), each row summing to 1.
    weighed
        What they weigh.
    scores
        Units × leaves, 0–100, more being better, as `lcity.index.normalise` returns them; NaN is missing.
    """
    votes = np.asarray(votes, float)
    if len(votes) < FEWEST_VOTES:
        return None
    # In an order of their own: sums then come out the same to the last digit whoever voted first.
    votes = votes[np.lexsort(votes.T[::-1])]
    keys = pd.Index(weighed.keys, name="key")
    weights = room_weights(votes)
    lower, median, upper = np.quantile(votes, (LOWER, MIDDLE, UPPER), axis=0)
    agreement, first = _orders(votes, weighed, scores)
    disagreement = _disagreement(votes, weights, weighed, scores)
    compromise = None
    if disagreement is not None:
        own = weighed.keys.index(disagreement.key)
        if median[own] > 0:
            met = at(votes, own, float(median[own]), weights)
            compromise = Compromise(float(median[own]), *_orders(met, weighed, scores))
    return Consensus(
        votes=len(votes),
        median=pd.Series(median, keys, name="median"),
        lower=pd.Series(lower, keys, name="lower"),
        upper=pd.Series(upper, keys, name="upper"),
        weights=pd.Series(weights, keys, name="weight"),
        ranking=rank_scores(scores, weighed.tree, weighed.weights(weights), weighed.aggregate),
        first=first,
        agreement=agreement,
        overlap=overlap(votes),
        disagreement=disagreement,
        compromise=compromise,
    )


def room_weights(votes: np.ndarray) -> np.ndarray:
    """Return a room's weights: the median share of each key, divided by their sum so that they sum to 1.

    Where every median is 0, as where each voter gives all to another key, the mean.

    Parameters
    ----------
    votes
        Votes × keys, shares (0–1) that sum to 1; one vote or more.
    """
    median = np.median(votes, axis=0)
    return median / median.sum() if median.sum() else votes.mean(axis=0)


def at(votes: np.ndarray, key: int, share: float, weights: np.ndarray) -> np.ndarray:
    """Return votes with one key at a share, the others in the proportions they had.

    Where a vote gives the others nothing, they have those of the room's weights; where these do not either,
    equal ones.

    Parameters
    ----------
    votes
        Votes × keys, shares (0–1) that sum to 1.
    key
        The number of the key.
    share
        What it gets, 0–1.
    weights
        The room's, a share of each key.
    """
    others = np.delete(np.arange(votes.shape[1]), key)
    fallback = weights[others] if weights[others].sum() else np.ones(len(others))
    rest = votes[:, others]
    rest = np.where(rest.sum(axis=1, keepdims=True) > 0, rest, fallback)
    found = np.empty(votes.shape)
    found[:, key] = share
    found[:, others] = (1 - share) * rest / rest.sum(axis=1, keepdims=True)
    return found


def _orders(votes: np.ndarray, weighed: Weighed, scores: pd.DataFrame) -> tuple[float, pd.Series]:
    """Return how far the orders of all votes agree, and the share of votes that have each unit first."""
    found = ranks(weighed.scores(votes, scores))
    always = ~np.isnan(found).any(axis=0)
    first = pd.Series((found == 1).mean(axis=0), scores.index, name="first")
    return concordance(found[:, always]), first


def _disagreement(
    votes: np.ndarray, weights: np.ndarray, weighed: Weighed, scores: pd.DataFrame
) -> Disagreement | None:
    """Return the dispute that changes the order most.

    The weight of each key is moved from its lower to its upper quartile, the others in the proportions of the
    room's weights: that changes the order most which makes most pairs of units change it. Of keys that
    make as many, that whose quartiles are further apart, then the first.
    """
    quartiles = np.quantile(votes, (LOWER, UPPER), axis=0).T
    tried = np.concatenate(
        [at(weights[None], own, share, weights) for own, pair in enumerate(quartiles) for share in pair]
    )
    found = ranks(weighed.scores(tried, scores)).reshape(len(quartiles), 2, -1)
    swapped = np.array([_swapped(*pair) for pair in found])
    if not swapped.any():
        return None
    own = max(range(len(swapped)), key=lambda i: (swapped[i], np.round(np.diff(quartiles[i])[0], 9), -i))
    low, high = found[own]
    both = ~np.isnan(low) & ~np.isnan(high)
    units = scores.index
    moved = np.where(both, np.abs(low - high), -1)
    # Of those that move as far, the one that gets furthest up.
    unit = min(np.flatnonzero(moved == moved.max()), key=lambda i: min(low[i], high[i]))
    return Disagreement(
        key=weighed.keys[own],
        low=float(quartiles[own, 0]),
        high=float(quartiles[own, 1]),
        first_low=tuple(units[low == 1]),
        first_high=tuple(units[high == 1]),
        swapped=int(swapped[own]),
        pairs=int(both.sum() * (both.sum() - 1) // 2),
        unit=str(units[unit]),
        rank_low=int(low[unit]),
        rank_high=int(high[unit]),
    )


def _swapped(one: np.ndarray, other: np.ndarray) -> int:
    """Return how many pairs of units ranked in both do not stand in the same order in both."""
    both = ~np.isnan(one) & ~np.isnan(other)
    first, second = (np.sign(found[both][:, None] - found[both]) for found in (one, other))
    return int((first != second).sum() // 2)
