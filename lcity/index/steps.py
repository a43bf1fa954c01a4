"""What one step up would bring: one indicator of one unit raised to where others stand, all ranked anew."""

from collections.abc import Mapping

import pandas as pd

from lcity.index.normalise import normalise as normalise_values
from lcity.index.ranking import LEAST_PRESENT, rank_scores
from lcity.index.tree import Tree
from lcity.index.weights import Weights

TARGETS: Mapping[str, float] = {"median": 0.5, "top_quarter": 0.75}
"""What a step may reach, and the share of the others it is then no worse than."""

COLUMNS = ["indicator", "step", "value", "target", "score", "gain", "rank", "places"]


def targets(values: pd.DataFrame, indicators: pd.DataFrame, others: pd.Index, share: float) -> pd.Series:
    """Return the value on each indicator that is no worse than those of a share of some units.

    Parameters
    ----------
    values
        Units × leaves, each in its own unit; NaN is missing and does not count.
    indicators
        Index: the leaves at least; column `direction` (1, −1).
    others
        The units to be no worse than.
    share
        0–1; 0.5 is their median, 0.75 where their best quarter begins.

    Returns
    -------
    Series
        Leaf → value, linear between order statistics; NaN where none of the others has one.
    """
    direction = indicators["direction"].reindex(values.columns).astype("float64")
    return direction * (values.loc[others] * direction).quantile(share)


def steps(
    values: pd.DataFrame,
    indicators: pd.DataFrame,
    tree: Tree,
    unit: str,
    others: pd.Index,
    *,
    weights: Weights | None = None,
    normalise: str = "goalposts",
    aggregate: str = "arithmetic",
    least: float = LEAST_PRESENT,
) -> pd.DataFrame:
    """Return what a unit would gain by reaching what others reach, on one indicator at a time.

    Nothing is approximated: each step is a whole new ranking in which one value of one unit is another.
    Where scores compare units with each other, those of all move with it.

    Parameters
    ----------
    values
        All units ranked × leaves, each in its own unit; NaN is missing.
    indicators, tree, weights, normalise, aggregate, least
        As for `lcity.index.score_units`.
    unit
        The unit that takes the step.
    others
        The units whose median and top quarter it reaches.

    Returns
    -------
    DataFrame
        A row a step: `indicator`, `step` (a key of `TARGETS`), `value` and `target` (now and after, in the
        indicator's unit), `score` and `rank` (Int64) after it, `gain` (points) and `places` (gained, Int64;
        NA where the unit has no rank). The greatest gain first. There is no step for a leaf that does not
        count, of which the unit has no figure, or on which it is there already.
    """
    values = values[list(tree.leaves)].astype("float64")
    scores = normalise_values(values, indicators, normalise)
    before = rank_scores(scores, tree, weights, aggregate, least)
    rows = []
    for step, share in TARGETS.items():
        target = targets(values, indicators, others, share)
        direction = indicators["direction"].reindex(values.columns).astype("float64")
        short = (direction * values.loc[unit] < direction * target) & (before.shares[values.columns] > 0)
        for leaf in short.index[short]:
            raised = values[[leaf]].copy()
            raised.at[unit, leaf] = target[leaf]
            changed = scores.copy()
            changed[leaf] = normalise_values(raised, indicators, normalise)[leaf]
            after = rank_scores(changed, tree, weights, aggregate, least)
            score, rank = after.score[unit], after.rank[unit]
            gain, places = score - before.score[unit], before.rank[unit] - rank
            rows.append((leaf, step, values.at[unit, leaf], target[leaf], score, gain, rank, places))
    table = pd.DataFrame(rows, columns=COLUMNS).astype({"rank": "Int64", "places": "Int64"})
    return table.sort_values("gain", ascending=False, kind="stable", ignore_index=True)
