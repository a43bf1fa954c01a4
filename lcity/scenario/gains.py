"""What sites gain: the one form every question of where takes, as small as it can be with nothing lost.

Each unit (a place, at some hours) takes the best of what the chosen sites offer it. Of people covered, all
sites that reach a unit offer the same: its people. Of distance saved, the nearer offers more. What centres
there already give is taken off beforehand, so that the existing ones are kept and need not be spoken of.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import scipy


@dataclass(frozen=True, eq=False)
class Gains:
    """Units × sites: what a site offers a unit, more than 0.

    Parameters
    ----------
    matrix
        (units, sites) sparse by rows; in whatever the objective counts.
    cost
        (sites,) what a site costs, more than 0; ones where sites are counted.
    group
        (units,) number of the group each unit belongs to; zeros where there are no groups.
    """

    matrix: "scipy.sparse.csr_array"
    cost: np.ndarray
    group: np.ndarray

    @property
    def n_sites(self) -> int:
        """How many sites there are."""
        return self.matrix.shape[1]

    @cached_property
    def unit(self) -> np.ndarray:
        """Number of the unit of each offer: (offers,)."""
        return np.repeat(np.arange(self.matrix.shape[0]), np.diff(self.matrix.indptr))

    @cached_property
    def by_site(self) -> "scipy.sparse.csc_array":
        """The matrix by columns."""
        return self.matrix.tocsc()

    @cached_property
    def alone(self) -> np.ndarray:
        """What each site would gain alone: (sites,)."""
        return np.bincount(self.matrix.indices, self.matrix.data, self.n_sites)

    def best(self, chosen: np.ndarray) -> np.ndarray:
        """Return the best offer of some sites, by number, to each unit; 0 where there is none."""
        best = np.zeros(self.matrix.shape[0])
        columns = self.by_site
        for site in chosen:
            offers = slice(columns.indptr[site], columns.indptr[site + 1])
            units = columns.indices[offers]
            best[units] = np.maximum(best[units], columns.data[offers])
        return best

    def value(self, chosen: np.ndarray) -> float:
        """Return what some sites gain together."""
        return float(self.best(chosen).sum())

    def after(self, chosen: np.ndarray, sites: np.ndarray) -> "Gains":
        """Return what some sites, by number, would gain once others are chosen."""
        left = self.matrix.data - self.best(chosen)[self.unit]
        number = np.full(self.n_sites, -1)
        number[sites] = np.arange(len(sites))
        kept = (left > 0) & (number[self.matrix.indices] >= 0)
        return restricted(replace(self, matrix=_like(self.matrix, left)), kept, number, sites)


def restricted(of: Gains, offers: np.ndarray, number: np.ndarray, sites: np.ndarray) -> Gains:
    """Return some offers of some sites.

    Parameters
    ----------
    of
        What sites gain.
    offers
        (offers,) bool: which of them.
    number
        (sites,) new number of each site that has such an offer.
    sites
        The sites that are kept, by old number in their new order.
    """
    return gains(
        of.unit[offers],
        number[of.matrix.indices[offers]],
        of.matrix.data[offers],
        (of.matrix.shape[0], len(sites)),
        cost=of.cost[sites],
        group=of.group,
    )


def _like(matrix: "scipy.sparse.csr_array", data: np.ndarray) -> "scipy.sparse.csr_array":
    return scipy.sparse.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def gains(
    unit: np.ndarray,
    site: np.ndarray,
    offer: np.ndarray,
    shape: tuple[int, int],
    *,
    cost: np.ndarray | None = None,
    group: np.ndarray | None = None,
    reduced: bool = True,
) -> Gains:
    """Return what sites gain, reduced exactly.

    Units nobody offers anything are dropped; units to which the same sites offer the same in proportion, as
    neighbours within reach of the same sites are, become one.

    Parameters
    ----------
    unit, site, offer
        (offers,) who is offered how much by which site; 0 or less is no offer, NaN counts as none.
    shape
        How many units and sites there are.
    cost
        (sites,) what a site costs, more than 0; None to count them.
    group
        (units,) groups that are not to become one; None where all may.
    reduced
        Whether units become one; else each that is offered anything is a row, in their order.
    """
    there = offer > 0
    matrix = scipy.sparse.coo_array((offer[there], (unit[there], site[there])), shape=shape).tocsr()
    matrix.sort_indices()
    cost = np.ones(shape[1]) if cost is None else np.asarray(cost, float)
    group = np.zeros(shape[0], int) if group is None else group
    reached = np.flatnonzero(np.diff(matrix.indptr))
    matrix, group = matrix[reached], group[reached]
    if reduced:
        matrix, group = _merged(matrix, group)
    return Gains(matrix, cost, group)


def _merged(
    matrix: "scipy.sparse.csr_array", group: np.ndarray
) -> tuple["scipy.sparse.csr_array", np.ndarray]:
    """Return rows of a group with equal sites and offers in proportion as one row, their offers added up."""
    if not matrix.shape[0]:
        return matrix, group
    starts, lengths = matrix.indptr[:-1], np.diff(matrix.indptr)
    most = np.maximum.reduceat(matrix.data, starts)
    ratio = (matrix.data / np.repeat(most, lengths)).view(np.int64).astype(np.uint64)
    # Two hashes of 64 bits: for two unlike rows of a country to have both in common is out of the question.
    marks = np.random.default_rng(0).integers(0, 2**64, (2, matrix.shape[1]), np.uint64)
    keys = [_mixed(mark[matrix.indices] ^ (ratio * np.uint64(0x9E3779B97F4A7C15))) for mark in marks]
    sums = [np.add.reduceat(key, starts) for key in keys]
    keys = [*sums, group]
    order = np.lexsort(keys)
    new = np.ones(len(order), bool)
    new[1:] = np.any([key[order][1:] != key[order][:-1] for key in keys], axis=0)
    number = np.empty(len(order), int)
    number[order] = np.cumsum(new) - 1
    first = order[new]
    merged = matrix[first]
    merged.data *= np.repeat(np.bincount(number, most) / most[first], np.diff(merged.indptr))
    return merged, group[first]


def _mixed(key: np.ndarray) -> np.ndarray:
    """Return numbers such that sums of them tell sets apart.

    Source
    ------
    The finaliser of splitmix64: Steele, G., Lea, D. and Flood, C. (2014), Fast splittable pseudorandom number
    generators, OOPSLA 2014, 453–472.
    """
    key = (key ^ (key >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    key = (key ^ (key >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return key ^ (key >> np.uint64(31))
