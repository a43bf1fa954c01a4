"""Up the tree, level by level, by weighted power means."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from lcity.errors import ArgumentError
from lcity.index.tree import Tree
from lcity.index.weights import Weights

METHODS = {"arithmetic": 1, "geometric": 0, "harmonic": -1}

# A power mean of order p is the arithmetic mean of f(score), taken back by the inverse of f.
_TO_MEAN = {"arithmetic": np.positive, "geometric": np.log, "harmonic": np.reciprocal}
_FROM_MEAN = {"arithmetic": np.positive, "geometric": np.exp, "harmonic": np.reciprocal}


@dataclass(frozen=True, eq=False)
class Scores:
    """The scores of units at every node of a tree.

    Parameters
    ----------
    nodes
        Units × all nodes, leaves first, on the scale aggregated: 0–100 for `arithmetic`, 1–100 for
        the others; NaN where nothing that counts is present below.
    index
        Units → score of the whole; NaN only where nothing that counts is present.
    present
        Units → share (0–1) of the effective weight that has data.
    contributions
        Units × dimensions, in points that sum to `index`; NaN for a dimension without a score.
    shares
        Node → share (0–1) of the whole index, as `Weights.shares`.
    """

    nodes: pd.DataFrame
    index: pd.Series
    present: pd.Series
    contributions: pd.DataFrame
    shares: pd.Series


def aggregate(
    scores: pd.DataFrame, tree: Tree, weights: Weights | None = None, method: str = "arithmetic"
) -> Scores:
    """Return the score of each unit at every node: the weighted power mean of the node's children.

    Weights of missing children are shared out among those present; a child with weight 0 is ignored.
    For `geometric` and `harmonic`, leaf scores s are first taken to 1 + 0.99 s, but at least 1.

    The contribution of a dimension is its share (after sharing out) times its score. For
    `geometric` and `harmonic` these points are scaled by one factor a unit so as to sum to the index;
    they are then a way of showing it, not a decomposition that follows from the formula.

    Parameters
    ----------
    scores
        Units × leaves, 0–100, more being better; NaN is missing. Further columns are ignored.
    tree
        Its leaves must all be columns of `scores`.
    weights
        As declared by the tree if None.
    method
        One of `METHODS`.

    Raises
    ------
    ArgumentError
        No such method, or no leaf counts at all.
    KeyError
        A leaf of the tree has no column.

    Source
    ------
    OECD and JRC, Handbook on Constructing Composite Indicators (2008), step 6; level by level and
    sharing out as in Becker et al., COINr (2022).
    """
    if method not in METHODS:
        raise ArgumentError(f"no such aggregation: {method}; one of {', '.join(METHODS)}")
    weights = weights or Weights()
    among, shares = weights.among_siblings(tree), weights.shares(tree)
    effective = shares.to_numpy()[tree.index.get_indexer(_columns(tree.leaves))]
    rows = _node_rows(scores, tree, np.array([among[key] for key in _order(tree)]), method)
    nodes, index = rows[:-1], rows[-1]
    points = _points(nodes[_rows(tree, None)], np.array([among[key] for key in tree.dimensions]))
    if METHODS[method] <= 0:
        points *= index / np.nansum(points, axis=0)
    present = _present(rows[: len(effective)], effective)
    units = scores.index
    return Scores(
        pd.DataFrame(nodes.T, index=units, columns=_columns(_order(tree)), copy=False),
        pd.Series(index, index=units, name="score", copy=False),
        pd.Series(present, index=units, name="present", copy=False),
        pd.DataFrame(points.T, index=units, columns=_columns(tree.dimensions), copy=False),
        shares,
    )


def _order(tree: Tree) -> tuple[str, ...]:
    return tree.leaves + tree.inner


@lru_cache(maxsize=256)
def _columns(keys: tuple[str, ...]) -> pd.Index:
    return pd.Index(keys, name="key")


@lru_cache(maxsize=256)
def _rows(tree: Tree, parent: str | None) -> np.ndarray:
    row = {key: i for i, key in enumerate(_order(tree))}
    return np.array([row[key] for key in tree.children(parent)], dtype=np.intp)


def _node_rows(scores: pd.DataFrame, tree: Tree, among: np.ndarray, method: str) -> np.ndarray:
    """Return nodes × units: the leaves, the inner nodes, each after those under it, and the top."""
    n = len(tree.leaves)
    rows = np.empty((len(tree.keys) + 1, len(scores)))
    rows[:n] = scores[_columns(tree.leaves)].to_numpy("float64").T
    if METHODS[method] <= 0:
        rows[:n] *= 0.99
        rows[:n] += 1
        np.maximum(rows[:n], 1, out=rows[:n])
    for row, parent in enumerate((*tree.inner, None), start=n):
        children = _rows(tree, parent)
        mean = _weighted_mean(_TO_MEAN[method](rows[children]), among[children, None])
        rows[row] = _FROM_MEAN[method](mean)
    return rows


def _weighted_mean(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    has = ~np.isnan(rows)
    total = (weights * has).sum(axis=0)
    points = (weights * np.where(has, rows, 0)).sum(axis=0)
    return np.divide(points, total, out=np.full(total.shape, np.nan), where=total > 0)


def _points(dimensions: np.ndarray, weights: np.ndarray) -> np.ndarray:
    weights = np.where(np.isnan(dimensions), np.nan, weights[:, None])
    total = np.nansum(weights, axis=0)
    return weights * dimensions / np.where(total > 0, total, np.nan)


def _present(leaves: np.ndarray, effective: np.ndarray) -> np.ndarray:
    return sum(share * has for share, has in zip(effective, ~np.isnan(leaves), strict=True)) / sum(effective)
