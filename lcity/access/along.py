"""The rule of distance: by travel times, along streets or in a straight line, as a dataset allows."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from lcity.access.along_streets import along_streets
from lcity.access.catchment import Catchment, catchment, check_radius
from lcity.access.streets import Streets, tells_steps
from lcity.dataset.model import Dataset
from lcity.errors import ArgumentError

TRAVEL, STREETS, LINE = "travel", "streets", "line"
ALONG = (TRAVEL, STREETS, LINE)
"""How far a centre is, the first that a dataset has being the rule."""
METRES, MINUTES = "m", "min"
RADII = {METRES: (2_000.0, 5_000.0), MINUTES: (45.0,)}
"""Within which pairs are found, by unit: far ones, which are many more, only where they are wanted."""


class Ways(NamedTuple):
    """The pairs within a radius, and how they were found.

    Parameters
    ----------
    along
        One of `ALONG`.
    pairs
        The pairs.
    place_off, centre_off
        (places,) and (centres,) bool: no street near, so that its pairs are straight lines × 1.3; none of
        them unless along streets.
    """

    along: str
    pairs: Catchment
    place_off: np.ndarray
    centre_off: np.ndarray

    def of_places(self, places: np.ndarray) -> "Ways":
        """Return those of some places, by number."""
        return self._replace(pairs=self.pairs.of_places(places), place_off=self.place_off[places])


def offered(dataset: Dataset) -> tuple[str, ...]:
    """Return the ways of measuring a dataset offers, in the order of the rule."""
    there = {TRAVEL: dataset.travel is not None, STREETS: dataset.streets is not None, LINE: True}
    return tuple(along for along in ALONG if there[along])


def unit(dataset: Dataset, along: str) -> str:
    """Return what a way of measuring gives: "m", or "min" for travel times in minutes."""
    return MINUTES if along == TRAVEL and dataset.travel["minutes"].notna().any() else METRES


def in_metres(dataset: Dataset) -> str:
    """Return the first of the rule that measures in metres.

    By it goes what is stated in metres, as computed indicators are, or at a pace, as a persona's way is:
    somebody else's minutes are not turned into either.
    """
    return next(along for along in offered(dataset) if unit(dataset, along) == METRES)


def found_within(unit_: str, radius: float) -> float:
    """Return the radius within which pairs are found so that they hold those of a smaller one."""
    return next((most for most in RADII[unit_] if radius <= most), radius)


def checked(dataset: Dataset, along: str | None) -> str:
    """Return how to measure: as asked, else by the rule.

    Raises
    ------
    ArgumentError
        The dataset does not offer it.
    """
    if along is None:
        return offered(dataset)[0]
    if along not in offered(dataset):
        raise ArgumentError(f"along {along!r}: expected one of {', '.join(offered(dataset))}")
    return along


def ways(
    dataset: Dataset,
    places_lonlat: np.ndarray,
    centres_lonlat: np.ndarray,
    along: str,
    radius: float,
    *,
    step_free: bool = False,
) -> Ways:
    """Find the pairs of all places and all centres of a dataset.

    Parameters
    ----------
    dataset
        With centres and population.
    places_lonlat, centres_lonlat
        (n, 2) and (m, 2) WGS84 degrees: its places and its centres, in its order.
    along
        What `offered` has.
    radius
        The largest that will be asked for, in the `unit` of what is asked.
    step_free
        Along streets: whether only those without steps are walked, where the dataset tells them.

    Raises
    ------
    ArgumentError
        The radius is negative or no number.
    """
    if along == STREETS:
        free = step_free and tells_steps(dataset.streets)
        streets = Streets.of(dataset.streets, step_free=free)
        return Ways(along, *along_streets(streets, places_lonlat, centres_lonlat, radius))
    if along == TRAVEL:
        pairs = travelled(dataset.travel, dataset.population["place"], dataset.centres.index, radius)
    else:
        pairs = catchment(places_lonlat, centres_lonlat, radius)
    return Ways(along, pairs, np.zeros(len(places_lonlat), bool), np.zeros(len(centres_lonlat), bool))


def travelled(travel: pd.DataFrame, places: pd.Series, centres: pd.Index, radius: float) -> Catchment:
    """Return the pairs a table of travel names, those within a radius; any other is out of reach.

    Parameters
    ----------
    travel
        Columns place, site, and metres or minutes.
    places
        (n,) the places' ids; missing where one has none.
    centres
        (m,) the centres' ids.
    radius
        In the table's own unit; equal to it is within.

    Raises
    ------
    ArgumentError
        The radius is negative or no number.
    """
    check_radius(radius)
    minutes = travel["minutes"].notna().any()
    length = travel["minutes" if minutes else "metres"].to_numpy(float)
    known = places.dropna()
    number = pd.Index(known).get_indexer(travel["place"])
    place = np.where(number >= 0, np.append(np.flatnonzero(places.notna()), 0)[number], -1)
    centre = centres.get_indexer(travel["site"])
    kept = np.flatnonzero((place >= 0) & (centre >= 0) & (length <= radius))
    kept = kept[np.argsort(place[kept], kind="stable")]
    indptr = np.searchsorted(place[kept], np.arange(len(places) + 1))
    unit_ = MINUTES if minutes else METRES
    return Catchment(float(radius), len(centres), indptr, centre[kept].astype(np.int32), length[kept], unit_)
