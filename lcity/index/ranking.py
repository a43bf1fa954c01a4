"""From scores to ranks, and everything a page shows beside them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from lcity.index.aggregate import aggregate as aggregate_scores
from lcity.index.normalise import normalise as normalise_values
from lcity.index.tree import Tree
from lcity.index.weights import Weights

LEAST_PRESENT = 0.8
DECIMALS = 12


@dataclass(frozen=True)
class Unranked:
    """Why a unit has no rank.

    Parameters
    ----------
    present
        Share (0–1) of the effective weight that has data.
    missing
        The leaves that count and have no data, heaviest first.
    """

    present: float
    missing: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Ranking:
    """Units ranked by an index, with what the ranks rest on; all in the order of the units given.

    Parameters
    ----------
    rank
        Units → Int64, 1 best; NA unranked.
    score
        Units → index; NaN only where nothing that counts is present. Unranked units have one too.
    present
        Units → share (0–1) of the effective weight that has data.
    contributions
        Units × dimensions: points summing to the score.
    nodes
        Units × all nodes: scores, leaves included.
    shares
        Node → share (0–1) of the whole index.
    leaves
        The nodes that are leaves.
    """

    rank: pd.Series
    score: pd.Series
    present: pd.Series
    contributions: pd.DataFrame
    nodes: pd.DataFrame
    shares: pd.Series
    leaves: tuple[str, ...]

    def table(self) -> pd.DataFrame:
        """Return `rank`, `score` and `present`, best first; ties in the order given, unranked units last."""
        table = pd.DataFrame({"rank": self.rank, "score": self.score, "present": self.present})
        return table.sort_values("rank", kind="stable", na_position="last")

    @cached_property
    def unranked(self) -> dict[str, Unranked]:
        """The units without a rank, and why."""
        units = self.rank.index[self.rank.isna()]
        if units.empty:
            return {}
        weight = self.shares[list(self.leaves)].sort_values(ascending=False, kind="stable")
        counting = weight.index[weight > 0]
        return {
            unit: Unranked(float(self.present[unit]), tuple(counting[self.nodes.loc[unit, counting].isna()]))
            for unit in units
        }


def rank(index: pd.Series, present: pd.Series, least: float = LEAST_PRESENT) -> pd.Series:
    """Return the rank of each unit: 1 plus the number of units with a better score.

    Scores equal to 12 decimals tie and share the smaller rank ("1224").

    Parameters
    ----------
    index
        Units → score, more being better; NaN is unranked.
    present
        Units → share (0–1) of the effective weight with data, in the same order.
    least
        Below this share (to 12 decimals) a unit is unranked, and does not count for others' ranks.

    Returns
    -------
    Series
        Units → Int64, from 1; NA unranked.
    """
    scores = np.round(index.to_numpy("float64"), DECIMALS)
    enough = np.round(present.to_numpy("float64"), DECIMALS) >= least
    ranked = enough & ~np.isnan(scores)
    better = np.searchsorted(np.sort(-scores[ranked]), -scores, "left")
    return pd.Series(pd.arrays.IntegerArray(better + 1, ~ranked), index=index.index, name="rank")


def rank_scores(
    scores: pd.DataFrame,
    tree: Tree,
    weights: Weights | None = None,
    aggregate: str = "arithmetic",
    least: float = LEAST_PRESENT,
) -> Ranking:
    """Rank units by scores already normalised; what is left to do when only a weight has moved.

    Parameters
    ----------
    scores
        Units × leaves, 0–100, more being better; NaN is missing.
    tree, weights, aggregate
        As for `lcity.index.aggregate`.
    least
        As for `rank`.

    Raises
    ------
    ArgumentError
        No such method, or no leaf counts at all.
    """
    found = aggregate_scores(scores, tree, weights, aggregate)
    return Ranking(
        rank(found.index, found.present, least),
        found.index,
        found.present,
        found.contributions,
        found.nodes,
        found.shares,
        tree.leaves,
    )


def score_units(
    values: pd.DataFrame,
    indicators: pd.DataFrame,
    tree: Tree,
    weights: Weights | None = None,
    normalise: str = "goalposts",
    aggregate: str = "arithmetic",
    least: float = LEAST_PRESENT,
) -> Ranking:
    """Normalise, aggregate and rank.

    Parameters
    ----------
    values
        Units × leaves, each in its own unit; NaN is missing. Columns not in the tree are ignored.
    indicators
        As for `lcity.index.normalise`.
    tree, weights, aggregate
        As for `lcity.index.aggregate`.
    normalise
        One of the methods of `lcity.index.normalise`.
    least
        As for `rank`.

    Raises
    ------
    ArgumentError
        No such method, unusable directions or goalposts, or no leaf counts at all.
    KeyError
        A leaf of the tree has no column.
    """
    scores = normalise_values(values[list(tree.leaves)], indicators, normalise)
    return rank_scores(scores, tree, weights, aggregate, least)
