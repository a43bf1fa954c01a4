"""Percentiles of ranks over very many draws, exactly, of all draws at once or as they come."""

from collections.abc import Iterator
from concurrent.futures import Executor

import numpy as np

UNITS_AT_ONCE = 500
"""Of so many units ranks are looked through at a time: they stay near."""


class Percentiles:
    """The low and the high percentile of each unit's ranks, taken from some draws after others.

    Of what has come, only the smallest and the largest ranks are kept: as many as lie outside of the two.

    Parameters
    ----------
    units, draws
        How many there will be of each.
    low, high
        Which percentiles, as shares (0–1) of the draws, `low` less than `high`.
    """

    def __init__(self, units: int, draws: int, low: float, high: float) -> None:
        self._units, self._shares, self._taken = units, (low, high), 0
        first, last = _places(draws, low, high)
        self._smallest, self._largest = first + 1, draws - last
        self._kept = {
            part.start: [np.empty((part.stop - part.start, 0), np.int32)] * 2 for part in _parts(units)
        }

    def take(self, ranks: np.ndarray, pool: Executor) -> None:
        """Take the ranks of more draws, units × draws."""

        def take_some(part: slice) -> None:
            some = ranks[part].astype(np.int32)
            small, large = self._kept[part.start]
            small = np.concatenate([small, some], axis=1)
            if small.shape[1] > self._smallest:
                small.partition(self._smallest - 1, axis=1)
                small = small[:, : self._smallest].copy()
            large = np.concatenate([large, some], axis=1)
            if (others := large.shape[1] - self._largest) > 0:
                large.partition(others, axis=1)
                large = large[:, others:].copy()
            self._kept[part.start] = [small, large]

        _do(pool, take_some, self._units)
        self._taken += ranks.shape[1]

    def of(self, pool: Executor) -> tuple[np.ndarray, np.ndarray]:
        """Return the low and the high percentile by unit, of the draws taken so far."""
        found = np.zeros((2, self._units), np.int32)
        first, last = _places(self._taken, *self._shares)

        def of_some(part: slice) -> None:
            small, large = self._kept[part.start]
            found[0, part] = np.partition(small, first, axis=1)[:, first]
            at = large.shape[1] - (self._taken - last)
            found[1, part] = np.partition(large, at, axis=1)[:, at]

        _do(pool, of_some, self._units)
        return found[0], found[1]


def percentiles_of(
    ranks: np.ndarray, low: float, high: float, pool: Executor
) -> tuple[np.ndarray, np.ndarray]:
    """Return the low and the high percentile of each row of ranks: the smallest reached in such a share.

    Parameters
    ----------
    ranks
        Whole numbers, units × draws.
    low, high
        As for `Percentiles`.
    pool
        Whose threads take some units each.
    """
    first, last = _places(ranks.shape[1], low, high)
    found = np.zeros((2, len(ranks)), np.int32)

    def of_some(part: slice) -> None:
        # What has 32 bits numpy divides several times faster than what has 16.
        some = ranks[part].astype(np.int32)
        some.partition(first, axis=1)
        found[0, part] = some[:, first]
        above = some[:, first:]
        above.partition(last - first, axis=1)
        found[1, part] = above[:, last - first]

    _do(pool, of_some, len(ranks))
    return found[0], found[1]


def _places(draws: int, low: float, high: float) -> tuple[int, int]:
    """Return where the two stand among sorted ranks: whole draws, so that no rounding decides."""
    return int(np.ceil(low * draws)) - 1, int(np.ceil(high * draws)) - 1


def _parts(units: int) -> Iterator[slice]:
    return (slice(at, min(at + UNITS_AT_ONCE, units)) for at in range(0, units, UNITS_AT_ONCE))


def _do(pool: Executor, act, units: int) -> None:
    for _ in pool.map(act, _parts(units)):
        pass
