"""How one unit differs from others: what lifts it above them, what holds it back, and by how much."""

import numpy as np
import pandas as pd

from lcity.index.ranking import Ranking
from lcity.index.tree import Tree

QUARTILES = (0.25, 0.5, 0.75)


def spread(scores: pd.DataFrame, units: pd.Index) -> pd.DataFrame:
    """Return the quartiles of some units on every node.

    Parameters
    ----------
    scores
        Units × nodes; NaN is missing and does not count.
    units
        Those whose quartiles are wanted; none gives none.

    Returns
    -------
    DataFrame
        Node × 0.25, 0.5 and 0.75; linear between order statistics (type 7), NaN where none has a score.
    """
    return scores.loc[units].quantile(list(QUARTILES)).T.reindex(columns=list(QUARTILES))


def own_shares(ranking: Ranking, tree: Tree, unit: str) -> pd.Series:
    """Return what each node counts in a unit's own index.

    Weights of what the unit has no score on are shared out among the siblings it has one on, as
    `lcity.index.aggregate` does.

    Parameters
    ----------
    ranking
        Of the unit.
    tree
        By which it was made.
    unit
        The unit.

    Returns
    -------
    Series
        Node → share (0–1), 0 for those the unit has no score on; the leaves sum to 1, or to 0 where the
        unit has no score at all.
    """
    shares = ranking.shares.where(ranking.nodes.loc[unit].reindex(ranking.shares.index).notna(), 0.0)
    found = {}
    for parent in (None, *reversed(tree.inner)):
        children = list(tree.children(parent))
        whole, total = 1.0 if parent is None else found[parent], shares[children].sum()
        found.update(shares[children] * (whole / total if total else 0.0))
    return pd.Series(found, dtype=float).reindex(shares.index)


def differences(ranking: Ranking, tree: Tree, unit: str, others: pd.Index) -> pd.DataFrame:
    """Return how far a unit is above or below the median of others on each indicator.

    Parameters
    ----------
    ranking, tree
        Of the unit and the others.
    unit
        The unit.
    others
        The units it is held against.

    Returns
    -------
    DataFrame
        Leaf × `score` (the unit's, 0–100), `median` (the others'), `share` (of the unit's own index, 0–1)
        and `points` = share × (score − median): what the difference is worth in the index, exactly so for
        `arithmetic`. From the greatest lead to the greatest lag; only leaves that count and that the unit
        and some of the others have.
    """
    leaves = list(ranking.leaves)
    table = pd.DataFrame(
        {
            "score": ranking.nodes.loc[unit, leaves],
            "median": ranking.nodes.loc[others, leaves].median(),
            "share": own_shares(ranking, tree, unit)[leaves],
        }
    )
    table["points"] = table["share"] * (table["score"] - table["median"])
    known = table[table["share"] > 0].dropna()
    return known.sort_values("points", ascending=False, kind="stable")


def missing(ranking: Ranking, unit: str) -> list[str]:
    """Return the leaves that count and of which a unit has no figure, in file order."""
    leaves = [leaf for leaf in ranking.leaves if ranking.shares[leaf] > 0]
    return [leaf for leaf in leaves if np.isnan(ranking.nodes.at[unit, leaf])]


def outline(tree: Tree) -> list[str]:
    """Return the nodes of a tree as a reader goes through them: each before those under it."""
    rows: list[str] = []
    pending = list(reversed(tree.dimensions))
    while pending:
        key = pending.pop()
        rows.append(key)
        pending.extend(reversed(tree.children(key)))
    return rows
