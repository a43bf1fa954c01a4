"""The shortest way to a rank: the fewest indicators to raise, each at most to where a unit's peers stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice

import numpy as np
import pandas as pd

from lcity.errors import ArgumentError
from lcity.index.normalise import normalise as normalise_values
from lcity.index.ranking import DECIMALS, LEAST_PRESENT, rank_scores
from lcity.index.steps import TARGETS, targets
from lcity.index.tree import Tree
from lcity.index.weights import Weights

MOST_TRIED = 20_000
MOST_RANKED = 400
"""Of sets of indicators that are tried: where only the unit's score moves, and where all are ranked anew."""
FINENESS = 1_000


@dataclass(frozen=True)
class Improvement:
    """One indicator raised.

    Parameters
    ----------
    indicator
        Its key.
    value, target
        Where it stands, and where the peers' top quarter begins, in its own unit.
    needed
        What it has to reach here.
    """

    indicator: str
    value: float
    target: float
    needed: float


@dataclass(frozen=True)
class Path:
    """The way to a rank.

    Parameters
    ----------
    rank
        The rank aimed at.
    now
        The rank today; None where the unit has none.
    improvements
        The fewest that were found, the heaviest first; none where the rank is held already or out of reach.
    reachable
        Whether the unit gets there at all by raising its indicators to its peers' top quarter.
    share
        How much of the way to the top quarter each has to go, more than 0 to 1.
    at_least
        That fewer improvements do not do is proved up to here: the number of the fewest that could.
    """

    rank: int
    now: int | None
    improvements: tuple[Improvement, ...]
    reachable: bool
    share: float
    at_least: int

    @property
    def exact(self) -> bool:
        """Whether it is proved that no fewer improvements do."""
        return self.reachable and len(self.improvements) == self.at_least


def shortest_path(
    values: pd.DataFrame,
    indicators: pd.DataFrame,
    tree: Tree,
    unit: str,
    rank: int,
    others: pd.Index,
    *,
    weights: Weights | None = None,
    normalise: str = "goalposts",
    aggregate: str = "arithmetic",
    least: float = LEAST_PRESENT,
) -> Path:
    """Find the fewest improvements that bring a unit to a rank.

    Each raises one indicator to at most where the best quarter of the others begins. Where goalposts score a
    unit by itself and scores are added up, the indicators that gain most are the fewest; else sets are tried,
    the smallest first, as many as there is time for.

    Parameters
    ----------
    values, indicators, tree, weights, normalise, aggregate, least
        As for `lcity.index.score_units`.
    unit
        The unit that is to rise.
    rank
        1 or more: where to.
    others
        The units whose top quarter is the most it reaches.

    Raises
    ------
    ArgumentError
        The rank is below 1 or there is no such unit.
    """
    if rank < 1:
        raise ArgumentError(f"rank {rank}: expected 1 or more")
    if unit not in values.index:
        raise ArgumentError(f"unit {unit!r}: there is none of this id among those ranked")
    values = values[list(tree.leaves)].astype("float64")
    index = _Index(values, indicators, tree, unit, weights, normalise, aggregate, least)
    now = index.ranks([{}])[0]
    if now is None or now <= rank:
        return Path(rank, now, (), now is not None, 0.0, 0)
    target = targets(values, indicators, others, TARGETS["top_quarter"])
    direction = indicators["direction"].reindex(values.columns).astype("float64")
    short = (direction * values.loc[unit] < direction * target) & (index.shares > 0)
    raised = {str(leaf): float(target[leaf]) for leaf in short.index[short]}
    gained = dict(zip(raised, index.scores([{leaf: raised[leaf]} for leaf in raised]), strict=True))
    order = sorted(raised, key=lambda leaf: -gained[leaf])
    found, at_least = _fewest(index, raised, order, rank)
    if found is None:
        return Path(rank, now, (), False, 0.0, at_least)
    share = _share(index, {leaf: raised[leaf] for leaf in found}, rank)
    improvements = []
    for leaf in (leaf for leaf in order if leaf in found):
        own, most = float(values.at[unit, leaf]), raised[leaf]
        improvements.append(Improvement(leaf, own, most, own + share * (most - own)))
    return Path(rank, now, tuple(improvements), True, share, at_least)


def _fewest(
    index: "_Index", raised: dict[str, float], order: list[str], rank: int
) -> tuple[tuple[str, ...] | None, int]:
    """Return the fewest indicators found that lead to a rank, and how many it takes at least."""

    def reaching(sets: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
        ranks = index.ranks([{leaf: raised[leaf] for leaf in chosen} for chosen in sets])
        return (chosen for chosen, got in zip(sets, ranks, strict=True) if got is not None and got <= rank)

    prefixes = [tuple(order[:count]) for count in range(1, len(order) + 1)]
    reached = next(reaching(prefixes), None)
    if reached is None and index.alone:
        return None, len(order) + 1
    if index.alone and index.additive:
        return reached, len(reached)
    left = MOST_TRIED if index.alone else MOST_RANKED
    at_least = 1
    for count in range(1, len(order) + 1 if reached is None else len(reached)):
        sets = list(islice(combinations(order, count), left + 1))
        if len(sets) > left:
            return reached, at_least
        better = next(reaching(sets), None)
        if better is not None:
            return better, count
        left -= len(sets)
        at_least = count + 1
    return reached, at_least


def _share(index: "_Index", raised: dict[str, float], rank: int) -> float:
    """Return the least share of the way, in thousandths, that still leads to a rank."""
    own = index.values.loc[index.unit]
    low, high = 0, FINENESS
    while high - low > 1:
        middle = (low + high) // 2
        part = {leaf: own[leaf] + middle / FINENESS * (to - own[leaf]) for leaf, to in raised.items()}
        got = index.ranks([part])[0]
        low, high = (low, middle) if got is not None and got <= rank else (middle, high)
    return high / FINENESS


class _Index:
    """A ranking in which some values of one unit are others."""

    def __init__(
        self,
        values: pd.DataFrame,
        indicators: pd.DataFrame,
        tree: Tree,
        unit: str,
        weights: Weights | None,
        normalise: str,
        aggregate: str,
        least: float,
    ) -> None:
        self.values, self.indicators, self.unit = values, indicators, unit
        self._ranked_by = (tree, weights, aggregate, least)
        self._normalise = normalise
        self._before = self._ranking(values)
        self.shares = self._before.shares[values.columns]
        goalposts = indicators.loc[values.columns, ["low", "high"]].notna().all(axis=1)
        self.alone = normalise == "goalposts" and bool(goalposts[self.shares > 0].all())
        """Whether a unit's score follows from its own values alone, so that no other's moves."""
        self.additive = aggregate == "arithmetic"

    def _ranking(self, values: pd.DataFrame):
        return rank_scores(normalise_values(values, self.indicators, self._normalise), *self._ranked_by)

    def _variants(self, changes: list[dict[str, float]]) -> pd.DataFrame:
        """Return the unit's values, a row for each of some sets of changes."""
        own = np.tile(self.values.loc[self.unit].to_numpy(), (len(changes), 1))
        at = {leaf: number for number, leaf in enumerate(self.values.columns)}
        for row, change in zip(own, changes, strict=True):
            for leaf, value in change.items():
                row[at[leaf]] = value
        return pd.DataFrame(own, columns=self.values.columns)

    def scores(self, changes: list[dict[str, float]]) -> list[float]:
        """Return the unit's score with each of some sets of changes."""
        if not changes:
            return []
        if self.alone:
            return self._ranking(self._variants(changes)).score.tolist()
        return [float(self._with(change).score[self.unit]) for change in changes]

    def ranks(self, changes: list[dict[str, float]]) -> list[int | None]:
        """Return the unit's rank with each of some sets of changes; None where it has none."""
        if not changes:
            return []
        if not self.alone:
            ranks = [self._with(change).rank[self.unit] for change in changes]
            return [None if pd.isna(rank) else int(rank) for rank in ranks]
        if pd.isna(self._before.rank[self.unit]):
            return [None] * len(changes)
        ranked = self._before.rank.notna() & (self._before.rank.index != self.unit)
        others = np.sort(-np.round(self._before.score[ranked].to_numpy(float), DECIMALS))
        own = -np.round(np.array(self.scores(changes)), DECIMALS)
        return [int(better) + 1 for better in np.searchsorted(others, own, "left")]

    def _with(self, change: dict[str, float]):
        values = self.values.copy()
        for leaf, value in change.items():
            values.at[self.unit, leaf] = value
        return self._ranking(values)
