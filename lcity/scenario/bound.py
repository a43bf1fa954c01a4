"""How much no choice of sites can gain more than, by Lagrangian relaxation."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

import numpy as np

from lcity.scenario.gains import Gains

STEPS = 400
PATIENCE = 12
SMALLEST_STEP = 0.005


@dataclass(frozen=True, eq=False)
class Bound:
    """What no choice within the limit can gain more than.

    Parameters
    ----------
    value
        The bound.
    price
        (units,) what being served is worth to each unit: the multipliers it was found with.
    worth
        (sites,) what a site gains beyond these prices.
    chosen
        The best choice met on the way, by number.
    """

    value: float
    price: np.ndarray
    worth: np.ndarray
    chosen: list[int]


def bound(
    gains: Gains,
    limit: float,
    chosen: Sequence[int],
    *,
    locked: Sequence[int] = (),
    tolerance: float = 0.0,
    until: float = np.inf,
) -> Bound:
    """Bound what any sites can gain together.

    That a unit is served once is relaxed, at a price: then every site is worth what it offers beyond the
    prices, and the sites worth most within the limit, and the prices, gain at least as much as the best
    choice. Prices are moved by subgradients towards where that is least.

    Parameters
    ----------
    gains, limit, locked
        As of `lcity.scenario.greedy.choose`.
    chosen
        A choice within the limit, by number.
    tolerance
        Enough is a bound so little above what is gained, as a share of it.
    until
        When to stop, as `time.monotonic` tells it.

    Source
    ------
    Galvão, R. and ReVelle, C. (1996), A Lagrangean heuristic for the maximal covering location problem,
    European Journal of Operational Research 88, 114–123; steps after Held, M., Wolfe, P. and Crowder, H.
    (1974), Validation of subgradient optimization, Mathematical Programming 6, 62–88.
    """
    best, value = list(chosen), gains.value(np.array(chosen, int))
    price = _second(gains, chosen)
    least = Bound(np.inf, price, gains.alone, best)
    scale, waited = 1.0, 0
    offer, unit, site = gains.matrix.data, gains.unit, gains.matrix.indices
    for _ in range(STEPS):
        beyond = offer - price[unit]
        positive = beyond > 0
        worth = np.bincount(site, np.where(positive, beyond, 0.0), gains.n_sites)
        within, relaxed = worth_most(worth, gains.cost, limit, locked)
        total = price.sum() + relaxed
        if total < least.value * (1 - 1e-6):
            waited = 0
        else:
            waited += 1
        if total < least.value:
            least = Bound(float(total), price, worth, best)
            met = gains.value(within)
            if met > value:
                best, value = [int(number) for number in within], met
        if least.value - value <= tolerance * least.value or monotonic() > until:
            break
        if waited >= PATIENCE:
            scale, waited, price = scale / 2, 0, least.price
            if scale < SMALLEST_STEP:
                break
            continue
        is_in = np.zeros(gains.n_sites, bool)
        is_in[within] = True
        served = np.bincount(unit[positive & is_in[site]], minlength=len(price))
        slope = 1.0 - served
        slope[(slope > 0) & (price <= 0)] = 0
        steepness = slope @ slope
        if steepness == 0:
            break
        price = np.maximum(price - scale * (total - value) / steepness * slope, 0)
    return Bound(max(least.value, value), least.price, least.worth, best)


def _second(gains: Gains, chosen: Sequence[int]) -> np.ndarray:
    """Return the second-best offer of a choice to each unit: what it would lose least by losing the best."""
    first, second = np.zeros(gains.matrix.shape[0]), np.zeros(gains.matrix.shape[0])
    columns = gains.by_site
    for site in chosen:
        offers = slice(columns.indptr[site], columns.indptr[site + 1])
        at, offer = columns.indices[offers], columns.data[offers]
        second[at] = np.maximum(second[at], np.minimum(first[at], offer))
        first[at] = np.maximum(first[at], offer)
    return second


def worth_most(
    worth: np.ndarray, cost: np.ndarray, limit: float, locked: Sequence[int] = ()
) -> tuple[np.ndarray, float]:
    """Return the sites worth most within a limit, and what they and a part of the next are worth.

    Parameters
    ----------
    worth, cost
        (sites,).
    limit
        What they may cost together, the locked ones, which are in, included.
    locked
        By number.
    """
    locked = np.asarray(locked, int)
    left = limit - cost[locked].sum()
    free = np.ones(len(worth), bool)
    free[locked] = False
    order = np.flatnonzero(free & (worth > 0))
    order = order[np.argsort(-worth[order] / cost[order], kind="stable")]
    spent = np.cumsum(cost[order])
    count = int(np.searchsorted(spent, left + 1e-9, side="right"))
    total = worth[locked].sum() + worth[order[:count]].sum()
    if count < len(order):
        rest = left - (spent[count - 1] if count else 0.0)
        # With costs of 1 the rest is 0, unless the limit itself is a fraction.
        total += max(rest, 0.0) / cost[order[count]] * worth[order[count]] if rest > 1e-9 else 0.0
    return np.concatenate([locked, order[:count]]), float(total)


def settled(found: Bound, cost: np.ndarray, limit: float, value: float) -> tuple[np.ndarray, np.ndarray]:
    """Return which sites must be in, and which cannot be in, any choice that gains more than a value.

    Parameters
    ----------
    found
        A bound, of a choice in which nothing is locked.
    cost
        (sites,) what they cost: all the same, else nothing is settled.
    limit
        What they may cost together.
    value
        What is gained already.

    Returns
    -------
    is_in, is_out : numpy.ndarray
        (sites,) bool.
    """
    count = int(limit / cost[0] + 1e-9) if len(cost) else 0
    neither = np.zeros(len(cost), bool)
    if not 0 < count < len(cost) or (cost != cost[0]).any():
        return neither, neither
    order = np.argsort(-found.worth, kind="stable")
    last, next_ = found.worth[order[count - 1]], found.worth[order[count]]
    top = neither.copy()
    top[order[:count]] = True
    needed = value * (1 - 1e-12)
    is_out = ~top & (found.value - last + found.worth < needed)
    is_in = top & (found.value - found.worth + next_ < needed)
    return is_in, is_out
