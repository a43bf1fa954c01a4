"""Which sites do most, and how good that answer is: greedy, exchanges, a bound, and the proof."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

import numpy as np

from lcity.scenario import proof
from lcity.scenario.bound import Bound, bound, settled, worth_most
from lcity.scenario.gains import Gains, restricted
from lcity.scenario.greedy import choose, losses, swap

ROUNDING = 1e-9
SHARE_OF_BOUND = 0.25
"""Of the time, what the bound may take before the proof has the rest."""
HALVINGS = 20


@dataclass(frozen=True, eq=False)
class Solution:
    """Sites, and how good they are.

    Parameters
    ----------
    chosen
        Sites by number, in the order in which they gain.
    value
        What they gain, or their number or cost where a target is to be reached.
    bound
        What no choice is better than.
    optimal
        Whether it is proved that none is better.
    """

    chosen: tuple[int, ...]
    value: float
    bound: float
    optimal: bool

    @property
    def gap(self) -> float:
        """How far the value may be from the best: |bound − value| / bound, 0–1."""
        return gap(self.value, self.bound)


def gap(value: float, bound_: float) -> float:
    """Return |bound − value| / bound; 0 where both are 0."""
    return 0.0 if value == bound_ else abs(bound_ - value) / abs(bound_) if bound_ else float("inf")


def preview(gains: Gains, limit: float, locked: Sequence[int] = ()) -> list[int]:
    """Return a good choice at once; parameters as of `lcity.scenario.greedy.choose`."""
    found = [choose(gains, limit, locked=locked)]
    if (gains.cost != gains.cost[:1]).any():
        found.append(choose(gains, limit, locked=locked, by_cost=True))
    swapped = [_filled(gains, swap(gains, chosen, limit, locked=locked), limit) for chosen in found]
    return max(swapped, key=lambda chosen: gains.value(np.array(chosen, int)))


def most(
    gains: Gains, limit: float, *, locked: Sequence[int] = (), seconds: float = 2.0, tolerance: float = 0.0
) -> Solution:
    """Find the sites that gain most within a limit.

    Parameters
    ----------
    gains, limit, locked
        As of `lcity.scenario.greedy.choose`.
    seconds
        How long the proof may take; 0 for a good choice and its bound.
    tolerance
        How large a gap is small enough to stop, 0–1.
    """
    start = monotonic()
    chosen = preview(gains, limit, locked)
    found = bound(
        gains,
        limit,
        chosen,
        locked=locked,
        tolerance=tolerance,
        until=start + SHARE_OF_BOUND * max(seconds, 1),
    )
    chosen = _better(gains, chosen, _filled(gains, swap(gains, found.chosen, limit, locked=locked), limit))
    value, least = gains.value(np.array(chosen, int)), found.value
    left = seconds - (monotonic() - start)
    if gap(value, least) > max(tolerance, ROUNDING) and left > 0:
        proved = _proved(gains, limit, locked, left, found, value)
        if proved.chosen is not None:
            chosen = _better(gains, chosen, list(proved.chosen))
            value = gains.value(np.array(chosen, int))
        least = max(value, min(least, proved.bound)) if np.isfinite(proved.bound) else least
        if proved.optimal:
            least = value
    return _solution(gains, chosen, locked, value, least)


def fewest(
    gains: Gains, target: float, *, locked: Sequence[int] = (), seconds: float = 2.0
) -> Solution | None:
    """Find the cheapest sites that gain a target together; None where all of them do not.

    Parameters
    ----------
    gains
        What sites gain.
    target
        What is to be gained.
    locked, seconds
        As of `most`.
    """
    least_gained = target - ROUNDING * max(target, 1.0)
    if gains.best(np.arange(gains.n_sites)).sum() < least_gained:
        return None
    start = monotonic()
    chosen = choose(gains, np.inf, locked=locked, target=least_gained, by_cost=True)
    chosen = _trim(gains, chosen, locked, least_gained)
    chosen = _fewer(gains, chosen, locked, least_gained, start + SHARE_OF_BOUND * seconds)
    value = float(gains.cost[chosen].sum())
    whole = bool((gains.cost == np.floor(gains.cost)).all())
    least = _least_cost(gains, least_gained, value, locked)
    least = np.ceil(least - ROUNDING) if whole else least
    left = seconds - (monotonic() - start)
    if least < value * (1 - ROUNDING) and left > 0:
        proved = proof.fewest(gains, target, left, np.array(locked, int))
        if proved.chosen is not None and gains.value(proved.chosen) >= least_gained - ROUNDING * max(
            target, 1
        ):
            other = _trim(gains, list(proved.chosen), locked, least_gained)
            chosen = min(chosen, other, key=lambda sites: gains.cost[sites].sum())
            value = float(gains.cost[chosen].sum())
        if np.isfinite(proved.bound):
            raised = np.ceil(proved.bound - 1e-6) if whole else proved.bound
            least = min(value, max(least, raised))
        if proved.optimal:
            least = value
    return _solution(gains, chosen, locked, value, float(least))


def worst(
    gains: Gains,
    limit: float,
    *,
    covered: np.ndarray,
    people: np.ndarray,
    locked: Sequence[int] = (),
    seconds: float = 2.0,
) -> Solution:
    """Find the sites that lift the lowest share of any group highest; the value is that share, 0–1.

    Parameters
    ----------
    gains
        What sites gain, in people; the groups are districts.
    limit, locked, seconds
        As of `most`.
    covered, people
        (districts,) who is covered already, and who lives there: more than 0.
    """
    start = monotonic()
    ceiling = _ceiling(gains, limit, covered, people)
    within, sites = _below(gains, covered / people < ceiling, locked)
    inside = [int(np.flatnonzero(sites == site)[0]) for site in locked]
    low = covered / people < ceiling

    def lowest(chosen: Sequence[int]) -> float:
        gained = np.bincount(within.group, within.best(np.array(chosen, int)), len(people))
        return float(((covered + gained)[low] / people[low]).min(initial=ceiling))

    chosen = _lifted(within, limit, covered, people, ceiling, inside)
    value, least = lowest(chosen), ceiling
    left = seconds - (monotonic() - start)
    if value < ceiling * (1 - ROUNDING) and left > 0:
        proved = proof.worst(
            within, limit, left, covered=covered[low], people=people[low], group=np.cumsum(low) - 1,
            ceiling=ceiling, locked=np.array(inside, int),
        )  # fmt: skip
        if proved.chosen is not None and lowest(proved.chosen) > value:
            chosen = list(proved.chosen)
            value = lowest(chosen)
        if np.isfinite(proved.bound):
            least = max(value, min(least, proved.bound))
        if proved.optimal:
            least = value
    filled = _filled(gains, [int(sites[site]) for site in chosen], limit)
    return _solution(gains, filled, locked, value, least)


def _ceiling(gains: Gains, limit: float, covered: np.ndarray, people: np.ndarray) -> float:
    """Return what the lowest share cannot be lifted above: the least any district could reach alone."""
    least = 1.0
    for number in np.argsort(covered / people, kind="stable"):
        if covered[number] / people[number] >= least:
            break
        own, _ = _below(gains, np.arange(len(people)) == number, ())
        chosen = preview(own, limit)
        most_ = bound(own, limit, chosen).value if chosen else 0.0
        least = min(least, float((covered[number] + most_) / people[number]))
    return least


def _below(gains: Gains, groups: np.ndarray, locked: Sequence[int]) -> tuple[Gains, np.ndarray]:
    """Return what sites gain in some groups, and the sites, by number, that do or are locked."""
    offers = groups[gains.group][gains.unit]
    there = np.zeros(gains.n_sites, bool)
    there[gains.matrix.indices[offers]] = True
    there[list(locked)] = True
    sites = np.flatnonzero(there)
    number = np.cumsum(there) - 1
    return restricted(gains, offers, number, sites), sites


def _proved(
    gains: Gains, limit: float, locked: Sequence[int], seconds: float, found: Bound, value: float
) -> proof.Proof:
    """Return HiGHS's answer on what the bound leaves open."""
    if len(locked):
        return proof.most(gains, limit, seconds, np.array(locked, int))
    is_in, is_out = settled(found, gains.cost, limit, value)
    sites_in, open_ = np.flatnonzero(is_in), np.flatnonzero(~is_in & ~is_out)
    base, rest = gains.value(sites_in), gains.after(sites_in, open_)
    if not rest.matrix.nnz:
        return proof.Proof(sites_in, base, True)
    answer = proof.most(rest, limit - gains.cost[sites_in].sum(), seconds)
    chosen = None if answer.chosen is None else np.concatenate([sites_in, open_[answer.chosen]])
    return proof.Proof(chosen, max(base + answer.bound, value), answer.optimal)


def _filled(gains: Gains, chosen: list[int], limit: float) -> list[int]:
    """Return a choice with what it leaves of the limit spent."""
    return choose(gains, limit, locked=chosen)


def _better(gains: Gains, one: list[int], other: list[int]) -> list[int]:
    return max(one, other, key=lambda chosen: gains.value(np.array(chosen, int)))


def _trim(gains: Gains, chosen: list[int], locked: Sequence[int], target: float) -> list[int]:
    """Return a choice without the sites whose going leaves the target reached, the dearest first."""
    kept = list(chosen)
    while True:
        lost = losses(gains, kept)
        spare = gains.value(np.array(kept, int)) - target
        goes = np.flatnonzero((lost <= spare) & ~np.isin(kept, locked))
        if not len(goes):
            return kept
        del kept[min(goes, key=lambda at: (-gains.cost[kept[at]], lost[at]))]


def _fewer(gains: Gains, chosen: list[int], locked: Sequence[int], target: float, until: float) -> list[int]:
    """Return a choice that reaches a target with fewer sites, as far as exchanges find it in time."""
    while len(chosen) > len(locked) and monotonic() < until:
        lost = np.where(np.isin(chosen, locked), np.inf, losses(gains, chosen))
        without = [site for at, site in enumerate(chosen) if at != lost.argmin()]
        limit = float(gains.cost[chosen].sum())
        tried = swap(gains, without, limit, locked=locked, until=until)
        cheaper = gains.cost[tried].sum() < limit * (1 - ROUNDING)
        if not cheaper or gains.value(np.array(tried, int)) < target:
            return chosen
        chosen = _trim(gains, tried, locked, target)
    return chosen


def _least_cost(gains: Gains, target: float, cost: float, locked: Sequence[int]) -> float:
    """Return what sites that gain a target cost at least: below it the bound stays below the target."""
    one = float(gains.cost.min(initial=np.inf))
    limit = cost - one if len(gains.cost) else 0.0
    chosen = choose(gains, limit, locked=locked)
    found = bound(gains, limit, chosen, locked=locked)
    low, high = 0.0, cost
    for _ in range(2 * HALVINGS):
        middle = (low + high) / 2
        if found.price.sum() + worth_most(found.worth, gains.cost, middle, locked)[1] < target:
            low = middle
        else:
            high = middle
    return low


def _lifted(
    gains: Gains,
    limit: float,
    covered: np.ndarray,
    people: np.ndarray,
    ceiling: float,
    locked: Sequence[int],
) -> list[int]:
    """Return sites that lift every district to a share as high as greedy choice can.

    Source
    ------
    Krause, A., McMahan, H. B., Guestrin, C. and Gupta, A. (2008), Robust submodular observation selection,
    Journal of Machine Learning Research 9, 2761–2801: algorithm 2.
    """
    low, high = float((covered / people).min(initial=1.0)), ceiling
    best = _up_to(gains, limit, people * high - covered, locked)
    if best is not None:
        return best
    best = list(locked)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        chosen = _up_to(gains, limit, people * middle - covered, locked)
        if chosen is None:
            high = middle
        else:
            best, low = chosen, middle
    return _filled(gains, best, limit)


def _up_to(gains: Gains, limit: float, wanted: np.ndarray, locked: Sequence[int]) -> list[int] | None:
    """Return sites that gain in every group what is wanted there, chosen greedily; None where they do not."""
    wanted = np.maximum(wanted, 0.0)
    chosen, spent = list(locked), gains.cost[list(locked)].sum()
    best = gains.best(np.array(chosen, int))
    key = gains.matrix.indices.astype(np.int64) * len(wanted) + gains.group[gains.unit]
    pairs, at = np.unique(key, return_inverse=True)
    site, group = np.divmod(pairs, len(wanted))
    while True:
        lacking = np.maximum(wanted - np.bincount(gains.group, best, len(wanted)), 0.0)
        if lacking.sum() <= ROUNDING * max(wanted.sum(), 1.0):
            return chosen
        offered = np.bincount(at, np.maximum(gains.matrix.data - best[gains.unit], 0.0), len(pairs))
        worth = np.bincount(site, np.minimum(offered, lacking[group]), gains.n_sites)
        worth[gains.cost > limit - spent + ROUNDING] = 0.0
        worth[chosen] = 0.0
        if not worth.max(initial=0.0) > 0:
            return None
        number = int((worth / gains.cost).argmax())
        chosen.append(number)
        spent += gains.cost[number]
        best = np.maximum(best, gains.best(np.array([number])))


def _solution(
    gains: Gains, chosen: Sequence[int], locked: Sequence[int], value: float, least: float
) -> Solution:
    """Return a solution, its sites in the order in which they gain; those that gain nothing are left out."""
    chosen = np.array(sorted(chosen), int)
    within = gains.after(np.array([], int), chosen)
    order = choose(within, np.inf)
    sites = [int(chosen[number]) for number in order]
    sites += [site for site in locked if site not in sites]
    optimal = gap(value, least) <= ROUNDING
    return Solution(tuple(sites), value, value if optimal else least, optimal)
