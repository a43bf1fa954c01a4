"""The proof: the same question as a mixed-integer programme, solved by HiGHS."""

from typing import NamedTuple

import numpy as np
import scipy

from lcity.scenario.gains import Gains


class Proof(NamedTuple):
    """What HiGHS found in the time it had.

    Parameters
    ----------
    chosen
        Sites by number; None where it found no choice.
    bound
        What no choice is better than: more gained, or fewer sites; NaN where it got to none.
    optimal
        Whether the choice is proved to be the best.
    """

    chosen: np.ndarray | None
    bound: float
    optimal: bool


class _Steps(NamedTuple):
    """Units by what they are offered: a step a distinct offer, from a unit's best down.

    A step is reached where some site with at least that offer is chosen: it adds what the offer is more than
    the next. ``reached ≤ reached one step up + Σ chosen sites with just this offer``.

    Source
    ------
    Cornuéjols, G., Nemhauser, G. and Wolsey, L. (1980), A canonical representation of simple plant location
    problems, SIAM Journal on Algebraic and Discrete Methods 1, 261–272; chained as in Elloumi, S. (2010), A
    tighter formulation of the p-median problem, Journal of Combinatorial Optimization 19, 69–83.
    """

    adds: np.ndarray
    unit: np.ndarray
    sites: "scipy.sparse.csr_array"
    up: "scipy.sparse.csr_array"


def _steps(gains: Gains) -> _Steps:
    unit, site, offer = gains.unit, gains.matrix.indices, gains.matrix.data
    order = np.lexsort([-offer, unit])
    unit, site, offer = unit[order], site[order], offer[order]
    starts_unit = np.concatenate([[True], unit[1:] != unit[:-1]])
    starts = starts_unit | np.concatenate([[True], offer[1:] != offer[:-1]])
    step = np.cumsum(starts) - 1
    of_unit, level = unit[starts], offer[starts]
    continues = np.append(of_unit[1:] == of_unit[:-1], False)
    adds = level - np.where(continues, np.append(level[1:], 0.0), 0.0)
    count = len(level)
    sites = scipy.sparse.csr_array((np.ones(len(step)), (step, site)), shape=(count, gains.n_sites))
    below = np.flatnonzero(~starts_unit[starts])
    up = scipy.sparse.csr_array((np.ones(len(below)), (below, below - 1)), shape=(count, count))
    return _Steps(adds, of_unit, sites, up)


def most(gains: Gains, limit: float, seconds: float, locked: np.ndarray | None = None) -> Proof:
    """Find the sites that gain most within a limit.

    Parameters
    ----------
    gains, limit
        As of `lcity.scenario.greedy.choose`.
    seconds
        How long it may take.
    locked
        Sites, by number, that are in.
    """
    steps = _steps(gains)
    objective = np.concatenate([np.zeros(gains.n_sites), -steps.adds])
    costs = np.concatenate([gains.cost, np.zeros(len(steps.adds))])[None, :]
    rows = [_reached(steps), scipy.optimize.LinearConstraint(scipy.sparse.csr_array(costs), ub=limit + 1e-9)]
    found = _solve(objective, rows, gains.n_sites, seconds, locked)
    return found._replace(bound=-found.bound)


def fewest(gains: Gains, target: float, seconds: float, locked: np.ndarray | None = None) -> Proof:
    """Find the cheapest sites that gain a target together.

    Parameters
    ----------
    gains
        What sites gain.
    target
        At most what all of them gain.
    seconds, locked
        As of `most`.
    """
    steps = _steps(gains)
    objective = np.concatenate([gains.cost, np.zeros(len(steps.adds))])
    gained = np.concatenate([np.zeros(gains.n_sites), steps.adds])[None, :]
    enough = scipy.optimize.LinearConstraint(scipy.sparse.csr_array(gained), lb=target)
    return _solve(objective, [_reached(steps), enough], gains.n_sites, seconds, locked)


def worst(
    gains: Gains,
    limit: float,
    seconds: float,
    *,
    covered: np.ndarray,
    people: np.ndarray,
    group: np.ndarray,
    ceiling: float,
    locked: np.ndarray | None = None,
) -> Proof:
    """Find the sites that lift the lowest share of any district highest.

    Parameters
    ----------
    gains, limit, seconds, locked
        As of `most`; the units' offers are people.
    covered, people
        (districts,) who is covered already, and who lives there: more than 0.
    group
        Number among these districts of each group of the units.
    ceiling
        A share no choice lifts the lowest above.
    """
    steps = _steps(gains)
    count, districts, district = len(steps.adds), len(people), group[gains.group[steps.unit]]
    objective = np.concatenate([np.zeros(gains.n_sites + count), [-1.0]])
    costs = np.concatenate([gains.cost, np.zeros(count + 1)])[None, :]
    shares = scipy.sparse.csr_array(
        (steps.adds / people[district], (district, np.arange(count))),
        shape=(districts, count),
    )
    lifts = scipy.sparse.hstack(
        [
            scipy.sparse.csr_array((districts, gains.n_sites)),
            shares,
            scipy.sparse.csr_array(-np.ones((districts, 1))),
        ],
        format="csr",
    )
    rows = [
        _reached(steps, more=1),
        scipy.optimize.LinearConstraint(scipy.sparse.csr_array(costs), ub=limit + 1e-9),
        scipy.optimize.LinearConstraint(lifts, lb=-covered / people),
    ]
    found = _solve(objective, rows, gains.n_sites, seconds, locked, ceiling)
    return found._replace(bound=-found.bound)


def _reached(steps: _Steps, more: int = 0) -> "scipy.optimize.LinearConstraint":
    count = len(steps.adds)
    parts = [-steps.sites, scipy.sparse.eye_array(count, format="csr") - steps.up]
    if more:
        parts.append(scipy.sparse.csr_array((count, more)))
    return scipy.optimize.LinearConstraint(scipy.sparse.hstack(parts, format="csr"), ub=0)


def _solve(
    objective: np.ndarray,
    rows: list,
    n_sites: int,
    seconds: float,
    locked: np.ndarray | None,
    last: float = 1.0,
) -> Proof:
    """Solve a programme of sites, then of variables from 0 to 1; the last of them goes up to `last`."""
    whole, lower, upper = np.zeros(len(objective)), np.zeros(len(objective)), np.ones(len(objective))
    whole[:n_sites] = 1
    if locked is not None:
        lower[locked] = 1
    upper[-1] = last
    found = scipy.optimize.milp(
        objective,
        constraints=rows,
        integrality=whole,
        bounds=scipy.optimize.Bounds(lower, upper),
        options={"time_limit": max(seconds, 0.01), "mip_rel_gap": 0.0},
    )
    bound = np.nan if found.mip_dual_bound is None else float(found.mip_dual_bound)
    chosen = None if found.x is None else np.flatnonzero(found.x[:n_sites] > 0.5)
    return Proof(chosen, bound, found.status == 0)
