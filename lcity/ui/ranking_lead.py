"""Whom it would take to lose the lead."""

import math
from dataclasses import dataclass

import pandas as pd

from lcity.index import Tree
from lcity.index.tipping import Tips
from lcity.ui import cache, place, standing
from lcity.ui.standing import Rules

# Of two dimensions one is as near as the other: the first is named.
SAME = 1e-9


@dataclass(frozen=True)
class Threat:
    """The dimension whose share of the index, changed least, costs a unit the lead.

    Parameters
    ----------
    key
        None: no dimension does.
    share, now
        Its share (0–1) of the index at which the lead is lost, and the present one.
    by
        Who leads then.
    """

    key: str | None
    share: float = math.nan
    now: float = math.nan
    by: str = ""


def threat(leader: str, rules: Rules, level: str, city: str) -> Threat | None:
    """Return whom it would take to lose the lead; None where there are no two dimensions to weigh.

    Parameters
    ----------
    leader
        The unit at rank 1.
    rules, level, city
        As for `lcity.ui.standing.ranked`.
    """
    scores = cache.normalised(level, place.chosen_year(), rules.normalise, city)
    return found(scores, rules, leader)


def found(scores: pd.DataFrame, rules: Rules, leader: str) -> Threat | None:
    """Return whom it would take to lose the lead among units with these scores; else as `threat`."""
    tree = rules.tree
    tips = Tips(scores[list(tree.leaves)], tree, rules.weights, rules.aggregate)
    known = standing.used(tree, frozenset(scores.columns[scores.notna().any()]))
    among = rules.weights.among_siblings(tree)
    nearest = None
    for key in known.dimensions:
        others = [other for other in tree.dimensions if other != key]
        rest = math.fsum(among[other] for other in others)
        part = math.fsum(among[other] for other in others if other in known.dimensions)
        if not rest or not part or not _counts(key, tree, among):
            continue
        nearest = nearest or Threat(None)
        lost = tips.lost(key, leader)
        if lost is None:
            continue
        at, by = lost
        # Of the index, in which what has no figures has no part.
        share, now = (t / (t + (1 - t) * part / rest) for t in (at, among[key]))
        if nearest.key is None or abs(share - now) <= abs(nearest.share - nearest.now) - SAME:
            nearest = Threat(key, share, now, by)
    return nearest


def _counts(key: str, tree: Tree, among: dict[str, float]) -> bool:
    children = tree.children(key)
    return not children or any(among[child] > 0 for child in children)
