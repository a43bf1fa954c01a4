"""Coverage: how many people have a centre within reach, and when."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import scipy

from lcity.access.catchment import check_radius
from lcity.access.geodesy import ecef
from lcity.access.hours import unpack
from lcity.access.near import any_near
from lcity.hours import HOURS

BLOCK = 16_384


def covered(places_lonlat: np.ndarray, centres_lonlat: np.ndarray, radius_m: float) -> np.ndarray:
    """Return whether at least one centre lies within a radius of each place.

    Parameters
    ----------
    places_lonlat, centres_lonlat
        (n, 2) and (m, 2) WGS84 degrees.
    radius_m
        Metres, straight line on the WGS84 ellipsoid; a distance equal to it is within.

    Returns
    -------
    numpy.ndarray
        (n,) bool.

    Raises
    ------
    ArgumentError
        The radius is negative or no number.
    """
    check_radius(radius_m)
    return any_near(ecef(*np.transpose(places_lonlat)), ecef(*np.transpose(centres_lonlat)), radius_m)


def coverage_table(
    is_covered: np.ndarray, people: np.ndarray, unit: np.ndarray, units: pd.Index
) -> pd.DataFrame:
    """Return the share of people covered in each unit.

    Parameters
    ----------
    is_covered
        (places,) bool.
    people
        (places,) people living there; where missing, the place counts on neither side.
    unit
        (places,) position of the place's unit in `units`, -1 for none.
    units
        Ids.

    Returns
    -------
    pandas.DataFrame
        Index `units`; columns people, covered, share (0–1; NaN where nobody lives).
    """
    total = sum_by_unit(people, unit, len(units))
    reached = sum_by_unit(np.where(is_covered, people, 0.0), unit, len(units))
    return pd.DataFrame({"people": total, "covered": reached, "share": divide(reached, total)}, index=units)


def coverage_week(open_bits: np.ndarray, people: np.ndarray, unit: np.ndarray, n_units: int) -> np.ndarray:
    """Return the share of people with an open centre in reach, for every hour of the week at once.

    Parameters
    ----------
    open_bits
        (places, 3) uint64: the hours in which some centre in reach of a place is open, packed.
    people
        (places,) people living there; where missing, the place counts on neither side.
    unit
        (places,) number of the place's unit, -1 for none.
    n_units
        How many units there are.

    Returns
    -------
    numpy.ndarray
        (units, 168) shares, 0–1; NaN where nobody lives.
    """
    reached = covered_week(open_bits, people, unit, n_units)
    return divide(reached, sum_by_unit(people, unit, n_units)[:, None])


def covered_week(open_bits: np.ndarray, people: np.ndarray, unit: np.ndarray, n_units: int) -> np.ndarray:
    """Return how many people have an open centre in reach: (units, 168); arguments as of `coverage_week`."""
    ever = np.bitwise_or(np.bitwise_or(*open_bits.T[:2]), open_bits.T[2]) != 0
    counted = np.flatnonzero((unit >= 0) & ~np.isnan(people) & ever)
    weeks, week = _distinct(open_bits[counted])
    living = scipy.sparse.csc_array((people[counted], (unit[counted], week)), shape=(n_units, len(weeks)))
    reached = np.zeros((n_units, HOURS))
    for block in _blocks(len(weeks)):
        reached += living[:, block] @ unpack(weeks[block]).astype(float)
    return reached


def _distinct(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the distinct rows of whole numbers, and which of them each row is."""
    number = np.zeros(len(rows), np.int64)
    for column in rows.T:
        codes, values = pd.factorize(column)
        number, _ = pd.factorize(number * len(values) + codes)
    first = np.empty(number.max(initial=-1) + 1, np.intp)
    first[number[::-1]] = np.arange(len(rows))[::-1]
    return rows[first], number


def _blocks(length: int) -> Iterator[slice]:
    return (slice(start, start + BLOCK) for start in range(0, length, BLOCK))


def sum_by_unit(values: np.ndarray, unit: np.ndarray, n_units: int) -> np.ndarray:
    """Add up values by unit, (places,) to (units,), without missing values and places in no unit (-1)."""
    return np.bincount(unit + 1, weights=np.where(np.isnan(values), 0.0, values), minlength=n_units + 1)[1:]


def divide(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Return part / whole, NaN where the whole is 0."""
    return np.divide(part, whole, out=np.full(np.broadcast(part, whole).shape, np.nan), where=whole != 0)
