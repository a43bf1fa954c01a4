"""Who is offered what by which site, before anything is reduced."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from lcity.access.along import LINE, ways
from lcity.access.catchment import Catchment
from lcity.access.hours import weeks
from lcity.access.places import Places
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


def offers_of(
    dataset: Dataset,
    places: Places,
    people: np.ndarray,
    open_now: np.ndarray,
    found: pd.DataFrame,
    question: Question,
    along: str,
    cost: np.ndarray,
) -> Offers:
    """Return what sites offer in people covered, the mean over the hours asked for.

    Hours in which the same sites are open are one: a unit is a place in such hours, and counts its people by
    the share of all the hours in which nobody serves it yet.
    """
    lonlat = found[["lon", "lat"]].to_numpy(float)
    pairs = pairs_of(replace(dataset, centres=found), places, lonlat, question.radius, along)
    count = open_now.shape[1]
    is_open = np.ones((len(found), count), bool)
    if question.hours:
        stated = weeks(found["hours"], dataset.meta.reference_week, lonlat).open[:, list(question.hours)]
        is_open = stated | found["hours"].isna().to_numpy()[:, None]
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
        (len(people) * classes.shape[1], len(found)),
        cost,
        places.unit["district"],
        open_now.mean(axis=1),
    )
