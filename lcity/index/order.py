"""The ranks of units by their costs, draw by draw: exact to the last decimal that counts."""

import numpy as np

from lcity.index import draws as drawing
from lcity.index.ranking import DECIMALS

TIE = 0.5 * 10.0**-DECIMALS
MOST_MENDED = 64
"""Of a draw with so many pairs at most that sorting cannot tell apart, the order of these is mended."""
FEW = 1_000
"""Of so few units all are sorted again sooner than the order of some is mended."""
NEAR = 1 << 16
"""So many costs are sorted at once: they stay in a core's own cache."""


def rank_type(units: int) -> type[np.unsignedinteger]:
    """Return the type of the ranks of so many units: the last of them fits."""
    return np.uint16 if units <= np.iinfo(np.uint16).max else np.uint32


class Order:
    """Ranks costs; keeps what it needs for that, so that one of them serves one thread.

    What differs in the index by less than half a unit of the 12th decimal ties. Sorting is cheaper
    where the order comes with it: the number of each unit is written into the last bits of its cost. Where
    two costs are so near that those bits could matter, the order of these is mended; draws with many such
    are sorted again.

    Parameters
    ----------
    numbers
        By column of costs: where its rank is to be written.
    method
        The aggregation the costs are of.
    """

    def __init__(self, numbers: np.ndarray, method: str) -> None:
        self._numbers, self._method = numbers.astype(np.int64), method
        units = len(numbers)
        bits = max(int(numbers.max(initial=1)), 1).bit_length()
        self._last = (np.int64(1) << bits) - 1
        self._blur = 2.0 ** (bits - 50)
        self._columns = np.zeros(int(self._last) + 1, np.intp)
        self._columns[self._numbers] = np.arange(units)
        self._in_order = np.arange(1, units + 1, dtype=rank_type(units))
        self.draws = max(1, NEAR // max(units, 1))
        self._keys = np.empty((self.draws, units))
        self._apart = np.empty((self.draws, max(units - 1, 0)))

    def rank(self, cost: np.ndarray, found: np.ndarray) -> None:
        """Write the rank of each cost in its row, 1 plus the number of smaller ones, into `found`."""
        if not cost.shape[1]:
            return
        for start in range(0, len(cost), self.draws):
            part = slice(start, start + self.draws)
            self._rank(cost[part], found[part])

    def _rank(self, cost: np.ndarray, found: np.ndarray) -> None:
        keys, apart = self._keys[: len(cost)], self._apart[: len(cost)]
        order = keys.view(np.int64)
        np.bitwise_and(cost.view(np.int64), ~self._last, out=order)
        order |= self._numbers
        keys.sort(axis=1)
        near = TIE + np.abs(keys[:, [0, -1]]).max() * self._blur
        np.subtract(keys[:, 1:], keys[:, :-1], out=apart)
        doubtful = np.flatnonzero(apart.min(axis=1, initial=np.inf) <= near)
        order &= self._last
        for row, numbers in zip(found, order, strict=True):
            row[numbers] = self._in_order
        if cost.shape[1] <= FEW:
            found[np.ix_(doubtful, self._numbers)] = _exact_ranks(cost[doubtful], self._method)
            return
        for draw in doubtful:
            unsure = np.flatnonzero(apart[draw] <= near)
            if len(unsure) > MOST_MENDED:
                found[draw, self._numbers] = _exact_ranks(cost[[draw]], self._method)[0]
                continue
            for run in np.split(unsure, np.flatnonzero(np.diff(unsure) > 1) + 1):
                numbers = order[draw, run[0] : run[-1] + 2]
                own = cost[draw, self._columns[numbers]]
                found[draw, numbers] = run[0] + _exact_ranks(own[None], self._method)[0]


def _exact_ranks(cost: np.ndarray, method: str) -> np.ndarray:
    order = cost.argsort(axis=1)
    ascending = np.take_along_axis(cost, order, axis=1)
    apart = np.ones(cost.shape, bool)
    apart[:, 1:] = np.diff(ascending, axis=1) * drawing.slope(ascending[:, 1:], method) >= TIE
    kind = rank_type(cost.shape[1])
    places = np.arange(1, cost.shape[1] + 1, dtype=kind)
    shared = np.maximum.accumulate(np.where(apart, places, 0), axis=1)
    ranks = np.empty(cost.shape, kind)
    np.put_along_axis(ranks, order, shared.astype(kind), axis=1)
    return ranks
