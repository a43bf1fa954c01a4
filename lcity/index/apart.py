"""Which units that follow each other in a ranking cannot be told apart."""

import numpy as np
import pandas as pd

from lcity.index.robustness import UNITS_AT_ONCE, RankSpread

DOUBT = 0.25
"""The share of draws in which the lower of two may be ahead before they are not told apart."""


def overtaking(spread: RankSpread, order: pd.Index) -> pd.Series:
    """Return how often each unit is ahead of the one before it.

    Parameters
    ----------
    spread
        The ranks over many draws: of weights and, where errors are known, of data.
    order
        The units in rank order, the first first; the unranked may be among them.

    Returns
    -------
    pandas.Series
        Unit → share (0–1) of the draws, one in which both share a rank counting half; NaN for the first
        and for the unranked.
    """
    found = pd.Series(np.nan, order, name="overtaking")
    ranked = order[order.isin(spread.ranked)]
    places, shares = spread.low.index.get_indexer(ranked), []
    for start in range(0, len(ranked) - 1, UNITS_AT_ONCE):
        ranks = spread.ranks[places[start : start + UNITS_AT_ONCE + 1]]
        above, below = ranks[:-1], ranks[1:]
        shares.append((below < above).mean(axis=1) + 0.5 * (below == above).mean(axis=1))
    found[ranked[1:]] = np.concatenate(shares or [np.empty(0)])
    return found


def not_apart(spread: RankSpread, order: pd.Index, doubt: float = DOUBT) -> pd.Series:
    """Say of each unit whether it cannot be told apart from the one before it.

    It cannot where it is ahead in more than `doubt` of the draws.

    Parameters
    ----------
    spread, order
        As for `overtaking`.
    doubt
        A share of the draws, 0–0.5.

    Returns
    -------
    pandas.Series
        Unit → bool; False for the first and for the unranked.
    """
    return (overtaking(spread, order) > doubt).rename("not_apart")
