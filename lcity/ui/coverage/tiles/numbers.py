"""What was measured of a country in tiles, and the measuring of what was not."""

import time
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from lcity.access.centres import Centres, UnknownAt
from lcity.hours import HOURS
from lcity.partitions import Country, Measuring, Reached, Remembering, read_partitions, workers
from lcity.partitions.country import QUESTION
from lcity.partitions.sums import Question as Measured
from lcity.store import measured
from lcity.ui.coverage import choices
from lcity.ui.coverage.numbers import Answer, Question, all_unknown, worst_first
from lcity.ui.shared import cache, selection

MOST_QUESTIONS = 16
LOOK_EVERY_S = 2


class Measurement(NamedTuple):
    """What is measured: the tiles of a folder as they are now, along what, and who counts as covered."""

    folder: Path
    hash: str
    stamp: str
    along: str
    question: Measured

    @property
    def is_usual(self) -> bool:
        """Whether it is what the index asks: it is measured without being told to."""
        return self.question == QUESTION


def place_in_view() -> str:
    """Return the chosen city, else that of the chosen district, else the only one; "" for the country."""
    if city := selection.city_choice().value:
        return city
    district = selection.district_choice().value
    cities = cache.open_dataset().cities.index
    return selection.city_of(district) if district else cities[0] if len(cities) == 1 else selection.ALL


def question() -> Question:
    """Return what the reader asks, of the place in view."""
    return replace(choices.question(), city=place_in_view())


def measurement(question: Question) -> Measurement:
    """Return what has to be measured to answer a question, in whichever city and at whichever hour.

    Raises
    ------
    PartitionError
        The index of the tiles cannot be read.
    """
    dataset = cache.as_it_is()
    kinds = tuple(sorted(question.kinds)) or None
    who = Measured(question.radius_m, question.group, kinds, question.unknown_hours)
    stamp = _stamp(dataset.folder, int(time.monotonic() / LOOK_EVERY_S))
    return Measurement(dataset.folder, dataset.hash, stamp, question.along, who)


@lru_cache(2)
def _stamp(folder: Path, moment: int) -> str:
    """Return what tells the tiles from what they were: of thousands of files, and asked for at each click."""
    return read_partitions(folder).stamp


@lru_cache(2)
def country(folder: Path, hash_: str, stamp: str, along: str) -> Country:
    """Return the country in a folder, as it is now; a PartitionError where that cannot be read."""
    return Country.open(folder, along=along)


@lru_cache(MOST_QUESTIONS)
def measuring(what: Measurement) -> Measuring[Reached]:
    """Return the measuring of what is asked, not begun; it is one for all readers who ask the same."""
    of_tiles = measured.Tiles(measured.name_of_tiles(country(*what[:-1]), what.question))
    return Measuring(partial(_measure, what, Remembering(workers, of_tiles)))


def found(what: Measurement) -> Reached | None:
    """Return what was measured, by this process or another; None where it was not, or not to its end."""
    own = measuring(what)
    if not own.is_found and not own.is_under_way:
        kept = measured.kept(_name(what))
        if kept is not None:
            own.settle(kept)
    return own.found if own.is_found else None


def _name(what: Measurement) -> str:
    return measured.name(country(*what[:-1]), what.question)


def _measure(what: Measurement, runner: Remembering, progress) -> Reached:
    own = replace(country(*what[:-1]), runner=runner, progress=progress)
    return measured.keep(_name(what), own.reached(what.question))


def answer(reached: Reached, question: Question) -> Answer:
    """Answer a question from what was measured: of a city or, for "", of the country, by district.

    Of the places it holds none, and of the centres only how many have unknown hours: no more is told.
    """
    here = cache.districts_of(question.city, None).index
    weeks = reached.week.loc[here]
    districts = reached.coverage.loc[here]
    hours = _hours(question.kinds, question.hour)
    if question.hour is not None:
        share, people = weeks[question.hour], districts["people"]
        # Where nobody lives nobody is covered; where nothing is known of the hour that is not known.
        districts = districts.assign(covered=(share * people).where(people > 0, 0.0), share=share)
    if question.hour is not None and question.unknown_hours != "count" and all_unknown(hours):
        districts = districts.assign(covered=np.nan, share=np.nan)
    districts = worst_first(districts)
    weeks = weeks.loc[districts.index]
    whole = float(districts["people"].sum())
    served = weeks.mul(districts["people"], axis=0).sum(min_count=1)
    nobody = pd.DataFrame({"lon": [], "lat": [], "people": []})
    return Answer(
        whole,
        float(districts["covered"].sum(min_count=1)),
        districts,
        nobody,
        np.zeros(0, bool),
        np.zeros(0, bool),
        hours,
        bool(hours.unknown),
        (served / (whole or np.nan)).to_numpy() if len(districts) else np.full(HOURS, np.nan),
        weeks,
    )


@cache.shared(64)
def _hours(kinds: tuple[str, ...], hour: int | None) -> UnknownAt:
    """Count the centres of the country that may count, and those whose hours are unknown."""
    return Centres.of(cache.open_dataset()).unknown_at(hour, kinds or None)


def by_city(districts: pd.DataFrame) -> pd.DataFrame:
    """Return the cities of a country from its districts; a district without a city counts in none."""
    city = cache.open_dataset().districts["city"].reindex(districts.index)
    sums = districts[["people", "covered"]].groupby(city.to_numpy()).sum(min_count=1)
    sums = sums.reindex(cache.open_dataset().cities.index)
    people = sums["people"].fillna(0.0)
    return worst_first(sums.assign(people=people, share=sums["covered"] / people.where(people > 0)))
