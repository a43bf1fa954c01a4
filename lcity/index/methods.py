"""Whether the method decides: the ranks under every normalisation and aggregation."""

import numpy as np
import pandas as pd

from lcity.index.aggregate import METHODS as AGGREGATIONS
from lcity.index.normalise import METHODS as NORMALISATIONS
from lcity.index.normalise import normalise
from lcity.index.ranking import rank_scores
from lcity.index.tree import Tree
from lcity.index.weights import Weights


def method_ranks(
    values: pd.DataFrame, indicators: pd.DataFrame, tree: Tree, weights: Weights | None = None
) -> pd.DataFrame:
    """Rank units under every normalisation with every aggregation.

    Parameters
    ----------
    values
        Units × leaves, each in its own unit; NaN is missing.
    indicators
        As for `lcity.index.normalise`.
    tree, weights
        As for `lcity.index.aggregate`.

    Returns
    -------
    DataFrame
        Units × (normalise, aggregate), Int64; NA unranked, which is so under every method or none.

    Raises
    ------
    ArgumentError
        Unusable directions or goalposts, or no leaf counts at all.
    """
    found = {}
    for normalisation in NORMALISATIONS:
        scores = normalise(values[list(tree.leaves)], indicators, normalisation)
        for aggregation in AGGREGATIONS:
            found[normalisation, aggregation] = rank_scores(scores, tree, weights, aggregation).rank
    return pd.DataFrame(found).rename_axis(columns=["normalise", "aggregate"])


def undecided(ranks: pd.DataFrame, unit: str | None = None) -> pd.DataFrame:
    """Return the pairs of units of which either is ahead under some method.

    Parameters
    ----------
    ranks
        As `method_ranks` returns them.
    unit
        Only its pairs; None for all.

    Returns
    -------
    DataFrame
        Columns `first`, `second` (units; the one ahead more often, then the earlier, first; `unit`
        first if given), `ahead`, `behind`: the numbers of methods under which the first is ahead of
        the second or behind it. The most evenly divided first.
    """
    ranked = ranks[ranks.notna().all(axis=1)].astype("int64")
    table, units = ranked.to_numpy(), ranked.index
    if unit is not None and unit not in units:
        return _pairs(units, *np.empty((4, 0), int))
    rows = np.arange(len(units)) if unit is None else np.array([units.get_loc(unit)])
    ahead, behind = np.zeros((2, len(rows), len(units)), np.int16)
    for column in table.T:
        ahead += column[rows, None] < column
        behind += column[rows, None] > column
    both = (ahead > 0) & (behind > 0)
    if unit is None:
        # Of each pair one entry: the unit more often ahead, or the earlier where neither is.
        both &= (ahead > behind) | ((ahead == behind) & (rows[:, None] < np.arange(len(units))))
    i, j = np.nonzero(both)
    order = np.argsort(np.abs(ahead[i, j] - behind[i, j]), kind="stable")
    i, j = i[order], j[order]
    return _pairs(units, rows[i], j, ahead[i, j], behind[i, j])


def _pairs(
    units: pd.Index, first: np.ndarray, second: np.ndarray, ahead: np.ndarray, behind: np.ndarray
) -> pd.DataFrame:
    return pd.DataFrame(
        {"first": units[first], "second": units[second], "ahead": ahead, "behind": behind}
    ).astype({"ahead": "int64", "behind": "int64"})
