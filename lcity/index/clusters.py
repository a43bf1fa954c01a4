"""Where high values lie among high ones, and low among low: local Moran with its false discoveries held."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from lcity.errors import ArgumentError

LEAST_UNITS = 20
PERMUTATIONS = 9_999
FALSE_DISCOVERIES = 0.05
KINDS = ("high_high", "low_low", "high_low", "low_high", "none", "alone", "no_data")
# Sums of the same neighbours in another order differ by rounding.
TOLERANCE = 1e-12


@dataclass(frozen=True, eq=False)
class Neighbours:
    """Who is whose neighbour.

    Parameters
    ----------
    units
        The n units.
    indptr
        (n + 1,): the neighbours of unit i stand at ``indptr[i]:indptr[i + 1]``.
    other
        The positions of the neighbours in `units`.
    """

    units: pd.Index
    indptr: np.ndarray
    other: np.ndarray

    @property
    def counts(self) -> np.ndarray:
        """How many neighbours each unit has: (n,)."""
        return np.diff(self.indptr)

    def only(self, kept: np.ndarray) -> "Neighbours":
        """Return the units a mask picks, with the neighbours among them."""
        position = np.cumsum(kept) - 1
        unit = np.repeat(np.arange(len(self.units)), self.counts)
        pairs = kept[unit] & kept[self.other]
        counts = np.bincount(position[unit[pairs]], minlength=int(kept.sum()))
        return Neighbours(
            self.units[kept], np.concatenate([[0], np.cumsum(counts)]), position[self.other[pairs]]
        )


@dataclass(frozen=True, eq=False)
class Clusters:
    """What local Moran finds.

    Parameters
    ----------
    table
        Index: all units; columns `moran` (local I; NaN without neighbours or data), `p` (two-sided,
        NaN likewise) and `kind` (one of `KINDS`: "high_low" is a high value among low ones; "none" is
        no more alike or unlike than chance would have it).
    tested
        How many units were tested.
    """

    table: pd.DataFrame
    tested: int


def queen(outlines: pd.Series) -> Neighbours:
    """Return who shares at least a corner with whom.

    Parameters
    ----------
    outlines
        Unit → polygon or multipolygon of a clean coverage; islands have no neighbours.
    """
    shapes = outlines.to_numpy()
    unit, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = np.lexsort((other, unit))
    unit, other = unit[pairs], other[pairs]
    counts = np.bincount(unit[unit != other], minlength=len(shapes))
    return Neighbours(outlines.index, np.concatenate([[0], np.cumsum(counts)]), other[unit != other])


def local_moran(
    values: pd.Series,
    neighbours: Neighbours,
    permutations: int = PERMUTATIONS,
    seed: int = 0,
    false_discoveries: float = FALSE_DISCOVERIES,
) -> Clusters:
    """Find units more alike their neighbours, or less, than chance would have it.

    With z the deviation from the mean and z̄ that of the neighbours (each counting the same), I is
    (n − 1) z z̄ / Σ z². For its p, the unit keeps its value while others take the neighbours' places at
    random; twice the smaller tail counts. A unit belongs to a cluster if its p passes the procedure of
    Benjamini and Hochberg, which holds the expected share of false ones among those named.

    Parameters
    ----------
    values
        Unit → value; units where it is missing are left out, as neighbours too.
    neighbours
        Of at least the units that have values.
    permutations
        Random draws a unit.
    seed
        The same seed gives the same draws.
    false_discoveries
        The share (0–1) of false ones tolerated among the units named.

    Raises
    ------
    ArgumentError
        Fewer than `LEAST_UNITS` units have a value and a neighbour, or all values are the same.

    Source
    ------
    Anselin, L. (1995), Local indicators of spatial association – LISA, Geographical Analysis 27, 93–115;
    Benjamini, Y. and Hochberg, Y. (1995), Journal of the Royal Statistical Society B 57, 289–300.
    """
    given = values.reindex(neighbours.units)
    known = given.notna().to_numpy()
    among = neighbours.only(known)
    tested = among.counts > 0
    if tested.sum() < LEAST_UNITS:
        raise ArgumentError(
            f"local clusters need {LEAST_UNITS} units with neighbours; there are {tested.sum()}"
        )
    own = given[known].to_numpy(float)
    z = own - own.mean()
    spread = z @ z
    if not spread > TOLERANCE * len(z) * max(1.0, np.abs(own).max()) ** 2:
        raise ArgumentError("local clusters need values that differ")
    lag = _lag(z, among)
    p = _two_sided(z, lag, among.counts, permutations, np.random.default_rng(seed))
    named = np.zeros(len(z), bool)
    named[tested] = discovered(p[tested], false_discoveries)
    sides = np.where(z > 0, "high_", "low_").astype(object) + np.where(lag > 0, "high", "low")
    kind = np.where(named, sides, np.where(tested, "none", "alone"))
    moran = np.where(tested, (len(z) - 1) * z * lag / spread, np.nan)
    table = pd.DataFrame({"moran": moran, "p": p, "kind": kind}, among.units).reindex(values.index)
    return Clusters(table.fillna({"kind": "no_data"}), int(tested.sum()))


def discovered(p: np.ndarray, false_discoveries: float = FALSE_DISCOVERIES) -> np.ndarray:
    """Return which p pass the step-up procedure of Benjamini and Hochberg: (n,) bool."""
    order = np.argsort(p, kind="stable")
    passing = np.flatnonzero(p[order] <= false_discoveries * np.arange(1, len(p) + 1) / len(p))
    found = np.zeros(len(p), bool)
    if len(passing):
        found[order[: passing[-1] + 1]] = True
    return found


def _lag(z: np.ndarray, neighbours: Neighbours) -> np.ndarray:
    unit = np.repeat(np.arange(len(z)), neighbours.counts)
    return np.bincount(unit, z[neighbours.other], len(z)) / np.maximum(neighbours.counts, 1)


def _two_sided(
    z: np.ndarray, lag: np.ndarray, counts: np.ndarray, permutations: int, random: np.random.Generator
) -> np.ndarray:
    """Return each unit's p; NaN without neighbours."""
    n, most = len(z), int(counts.max())
    # The places of neighbours among the n − 1 others: the first of each row are drawn without replacement.
    drawn = _draws(n - 1, most, permutations, random)
    p = np.full(n, np.nan)
    for unit in np.flatnonzero(counts):
        places = drawn[: counts[unit]]
        means = z[places + (places >= unit)].mean(axis=0)
        at_least = np.count_nonzero(means >= lag[unit] - TOLERANCE)
        at_most = np.count_nonzero(means <= lag[unit] + TOLERANCE)
        p[unit] = min(1.0, 2 * (min(at_least, at_most) + 1) / (permutations + 1))
    return p


def _draws(among: int, most: int, times: int, random: np.random.Generator) -> np.ndarray:
    """Return numbers below `among`, drawn `times` over without replacement: (most, times)."""
    drawn = np.empty((most, times), np.intp)
    for column in range(times):
        drawn[:, column] = random.choice(among, most, replace=False, shuffle=True)
    return drawn
