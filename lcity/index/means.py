"""The mean cost of units under many sets of weights at once, what a unit lacks shared out among the rest."""

from dataclasses import dataclass

import numpy as np

from lcity.index.draws import Among, effective
from lcity.index.tree import Tree

LEAST = np.finfo(float).tiny
MOST_ALONE = 1 << 18
COLUMNS = 256
"""A larger product than `MOST_ALONE` BLAS shares out among threads of its own, which wait for each other by
keeping our own from working: products are taken in such pieces."""

Place = slice | np.ndarray
"""Some units: a slice where they follow each other, which numpy adds to without looking any up."""


class Means:
    """The mean cost of units under any draws of weights, what a unit lacks shared out among the rest.

    Quickest where units with the same dimensions in part follow each other (`in_parts`).

    Parameters
    ----------
    cost
        Units × leaves of the tree, as `lcity.index.draws.costs` returns them; NaN is missing.
    tree
        Of the index.
    among
        Any of the draws it will be asked of: a node has a weight in all of them or in none.
    """

    def __init__(self, cost: np.ndarray, tree: Tree, among: Among) -> None:
        self._tree, self.units = tree, len(cost)
        there = _There(cost, tree, among)
        self._top = [key for key in tree.dimensions if there.counts(key)]
        lacking = np.flatnonzero(~np.all([there.has[key] for key in self._top], axis=0))
        self._lacking = place(lacking)
        self._has = np.array([there.has[key][lacking] for key in self._top], float)
        self._any_lacking = len(lacking) > 0
        self._base = np.where(np.isnan(cost), 0.0, cost).T.copy()
        self._parts: list[tuple[str, Place, _Part]] = []
        several = sum((there.in_part(key) for key in self._top), np.zeros(self.units, int)) > 1
        for key in self._top:
            part = there.in_part(key)
            for units in (np.flatnonzero(part & ~several), np.flatnonzero(part & several)):
                if len(units):
                    self._base[np.ix_(there.leaves_under(key), units)] = 0.0
                    self._parts.append((key, place(units), there.part(key, units)))

    def of(self, among: Among, out: np.ndarray | None = None) -> np.ndarray:
        """Return draws × units: the cost of the index; written into `out` where that is given."""
        found = product(effective(self._tree, among).T, self._base, out)
        for key, units, part in self._parts:
            points = part.mean(among)
            points *= among[key][:, None]
            add(found, units, points)
        if self._any_lacking:
            found[:, self._lacking] /= product(np.array([among[key] for key in self._top]).T, self._has)
        return found


def in_parts(cost: np.ndarray, tree: Tree, among: Among) -> np.ndarray:
    """Return by unit a number alike for units that `Means` treats alike; for parameters see there."""
    there = _There(cost, tree, among)
    found = np.zeros(len(cost), int)
    for number, key in enumerate(tree.dimensions, 1):
        part = there.in_part(key)
        found = np.where(part, np.where(found > 0, len(tree.dimensions) + 1, number), found)
    return found


def product(weights: np.ndarray, table: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    """Return the product of two matrices, taken by this thread alone; written into `out` where given."""
    rows, columns = len(weights), table.shape[1]
    found = np.empty((rows, columns), np.result_type(weights, table)) if out is None else out
    across = max(min(columns, max(MOST_ALONE // max(weights.size, 1), COLUMNS)), 1)
    down = max(MOST_ALONE // (across * max(len(table), 1)), 1)
    for top in range(0, rows, down):
        for left in range(0, columns, across):
            piece = np.s_[top : top + down, left : left + across]
            np.matmul(weights[piece[0]], table[:, piece[1]], out=found[piece])
    return found


def place(units: np.ndarray) -> Place:
    """Return ascending numbers of units as a slice where they follow each other without a gap."""
    if len(units) and units[-1] - units[0] == len(units) - 1:
        return slice(int(units[0]), int(units[-1]) + 1)
    return units


def add(found: np.ndarray, units: Place, points: np.ndarray) -> None:
    """Add draws × some units to what all units have."""
    if isinstance(units, slice):
        found[:, units] += points
        return
    for row, own in zip(found, points, strict=True):  # faster than all rows at once
        row[units] += own


@dataclass(frozen=True)
class _Part:
    """A node as some units have it.

    Parameters
    ----------
    children
        Those that count.
    there
        Children × units: 1 where a unit has something of it, else 0.
    leaves, cost
        Those of the children that are leaves, and leaves × units, 0 where a unit lacks it.
    inner
        The others.
    """

    children: list[str]
    there: np.ndarray
    leaves: list[str]
    cost: np.ndarray
    inner: dict[str, "_Part"]

    def mean(self, among: Among) -> np.ndarray:
        """Return draws × units: the cost at the node, 0 where a unit has nothing under it."""
        total = product(_shares(among, self.children), self.there)
        points = product(_shares(among, self.leaves), self.cost) if self.leaves else np.zeros_like(total)
        for key, part in self.inner.items():
            own = part.mean(among)
            own *= among[key][:, None]
            points += own
        # Of who has nothing there the points are 0, and stay so.
        return np.divide(points, np.maximum(total, LEAST, out=total), out=points)


def _shares(among: Among, keys: list[str]) -> np.ndarray:
    return np.array([among[key] for key in keys]).T


class _There:
    """What units have something of, and what they have whole, node by node; for parameters see `Means`."""

    def __init__(self, cost: np.ndarray, tree: Tree, among: Among) -> None:
        self._tree = tree
        self._cost = dict(zip(tree.leaves, np.where(np.isnan(cost), 0.0, cost).T, strict=True))
        self.has = dict(zip(tree.leaves, ~np.isnan(cost).T, strict=True))
        self._counts = {key: row[0] > 0 for key, row in among.items()}
        self._whole = dict(self.has)
        none = np.zeros((1, len(cost)), bool)
        for key in tree.inner:
            children = self._children(key)
            self.has[key] = np.any([self.has[child] for child in children] or none, axis=0)
            self._whole[key] = np.all([self._whole[child] for child in children] or none, axis=0)

    def counts(self, key: str) -> bool:
        """Whether a node has a weight."""
        return self._counts[key]

    def in_part(self, key: str) -> np.ndarray:
        """Return by unit whether it has some of an inner node that counts, and lacks some."""
        return self.has[key] & ~self._whole[key] & self._counts[key]

    def leaves_under(self, key: str) -> np.ndarray:
        """Return which leaves stand under a node, as booleans."""
        under = {key}
        for inner in reversed(self._tree.inner):
            if inner in under:
                under.update(self._tree.children(inner))
        return np.isin(self._tree.leaves, list(under))

    def part(self, key: str, units: np.ndarray) -> _Part:
        """Return a node as some units have it."""
        children = self._children(key)
        leaves = [child for child in children if child in self._cost]
        return _Part(
            children,
            np.array([self.has[child][units] for child in children], float),
            leaves,
            np.array([self._cost[child][units] for child in leaves]),
            {child: self.part(child, units) for child in children if child not in self._cost},
        )

    def _children(self, key: str) -> list[str]:
        return [child for child in self._tree.children(key) if self._counts[child]]
