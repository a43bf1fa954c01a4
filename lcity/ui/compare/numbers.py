"""Whom a unit is held against, and the numbers that follow: peers, differences, steps, people."""

import math
from dataclasses import dataclass

import pandas as pd

from lcity.access.nearby import people_nearby
from lcity.access.places import Places
from lcity.dataset.errors import value_errors
from lcity.dataset.groups import group_counts, group_shares
from lcity.dataset.in_people import in_people as found_in_people
from lcity.index.peers import Peers, apart, peers, standardise
from lcity.index.profile import differences, spread
from lcity.index.steps import steps
from lcity.ui.shared import cache, selection, standing
from lcity.ui.shared.standing import Rules
from lcity.ui.shared.state import Choice

SIZE, NEARBY = "people", "people_nearby"
LOGGED = (SIZE, NEARBY)
CONTEXT = (SIZE, NEARBY, "people_0_14", "people_60p", "people_urban", "people_living_alone", "people_migrant")
AGAINST = ("peers", "city", "all")
NORMAL_95 = 1.96


@dataclass(frozen=True, eq=False)
class Others:
    """Whom a unit is held against.

    Parameters
    ----------
    kind
        One of `AGAINST`: its peers, the other districts of its city, or all others.
    units
        Their ids, the unit itself left out.
    peers
        The peers looked for, found or not; None where others were asked for.
    """

    kind: str
    units: tuple[str, ...]
    peers: Peers | None = None


def against_choice(level: str) -> Choice:
    """Return the choice of whom the unit is held against."""
    in_city = level == "district" and len(cache.open_dataset().cities) > 1
    # A link's "others of its city" are, where cities are compared or there is one only, all others.
    return Choice(
        "against",
        "peers",
        parse=lambda text: "all" if text == "city" and not in_city else text,
        allowed=AGAINST if in_city else ("peers", "all"),
    )


def context_keys(level: str) -> tuple[str, ...]:
    """Return the variables units can be alike by: those the dataset has, the usual ones first."""
    year, dataset = selection.chosen_year(), cache.open_dataset()
    shares = _shares(level, year)
    known = [SIZE] if cache.values(level, year).people.notna().any() else []
    known += [NEARBY] if dataset.population is not None and len(dataset.districts) else []
    known += list(shares.columns[shares.notna().any()])
    return tuple(sorted(known, key=lambda key: CONTEXT.index(key) if key in CONTEXT else len(CONTEXT)))


def context_choice(level: str) -> Choice:
    """Return the choice of what units are to be alike by; at first the usual ones that are not simulated."""
    keys = context_keys(level)
    usual = tuple(key for key in keys if key in CONTEXT and not is_simulated(key))

    def parse(text: str) -> tuple[str, ...]:
        variables = tuple(filter(None, text.split(",")))
        if not set(variables) <= set(keys):
            raise ValueError(text)
        return variables

    return Choice("alike", usual or keys, parse=parse, write=",".join)


def is_simulated(key: str) -> bool:
    """Say whether a variable of the context is simulated."""
    return key == NEARBY and cache.spatially_simulated()


def others(level: str, unit: str) -> Others:
    """Return whom a unit is held against: as chosen, but all others where peers cannot be told."""
    kind, everybody = against_choice(level).value, selection.units(level)
    if kind == "peers":
        found = peers_of(level, unit)
        if len(found.units):
            return Others(kind, tuple(found.units), found)
        return Others("all", tuple(everybody.index.drop(unit)), found)
    if kind == "city":
        own = everybody.index[everybody["city"] == everybody.at[unit, "city"]].drop(unit)
        return Others(kind, tuple(own)) if len(own) else Others("all", tuple(everybody.index.drop(unit)))
    return Others(kind, tuple(everybody.index.drop(unit)))


def peers_of(level: str, unit: str) -> Peers:
    """Return a unit's peers by the context chosen."""
    keys = context_keys(level)
    variables = tuple(key for key in context_choice(level).value if key in keys)
    return peers(standard(level, selection.chosen_year(), variables), unit, variables)


def apart_by(level: str, unit: str, found: Peers) -> tuple[str, float]:
    """Return the variable in which a unit is furthest from the mean of all, and by how many sd."""
    furthest = apart(standard(level, selection.chosen_year(), found.used), unit, found.used)
    return furthest.index[0], float(furthest.iloc[0])


@cache.shared(32)
def standard(level: str, year: int | None, variables: tuple[str, ...]) -> pd.DataFrame:
    """Return the variables asked for, standardised over all units of a level."""
    return standardise(context(level, year, variables), LOGGED)


@cache.shared(32)
def context(level: str, year: int | None, variables: tuple[str, ...]) -> pd.DataFrame:
    """Return the variables asked for: people and people nearby as numbers, groups as shares (0–1)."""
    table = _shares(level, year).assign(**{SIZE: cache.values(level, year).people})
    if NEARBY in variables:
        table[NEARBY] = _nearby(level)
    return table[list(variables)]


@cache.shared(16)
def _shares(level: str, year: int | None) -> pd.DataFrame:
    return group_shares(cache.open_dataset(), level, year)


@cache.shared(16)
def _counts(level: str, year: int | None) -> pd.DataFrame:
    return group_counts(cache.open_dataset(), level, year)


@cache.shared(4)
def _nearby(level: str) -> pd.Series:
    return people_nearby(Places.of(cache.open_dataset()), level)


def differences_of(level: str, rules: Rules, unit: str, held_against: Others) -> pd.DataFrame:
    """Return a unit's differences from the median of others, as `lcity.index.profile` has them."""
    return _differences(level, selection.chosen_year(), rules, unit, held_against.units)


@cache.shared(64)
def _differences(
    level: str, year: int | None, rules: Rules, unit: str, others_: tuple[str, ...]
) -> pd.DataFrame:
    return differences(standing.ranked(level, rules), rules.tree, unit, pd.Index(others_))


def steps_of(level: str, rules: Rules, unit: str, held_against: Others) -> pd.DataFrame:
    """Return what steps would bring a unit, as `lcity.index.steps` has them."""
    return _steps(level, selection.chosen_year(), rules, unit, held_against.units)


@cache.shared(64)
def _steps(level: str, year: int | None, rules: Rules, unit: str, others_: tuple[str, ...]) -> pd.DataFrame:
    return steps(
        cache.values(level, year).values,
        cache.open_dataset().indicators,
        rules.tree,
        unit,
        pd.Index(others_),
        weights=rules.weights,
        normalise=rules.normalise,
        aggregate=rules.aggregate,
    )


def median_of(level: str, leaf: str, held_against: Others) -> float:
    """Return the median value of others on an indicator, in its own unit; NaN where none has one."""
    return float(_medians(level, selection.chosen_year(), held_against.units)[leaf])


@cache.shared(32)
def _medians(level: str, year: int | None, others_: tuple[str, ...]) -> pd.Series:
    return cache.values(level, year).values.loc[list(others_)].median()


def margin(level: str, unit: str, leaf: str) -> float:
    """Return how far a unit's value may lie from what was surveyed: half of its 95 % interval, in its unit.

    NaN where the dataset gives no standard error of it.
    """
    errors = _errors(level, selection.chosen_year())
    return NORMAL_95 * float(errors.at[unit, leaf]) if leaf in errors else math.nan


@cache.shared(16)
def _errors(level: str, year: int | None) -> pd.DataFrame:
    return value_errors(cache.open_dataset(), level, year)


def quartiles(level: str, rules: Rules, held_against: Others) -> pd.DataFrame:
    """Return the quartiles of others' scores on every node, as `lcity.index.profile` has them."""
    return _quartiles(level, selection.chosen_year(), rules, held_against.units)


@cache.shared(32)
def _quartiles(level: str, year: int | None, rules: Rules, others_: tuple[str, ...]) -> pd.DataFrame:
    return spread(standing.ranked(level, rules).nodes, pd.Index(others_))


def in_people(level: str, unit: str, leaf: str, difference: float) -> float | None:
    """Return how many people a difference on an indicator is in a unit; as `lcity.dataset.in_people`."""
    counts = _counts(level, selection.chosen_year())
    return found_in_people(cache.open_dataset(), counts, unit, leaf, difference)


def out_of_reach(level: str, unit: str) -> dict[str, float]:
    """Return how many people, and how many aged 60 or over, have no centre within 1,000 m, if known."""
    dataset = cache.open_dataset()
    if dataset.population is None or dataset.centres is None:
        return {}
    counts = _counts(level, selection.chosen_year())
    found = {}
    for group in (SIZE, "people_60p"):
        if group in counts and group in dataset.population:
            people = counts.at[unit, group] * (1 - cache.covered(level, group)[unit])
            if pd.notna(people):
                found[group] = float(people)
    return found
