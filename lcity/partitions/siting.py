"""The next places for centres of a country: each tile is reduced where it lies, what is left is solved."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pandas as pd
import scipy

from lcity.access.geodesy import ecef
from lcity.errors import ArgumentError
from lcity.partitions.country import Country
from lcity.partitions.errors import PartitionError
from lcity.partitions.part import LEVEL, Part
from lcity.partitions.sums import district_sums
from lcity.scenario.answer import Reduced
from lcity.scenario.candidates import From, costs_of, offered, sites
from lcity.scenario.gains import gains
from lcity.scenario.offers import offers_of, open_hours, open_now
from lcity.scenario.question import Plan, Question, Total, check


@dataclass(frozen=True, eq=False)
class Near:
    """The sites the places of a tile may reach.

    Parameters
    ----------
    number
        (m,) their numbers among all sites.
    lonlat
        (m, 2) WGS84 degrees.
    is_open
        (m, hours) bool: in which of the hours asked for each would be open.
    """

    number: np.ndarray
    lonlat: np.ndarray
    is_open: np.ndarray


class Offered(NamedTuple):
    """What sites gain in one tile, reduced.

    Parameters
    ----------
    unit, site, people
        (offers,) number of the unit within the tile, number of the site among all, and people reached.
    district
        (units,) the district each unit lies in.
    districts
        Index the districts of the tile; columns people, covered.
    """

    unit: np.ndarray
    site: np.ndarray
    people: np.ndarray
    district: np.ndarray
    districts: pd.DataFrame


def plan(country: Country, question: Question, seconds: float = 2.0) -> Plan:
    """Find the places that do most in a country, as `lcity.scenario.siting.plan` does in memory.

    Parameters
    ----------
    country
        Who measures, and along what.
    question
        What is asked: of sites that are listed, of other kinds or of longer hours, not of every cell where
        people live; of people covered or the worst-off district, not of distance; nothing placed by hand.
    seconds
        How long the proof may take, once all is reduced.

    Raises
    ------
    ArgumentError
        The question is none, or asks for what the dataset does not have.
    PartitionError
        A tile cannot be measured, or the question is none that is asked of tiles.
    """
    return reduce(country, question).answer(question, seconds)


def reduce(country: Country, question: Question) -> Reduced:
    """Have each tile reduced where it lies, and put together what is left; parameters as of `plan`."""
    check(question)
    _check_question(country, question)
    dataset = country.dataset
    found = sites(dataset, None, None, question.candidates, hours=question.hours, district=question.district)
    return _reduced(country, question, found[~found.index.isin(question.banned)])


def offer_sums(part: Part, question: Question, near: Near, counted: tuple[str, ...] | None) -> Offered:
    """Return what sites gain in one tile, and who is covered there already.

    Parameters
    ----------
    part
        The tile and the centres around it.
    question
        What is asked.
    near
        The sites around it.
    counted
        The districts whose people count; None for all.
    """
    reach = part.reach(question.radius, question.group)
    places = reach.places
    unit, units = places.unit[LEVEL], places.units[LEVEL]
    counts = np.append(np.ones(len(units), bool) if counted is None else units.isin(counted), False)
    people = np.where(counts[unit], np.nan_to_num(places.people(question.group)), 0.0)
    served = open_now(reach, question, len(people))
    pairs, _ = part.pairs(places.lonlat, near.lonlat, question.radius)
    offers = offers_of(places, people, served, pairs, near.is_open, np.ones(len(near.number)))
    left = offers.gains()
    covered = {"people": people, "covered": people * offers.covered}
    return Offered(
        left.unit,
        near.number[left.matrix.indices],
        left.matrix.data,
        units.to_numpy()[left.group],
        district_sums(covered, unit, units),
    )


def _check_question(country: Country, question: Question) -> None:
    """Refuse what is asked of a country in memory only."""
    source = question.candidates or offered(country.dataset)[0]
    if source == From.CELLS:
        raise PartitionError("cells")
    if question.placed:
        raise PartitionError("placed")
    if question.objective == "distance":
        raise PartitionError("distance")
    if question.along not in (None, country.along):
        raise ArgumentError(f"along {question.along!r}: the country is measured along {country.along!r}")
    cities, districts = country.dataset.cities.index, country.dataset.districts.index
    for name, wanted, known in (("city", question.city, cities), ("district", question.district, districts)):
        if wanted is not None and wanted not in known:
            raise ArgumentError(f"{name} {wanted!r}: there is none of this id")


def _reduced(country: Country, question: Question, found: pd.DataFrame) -> Reduced:
    """Add up what tiles tell, and merge what the same sites reach in several."""
    districts = country.dataset.districts.index
    counted = _counting_districts(country, question)
    sums = pd.DataFrame(0.0, districts, ["people", "covered"])
    left: list[Offered] = []
    tasks = _tasks(country, question, found, counted)
    for _, tile in country.done(offer_sums, tasks, question.group, counted):
        sums.loc[tile.districts.index] += tile.districts
        left.append(tile)
    first = np.cumsum([0, *(len(tile.district) for tile in left)])
    coverage = gains(
        _one_array([tile.unit + start for tile, start in zip(left, first, strict=False)], int),
        _one_array([tile.site for tile in left], int),
        _one_array([tile.people for tile in left], float),
        (int(first[-1]), len(found)),
        cost=costs_of(found, by_cost=question.budget is not None),
        group=districts.get_indexer(_one_array([tile.district for tile in left], object)),
    )
    total = Total(float(sums["people"].sum()), float(sums["covered"].sum()))
    return Reduced(found, coverage, None, total, total, sums)


def _tasks(
    country: Country, question: Question, found: pd.DataFrame, counted: tuple[str, ...] | None
) -> Iterator[tuple[Part, Question, Near, tuple[str, ...] | None]]:
    lonlat = found[["lon", "lat"]].to_numpy(float)
    points = scipy.spatial.cKDTree(ecef(*lonlat.T))
    is_open = open_hours(found, question.hours, country.dataset.meta.reference_week)
    # What is locked or banned is of no use to a tile, and thousands of ids are long to send.
    own = replace(question, locked=(), banned=())
    for tile, part in country.parts(question.radius, counted):
        number = tile.near(points, country.straight_m(question.radius))
        yield part, own, Near(number, lonlat[number], is_open[number]), counted


def _counting_districts(country: Country, question: Question) -> tuple[str, ...] | None:
    """Return the districts whose people count; None for all."""
    if question.district is not None:
        return (question.district,)
    if question.city is None:
        return None
    cities = country.dataset.districts["city"]
    return tuple(cities.index[cities == question.city])


def _one_array(arrays: list[np.ndarray], kind: type) -> np.ndarray:
    return np.concatenate([np.empty(0, kind), *arrays]).astype(kind, copy=False)
