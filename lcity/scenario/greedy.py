"""A good choice of sites at once: one after another by what each still gains, then exchanged one for one."""

from collections.abc import Sequence
from time import monotonic

import numpy as np

from lcity.scenario.gains import Gains

ROUNDING = 1e-9
MOST_SWAPS = 200


def choose(
    gains: Gains,
    limit: float,
    *,
    locked: Sequence[int] = (),
    target: float = np.inf,
    by_cost: bool = False,
) -> list[int]:
    """Choose sites greedily.

    What each site still gains is kept up to date from the units the last one served, so that no gain is
    computed twice.

    Parameters
    ----------
    gains
        What sites gain.
    limit
        What they may cost together.
    locked
        Sites, by number, that are in whatever they gain.
    target
        Stop once they gain this much together.
    by_cost
        Whether it is the gain per cost that counts.

    Returns
    -------
    list of int
        Sites by number in the order of choice, the locked ones first; none that gains nothing.

    Source
    ------
    Nemhauser, G., Wolsey, L. and Fisher, M. (1978), An analysis of approximations for maximizing submodular
    set functions, Mathematical Programming 14, 265–294: at least 1 − 1/e of the best, where sites cost the
    same.
    """
    chosen, best = list(locked), gains.best(np.array(locked, int))
    left = np.maximum(gains.matrix.data - best[gains.unit], 0)
    gained = np.bincount(gains.matrix.indices, left, gains.n_sites)
    total, spent = best.sum(), gains.cost[chosen].sum()
    out = np.zeros(gains.n_sites, bool)
    out[chosen] = True
    least = ROUNDING * max(gains.alone.max(initial=0.0), 1e-300)
    while total < target:
        out |= gains.cost > limit - spent + ROUNDING
        worth = np.where(out, -1.0, gained / gains.cost if by_cost else gained)
        site = int(worth.argmax()) if len(worth) else -1
        if site < 0 or out[site] or gained[site] <= least:
            break
        chosen.append(site)
        out[site] = True
        spent += gains.cost[site]
        total += gained[site]
        _serve(gains, site, best, gained)
    return chosen


def _serve(gains: Gains, site: int, best: np.ndarray, gained: np.ndarray) -> None:
    """Take what a site serves off what the others gain; writes to `best` and `gained`."""
    columns, rows = gains.by_site, gains.matrix
    offers = slice(columns.indptr[site], columns.indptr[site + 1])
    units, offer = columns.indices[offers], columns.data[offers]
    better = offer > best[units]
    units, offer = units[better], offer[better]
    lengths = rows.indptr[units + 1] - rows.indptr[units]
    at = np.arange(lengths.sum()) + np.repeat(rows.indptr[units] - np.cumsum(lengths) + lengths, lengths)
    before, after = np.repeat(best[units], lengths), np.repeat(offer, lengths)
    lost = np.maximum(rows.data[at] - before, 0) - np.maximum(rows.data[at] - after, 0)
    gained -= np.bincount(rows.indices[at], lost, gains.n_sites)
    best[units] = offer


def swap(
    gains: Gains,
    chosen: Sequence[int],
    limit: float,
    *,
    locked: Sequence[int] = (),
    until: float = np.inf,
) -> list[int]:
    """Exchange a chosen site for another as long as that gains, the best exchange first.

    Parameters
    ----------
    gains, limit, locked
        As of `choose`.
    chosen
        Sites by number.
    until
        When to stop, as `time.monotonic` tells it.

    Source
    ------
    Teitz, M. and Bart, P. (1968), Heuristic methods for estimating the generalized vertex median of a
    weighted graph, Operations Research 16, 955–961; all exchanges at once after Resende, M. and Werneck, R.
    (2007), A fast swap-based local search procedure for location problems, Annals of Operations Research 150,
    205–230.
    """
    chosen = list(chosen)
    free = ~np.isin(chosen, locked)
    if not free.any():
        return chosen
    for _ in range(MOST_SWAPS):
        if monotonic() > until:
            break
        worth = _exchanges(gains, chosen)
        spent = gains.cost[chosen].sum()
        dear = spent - gains.cost[chosen][None, :] + gains.cost[:, None] > limit + ROUNDING
        worth[dear | ~free[None, :]] = 0
        worth[chosen] = 0
        entering, leaving = np.unravel_index(worth.argmax(), worth.shape)
        if worth[entering, leaving] <= ROUNDING * gains.alone.max():
            break
        chosen[leaving] = int(entering)
    return chosen


def losses(gains: Gains, chosen: Sequence[int]) -> np.ndarray:
    """Return what each of some sites, gone alone, would take with it: (chosen,)."""
    first, second, owner = _served(gains, chosen)
    served = owner >= 0
    return np.bincount(owner[served], (first - second)[served], len(chosen))


def _served(gains: Gains, chosen: Sequence[int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the best and second-best offers to each unit, and which site makes the best (−1: none)."""
    units = gains.matrix.shape[0]
    first, second, owner = np.zeros(units), np.zeros(units), np.full(units, -1)
    columns = gains.by_site
    for number, site in enumerate(chosen):
        offers = slice(columns.indptr[site], columns.indptr[site + 1])
        at, offer = columns.indices[offers], columns.data[offers]
        better = offer > first[at]
        second[at] = np.where(better, first[at], np.maximum(second[at], offer))
        first[at] = np.where(better, offer, first[at])
        owner[at[better]] = number
    return first, second, owner


def _exchanges(gains: Gains, chosen: list[int]) -> np.ndarray:
    """Return what each exchange gains: (sites, chosen)."""
    first, second, owner = _served(gains, chosen)
    offer, unit, site = gains.matrix.data, gains.unit, gains.matrix.indices
    entering = np.bincount(site, np.maximum(offer - first[unit], 0), gains.n_sites)
    served = owner >= 0
    leaving = np.bincount(owner[served], (first - second)[served], len(chosen))
    regained = np.minimum(offer, first[unit]) - second[unit]
    both = (regained > 0) & served[unit]
    key = site[both] * len(chosen) + owner[unit[both]]
    shared = np.bincount(key, regained[both], gains.n_sites * len(chosen)).reshape(-1, len(chosen))
    return entering[:, None] - leaving[None, :] + shared
