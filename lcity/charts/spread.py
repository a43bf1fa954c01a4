"""Labels that do not lie on each other."""

from collections.abc import Sequence

import numpy as np


def spread(
    positions: Sequence[float], least: float, bounds: tuple[float, float] = (-np.inf, np.inf)
) -> list[float]:
    """Return positions moved apart, as little as possible, to lie at least `least` from each other.

    Parameters
    ----------
    positions
        In any order; the order along the axis is kept, equal ones stay in the order given.
    least
        The smallest distance allowed, in the positions' own unit, 0 or more.
    bounds
        Between which they have to lie, in the same unit; where there is no room for all, the last lie beyond.

    Returns
    -------
    list of float
        In the order given; the sum of squared moves is the smallest there is.

    Source
    ------
    Pool adjacent violators (Ayer et al. 1955) on the positions less their places in a row; its pools cut
    off at the bounds are the nearest between them.
    """
    order = np.argsort(positions, kind="stable")
    pools: list[tuple[float, int]] = []
    for place, index in enumerate(order):
        mean, count = positions[index] - place * least, 1
        while pools and pools[-1][0] > mean:
            other, others = pools.pop()
            mean, count = (mean * count + other * others) / (count + others), count + others
        pools.append((mean, count))
    low, high = bounds[0], max(bounds[1] - least * (len(order) - 1), bounds[0])
    moved = np.clip(np.repeat([mean for mean, _ in pools], [count for _, count in pools]), low, high)
    result = np.empty(len(order))
    result[order] = moved + least * np.arange(len(order))
    return result.tolist()
