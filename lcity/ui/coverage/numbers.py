"""What the coverage page asks, and the numbers that answer it."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from lcity.access.along import LINE, METRES, MINUTES, found_within
from lcity.access.centres import UnknownAt
from lcity.access.places import Places
from lcity.access.reach import Reach
from lcity.access.update import updated
from lcity.meridian import beside, in_one_piece
from lcity.text import language
from lcity.ui.coverage.tips import centres_on_map as named_centres
from lcity.ui.shared import cache

LARGEST_RADIUS_M = 5_000


class Seen(NamedTuple):
    """Whose pairs are looked at: a city's ("" for all), along what, and within which radius found."""

    city: str
    along: str
    radius: float


@dataclass(frozen=True)
class Question:
    """Who in a city can reach which centres, how far, and when.

    Parameters
    ----------
    city
        The city's id.
    radius_m
        How far people go, metres.
    group
        A group of people: a column of the population, such as people_60p.
    kinds
        The kinds of centres that count; empty for every kind.
    hour
        The hour of the week in which they are open, 0–167; None for whatever hours they keep.
    unknown_hours
        "leave_out" or "count": what becomes of centres with unknown hours where an hour is asked for.
    along
        "travel", "streets" or "line": what the metres are measured along.
    minutes
        How far they go by travel times in minutes, which take the place of metres; None along all else.
    """

    city: str
    radius_m: float
    group: str = "people"
    kinds: tuple[str, ...] = ()
    hour: int | None = None
    unknown_hours: str = "leave_out"
    along: str = LINE
    minutes: float | None = None

    @property
    def radius(self) -> float:
        """How far people go, in minutes or in metres."""
        return self.radius_m if self.minutes is None else self.minutes

    @property
    def seen(self) -> Seen:
        """Whose pairs answer it."""
        if self.along == LINE:
            return Seen(self.city, LINE, LARGEST_RADIUS_M)
        measure = METRES if self.minutes is None else MINUTES
        return Seen(self.city, self.along, found_within(measure, self.radius))


@dataclass(frozen=True, eq=False)
class Answer:
    """The answer to a question.

    Parameters
    ----------
    people, covered
        Of the city.
    districts
        Index district, most people out of reach first; columns people, covered, share (0–1, NaN
        where nobody lives), out (people out of reach); NaN at an hour of which nothing is known.
    out
        The places out of reach: columns lon, lat, people.
    counts
        (centres of the reach,) bool: which centres count.
    in_reach
        (centres of the reach,) bool: which of the kinds asked for lie within the radius of anyone.
    hours
        How many of the centres within the radius of anyone are not known to be open or closed: at the hour
        asked for, else at any.
    has_unknown_hours
        Whether any of them has an hour that is unknown but not by appointment, so that it may count.
    week
        (168,) share of the city's people with an open centre in reach, hour by hour; NaN where the hours of
        no centre in reach are known, and unknown ones do not count.
    weeks
        The same of each district: index as `districts` has it, columns 0–167.
    """

    people: float
    covered: float
    districts: pd.DataFrame
    out: pd.DataFrame
    counts: np.ndarray
    in_reach: np.ndarray
    hours: UnknownAt
    has_unknown_hours: bool
    week: np.ndarray
    weeks: pd.DataFrame

    @property
    def share(self) -> float:
        """The share of the city's people covered, 0–1; NaN where nobody lives."""
        return self.covered / self.people if self.people else float("nan")

    @property
    def hours_unknown(self) -> bool:
        """Whether there are centres within reach, of none of which it is known when it is open."""
        return all_unknown(self.hours)


def answer(reach: Reach, question: Question) -> Answer:
    """Answer a question from a city's reach."""
    kinds = question.kinds or None
    counts = reach.centres.chosen(kinds, question.hour, question.unknown_hours)
    pairs = reach.catchment.within(question.radius)
    covered = pairs.only(counts).reached()
    near = np.bincount(pairs.centre, minlength=pairs.n_centres) > 0
    people = reach.places.people(question.group)
    out = ~covered & (people > 0)
    districts = worst_first(reach.places.coverage(covered, question.group))
    whole = float(districts["people"].sum())
    weeks = reach.week(question.radius, question.group, kinds, question.unknown_hours)
    weeks = weeks.loc[districts.index]
    centres, known = reach.centres.chosen(kinds) & near, reach.centres.hours_known
    may_count = (reach.centres.unknown & ~reach.centres.on_request).any(axis=1)
    if question.unknown_hours != "count" and centres.any() and not (centres & known).any():
        weeks = weeks * np.nan
    hours = reach.centres.unknown_at(question.hour, kinds, near)
    if question.hour is not None and question.unknown_hours != "count" and all_unknown(hours):
        districts[["covered", "out", "share"]] = np.nan
        out[:] = False
    served = weeks.mul(districts["people"], axis=0).sum(min_count=1)
    return Answer(
        whole,
        float(districts["covered"].sum(min_count=1)),
        districts,
        _people_at(reach.places, out, question.group),
        counts,
        centres,
        hours,
        bool((centres & may_count).any()),
        (served / (whole or np.nan)).to_numpy(),
        weeks,
    )


def all_unknown(hours: UnknownAt) -> bool:
    """Say whether there are centres, of none of which it is known when it is open."""
    return 0 < hours.centres == hours.unknown + hours.by_appointment


def worst_first(units: pd.DataFrame) -> pd.DataFrame:
    """Return units (columns people, covered, share) with `out`, people out of reach, most of them first."""
    out = units.assign(out=units["people"] - units["covered"])
    return out.sort_values(["out", "share"], ascending=[False, True], kind="stable")


@cache.shared(16)
def city_reach(seen: Seen) -> Reach | None:
    """Return a city's places, centres and pairs."""
    city, along, radius = seen
    if cache.open_dataset().planned:
        with cache.planned.as_it_is():
            before = city_reach(seen)
        if before is not None:
            return updated(before, cache.open_dataset())
    found = None if along == LINE else cache.ways(along, radius)
    return Reach.of(cache.open_dataset(), city or None, radius, along, found)


@cache.shared(64)
def coverage(question: Question) -> Answer:
    """Return the answer to a question about who reaches a centre."""
    return answer(city_reach(question.seen), question)


@cache.shared(32)
def centres_on_map(seen: Seen, code: str) -> pd.DataFrame:
    """Return a city's centres as the map wants them, in the language `code`."""
    outlines_ = in_one_piece(cache.districts_of(seen.city, None).geometry)
    return named_centres(city_reach(seen), cache.open_dataset().centres, outlines_, language(code))


def inhabited(city: str) -> pd.DataFrame:
    """Return the places of a city where people live: columns lon, lat, people."""
    places = Places.of(cache.open_dataset(), city or None)
    return _people_at(places, places.people() > 0, "people")


@cache.shared(32)
def places_in_reach(question: Question) -> pd.DataFrame:
    """Return the places in reach as `Answer.out` has the others; none where no hours are known."""
    found, reach = coverage(question), city_reach(question.seen)
    within = reach.catchment.reached(question.radius, found.counts)
    within &= reach.places.people(question.group) > 0
    if found.districts["covered"].isna().all():
        within[:] = False
    return _people_at(reach.places, within, question.group)


def _people_at(places: Places, which: np.ndarray, group: str) -> pd.DataFrame:
    lon, lat = places.lonlat[which].T
    return pd.DataFrame({"lon": lon, "lat": lat, "people": places.people(group)[which]})


def drawn(points: pd.DataFrame, city: str) -> pd.DataFrame:
    """Return points (columns lon, lat, …) by the way round on which a city's map has its outlines."""
    return points.assign(lon=beside(points["lon"].to_numpy(float), cache.bounds_of(city)))
