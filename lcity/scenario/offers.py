"""Who is offered what by which site, before anything is reduced."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from lcity.access.along import LINE, ways
from lcity.access.catchment import Catchment
from lcity.access.hours import unpack, weeks
from lcity.access.places import Places
from lcity.access.reach import Reach
from lcity.dataset.model import Dataset
from lcity.errors import ArgumentError
from lcity.scenario.gains import Gains, gains
from lcity.scenario.question import Question


def in_district(places: Places, district: str) -> np.ndarray:
    """Return which places are in a district: (places,) bool.

    Raises
    ------
    ArgumentError
        None of this id is among those the places are of.
    """
    number = places.units["district"].get_indexer([district])[0]
    if number < 0:
        raise ArgumentError(f"district {district!r}: expected one of {', '.join(places.units['district'])}")
    return places.unit["district"] == number


def pairs_of(dataset: Dataset, places: Places, lonlat: np.ndarray, radius: float, along: str) -> Catchment:
    """Return the pairs of places and some sites, which are the centres of the dataset given."""
    if along == LINE:
        return ways(dataset, places.lonlat, lonlat, LINE, radius).pairs
    everywhere = dataset.population[["lon", "lat"]].to_numpy(float)
    return ways(dataset, everywhere, lonlat, along, radius).of_places(places.row).pairs


@dataclass(frozen=True, eq=False)
class Offers:
    """Who is offered what by which site: units are places in such hours as the same sites are open in.

    Parameters
    ----------
    unit, site, people
        (offers,) number of the unit and of the site, and people reached: the mean over the hours.
    shape
        How many units and sites there are.
    cost
        (sites,) what they cost.
    district
        (places,) number of each place's district, -1 for none.
    covered
        (places,) share of the hours in which each is covered by the centres there are, 0–1.
    """

    unit: np.ndarray
    site: np.ndarray
    people: np.ndarray
    shape: tuple[int, int]
    cost: np.ndarray
    district: np.ndarray
    covered: np.ndarray

    def gains(self, *, reduced: bool = True) -> Gains:
        """Return what sites gain in people covered; unless reduced, a row a unit of `offered`."""
        classes = self.shape[0] // max(len(self.district), 1)
        group = np.tile(self.district, classes)
        return gains(
            self.unit, self.site, self.people, self.shape, cost=self.cost, group=group, reduced=reduced
        )

    @property
    def offered(self) -> np.ndarray:
        """The number of the place of each unit that is offered anything, unit by unit."""
        return np.unique(self.unit[self.people > 0]) % max(len(self.district), 1)

    def without(self, served: np.ndarray) -> "Offers":
        """Return the offers to places that are not served: (places,) bool."""
        kept = ~served[self.unit % max(len(served), 1)]
        return replace(self, unit=self.unit[kept], site=self.site[kept], people=self.people[kept])


def open_hours(found: pd.DataFrame, hours: tuple[int, ...], week: date) -> np.ndarray:
    """Return in which of the hours asked for each site would be open.

    Parameters
    ----------
    found
        Sites, as `lcity.scenario.candidates.sites` returns them: lon, lat, hours (missing: whenever asked).
    hours
        Hours of the week, 0–167; none for whatever hours centres keep.
    week
        The Monday of the week their hours are read for.

    Returns
    -------
    numpy.ndarray
        (sites, hours) bool; one column of True where no hours are asked for.
    """
    if not hours:
        return np.ones((len(found), 1), bool)
    stated = weeks(found["hours"], week, found[["lon", "lat"]].to_numpy(float)).open[:, list(hours)]
    return stated | found["hours"].isna().to_numpy()[:, None]


def offers_of(
    places: Places,
    people: np.ndarray,
    open_now: np.ndarray,
    pairs: Catchment,
    is_open: np.ndarray,
    cost: np.ndarray,
) -> Offers:
    """Return what sites offer in people covered, the mean over the hours asked for.

    Hours in which the same sites are open are one: a unit is a place in such hours, and counts its people by
    the share of all the hours in which nobody serves it yet.

    Parameters
    ----------
    places, people
        Who lives where; (places,) people.
    open_now
        (places, hours) bool: whether a centre there is serves a place.
    pairs
        Of places and sites, within reach.
    is_open
        (sites, hours) bool, as `open_hours` returns it.
    cost
        (sites,) what they cost.
    """
    count = open_now.shape[1]
    if count == 1:  # What takes longest of a city's model is to find equal columns.
        classes, of_hour = is_open, np.zeros(1, int)
    else:
        classes, of_hour = np.unique(is_open, axis=1, return_inverse=True)
    place = np.repeat(np.arange(len(people)), np.diff(pairs.indptr))
    units, offers, numbers = [], [], []
    for number in range(classes.shape[1]):
        uncovered = people * (~open_now[:, of_hour == number]).sum(axis=1) / count
        serves = classes[pairs.centre, number]
        units.append(place[serves] + number * len(people))
        offers.append(uncovered[place[serves]])
        numbers.append(pairs.centre[serves])
    return Offers(
        np.concatenate(units),
        np.concatenate(numbers),
        np.concatenate(offers),
        (len(people) * classes.shape[1], len(cost)),
        cost,
        places.unit["district"],
        open_now.mean(axis=1),
    )


def open_now(reach: Reach | None, question: Question, n_places: int) -> np.ndarray:
    """Return whether a centre there is serves each place, in each of the hours asked for.

    Parameters
    ----------
    reach
        Who reaches the centres there are; None where there are none.
    question
        What is asked.
    n_places
        How many places there are.

    Returns
    -------
    numpy.ndarray
        (places, hours) bool; one column where no hours are asked for.
    """
    kinds = question.kinds or None
    if reach is None:
        return np.zeros((n_places, max(len(question.hours), 1)), bool)
    if not question.hours:
        return reach.covered(question.radius, kinds)[:, None]
    bits = reach.open_bits(question.radius, kinds, question.unknown_hours)
    return unpack(bits)[:, list(question.hours)]
