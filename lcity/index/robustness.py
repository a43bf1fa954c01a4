"""How far ranks can be trusted: the ranks of every unit under thousands of sets of weights."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from multiprocessing import cpu_count

import numpy as np
import pandas as pd

from lcity.index import draws as drawing
from lcity.index.aggregate import aggregate as aggregate_scores
from lcity.index.draws import DRAWS, SEED, Among
from lcity.index.means import Means, in_parts
from lcity.index.noise import Noise, uncertain
from lcity.index.order import TIE, Order, rank_type
from lcity.index.percentiles import Percentiles, percentiles_of
from lcity.index.ranking import LEAST_PRESENT, rank
from lcity.index.tree import Tree
from lcity.index.weights import Weights

LOW, HIGH = 0.05, 0.95
UNITS_AT_ONCE = 2_000
DRAWS_AT_ONCE = 1_000
THREADS = min(cpu_count(), 4)


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
        `rank_type` of the units, units × draws, 1 best; 0 unranked.
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

    @property
    def draws(self) -> int:
        """How many draws there were."""
        return self.ranks.shape[1]

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
    return Drawing(scores, tree, weights, aggregate, among, seed, errors).spread()


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
    return Drawing(scores, tree, weights, aggregate, among, seed, errors).spread()


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


class Drawing:
    """The ranks of units under more and more sets of weights, to be looked at in between.

    Parameters
    ----------
    scores, tree, weights, aggregate, seed, errors
        As for `around`.
    among
        The sets of weights.

    Attributes
    ----------
    done, draws
        Under how many sets of weights units have been ranked, and how many there are.
    """

    def __init__(
        self,
        scores: pd.DataFrame,
        tree: Tree,
        weights: Weights,
        aggregate: str,
        among: Among,
        seed: int = SEED,
        errors: pd.DataFrame | None = None,
    ) -> None:
        leaves, self._units = list(tree.leaves), scores.index
        self._ranked = ranked_units(scores, tree, weights, aggregate)
        numbers = np.flatnonzero(self._ranked)
        cost = drawing.costs(scores[leaves].to_numpy("float64"), aggregate)[numbers]
        order = in_parts(cost, tree, among).argsort(kind="stable")
        if errors is not None:
            error = errors[leaves].to_numpy("float64")[numbers]
            order = order[uncertain(cost, error, tree, among, aggregate)[order].argsort(kind="stable")]
        cost, numbers = cost[order], numbers[order]
        self._means = Means(cost, tree, among)
        self._noise = None
        if errors is not None:
            noise = Noise(cost, error[order], tree, among, aggregate, seed)
            self._noise = noise if noise.any else None
        self._among, self.draws = among, len(next(iter(among.values())))
        self.done = 0
        self._ranks = np.zeros((len(scores), self.draws), rank_type(len(scores)))
        # Of 40,000 units all ranks take 800 MB: those without noise are kept for some draws only.
        self._bare = Percentiles(len(scores), self.draws, LOW, HIGH)
        self._lanes = [_Lane(numbers, len(scores), aggregate) for _ in range(THREADS)]

    def go_on(self, draws: int, tell: Callable[[int, int], None] = lambda done, of: None) -> None:
        """Rank units under so many sets of weights more, or as many as there are left.

        Parameters
        ----------
        draws
            How many more.
        tell
            Is told again and again under how many they have been ranked, and of how many. What it raises ends
            this; the sets of the thousand it was at count as not tried.
        """
        end = min(self.done + draws, self.draws)
        with ThreadPoolExecutor(THREADS) as pool:
            for start in range(self.done, end, DRAWS_AT_ONCE):
                self._rank(slice(start, min(start + DRAWS_AT_ONCE, end)), pool, tell)

    def spread(self) -> RankSpread:
        """Return the ranks under the sets of weights so far; under all where there are none yet.

        With noise its ranks are told, and the percentiles are of the wider of the ranges with and without.
        """
        if not self.done:
            self.go_on(self.draws)
        ranks, units, ranked = self._ranks[:, : self.done], self._units, self._ranked
        with ThreadPoolExecutor(THREADS) as pool:
            low, high = percentiles_of(ranks, LOW, HIGH, pool)
            if self._noise is not None:
                lower, higher = self._bare.of(pool)
                low, high = np.minimum(low, lower), np.maximum(high, higher)
        first, top_three = _bests(ranks)
        return RankSpread(
            _whole(low, ranked, units, "low"),
            _whole(high, ranked, units, "high"),
            _shares(first, ranked, units, "first"),
            _shares(top_three, ranked, units, "top_three"),
            ranks,
        )

    def _rank(self, chunk: slice, pool: ThreadPoolExecutor, tell: Callable[[int, int], None]) -> None:
        bare = None if self._noise is None else np.zeros_like(self._ranks[:, chunk])
        # Each thread takes the next block as it comes: a generator would let two of them in at once.
        blocks = iter(
            [*drawing.blocks({key: row[chunk] for key, row in self._among.items()}, self._means.units)]
        )

        def rank_some(lane: _Lane) -> None:
            for part, some in blocks:
                tell(chunk.start + part.start, self.draws)
                cost = lane.cost(part, some, self._means)
                if bare is not None:
                    lane.rank(cost, bare[:, part])
                    self._noise.add_to(cost, some, of_all(part))
                lane.rank(cost, self._ranks[:, of_all(part)])

        def of_all(part: slice) -> slice:
            return slice(chunk.start + part.start, chunk.start + part.stop)

        for _ in pool.map(rank_some, self._lanes):
            pass
        if bare is not None:
            self._bare.take(bare, pool)
        self.done = chunk.stop
        tell(self.done, self.draws)


class _Lane:
    """What one thread needs to rank units: made once, as memory that is new costs as much as sorting it."""

    def __init__(self, numbers: np.ndarray, units: int, method: str) -> None:
        self._order = Order(numbers, method)
        draws = drawing.draws_at_once(len(numbers))
        self._cost = np.empty((draws, len(numbers)))
        self._ranks = np.zeros((draws, units), rank_type(units))

    def cost(self, part: slice, among: Among, means: Means) -> np.ndarray:
        """Return draws × units: the costs in some draws; they hold until the next are asked for."""
        return means.of(among, self._cost[: part.stop - part.start])

    def rank(self, cost: np.ndarray, found: np.ndarray) -> None:
        """Write the ranks in some draws into units × draws."""
        ranks = self._ranks[: len(cost)]
        self._order.rank(cost, ranks)
        found[:] = ranks.T


def _whole(found: np.ndarray, ranked: np.ndarray, units: pd.Index, name: str) -> pd.Series:
    return pd.Series(pd.arrays.IntegerArray(found.astype("int64"), ~ranked), units, name=name)


def _shares(found: np.ndarray, ranked: np.ndarray, units: pd.Index, name: str) -> pd.Series:
    return pd.Series(np.where(ranked, found, np.nan), units, name=name)


def _bests(ranks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the shares (0–1) of draws in which each row is first, and is among the first three."""
    first, top_three = np.zeros(len(ranks)), np.zeros(len(ranks))
    some = np.flatnonzero(ranks.min(axis=1) <= 3)
    for rows in np.array_split(some, len(some) // UNITS_AT_ONCE + 1):
        first[rows] = (ranks[rows] == 1).mean(axis=1)
        top_three[rows] = (ranks[rows] <= 3).mean(axis=1)
    return first, top_three
