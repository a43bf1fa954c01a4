"""How far ranks can be trusted: the ranks of every unit under thousands of sets of weights."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from lcity.index import draws as drawing
from lcity.index.aggregate import aggregate as aggregate_scores
from lcity.index.draws import DRAWS, SEED, Among, Means
from lcity.index.percentiles import Percentiles, percentiles_of
from lcity.index.ranking import DECIMALS, LEAST_PRESENT, rank
from lcity.index.tree import Tree
from lcity.index.weights import Weights

LOW, HIGH = 0.05, 0.95
TIE = 0.5 * 10.0**-DECIMALS
MOST_MENDED = 64
"""Of a draw with so many pairs at most that sorting cannot tell apart, the order of these is mended."""
UNITS_AT_ONCE = 2_000
DRAWS_AT_ONCE = 1_000
THREADS = 4


@dataclass(frozen=True, eq=False)
class RankSpread:
    """The ranks of units over many draws, all by unit in the order given.

    Parameters
    ----------
    low, high
        Int64: the 5th and the 95th percentile of the rank; NA unranked. Where data were drawn too,
        the wider of the ranges with and without.
    first, top_three
        Share (0–1) of the draws in which the unit is first, or among the first three; NaN unranked.
    ranks
        uint16, units × draws, 1 best; 0 unranked.
    """

    low: pd.Series
    high: pd.Series
    first: pd.Series
    top_three: pd.Series
    ranks: np.ndarray

    def chance(self, unit: str) -> pd.Series:
        """Return rank → share (0–1) of the draws in which the unit has it; empty for an unranked one."""
        own = self.ranks[self.low.index.get_loc(unit)]
        counts = np.bincount(own)[1:]
        found = pd.Series(counts / own.size, pd.RangeIndex(1, len(counts) + 1, name="rank"), name="chance")
        return found[found > 0]

    @cached_property
    def ranked(self) -> pd.Index:
        """The units that have a rank."""
        return self.low.index[self.low.notna()]


def around(
    scores: pd.DataFrame,
    tree: Tree,
    weights: Weights,
    aggregate: str = "arithmetic",
    *,
    spread: float = 0.25,
    draws: int = DRAWS,
    seed: int = SEED,
    errors: pd.DataFrame | None = None,
) -> RankSpread:
    """Rank units with every weight of the tree varied around the given one.

    Parameters
    ----------
    scores
        Units × leaves, 0–100, more being better; NaN is missing.
    tree, weights, aggregate
        As for `lcity.index.aggregate`. Who is ranked is settled by these weights, for every draw.
    spread
        Each node's weight is multiplied by a number drawn evenly from 1 − spread to 1 + spread.
    draws, seed
        How many, and from where the random numbers start.
    errors
        Units × leaves: standard errors of `scores`, in points; NaN for none. Where given, data are
        drawn too: each present score with its error; each missing one around the mean of what its
        unit has beside it (as sharing its weight out implies), give or take the standard deviation
        of what the other units have. To first order and taken to be independent.

    Raises
    ------
    ArgumentError
        No such method, no leaf counts at all, or the spread is not from 0 to 1.
    """
    among = drawing.around(tree, weights, draws, seed, spread)
    return _spread(scores, tree, weights, aggregate, among, seed, errors)


def anywhere(
    scores: pd.DataFrame,
    tree: Tree,
    weights: Weights,
    aggregate: str = "arithmetic",
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    errors: pd.DataFrame | None = None,
) -> RankSpread:
    """Rank units with any weights of the dimensions at all; within dimensions the weights given stay.

    Parameters
    ----------
    scores, tree, weights, aggregate, draws, seed, errors
        As for `around`.

    Raises
    ------
    ArgumentError
        No such method, or no leaf counts at all.
    """
    among = drawing.anywhere(tree, weights, draws, seed)
    return _spread(scores, tree, weights, aggregate, among, seed, errors)


def ranked_units(scores: pd.DataFrame, tree: Tree, weights: Weights, aggregate: str) -> np.ndarray:
    """Return which units have a rank under weights, as booleans in the order given."""
    found = aggregate_scores(scores, tree, weights, aggregate)
    return rank(found.index, found.present, LEAST_PRESENT).notna().to_numpy()


def own_ranks(means: Means, among: Among, method: str, unit: int) -> np.ndarray:
    """Return the rank of one unit, by its place among those of `means`, in each draw."""
    found = []
    for _, some in drawing.blocks(among, means.units):
        cost = means.of(some)
        own = cost[:, [unit]]
        margin = TIE / drawing.slope(own, method)
        found.append(1 + (cost <= own - margin).sum(axis=1))
    return np.concatenate(found)


def _spread(
    scores: pd.DataFrame,
    tree: Tree,
    weights: Weights,
    method: str,
    among: Among,
    seed: int,
    errors: pd.DataFrame | None,
) -> RankSpread:
    ranked = ranked_units(scores, tree, weights, method)
    leaves = list(tree.leaves)
    cost = drawing.costs(scores[leaves].to_numpy("float64"), method)[ranked]
    noise = None
    if errors is not None:
        noise = _Noise(cost, errors[leaves].to_numpy("float64")[ranked], tree, among, method, seed)
    means = Means(cost, tree, among)
    found = np.empty((means.units, len(next(iter(among.values())))), np.uint16)
    low, high = _rank_draws(found, means, among, method, noise if noise is not None and noise.any else None)
    first, top_three = _bests(found)
    ranks, units = found, scores.index
    if not ranked.all():
        ranks = np.zeros((len(scores), found.shape[1]), np.uint16)
        ranks[ranked] = found
    return RankSpread(
        _whole(low, ranked, units, "low"),
        _whole(high, ranked, units, "high"),
        _shares(first, ranked, units, "first"),
        _shares(top_three, ranked, units, "top_three"),
        ranks,
    )


def _rank_draws(
    found: np.ndarray, means: Means, among: Among, method: str, noise: "_Noise | None"
) -> tuple[np.ndarray, np.ndarray]:
    """Write into `found`, units × draws, the ranks in each draw; return the low and high percentile by unit.

    With noise its ranks are written, and the percentiles are of the wider of the ranges with and without.
    """
    units, draws = found.shape
    percentiles = Percentiles(units, draws, LOW, HIGH)  # without noise
    # Of 40,000 units all ranks take 800 MB: those without noise are kept for some draws only.
    bare = found if noise is None else np.empty((units, min(draws, DRAWS_AT_ONCE)), np.uint16)

    def rank_some(part: slice, bare: np.ndarray, some: Among, random: np.ndarray | None) -> None:
        cost = means.of(some)
        bare[:] = _ranks(cost, method).T
        if noise is not None:
            noise.add_to(cost, some, random)
            found[:, part] = _ranks(cost, method).T

    # Sorting leaves the other threads alone. Random numbers are drawn here, one after another, so that they
    # are the same whichever block is done first; as many blocks wait as there are threads.
    with ThreadPoolExecutor(THREADS) as pool:
        for start in range(0, draws, DRAWS_AT_ONCE):
            chunk = slice(start, min(start + DRAWS_AT_ONCE, draws))
            ranks = bare[:, chunk] if noise is None else bare[:, : chunk.stop - start]
            waiting = []
            for part, some in drawing.blocks({key: row[chunk] for key, row in among.items()}, units):
                if len(waiting) > THREADS:
                    waiting.pop(0).result()
                random = None if noise is None else noise.random(part.stop - part.start)
                of_all = slice(start + part.start, start + part.stop)
                waiting.append(pool.submit(rank_some, of_all, ranks[:, part], some, random))
            for one in waiting:
                one.result()
            if noise is not None:
                percentiles.take(ranks, pool)
        if noise is None:
            return percentiles_of(found, LOW, HIGH, pool)
        (low, high), (lower, higher) = percentiles.found, percentiles_of(found, LOW, HIGH, pool)
        return np.minimum(low, lower), np.maximum(high, higher)


def _whole(found: np.ndarray, ranked: np.ndarray, units: pd.Index, name: str) -> pd.Series:
    numbers = np.zeros(len(units), "int64")
    numbers[ranked] = found
    return pd.Series(pd.arrays.IntegerArray(numbers, ~ranked), index=units, name=name)


def _shares(found: np.ndarray, ranked: np.ndarray, units: pd.Index, name: str) -> pd.Series:
    shares = np.full(len(units), np.nan)
    shares[ranked] = found
    return pd.Series(shares, units, name=name)


def _bests(ranks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the shares (0–1) of draws in which each row is first, and is among the first three."""
    first, top_three = np.zeros(len(ranks)), np.zeros(len(ranks))
    some = np.flatnonzero(ranks.min(axis=1) <= 3)
    for rows in np.array_split(some, len(some) // UNITS_AT_ONCE + 1):
        first[rows] = (ranks[rows] == 1).mean(axis=1)
        top_three[rows] = (ranks[rows] <= 3).mean(axis=1)
    return first, top_three


def _ranks(cost: np.ndarray, method: str) -> np.ndarray:
    """Return the rank of each cost in its row, uint16: 1 plus the number of smaller ones.

    What differs in the index by less than half a unit of the 12th decimal ties. Sorting is cheaper
    where the order comes with it: the place of each cost is written into its last bits. Where two costs are
    so near that those bits could matter, the order of these is mended; rows with many such are sorted again.
    """
    units = cost.shape[1]
    if not units:
        return np.empty(cost.shape, np.uint16)
    bits = max(units - 1, 1).bit_length()
    places = (np.int64(1) << bits) - 1
    keys = cost.copy()
    whole = keys.view(np.int64)
    whole &= ~places
    whole |= np.arange(units)
    keys.sort(axis=1)
    near = TIE + np.abs(keys[:, [0, -1]]).max() * 2.0 ** (bits - 50)
    unsure = (keys[:, 1:] - keys[:, :-1]) <= near
    pairs = np.count_nonzero(unsure, axis=1)
    order = keys.view(np.int64) & places
    ranks = np.empty(cost.shape, np.uint16)
    in_order = np.arange(1, units + 1, dtype=np.uint16)
    for row, place in zip(ranks, order, strict=True):
        row[place] = in_order
    for row in np.flatnonzero((pairs > 0) & (pairs <= MOST_MENDED)):
        _mend(ranks[row], cost[row], order[row], np.flatnonzero(unsure[row]), method)
    again = pairs > MOST_MENDED
    if again.any():
        ranks[again] = _exact_ranks(cost[again], method)
    return ranks


def _mend(ranks: np.ndarray, cost: np.ndarray, order: np.ndarray, unsure: np.ndarray, method: str) -> None:
    """Rank those again that are nearer than sorting could tell.

    Parameters
    ----------
    ranks, cost
        By unit, of one draw; `ranks` is written to.
    order
        The units as they were sorted.
    unsure
        The places of `order` whose next is so near.
    """
    for run in np.split(unsure, np.flatnonzero(np.diff(unsure) > 1) + 1):
        units = order[run[0] : run[-1] + 2]
        ranks[units] = run[0] + _exact_ranks(cost[units][None], method)[0]


def _exact_ranks(cost: np.ndarray, method: str) -> np.ndarray:
    order = cost.argsort(axis=1)
    ascending = np.take_along_axis(cost, order, axis=1)
    apart = np.ones(cost.shape, bool)
    apart[:, 1:] = np.diff(ascending, axis=1) * drawing.slope(ascending[:, 1:], method) >= TIE
    places = np.arange(1, cost.shape[1] + 1, dtype=np.uint16)
    shared = np.maximum.accumulate(np.where(apart, places, 0), axis=1)
    ranks = np.empty(cost.shape, np.uint16)
    np.put_along_axis(ranks, order, shared.astype(np.uint16), axis=1)
    return ranks


class _Noise:
    """The error of each unit's index in each draw: normal, its variance that of the errors it is made of."""

    def __init__(
        self, cost: np.ndarray, errors: np.ndarray, tree: Tree, among: Among, method: str, seed: int
    ) -> None:
        has = ~np.isnan(cost)
        found = errors * _steepness(cost, method)
        variance = np.where(has & ~np.isnan(found), found, 0.0) ** 2
        weight = drawing.effective(tree, among).mean(axis=1)
        # The weight of what is missing is carried by what is there, and so are its errors.
        variance *= (weight.sum() / (has @ weight))[:, None] ** 2
        variance += np.where(has, 0.0, _variance_of_others(cost))
        self._units = np.flatnonzero(variance[:, weight > 0].any(axis=1))
        self._variance = variance[self._units].T
        self._tree = tree
        self._random = np.random.default_rng([seed, 1])

    @property
    def any(self) -> bool:
        """Whether any unit has an error."""
        return len(self._units) > 0

    def random(self, draws: int) -> np.ndarray:
        """Return standard normal numbers for the next draws."""
        return self._random.standard_normal((draws, len(self._units)), np.float32)

    def add_to(self, cost: np.ndarray, among: Among, random: np.ndarray) -> None:
        """Add an error to each cost, draws × units."""
        sd = np.sqrt(np.square(drawing.effective(self._tree, among)).T @ self._variance)
        sd *= random
        for row, error in zip(cost, sd, strict=True):  # faster than all rows at once
            row[self._units] += error


def _steepness(cost: np.ndarray, method: str) -> np.ndarray:
    """Return by how much a leaf's cost falls where its score rises by a point."""
    return (1.0 if method == "arithmetic" else 0.99) / drawing.slope(cost, method)


def _variance_of_others(cost: np.ndarray) -> np.ndarray:
    """Return the variance of each leaf's costs over the units that have it, 0 where none has."""
    has = ~np.isnan(cost)
    n = np.maximum(has.sum(axis=0), 1)
    mean = np.where(has, cost, 0).sum(axis=0) / n
    return (np.where(has, cost - mean, 0) ** 2).sum(axis=0) / n
