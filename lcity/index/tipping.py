"""At which weight the order tips: exact, for every aggregation, from closed forms.

As the share t of one node among its siblings grows and the others keep their proportions, the cost of
a unit's index (`lcity.index.draws.costs`) is (a + b t) / (c + d t), and the weight of what it has
present is p + q t. Two units change places where their costs are equal: a quadratic equation, linear
where neither lacks anything. A unit comes into the ranking or leaves it where its present weight
reaches what must be present. Between two such shares no rank changes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lcity.index import draws as drawing
from lcity.index.aggregate import aggregate as aggregate_scores
from lcity.index.ranking import DECIMALS, LEAST_PRESENT
from lcity.index.tree import Tree
from lcity.index.weights import Weights

AT_ONCE = 16
FEW = 16
SAME = 1e-12


@dataclass(frozen=True)
class Tipping:
    """The shares of a node among its siblings, nearest to the one in force, at which a unit's rank changes.

    Parameters
    ----------
    up, down
        0–1: just beyond it the unit stands better, or worse, than now. None where no share brings that.
    """

    up: float | None
    down: float | None


class Tips:
    """The tipping points of every node of a ranking, for who asks for many.

    Parameters
    ----------
    scores
        Units × leaves, 0–100, more being better; NaN is missing.
    tree, weights, aggregate
        As for `lcity.index.aggregate`.

    Raises
    ------
    ArgumentError
        No such method, or no leaf counts at all.
    """

    def __init__(
        self, scores: pd.DataFrame, tree: Tree, weights: Weights, aggregate: str = "arithmetic"
    ) -> None:
        found = aggregate_scores(scores, tree, weights, aggregate)
        nodes = found.nodes[list(tree.keys)].to_numpy()
        self._units = scores.index
        self._tree, self._method = tree, aggregate
        self._among = weights.among_siblings(tree)
        self._has = dict(zip(tree.keys, ~np.isnan(nodes).T, strict=True))
        cost = np.where(np.isnan(nodes), 0.0, drawing.node_costs(nodes, aggregate))
        self._cost = dict(zip(tree.keys, cost.T, strict=True))
        self._present = {leaf: self._has[leaf].astype(float) for leaf in tree.leaves}
        for key in tree.inner:
            self._present[key] = sum(self._among[c] * self._present[c] for c in tree.children(key))
        self._index = np.round(found.index.to_numpy("float64"), DECIMALS)

    def keeps_order(self, key: str, top: int = 3) -> tuple[float, float]:
        """Return the band of a node's share in which the first units keep their places."""
        path = self._path(key)
        if path is None:
            return 0.0, 1.0
        now = path.ranks(np.array([path.now]), np.arange(len(self._units)))[0]
        first = np.flatnonzero((now > 0) & (now <= top))
        turns = path.turns(first)
        return tuple(
            next((start for start, ranks in path.walk(first, turns, end) if (ranks != now[first]).any()), end)
            for end in (0.0, 1.0)
        )

    def tipping(self, key: str, unit: str) -> Tipping:
        """Return the nearest shares of a node at which a unit gains or loses a place."""
        path, own = self._path(key), np.array([self._units.get_loc(unit)])
        if path is None:
            return Tipping(None, None)
        now = path.ranks(np.array([path.now]), own)[0, 0]
        if not now:
            return Tipping(None, None)
        turns = path.turns(own)
        found: dict[str, list[float]] = {"up": [], "down": []}
        for end in (0.0, 1.0):
            wanted = set(found)
            for start, ranks in path.walk(own, turns, end):
                rank = ranks[0]
                side = "up" if 0 < rank < now else "down" if rank > now else None
                if side in wanted:
                    found[side].append(start)
                    wanted.discard(side)
                if not wanted:
                    break
        nearest = {side: min(at, key=lambda t: abs(t - path.now), default=None) for side, at in found.items()}
        return Tipping(**nearest)

    def lost(self, key: str, unit: str) -> tuple[float, str] | None:
        """Return the nearest share of a node at which a unit loses a place, and who else then stands best.

        None where no share brings that.
        """
        path, own = self._path(key), np.array([self._units.get_loc(unit)])
        if path is None:
            return None
        now = path.ranks(np.array([path.now]), own)[0, 0]
        turns = path.turns(own)
        stretches = (path.walk(own, turns, end) for end in (0.0, 1.0))
        starts = [next((t for t, ranks in walk if ranks[0] > now > 0), None) for walk in stretches]
        at = min((t for t in starts if t is not None), key=lambda t: abs(t - path.now), default=None)
        if at is None:
            return None
        others = np.delete(np.arange(len(self._units)), own)
        ranks = path.ranks(np.array([at]), others)[0]
        return at, self._units[others[np.where(ranks > 0, ranks, len(self._units) + 1).argmin()]]

    def _path(self, key: str) -> "_Path | None":
        """Return how units follow a node's share; None where it changes nothing."""
        tree, parent = self._tree, self._tree.parent[key]
        others = [sibling for sibling in tree.children(parent) if sibling != key]
        rest = sum(self._among[sibling] for sibling in others)
        above = _upward(tree, parent)
        if not rest or not all(self._among[node] for node in above):
            return None
        parts = {sibling: self._among[sibling] / rest for sibling in others}
        cost = sum(part * self._cost[node] * self._has[node] for node, part in parts.items())
        weight = sum(part * self._has[node] for node, part in parts.items())
        # The cost under the parent is (c0 + c1 t) / (w0 + w1 t); where nothing is there, 0 / 1.
        c0, c1 = cost, self._cost[key] * self._has[key] - cost
        there = self._has[key] | (weight > 0)
        w0, w1 = np.where(there, weight, 1.0), np.where(there, self._has[key] - weight, 0.0)
        base, factor = np.zeros(len(there)), np.ones(len(there))
        p0 = sum(part * self._present[node] for node, part in parts.items())
        p1 = self._present[key] - p0
        for node in above:
            siblings = [sibling for sibling in tree.children(tree.parent[node]) if sibling != node]
            side = sum(self._among[s] * self._cost[s] * self._has[s] for s in siblings)
            total = self._among[node] * there + sum(self._among[s] * self._has[s] for s in siblings)
            scale = np.divide(1.0, total, out=np.zeros(len(there)), where=total > 0)
            base = (self._among[node] * there * base + side) * scale
            factor = self._among[node] * there * factor * scale
            there = total > 0
            p0 = self._among[node] * p0 + sum(self._among[s] * self._present[s] for s in siblings)
            p1 = self._among[node] * p1
        base[~there] = np.nan
        curve = np.array([base * w0 + factor * c0, base * w1 + factor * c1, w0, w1])
        return _Path(self._among[key], curve, np.array([p0, p1]), self._index, self._method)


def _upward(tree: Tree, key: str | None) -> list[str]:
    found = []
    while key is not None:
        found.append(key)
        key = tree.parent[key]
    return found


@dataclass(frozen=True, eq=False)
class _Path:
    """How the costs (a + b t) / (c + d t) and the present weights p + q t of units follow a share t.

    Where a unit has figures under the node alone, c is 0: at share 0 its siblings' parent is missing,
    and above 0, however little, it is there. Its index then jumps at 0, and so may ranks.
    """

    now: float
    curve: np.ndarray
    present: np.ndarray
    index: np.ndarray
    method: str

    def ranks(self, shares: np.ndarray, units: np.ndarray) -> np.ndarray:
        """Return shares × some units: their rank at each share, 0 where unranked."""
        t = shares[:, None]
        a, b, c, d = self.curve
        weight = c + d * t
        cost = np.divide(a + b * t, weight, out=np.full(weight.shape, np.nan), where=weight > SAME)
        index = np.round(drawing.index_of(cost, self.method), DECIMALS)
        if self.now == 0:
            np.copyto(index, self.index, where=(t == 0) & (weight <= SAME))
        present = self.present[0] + self.present[1] * t
        index[~(present >= LEAST_PRESENT - SAME)] = np.nan
        own = index[:, units]
        return np.where(np.isnan(own), 0, _better(index, own) + 1)

    def turns(self, units: np.ndarray) -> np.ndarray:
        """Return the shares, ascending, at which a rank of some units may change."""
        a, b, c, d = self.curve[:, None, :]
        e, f, g, h = self.curve[:, units, None]
        p, q = self.present
        entries = np.divide(LEAST_PRESENT - p, q, out=np.full(p.shape, np.nan), where=q != 0)
        crossings = _roots(b * h - f * d, a * h + b * g - e * d - f * c, a * g - e * c)
        found = np.concatenate([*crossings, entries], axis=None)
        found = np.unique(found[(found > 0) & (found < 1)])
        found[np.abs(found - self.now) <= SAME] = self.now
        return found[np.diff(found, prepend=-1.0) > SAME]

    def walk(self, units: np.ndarray, turns: np.ndarray, end: float) -> Iterator[tuple[float, np.ndarray]]:
        """Yield, from the share in force towards `end`, where each stretch starts and the ranks on it."""
        side = turns[turns < self.now][::-1] if end < self.now else turns[turns > self.now]
        if end == self.now:
            return
        starts = np.array([self.now, *side])
        middles = (starts + np.array([*side, end])) / 2
        for first in range(0, len(starts), AT_ONCE):
            part = slice(first, first + AT_ONCE)
            yield from zip(starts[part].tolist(), self.ranks(middles[part], units), strict=True)


def _better(index: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Return how many of each row of an index are greater than each of the same row of `own`.

    A few are held against all; of many, each with each would be a square, and all are sorted instead.
    """
    if own.shape[1] <= FEW:
        return (index[:, None, :] > own[:, :, None]).sum(axis=2)
    ascending, known = np.sort(index, axis=1), np.count_nonzero(~np.isnan(index), axis=1)
    rows = zip(ascending, known, own, strict=True)
    return np.array([of - np.searchsorted(row[:of], each, "right") for row, of, each in rows])


def _roots(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the roots of a t² + b t + c = 0, NaN where there is none; that of b t + c = 0 is the second."""
    inside = b * b - 4 * a * c
    half = -(b + np.copysign(np.sqrt(np.where(inside >= 0, inside, np.nan)), b)) / 2
    none = np.full(half.shape, np.nan)
    return (
        np.divide(half, a, out=none.copy(), where=a != 0),
        np.divide(c, half, out=none.copy(), where=half != 0),
    )
