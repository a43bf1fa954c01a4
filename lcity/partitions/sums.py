"""What one tile adds to the figures of a country: pure functions, to be mapped over tiles anywhere.

Each returns what adds up: the sums of all tiles are the sums of the whole, however it is cut. Most places
reach no centre; they are added up as they are read, and only the others are looked at one by one.
"""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from lcity.access.catchment import Catchment
from lcity.access.coverage import covered_week, sum_by_unit
from lcity.access.fca import asking, shared
from lcity.access.indicators import people_reaching
from lcity.access.reach import SEATS_RADIUS_M, Reach
from lcity.hours import HOURS
from lcity.partitions.part import EVERYONE, LEVEL, Part

REACHING = ["reaching", "informed"]
COVERAGE = ["people", "covered"]
WEEK = [*REACHING, *COVERAGE, *range(HOURS)]
SEATS = [*REACHING, "people", "seats"]
NONE_NEAR = np.empty((0, 2), np.int32)


class Sums(NamedTuple):
    """What adds up by district.

    Parameters
    ----------
    districts
        Those of the tile.
    values
        (districts, columns): `COVERAGE`, `WEEK` or `SEATS`, as the function says.
    near
        (k, 2) which centres lie within the radius of any place of which district: the number of the district
        in `districts`, -1 for places in none, and of the centre among all of the country. Only where the
        function says so.
    """

    districts: pd.Index
    values: np.ndarray
    near: np.ndarray = NONE_NEAR


class Question(NamedTuple):
    """Who counts as covered.

    Parameters
    ----------
    radius_m
        Metres, by the way of measuring of the part.
    group
        The column of people.
    kinds
        Those of these kinds; None for every kind that counts unless others are asked for.
    unknown_hours
        What becomes of centres with unknown hours: "leave_out" or "count".
    """

    radius_m: float
    group: str = "people"
    kinds: tuple[str, ...] | None = None
    unknown_hours: str = "leave_out"


def coverage_sums(part: Part, question: Question) -> Sums:
    """Return how many people of a group live in each district and have a centre in reach: `COVERAGE`."""
    inhabited, reach = part.reached(question.radius_m, question.group)
    covered = _covered(reach, question)
    return Sums(inhabited.districts, np.column_stack([inhabited.people(question.group), covered]))


def week_sums(part: Part, question: Question) -> Sums:
    """Return how many people live in each district, have a centre in reach, and an open one by hour.

    `WEEK`: reaching and informed, as `people_reaching` has them of centres with known hours; people and
    covered; and the hours of the week, 0–167. And which centres are near.
    """
    inhabited, reach = part.reached(question.radius_m, *dict.fromkeys([EVERYONE, question.group]))
    if question.kinds is not None:
        reach = replace(reach, centres=replace(reach.centres, counted=question.kinds))
    reaching = people_reaching(reach, LEVEL, question.radius_m, part.centres.hours_known)
    people, unit = reach.places.people(question.group), reach.places.unit[LEVEL]
    bits = reach.open_bits(question.radius_m, question.kinds, question.unknown_hours)
    week = covered_week(bits, people, unit, len(inhabited.districts))
    everyone, covered = inhabited.people(question.group), _covered(reach, question)
    values = np.column_stack([reaching, everyone, covered, week])
    return Sums(inhabited.districts, values, _near(reach, part.numbers))


def asking_sums(part: Part) -> pd.Series:
    """Return step 1 of E2SFCA: the weighted people asking each centre for a seat, by number of the centre."""
    _, reach = part.reached(SEATS_RADIUS_M, EVERYONE)
    return pd.Series(asking(_counting_pairs(reach), reach.places.people()), part.numbers)


def seat_sums(part: Part, per_person: np.ndarray) -> tuple[Sums, pd.DataFrame]:
    """Return step 2 of E2SFCA, added up by district, and what people have, for evenness.

    Parameters
    ----------
    part
        A tile.
    per_person
        (m,) seats per person asking, of the centres of the part; NaN where unknown.

    Returns
    -------
    sums
        `SEATS`: reaching and informed as of centres with known seats; people, and people × seats per 1,000.
    spread
        Columns district, per_1000, people: how many people of a district have how many seats per 1,000.
    """
    inhabited, reach = part.reached(SEATS_RADIUS_M, EVERYONE)
    districts = inhabited.districts
    reaching = people_reaching(reach, LEVEL, SEATS_RADIUS_M, ~np.isnan(part.centres.seats))
    people, unit = reach.places.people(), reach.places.unit[LEVEL]
    per_1000 = shared(_counting_pairs(reach), per_person)
    seats = sum_by_unit(people * per_1000, unit, len(districts))
    sums = Sums(districts, np.column_stack([reaching, inhabited.people(EVERYONE), seats]))
    there = (unit >= 0) & ~np.isnan(people)
    spread = pd.DataFrame(
        {
            LEVEL: np.concatenate([districts, districts[unit[there]]]),
            "per_1000": np.concatenate([np.zeros(len(districts)), per_1000[there]]),
            "people": np.concatenate([inhabited.people(EVERYONE, but=reach.places.row), people[there]]),
        }
    )
    return sums, spread.groupby([LEVEL, "per_1000"], as_index=False, sort=False).sum()


def district_sums(each: dict[str, np.ndarray], unit: np.ndarray, units: pd.Index) -> pd.DataFrame:
    """Return what is said of each place added up by district.

    Parameters
    ----------
    each
        By name, (places,) numbers.
    unit
        (places,) number of the district of each place in `units`; -1 for none.
    units
        The districts of the tile.
    """
    return pd.DataFrame({name: sum_by_unit(of, unit, len(units)) for name, of in each.items()}, index=units)


def _near(reach: Reach, numbers: np.ndarray) -> np.ndarray:
    """Return the centres within the radius of the pairs of any place, as `Sums.near` has them."""
    unit, pairs = reach.places.unit[LEVEL].astype(np.int32), reach.catchment
    near = np.zeros((len(reach.places.units[LEVEL]) + 1, pairs.n_centres), bool)
    near[np.repeat(unit, np.diff(pairs.indptr)), pairs.centre] = True
    district, centre = np.nonzero(near)
    district[district == len(near) - 1] = -1  # the last row is that of no district
    return np.column_stack([district, numbers[centre]]).astype(np.int32)


def _covered(reach: Reach, question: Question) -> np.ndarray:
    """Return how many people of each district have a centre in reach."""
    people, unit, units = reach.places.people(question.group), reach.places.unit[LEVEL], reach.places.units
    reached = reach.covered(question.radius_m, question.kinds)
    return sum_by_unit(np.where(reached, people, 0.0), unit, len(units[LEVEL]))


def _counting_pairs(reach: Reach) -> Catchment:
    return reach.catchment.only(reach.centres.chosen())
