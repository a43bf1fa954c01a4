"""Groups of like-minded voters, where there are any."""

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import pdist, squareform

FEWEST_VOTES = 5
"""Nothing is shown of fewer votes."""
MOST_GROUPS = 4
CLEAR = 0.5
CLOUDS = 39
SEED = 20_261_130
MOST_MEASURED = 120
"""Of more votes, groups are not looked for among all, but among so many of them in their order."""
SAME = 1e-9


def groups(votes: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return the groups of like-minded voters: none where the votes are one cloud.

    Votes are joined by Ward's method. Of two to four groups the number with the greatest mean silhouette is
    taken, and there are groups only if each has `FEWEST_VOTES` votes or more, the silhouette is at least 0.5
    ("a reasonable structure"), and it is beyond that of every one of 39 clouds without groups, drawn evenly
    from the box around the votes' principal axes: chance alone does so one time in forty.

    Parameters
    ----------
    votes
        Votes × keys, shares (0–1) that sum to 1.

    Returns
    -------
    tuple
        For each group the row numbers of its votes; the largest group first.

    Source
    ------
    Kaufman and Rousseeuw, Finding Groups in Data (1990), for the silhouette and its 0.5; Tibshirani, Walther
    and Hastie, Estimating the number of clusters via the gap statistic (2001), for the clouds; Hope, A
    simplified Monte Carlo significance test procedure (1968), for how many.
    """
    if len(votes) < 2 * FEWEST_VOTES or np.ptp(votes, axis=0).max() < SAME:
        return ()
    # In an order of their own, so that who voted first changes nothing.
    rows = np.lexsort(votes.T[::-1])
    if len(rows) > MOST_MEASURED:
        rows = rows[np.linspace(0, len(rows) - 1, MOST_MEASURED).round().astype(int)]
    measured = votes[rows]
    silhouette, labels = _best(measured)
    if silhouette < CLEAR or not _beyond_chance(measured, silhouette):
        return ()
    centres = np.array([measured[labels == label].mean(axis=0) for label in np.unique(labels)])
    nearest = np.square(votes[:, None] - centres).sum(axis=2).argmin(axis=1)
    nearest[rows] = labels - 1
    found = [np.flatnonzero(nearest == label) for label in range(len(centres))]
    return tuple(sorted(found, key=lambda own: (-len(own), *(-votes[own].mean(axis=0)))))


def _best(votes: np.ndarray) -> tuple[float, np.ndarray]:
    """Return the greatest mean silhouette of groups large enough, and the group of each vote, from 1."""
    apart = squareform(pdist(votes))
    joined = linkage(votes, "ward")
    best = -1.0, np.ones(len(votes), int)
    for number in range(2, MOST_GROUPS + 1):
        labels = fcluster(joined, number, "maxclust")
        if labels.max() == number and np.bincount(labels)[1:].min() >= FEWEST_VOTES:
            best = max(best, (_silhouette(apart, labels), labels), key=lambda found: found[0])
    return best


def _silhouette(apart: np.ndarray, labels: np.ndarray) -> float:
    """Return the mean over votes of (b − a) / max(a, b): a within the own group, b to the nearest other."""
    member = labels[:, None] == np.unique(labels)
    size = member.sum(axis=0)
    sums = apart @ member
    own = (sums * member).sum(axis=1) / (size[labels - 1] - 1)
    other = np.where(member, np.inf, sums / size).min(axis=1)
    larger = np.maximum(own, other)
    return float(np.divide(other - own, larger, out=np.zeros_like(own), where=larger > 0).mean())


def _beyond_chance(votes: np.ndarray, silhouette: float) -> bool:
    centred = votes - votes.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    along = centred @ axes.T
    low, high = along.min(axis=0), along.max(axis=0)
    random = np.random.default_rng(SEED)
    return all(_best(random.uniform(low, high, along.shape))[0] < silhouette for _ in range(CLOUDS))
