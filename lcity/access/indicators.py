"""The indicators an index can take from a reach: each a function of the reach and a level.

All return a Series over the units of the level, NaN where a unit has nobody or its centres' seats or
hours are unknown. Cities are computed from their people directly, never as means of districts.
"""

from itertools import pairwise

import numpy as np
import pandas as pd

from lcity.access.coverage import divide, sum_by_unit
from lcity.access.equity import gini
from lcity.access.reach import RADIUS_M, SEATS_RADIUS_M, Reach

EVENINGS = [24 * day + hour for day in range(5) for hour in (18, 19, 20)]
WEEKENDS = [24 * day + hour for day in (5, 6) for hour in range(9, 17)]


def coverage_1000m(reach: Reach, level: str, group: str = "people") -> pd.Series:
    """Return the share of a group with a centre within 1,000 m, 0–1; NaN where the group is not known."""
    if group not in reach.places.groups:
        return pd.Series(np.nan, reach.places.units[level])
    return reach.coverage(group=group, level=level)["share"]


def coverage_ratio(reach: Reach, level: str, group: str) -> pd.Series:
    """Return the share of a group with a centre within 1,000 m over the share of all people.

    1 is parity. NaN where nobody is covered or the group is not known.
    """
    everyone = coverage_1000m(reach, level)
    return coverage_1000m(reach, level, group) / everyone.where(everyone > 0)


def coverage_60p_ratio(reach: Reach, level: str) -> pd.Series:
    """Return `coverage_ratio` of people aged 60 or over."""
    return coverage_ratio(reach, level, "people_60p")


def coverage_weekday_evening(reach: Reach, level: str) -> pd.Series:
    """Return the share with an open centre within 1,000 m, mean of Monday–Friday 18–19, 19–20, 20–21."""
    return _coverage_at(reach, level, EVENINGS)


def coverage_weekend(reach: Reach, level: str) -> pd.Series:
    """Return the share with an open centre within 1,000 m, mean of Saturday and Sunday 9–10 to 16–17."""
    return _coverage_at(reach, level, WEEKENDS)


def coverage_by_hour(reach: Reach, level: str) -> pd.DataFrame:
    """Return the share with an open centre within 1,000 m, 0–1, in each hour of the week: units × 0–167.

    NaN where nobody lives, and where the hours of no centre in reach are known.
    """
    informed = _informed(reach, level, RADIUS_M, reach.centres.hours_known)
    return reach.week(level=level).where(pd.Series(informed, reach.places.units[level]), axis=0)


def _coverage_at(reach: Reach, level: str, hours: list[int]) -> pd.Series:
    return reach.once(coverage_by_hour, level)[hours].mean(axis=1)


def seats_per_1000(reach: Reach, level: str) -> pd.Series:
    """Return the seats per 1,000 people within 2,000 m by E2SFCA, the mean over people."""
    people, unit, units = reach.places.people(), reach.places.unit[level], reach.places.units[level]
    seats = sum_by_unit(people * reach.accessibility.per_1000, unit, len(units))
    mean = pd.Series(divide(seats, sum_by_unit(people, unit, len(units))), units)
    return mean.where(_seats_informed(reach, level))


def access_evenness(reach: Reach, level: str) -> pd.Series:
    """Return 1 − the Gini coefficient of `seats_per_1000` over the people of a unit.

    1 is the same for everyone; NaN where nobody has any seats in reach.
    """
    people, unit, units = reach.places.people(), reach.places.unit[level], reach.places.units[level]
    order = np.argsort(unit, kind="stable")
    bounds = np.searchsorted(unit[order], np.arange(len(units) + 1))
    places_of = (order[start:end] for start, end in pairwise(bounds))
    evenness = [1 - gini(reach.accessibility.per_1000[places], people[places]) for places in places_of]
    return pd.Series(evenness, units, float).where(_seats_informed(reach, level))


def _seats_informed(reach: Reach, level: str) -> np.ndarray:
    return _informed(reach, level, SEATS_RADIUS_M, ~np.isnan(reach.centres.seats))


def _informed(reach: Reach, level: str, radius_m: float, known: np.ndarray) -> np.ndarray:
    """Return which units reach a centre of which the needed fact is known, or no centre at all."""
    counted = reach.centres.chosen()
    return informed(people_reaching(reach, level, radius_m, known), known & counted, counted)


def people_reaching(reach: Reach, level: str, radius_m: float, known: np.ndarray) -> np.ndarray:
    """Return how many people of each unit reach a centre that counts, and one of which a fact is known.

    Parameters
    ----------
    reach, level
        Of whom, by which units.
    radius_m
        Up to the radius of the reach.
    known
        (centres,) bool.

    Returns
    -------
    numpy.ndarray
        (units, 2); those of several parts of a country add up to those of the whole.
    """
    counted = reach.centres.chosen()
    people, unit, count = reach.places.people(), reach.places.unit[level], len(reach.places.units[level])
    reached = (reach.catchment.reached(radius_m, centres) for centres in (counted, known & counted))
    return np.stack([sum_by_unit(people * of, unit, count) for of in reached], axis=1)


def informed(people_reaching: np.ndarray, known: np.ndarray, counted: np.ndarray) -> np.ndarray:
    """Return which units reach a centre of which a fact is known, or no centre at all: (units,) bool.

    Parameters
    ----------
    people_reaching
        (units, 2) as the function of that name returns them.
    known, counted
        (centres,) bool, of all centres: those that count and of which the fact is known, and that count.
    """
    reaches_any, reaches_known = people_reaching.T > 0
    return (reaches_known | ~reaches_any) & (known.any() or not counted.any())
