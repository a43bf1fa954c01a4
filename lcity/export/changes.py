"""What changed between two decision records: weights, methods, data, and who moved because of which."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lcity.export.record import Record
from lcity.index.causes import Change, Situation, causes

LEAST_SHARE = 0.0005
MOST_MOVED = 8


@dataclass(frozen=True, eq=False)
class Changes:
    """What changed from one record to another.

    Parameters
    ----------
    weights
        Nodes × before, after: shares (0–1) of the index, of those whose share among their siblings
        changed by 0.05 points or more, the most changed first; 0 where a node does not count or is not there.
    method
        Whether normalisation, aggregation, goalposts or directions changed.
    values, of
        How many figures of units and indicators in both records changed, and of how many.
    added, gone
        Units only in the later, only in the earlier record.
    moved
        Unit → its change of rank by cause, the furthest first; at most `MOST_MOVED` of them. None where
        the causes cannot be told apart.
    movers
        How many units have another rank.
    """

    weights: pd.DataFrame
    method: bool
    values: int
    of: int
    added: tuple[str, ...]
    gone: tuple[str, ...]
    moved: dict[str, Change | None]
    movers: int


def changes(before: Record, after: Record) -> Changes:
    """Compare two records.

    Raises
    ------
    ArgumentError
        The figures of one cannot be ranked.
    """
    then, now = before.situation, after.situation
    shares = pd.DataFrame(
        {"before": then.weights.shares(then.tree), "after": now.weights.shares(now.tree)}
    ).fillna(0.0)
    difference = (shares["after"] - shares["before"]).abs()
    one, other = (_within(of).reindex(shares.index, fill_value=0.0) for of in (then, now))
    order = difference[(one - other).abs() >= LEAST_SHARE].sort_values(ascending=False, kind="stable").index
    units = before.ranks.index.intersection(after.ranks.index, sort=False)
    leaves = then.values.columns.intersection(now.values.columns, sort=False)
    one, other = then.values.loc[units, leaves].to_numpy(), now.values.loc[units, leaves].to_numpy()
    same = np.isclose(one, other, rtol=1e-9, atol=1e-12, equal_nan=True)
    move = (after.ranks.loc[units, "rank"] - before.ranks.loc[units, "rank"]).dropna()
    far = move[move != 0].abs().sort_values(ascending=False, kind="stable").index
    return Changes(
        shares.loc[order],
        _method(before, after, leaves),
        int((~same).sum()),
        same.size,
        tuple(after.ranks.index.difference(before.ranks.index, sort=False)),
        tuple(before.ranks.index.difference(after.ranks.index, sort=False)),
        {unit: causes(then, now, unit) for unit in far[:MOST_MOVED]},
        len(far),
    )


def _within(situation: Situation) -> pd.Series:
    """Return each node's share among its siblings; NaN where their parent counts for nothing."""
    tree = situation.tree
    shares = situation.weights.shares(tree)
    above = pd.Series({key: 1.0 if (up := tree.parent[key]) is None else shares[up] for key in shares.index})
    return shares / above.where(above > 0)


def _method(before: Record, after: Record, leaves: pd.Index) -> bool:
    then, now = before.situation, after.situation
    posts = ["direction", "low", "high"]
    one = then.indicators.reindex(leaves)[posts].astype(float)
    other = now.indicators.reindex(leaves)[posts].astype(float)
    return (then.normalise, then.aggregate) != (now.normalise, now.aggregate) or not one.equals(other)
