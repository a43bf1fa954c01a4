"""What data that are not certain do to the index of each unit, in each draw."""

from functools import lru_cache

import numpy as np

from lcity.index import draws as drawing
from lcity.index.draws import Among
from lcity.index.means import add, place, product
from lcity.index.tree import Tree

NUMBERS = 1 << 20
"""Random numbers drawn once: each draw takes those from some random place on. Drawn anew they would cost a
third of a ranking, and 10,000 of so many tell as much about a unit."""


def uncertain(cost: np.ndarray, errors: np.ndarray, tree: Tree, among: Among, method: str) -> np.ndarray:
    """Return by unit whether its index has an error in any draw; for parameters see `Noise`."""
    weight = drawing.effective(tree, among).mean(axis=1)
    return _variance(cost, errors, weight, method)[:, weight > 0].any(axis=1)


class Noise:
    """The error of each unit's index in each draw: normal, its variance that of the errors it is made of.

    Parameters
    ----------
    cost
        Units × leaves of the tree, as `lcity.index.draws.costs` returns them; NaN is missing.
    errors
        Units × leaves: standard errors of the scores, in points; NaN for none.
    tree, among, method
        The index, the draws and the aggregation.
    seed
        From where the random numbers start.
    """

    def __init__(
        self, cost: np.ndarray, errors: np.ndarray, tree: Tree, among: Among, method: str, seed: int
    ) -> None:
        weight = drawing.effective(tree, among).mean(axis=1)
        variance = _variance(cost, errors, weight, method)
        units = np.flatnonzero(variance[:, weight > 0].any(axis=1))
        self._units, self._tree = place(units), tree
        self._variance = variance[units].T.astype(np.float32)
        self._numbers, self._from = _numbers(seed, len(units), len(next(iter(among.values()))))

    @property
    def any(self) -> bool:
        """Whether any unit has an error."""
        return self._variance.shape[1] > 0

    def add_to(self, cost: np.ndarray, among: Among, draws: slice) -> None:
        """Add an error to each cost, draws × units; `draws` says which these are of all."""
        sd = product(np.square(drawing.effective(self._tree, among)).T.astype(np.float32), self._variance)
        np.sqrt(sd, out=sd)
        for row, start in zip(sd, self._from[draws], strict=True):
            row *= self._numbers[start : start + len(row)]
        add(cost, self._units, sd)


# Whoever asks with the same units has the same numbers: to draw them takes a third of ranking fifteen units.
@lru_cache(maxsize=2)
def _numbers(seed: int, units: int, draws: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the random numbers, and from which on each draw takes those of so many units."""
    rng = np.random.default_rng([seed, 1])
    numbers = rng.standard_normal(NUMBERS + units if units else 0, np.float32)
    start = rng.integers(NUMBERS, size=draws)
    for found in (numbers, start):
        found.flags.writeable = False
    return numbers, start


def _variance(cost: np.ndarray, errors: np.ndarray, weight: np.ndarray, method: str) -> np.ndarray:
    """Return units × leaves: the variance of the cost of each leaf, as far as its weight carries it."""
    has = ~np.isnan(cost)
    found = errors * (1.0 if method == "arithmetic" else 0.99) / drawing.slope(cost, method)
    variance = np.where(has & ~np.isnan(found), found, 0.0) ** 2
    # The weight of what is missing is carried by what is there, and so are its errors.
    variance *= (weight.sum() / (has @ weight))[:, None] ** 2
    return variance + np.where(has, 0.0, _variance_of_others(cost))


def _variance_of_others(cost: np.ndarray) -> np.ndarray:
    """Return the variance of each leaf's costs over the units that have it, 0 where none has."""
    has = ~np.isnan(cost)
    n = np.maximum(has.sum(axis=0), 1)
    mean = np.where(has, cost, 0).sum(axis=0) / n
    return (np.where(has, cost - mean, 0) ** 2).sum(axis=0) / n
