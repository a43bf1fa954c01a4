"""Whom it would take to lose the lead."""

import math
from dataclasses import dataclass, replace

import pandas as pd

from lcity.index import Tree, Weights, rank_scores
from lcity.index.tipping import Tips
from lcity.ui.shared import cache, selection, standing
from lcity.ui.shared.standing import Rules
from lcity.ui.shared.weights import MOST as MOST_WEIGHT

# Of two dimensions one is as near as the other: the first is named.
SAME = 1e-9
# Decimals of a per cent: as few as tell truly who leads.
FEWEST, MOST = 1, 4
ON_A_STEP = 1e-6


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
    digits
        The fewest decimals of a per cent at which `told` is beyond the turn and before the next.
    most
        The greatest share (0–1) its slider reaches while the others stay.
    """

    key: str | None
    share: float = math.nan
    now: float = math.nan
    by: str = ""
    digits: int = FEWEST
    most: float = 1.0

    @property
    def rises(self) -> bool:
        """Whether it is a greater share that costs the lead."""
        return self.share >= self.now

    @property
    def way(self) -> str:
        """Which way its share is to go: "falls", "rises", or "rises_far", further than its slider does."""
        if not self.rises:
            return "falls"
        return "rises" if self.shown_share <= self.most else "rises_far"

    @property
    def shown_share(self) -> float:
        """The share (0–1) as it is said: where the lead is lost, never where it still is kept."""
        return beyond(self.share, self.rises, self.digits)


def beyond(share: float, rises: bool, digits: int) -> float:
    """Return the first share (0–1) beyond one, upwards or downwards, of so many decimals of a per cent."""
    steps = 10 ** (digits + 2)
    at = share * steps
    whole = round(at)
    on_a_step = abs(at - whole) < ON_A_STEP
    step = (
        (whole if on_a_step else math.floor(at)) + 1 if rises else (whole if on_a_step else math.ceil(at)) - 1
    )
    return min(max(step, 0), steps) / steps


def threat(leader: str, rules: Rules, level: str, city: str) -> Threat | None:
    """Return whom it would take to lose the lead; None where there are no two dimensions to weigh.

    Parameters
    ----------
    leader
        The unit at rank 1.
    rules, level, city
        As for `lcity.ui.shared.standing.ranked`.
    """
    scores = cache.normalised(level, selection.chosen_year(), rules.normalise, city)
    return found(scores, rules, leader)


def found(scores: pd.DataFrame, rules: Rules, leader: str) -> Threat | None:
    """Return whom it would take to lose the lead among units with these scores; else as `threat`."""
    tree = rules.tree
    tips = Tips(scores[list(tree.leaves)], tree, rules.weights, rules.aggregate)
    used = standing.used(tree, frozenset(scores.columns[scores.notna().any()]))
    among = rules.weights.among_siblings(tree)
    nearest, parts = None, 1.0
    for key in used.dimensions:
        others = [other for other in tree.dimensions if other != key]
        rest = math.fsum(among[other] for other in others)
        part = math.fsum(among[other] for other in others if other in used.dimensions)
        if not rest or not part or not _counts(key, tree, among):
            continue
        nearest = nearest or Threat(None)
        lost = tips.lost(key, leader)
        if lost is None:
            continue
        at, by = lost
        # Of the index, in which what has no figures has no part.
        known = part / rest
        share, now = (t / (t + (1 - t) * known) for t in (at, among[key]))
        if nearest.key is None or abs(share - now) <= abs(nearest.share - nearest.now) - SAME:
            most = _most(key, rules)
            nearest, parts = Threat(key, share, now, by, most=most / (most + (1 - most) * known)), known
    return (
        replace(nearest, digits=_digits(nearest, scores, rules, leader, parts))
        if nearest and nearest.key
        else nearest
    )


def _digits(threat: Threat, scores: pd.DataFrame, rules: Rules, leader: str, parts: float) -> int:
    """Return with how many decimals a share is to be said so that it is true, and not the present one."""
    for digits in range(FEWEST, MOST):
        told = replace(threat, digits=digits).shown_share
        if round(told * 10 ** (digits + 2)) != math.floor(threat.now * 10 ** (digits + 2) + 0.5):
            # Of its siblings, of which what has no figures is one.
            share = told * parts / (1 - told + told * parts)
            ranks = rank_at(scores, rules, threat.key, share)
            if ranks.get(threat.by) == 1 and ranks.get(leader) != 1:
                return digits
    return MOST


def rank_at(scores: pd.DataFrame, rules: Rules, key: str, share: float) -> dict[str, int]:
    """Return the ranks where a dimension has another share among its siblings, the others in proportion."""
    tree = rules.tree
    among = rules.weights.among_siblings(tree)
    others = [other for other in tree.dimensions if other != key]
    rest = math.fsum(among[other] for other in others)
    moved = {other: (1 - share) * among[other] / rest for other in others} | {key: share}
    weights = Weights({**dict(rules.weights.overrides), **moved})
    return rank_scores(scores, tree, weights, rules.aggregate).rank.dropna().astype(int).to_dict()


def _most(key: str, rules: Rules) -> float:
    """Return the greatest share (0–1) among its siblings a dimension's slider reaches while others stay."""
    pushed = Weights(dict(rules.weights.overrides) | {key: MOST_WEIGHT})
    return pushed.among_siblings(rules.tree)[key]


def _counts(key: str, tree: Tree, among: dict[str, float]) -> bool:
    children = tree.children(key)
    return not children or any(among[child] > 0 for child in children)
