"""What was measured of a country in tiles, and the measuring of what was not."""

import time
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from lcity.access.centres import Centres
from lcity.access.hours import unpack
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
    # Stopped before the first tile is measured, it need not be measured.
    progress(0, own.partitions.rows)
    return measured.keep(_name(what), own.reached(what.question))


def answer(reached: Reached, question: Question) -> Answer:
    """Answer a question from what was measured: of a city or, for "", of the country, by district.

    Of the places it holds none, and of the centres only how many have unknown hours: no more is told.
    Whether hours are known is judged city by city, as where the dataset lies in one piece.
    """
    here = cache.districts_of(question.city, None).index
    weeks = reached.week.loc[here]
    districts = reached.coverage.loc[here]
    near = _near(reached, question)
    centres, kinds = _centres(), question.kinds or None
    in_reach = np.zeros(len(centres.ids), bool)
    in_reach[near["centre"]] = True
    hours = centres.unknown_at(question.hour, kinds, in_reach)
    counted = centres.chosen(kinds) & in_reach
    may_count = (centres.unknown & ~centres.on_request).any(axis=1)
    if question.hour is not None:
        share, people = weeks[question.hour], districts["people"]
        # Where nobody lives nobody is covered; where nothing is known of the hour that is not known.
        districts = districts.assign(covered=(share * people).where(people > 0, 0.0), share=share)
    # A week, or an hour, of none of whose centres anything is known.
    unknown_week = unknown = False
    if question.unknown_hours != "count":
        unknown_week = counted.any() and not (counted & centres.hours_known).any()
        unknown = question.hour is not None and all_unknown(hours)
        city = _city_of(here)
        weeks = weeks.mask(city.isin(_uninformed(near, counted, centres.hours_known)), axis=0)
        if question.hour is not None:
            known = ~unpack(centres.unknown)[:, question.hour]
            uninformed = city.isin(_uninformed(near, counted, known))
            districts.loc[uninformed, ["covered", "share"]] = np.nan
    districts = worst_first(districts)
    weeks = weeks.loc[districts.index]
    whole = float(districts["people"].sum())
    served = weeks.mul(districts["people"], axis=0).sum(min_count=1)
    if unknown_week:
        served *= np.nan
    nobody = pd.DataFrame({"lon": [], "lat": [], "people": []})
    return Answer(
        whole,
        np.nan if unknown else float(districts["covered"].sum(min_count=1)),
        districts,
        nobody,
        np.zeros(0, bool),
        np.zeros(0, bool),
        hours,
        bool((counted & may_count).any()),
        (served / (whole or np.nan)).to_numpy() if len(districts) else np.full(HOURS, np.nan),
        weeks,
    )


@cache.shared(1)
def _centres() -> Centres:
    return Centres.of(cache.open_dataset())


def _city_of(districts: pd.Series | pd.Index) -> pd.Series:
    """Return the city of each district, "" for none: these are judged together."""
    return cache.open_dataset().districts["city"].reindex(districts).fillna("")


def _near(reached: Reached, question: Question) -> pd.DataFrame:
    """Return which centres are in reach of which city in view: columns city and centre, its number."""
    city = _city_of(reached.near["district"]).to_numpy()
    near = pd.DataFrame({"city": city, "centre": reached.near["centre"].to_numpy()})
    return near[near["city"] == question.city] if question.city else near


def _uninformed(near: pd.DataFrame, counted: np.ndarray, known: np.ndarray) -> pd.Index:
    """Return the cities that reach centres that count, of none of which a fact is known."""
    near = near[counted[near["centre"]]]
    informed = pd.Series(known[near["centre"]], near["city"].to_numpy()).groupby(level=0).any()
    return informed.index[~informed]


def lowest_first(units: pd.DataFrame) -> pd.DataFrame:
    """Return units as `worst_first` does, but least share first; of equal shares, most people out first."""
    return worst_first(units).sort_values("share", kind="stable", key=lambda share: share.round(9))


def of_level(answer: Answer, level: str) -> pd.DataFrame:
    """Return what a country is answered by: its cities, most people out first, or districts, least share."""
    return by_city(answer.districts) if level == "city" else lowest_first(answer.districts)


def by_city(districts: pd.DataFrame) -> pd.DataFrame:
    """Return the cities of a country from its districts; a district without a city counts in none."""
    city = cache.open_dataset().districts["city"].reindex(districts.index)
    sums = districts[["people", "covered"]].groupby(city.to_numpy()).sum(min_count=1)
    sums = sums.reindex(cache.open_dataset().cities.index)
    people = sums["people"].fillna(0.0)
    return worst_first(sums.assign(people=people, share=sums["covered"] / people.where(people > 0)))
