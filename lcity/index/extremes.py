"""What any weights of the dimensions can do for a unit: its best and worst rank, and who is always above it.

The index is a weighted mean of one function of the dimensions' scores (`lcity.index.draws.costs`), so
that "unit i stands above unit j" is linear in the weights, for every aggregation. Weights within the
dimensions stay as they are, and so does who is ranked.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from lcity.index import draws as drawing
from lcity.index.aggregate import aggregate as aggregate_scores
from lcity.index.ranking import LEAST_PRESENT, rank
from lcity.index.tree import Tree
from lcity.index.weights import Weights

SECONDS = 2.0
# Parts of the greatest difference between two scores: what the solver can be trusted to tell apart,
# and what is left of an exact tie after it.
APART, LEVEL = 1e-5, 1e-9


@dataclass(frozen=True, eq=False)
class Extremes:
    """The best and the worst rank a unit can have, over all weights of the dimensions.

    Parameters
    ----------
    best, worst
        No weights bring a better or a worse rank.
    best_weights, worst_weights
        Dimension → share (0–1): the weights that bring it, or come nearest.
    best_reached, worst_reached
        The ranks under these weights.
    """

    best: int
    worst: int
    best_weights: pd.Series
    worst_weights: pd.Series
    best_reached: int
    worst_reached: int

    @property
    def exact(self) -> bool:
        """Whether both ranks are reached: neither time nor missing data left a gap."""
        return self.best == self.best_reached and self.worst == self.worst_reached


class Field:
    """The ranked units of a ranking as points, a coordinate a dimension.

    A unit that lacks a whole dimension has its weight shared out, which is to score there somewhere
    between its least and its greatest other dimension. Both ends are kept: what is said of the unit
    holds for either, and is then a bound that need not be reached.

    Parameters
    ----------
    scores
        Units × leaves, 0–100, more being better; NaN is missing.
    tree, weights, aggregate
        As for `lcity.index.aggregate`. The weights of dimensions only settle who is ranked.

    Raises
    ------
    ArgumentError
        No such method, or no leaf counts at all.
    """

    def __init__(
        self, scores: pd.DataFrame, tree: Tree, weights: Weights, aggregate: str = "arithmetic"
    ) -> None:
        given = aggregate_scores(scores, tree, weights, aggregate)
        ranked = rank(given.index, given.present, LEAST_PRESENT).notna().to_numpy()
        among = drawing.any_dimension(tree, weights).among_siblings(tree)
        points = -drawing.node_costs(given.nodes[list(tree.dimensions)].to_numpy()[ranked], aggregate)
        has = ~np.isnan(points)
        counts = np.array([among[key] > 0 for key in tree.dimensions], bool) & has.any(axis=0)
        points, has = points[:, counts], has[:, counts]
        span = np.ptp(points[has]) or 1.0
        self.units = scores.index[ranked]
        self.dimensions = pd.Index(tree.dimensions, name="key")[counts]
        self.low = np.where(has, points, np.nanmin(points, axis=1, keepdims=True)) / span
        self.high = np.where(has, points, np.nanmax(points, axis=1, keepdims=True)) / span
        self._points, self._has = np.where(has, points, 0.0) / span, has

    def rank(self, unit: str, shares: np.ndarray) -> int:
        """Return a unit's rank under shares of the dimensions, some of them on what it has.

        What is level up to rounding ties.
        """
        total = self._has @ shares
        index = np.divide(self._points @ shares, total, out=np.full(total.shape, -np.inf), where=total > 0)
        return 1 + int(np.count_nonzero(index - index[self.units.get_loc(unit)] > LEVEL))

    @cached_property
    def _above(self) -> np.ndarray:
        """Whether the unit of a row dominates that of a column, units × units."""
        at_least = np.ones((len(self.units),) * 2, bool)
        more = np.zeros_like(at_least)
        for low, high in zip(self.low.T, self.high.T, strict=True):
            at_least &= low[:, None] >= high
            more |= low[:, None] > high
        return at_least & more

    def dominators(self) -> dict[str, list[str]]:
        """Return the units that stand below another on no dimension above it, and those others.

        Returns
        -------
        dict
            Dominated unit → units at least as good on every dimension and better on one: whatever
            the weights of the dimensions, it never stands above them.
        """
        dominated = np.flatnonzero(self._above.any(axis=0))
        return {self.units[j]: list(self.units[self._above[:, j]]) for j in dominated}

    def can_be_first(self, unit: str) -> bool:
        """Say whether some weights make a unit first, alone or level with others: a linear program.

        For a unit or rivals that lack a whole dimension: whether that cannot be ruled out.
        """
        i = self.units.get_loc(unit)
        rivals = np.delete(self.low, i, axis=0)
        if not len(rivals):
            return True
        _, margin = _widest(self.high[i] - rivals)
        return margin >= -LEVEL

    def extremes(self, unit: str, seconds: float = SECONDS) -> Extremes:
        """Return a unit's best and worst rank over all weights of the dimensions.

        Parameters
        ----------
        unit
            A ranked unit.
        seconds
            How long each of the two may be searched for; after that, what is proven by then.

        Returns
        -------
        Extremes
            Exact to within a hundred-thousandth of the greatest difference of scores: in the worst
            case a rival is ahead only if by more than that.

        Source
        ------
        Mixed-integer program over the simplex, one binary variable a rival: Kadziński, Greco and
        Słowiński, Extreme ranking analysis in robust ordinal regression (2012); solved by HiGHS.
        """
        i = self.units.get_loc(unit)
        rivals = np.arange(len(self.units)) != i
        kind = self.low[rivals] - self.high[i]
        hard = self.high[rivals] - self.low[i]
        best, best_shares = self._search(unit, kind, seconds, ahead=False)
        worst, worst_shares = self._search(unit, hard, seconds, ahead=True)
        return Extremes(
            best,
            worst,
            pd.Series(best_shares, self.dimensions, name="share"),
            pd.Series(worst_shares, self.dimensions, name="share"),
            self.rank(unit, best_shares),
            self.rank(unit, worst_shares),
        )

    def _search(
        self, unit: str, margins: np.ndarray, seconds: float, *, ahead: bool
    ) -> tuple[int, np.ndarray]:
        """Return the bound on a unit's rank and the shares that come nearest to it.

        Parameters
        ----------
        margins
            Rivals × dimensions: by how much each is ahead of the unit.
        ahead
            Whether as many rivals as can be are to be ahead, or as few.
        """
        never, always = (margins <= 0).all(axis=1), (margins > 0).all(axis=1)
        open_ = margins[~never & ~always]
        tried = [*np.eye(len(self.dimensions)), np.full(len(self.dimensions), 1 / len(self.dimensions))]
        bound = len(open_) if ahead else 0
        if len(open_):
            bound, shares, chosen = _program(open_, seconds, ahead)
            if shares is not None:
                tried.append(shares)
                wanted = open_[chosen] if ahead else -open_[~chosen]
                # As far as can be from where the order tips, so that the weights bear rounding.
                tried += [_widest(wanted)[0]] if len(wanted) else []
        own = self._has[self.units.get_loc(unit)]
        tried = [shares for shares in tried if own @ shares > 0]
        ranks = [self.rank(unit, shares) for shares in tried]
        nearest = int(np.argmax(ranks) if ahead else len(ranks) - 1 - np.argmin(ranks[::-1]))
        return 1 + int(always.sum()) + bound, tried[nearest]


def _program(margins: np.ndarray, seconds: float, ahead: bool) -> tuple[int, np.ndarray | None, np.ndarray]:
    """Return how many rivals can be ahead at most, or at least, with what shares, and which they are."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    rivals, dimensions = margins.shape
    least = margins.min(axis=1)
    if ahead:
        # margin ≥ least, and ≥ APART where it is to count.
        rows = np.hstack([margins, np.diag(least - APART)])
        limits = LinearConstraint(rows, least, np.inf)
    else:
        # margin ≤ 0, and anything where it is to count.
        rows = np.hstack([margins, -np.diag(margins.max(axis=1))])
        limits = LinearConstraint(rows, -np.inf, 0)
    whole = LinearConstraint(np.r_[np.ones(dimensions), np.zeros(rivals)][None], 1, 1)
    found = milp(
        np.r_[np.zeros(dimensions), np.full(rivals, -1.0 if ahead else 1.0)],
        integrality=np.r_[np.zeros(dimensions), np.ones(rivals)],
        bounds=Bounds(0, 1),
        constraints=[limits, whole],
        options={"time_limit": seconds, "mip_rel_gap": 0},
    )
    bound = -np.inf if found.mip_dual_bound is None else found.mip_dual_bound
    # Without a bound, none or all of them.
    count = int(np.ceil(max(bound, -rivals if ahead else 0) - 1e-6)) * (-1 if ahead else 1)
    if found.x is None:
        return count, None, np.zeros(rivals, bool)
    shares = np.clip(found.x[:dimensions], 0, None)
    return count, shares / shares.sum(), found.x[dimensions:] > 0.5


def _widest(margins: np.ndarray) -> tuple[np.ndarray, float]:
    """Return the shares under which the least of some margins is greatest, and that margin."""
    from scipy.optimize import linprog

    rows, dimensions = margins.shape
    found = linprog(
        np.r_[np.zeros(dimensions), -1.0],
        A_ub=np.hstack([-margins, np.ones((rows, 1))]),
        b_ub=np.zeros(rows),
        A_eq=np.r_[np.ones(dimensions), 0.0][None],
        b_eq=[1.0],
        bounds=[(0, 1)] * dimensions + [(None, None)],
    )
    shares = np.clip(found.x[:dimensions], 0, None)
    return shares / shares.sum(), -found.fun
