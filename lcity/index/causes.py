"""Why a unit's score or rank changed between two situations: causes that add up."""

from dataclasses import dataclass, replace
from itertools import combinations
from math import comb

import numpy as np
import pandas as pd

from lcity.index.ranking import DECIMALS, LEAST_PRESENT, score_units
from lcity.index.tree import Tree
from lcity.index.weights import Weights

CAUSES = ("data", "others", "weights", "method")
NEW_OR_GONE = "indicators"


@dataclass(frozen=True, eq=False)
class Situation:
    """All that a ranking follows from.

    Parameters
    ----------
    values
        Units × leaves, each in its own unit; NaN is missing.
    indicators
        Direction and goalposts of the leaves, as for `lcity.index.normalise`.
    tree, weights
        What counts, and how much.
    normalise, aggregate
        By which methods.
    """

    values: pd.DataFrame
    indicators: pd.DataFrame
    tree: Tree
    weights: Weights
    normalise: str = "goalposts"
    aggregate: str = "arithmetic"


@dataclass(frozen=True, eq=False)
class Change:
    """A unit's change between two situations, by cause.

    Parameters
    ----------
    before, after
        `score` (0–100) and `rank` (from 1).
    causes
        `CAUSES` × `score`, `rank`: what each has changed, summing to after less before; a better rank
        is a negative change. Where indicators are new or gone, `NEW_OR_GONE` is a cause besides.
    new, gone
        The leaves that count in either and have figures of any unit only after, only before.
    """

    before: pd.Series
    after: pd.Series
    causes: pd.DataFrame
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def causes(before: Situation, after: Situation, unit: str) -> Change | None:
    """Break down a unit's change of score and rank into its causes.

    - `data`: the unit's own figures
    - `others`: the figures of all other units, and which there are; of the score only where the
      normalisation holds units against each other
    - `weights`: how much what counts counts, and what counts at all
    - `method`: normalisation, with its goalposts and directions, and aggregation

    Each cause has the mean of what it changes over all orders in which the four could come about, so
    that the four add up to the whole and none is favoured.

    A leaf without figures of any unit in one of the two says nothing of what changed between them. Such
    leaves are left out of the four; what leaving them out before, and counting them in after, does to
    the unit is a fifth cause, `indicators`, and all five add up to the whole.

    Parameters
    ----------
    before, after
        The two situations; neither is changed.
    unit
        A row of both.

    Returns
    -------
    Change
        None where the unit has no score in one of the 16 mixtures of the two situations, or no rank
        in one of the two themselves, or where nothing that counts has figures in both.

    Raises
    ------
    ArgumentError
        No such method, unusable goalposts, or no leaf counts at all.
    KeyError
        The unit is in only one of them.

    Source
    ------
    Shapley, A value for n-person games (1953); for decomposition: Shorrocks, Decomposition procedures
    for distributional analysis (2013).
    """
    known = [_with_figures(situation) for situation in (before, after)]
    odd = known[0] ^ known[1]
    then, now = (_without(situation, odd) for situation in (before, after))
    if then is None or now is None:
        return None
    outcomes = {
        chosen: _outcome(_mixture(then, now, unit, chosen), unit, not odd and len(chosen) in (0, len(CAUSES)))
        for size in range(len(CAUSES) + 1)
        for chosen in combinations(CAUSES, size)
    }
    first, last = outcomes[()], outcomes[CAUSES]
    if odd:
        first, last = (_outcome(situation, unit, ends=True) for situation in (before, after))
    if any(np.isnan(outcome).any() for outcome in (first, last, *outcomes.values())):
        return None
    shares = {cause: _shapley(outcomes, cause) for cause in CAUSES}
    counting = dict.fromkeys((*_counting(before, odd), *_counting(after, odd)))
    gone, new = (tuple(leaf for leaf in counting if leaf in own) for own in known)
    if new or gone:
        shares[NEW_OR_GONE] = (outcomes[()] - first) + (last - outcomes[CAUSES])
    columns = ["score", "rank"]
    parts = pd.DataFrame(shares.values(), pd.Index(shares, name="cause"), columns)
    ends = (pd.Series(end, columns, name=name) for end, name in ((first, "before"), (last, "after")))
    return Change(*ends, parts, new, gone)


def _with_figures(situation: Situation) -> set[str]:
    return set(situation.values.columns[situation.values.notna().any()])


def _counting(situation: Situation, leaves: set[str]) -> tuple[str, ...]:
    """Return those of some leaves that have a weight, in the order of the tree."""
    effective = situation.weights.effective(situation.tree)
    return tuple(leaf for leaf in effective.index[effective > 0] if leaf in leaves)


def _without(situation: Situation, leaves: set[str]) -> Situation | None:
    """Return a situation without some leaves; None where no other counts."""
    kept = set(situation.tree.leaves) - leaves
    if not _counting(situation, kept):
        return None
    return replace(situation, tree=situation.tree.prune(kept))


def _shapley(outcomes: dict[tuple[str, ...], np.ndarray], cause: str) -> np.ndarray:
    others = [other for other in CAUSES if other != cause]
    total = np.zeros(2)
    for size in range(len(CAUSES)):
        for chosen in combinations(others, size):
            then = tuple(key for key in CAUSES if key in {*chosen, cause})
            total += (outcomes[then] - outcomes[chosen]) / comb(len(others), size)
    return total / len(CAUSES)


def _mixture(before: Situation, after: Situation, unit: str, chosen: tuple[str, ...]) -> Situation:
    """Return `before` with some of its causes taken from `after`."""
    own = after.values if "data" in chosen else before.values
    others = after.values if "others" in chosen else before.values
    values = others.reindex(columns=others.columns.union(own.columns, sort=False)).astype("float64")
    values.loc[unit] = own.loc[unit].reindex(values.columns)
    found = replace(before, values=values)
    if "weights" in chosen:
        found = replace(found, tree=after.tree, weights=after.weights)
    if "method" in chosen:
        found = replace(
            found, indicators=after.indicators, normalise=after.normalise, aggregate=after.aggregate
        )
    return found


def _outcome(situation: Situation, unit: str, ends: bool) -> np.ndarray:
    """Return the score of a unit, and its rank among those that have one and itself."""
    leaves = list(situation.tree.leaves)
    found = score_units(
        situation.values.reindex(columns=leaves),
        situation.indicators,
        situation.tree,
        situation.weights,
        situation.normalise,
        situation.aggregate,
        least=LEAST_PRESENT,
    )
    score = found.score[unit]
    if np.isnan(score) or (ends and pd.isna(found.rank[unit])):
        return np.array([np.nan, np.nan])
    rivals = found.score[found.rank.notna()].round(DECIMALS)
    return np.array([score, 1.0 + (rivals > round(score, DECIMALS)).sum()])
