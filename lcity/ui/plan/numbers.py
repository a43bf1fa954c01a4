"""What is asked of the engine, kept: who a plan is for, where it could be, the plans, and what they do."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from lcity.access.along import LINE
from lcity.access.hours import weeks
from lcity.access.reach import Reach
from lcity.access.update import updated
from lcity.dataset.groups import group_counts
from lcity.dataset.in_people import in_people
from lcity.dataset.locate import district_of
from lcity.errors import ArgumentError
from lcity.scenario import Scenario
from lcity.scenario.alike import alike
from lcity.scenario.hand import Hand
from lcity.scenario.hours import worth
from lcity.scenario.of_plan import NEW_KIND, scenario_of
from lcity.scenario.path import Path, shortest_path
from lcity.scenario.question import Plan, Question
from lcity.scenario.rise import Rise, fewest_places
from lcity.scenario.siting import Model
from lcity.ui.plan.choices import SPANS
from lcity.ui.shared import cache, intervals, scenario, selection, standing
from lcity.ui.shared.standing import Rules

PROOF_S = 2.0
"""How long the proof may take before the gap is told instead."""
MOST_BUILT = 24
"""Places that are tried at most on the way to a rank."""
PICTURED = ("evenings", "weekend")
"""The hours of the week that stand for the picture of all of them."""


def known(question: Question) -> Question:
    """Return a question without held places that are not on offer, as those of another city are not."""
    offered = model(replace(question, locked=(), placed=())).sites.index
    locked = tuple(site for site in question.locked if site in offered)
    room = max((question.new or 0) - len(question.placed), 0)
    return replace(question, locked=locked[:room] if question.new is not None else locked)


def without_hand(question: Question) -> Question:
    """Return a question as it is for any hand: with nothing placed, held or left out."""
    return replace(question, new=1, locked=(), banned=(), placed=())


def model(question: Question) -> Model:
    """Return the model of a question, which is the same for any number of places held."""
    return _model(replace(question, new=1, locked=()))


@cache.shared(12)
def _model(question: Question) -> Model:
    if question.placed:
        return model(replace(question, placed=())).placing(cache.open_dataset(), question)
    return Model.of(cache.open_dataset(), question)


@cache.shared(32)
def plan(question: Question) -> Plan:
    """Return the places that do most, and how good they are."""
    return model(question).answer(question, PROOF_S)


@cache.shared(4)
def _hand(question: Question) -> Hand:
    return Hand(model(question), question.radius)


def hand(question: Question) -> Hand | None:
    """Return what follows the hand; None where ways are not straight, or it is not people that count."""
    if question.along != LINE or question.objective != "people":
        return None
    return _hand(without_hand(question))


@cache.shared(32)
def districts_of_sites(sites: tuple[tuple[float, float], ...]) -> tuple[str, ...]:
    """Return the district each place lies in; "" for none."""
    dataset = cache.open_dataset()
    if not dataset.has_outlines:
        return ("",) * len(sites)
    points = pd.DataFrame(list(sites), columns=["lon", "lat"])
    return tuple(district_of(points, dataset.districts.geometry).fillna(""))


def changes(question: Question, found: Plan, name: str, open_at: str | None) -> Scenario | None:
    """Return a plan as a scenario; None where it is of more centres than one holds."""
    try:
        return scenario_of(cache.as_it_is(), question, found, name, open_at)
    except ArgumentError:
        return None


@dataclass(frozen=True)
class Standing:
    """Where a unit stands: its points, its rank and between which ranks it is in 90 % of sets of weights."""

    score: float
    rank: int | None
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Effect:
    """What a scenario does to a unit: shares of people in the pictured hours, and its standing."""

    pictured: tuple[tuple[float, float], ...]
    standing: tuple[Standing, Standing] | None


def effect(question: Question, of: Scenario) -> Effect:
    """Return what a scenario does, before and after."""
    level = "district" if question.district else "city"
    unit = question.district or question.city or ""
    rules = standing.chosen_rules()
    before = _pictured(question)
    with scenario.looking_at(of):
        after = _pictured(question)
        then = _standing(level, unit, rules)
    now = _standing(level, unit, rules)
    return Effect(tuple(zip(before, after, strict=True)), (now, then) if now and then else None)


def unit_of(question: Question) -> tuple[str, str]:
    """Return the level and the unit a question is of."""
    return ("district", question.district) if question.district else ("city", question.city or "")


def _standing(level: str, unit: str, rules: Rules) -> Standing | None:
    dataset = cache.open_dataset()
    if not dataset.has_index or unit not in dataset.units(level).index:
        return None
    try:
        ranking, spread = standing.ranked(level, rules), intervals.intervals(level, rules)
    except ArgumentError:
        return None
    if unit not in ranking.rank.index:
        return None
    low, rank, high = (
        None if pd.isna(own[unit]) else int(own[unit]) for own in (spread.low, ranking.rank, spread.high)
    )
    return Standing(float(ranking.score[unit]), rank, low, high)


def standing_of(level: str, unit: str) -> Standing | None:
    """Return where a unit stands today."""
    return _standing(level, unit, standing.chosen_rules())


@cache.shared(4)
def _reach(city: str | None, radius: float, along: str | None) -> Reach | None:
    dataset = cache.open_dataset()
    if dataset.planned:
        with scenario.before():
            before = _reach(city, radius, along)
        return Reach.of(dataset, city, radius, along) if before is None else updated(before, dataset)
    return Reach.of(dataset, city, radius, along)


def _pictured(question: Question) -> tuple[float, ...]:
    next_one = replace(question, new=1, candidates=None, locked=(), banned=(), placed=(), hours=())
    return _pictured_of(replace(next_one, objective="people"))


@cache.shared(16)
def _pictured_of(question: Question) -> tuple[float, ...]:
    """Return the share of people with an open centre in reach, the mean over each of the pictured spans."""
    reach = _reach(question.city, question.radius, question.along)
    if reach is None:
        return (0.0,) * len(PICTURED)
    kinds = (*question.kinds, NEW_KIND) if NEW_KIND in reach.centres.kinds else question.kinds
    kinds = kinds if question.kinds else None
    week = reach.week(question.radius, question.group, kinds, question.unknown_hours)
    people = reach.places.coverage(np.zeros(len(reach.places.row), bool), question.group, "district")[
        "people"
    ]
    own = week.index == question.district if question.district else np.ones(len(week), bool)
    shares = week[own].fillna(0.0).T @ people[own] / max(float(people[own].sum()), 1e-9)
    return tuple(float(shares[weeks([SPANS[span]]).open[0]].mean()) for span in PICTURED)


def hours_worth(question: Question) -> pd.DataFrame | None:
    """Return what each evening and weekend hour would bring, the one that brings most first."""
    return _worth(
        question.city, question.district, question.radius, question.along, question.group, question.kinds
    )


@cache.shared(8)
def _worth(
    city: str | None,
    district: str | None,
    radius: float,
    along: str | None,
    group: str,
    kinds: tuple[str, ...],
) -> pd.DataFrame | None:
    reach = _reach(city, radius, along)
    return None if reach is None else worth(reach, radius, group, kinds or None, district=district)


def place_names(found: Plan) -> pd.Series:
    """Return the names of the districts the places of a plan lie in; "" for none."""
    ids = districts_of_sites(tuple((site.lon, site.lat) for site in found.sites))
    called = standing.names("district")
    return pd.Series([called[unit] if unit else "" for unit in ids], dtype=object)


def path(level: str, unit: str, rank: int) -> Path:
    """Return the fewest improvements that bring a unit to a rank under the rules in force."""
    return _path(level, unit, rank, standing.chosen_rules(), selection.chosen_year())


@cache.shared(32)
def _path(level: str, unit: str, rank: int, rules: Rules, year: int | None) -> Path:
    dataset, found = cache.open_dataset(), cache.values(level, year)
    return shortest_path(
        found.values,
        dataset.indicators,
        rules.tree,
        unit,
        rank,
        alike(dataset, level, unit, found.people, year),
        weights=rules.weights,
        normalise=rules.normalise,
        aggregate=rules.aggregate,
    )


@cache.shared(16)
def counts(level: str, year: int | None) -> pd.DataFrame:
    """Return how many people of each group live in each unit."""
    return group_counts(cache.open_dataset(), level, year)


def in_people_of(level: str, unit: str, leaf: str, difference: float) -> float | None:
    """Return how many people a difference on an indicator is; None where it is not of people."""
    held = counts(level, selection.chosen_year())
    return in_people(cache.open_dataset(), held, unit, leaf, difference)


def rise(question: Question, rank: int, open_at: str | None) -> Rise:
    """Return the fewest of the places that reach most people that bring a unit to a rank."""
    return _rise(question, rank, open_at, standing.chosen_rules(), selection.chosen_year())


@cache.shared(16)
def _rise(question: Question, rank: int, open_at: str | None, rules: Rules, year: int | None) -> Rise:
    level, unit = unit_of(question)

    def rank_now() -> int | None:
        found = standing.ranked(level, rules).rank.get(unit)
        return None if pd.isna(found) else int(found)

    def rank_with(found: Plan) -> int | None:
        with scenario.looking_at(scenario_of(cache.as_it_is(), question, found, "rise", open_at)):
            return rank_now()

    def planned(count: int) -> Plan:
        return model(question).answer(replace(question, new=count), PROOF_S)

    return fewest_places(planned, rank_with, rank_now(), rank, MOST_BUILT)
