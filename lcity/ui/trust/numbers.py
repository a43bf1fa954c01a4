"""How far a ranking can be trusted, in numbers kept for every session; the chosen year is part of the key."""

import pandas as pd

from lcity.index.causes import Change, Situation, causes
from lcity.index.extremes import Extremes, Field
from lcity.index.methods import method_ranks
from lcity.index.sensitivity import POINTS, Drivers, rank_drivers
from lcity.ui.shared import cache, selection
from lcity.ui.shared.intervals import AROUND
from lcity.ui.shared.standing import Rules

# Among more units than this a rank is drawn less often for what drives it, and among more that nothing
# dominates it is not asked of each whether it can be first: neither would take less than some seconds.
MANY, MOST_CANDIDATES = 500, 100


@cache.shared(4)
def _field(level: str, rules: Rules, city: str, year: int | None) -> Field:
    scores = cache.normalised(level, year, rules.normalise, city)
    return Field(scores, rules.tree, rules.weights, rules.aggregate)


def extremes(level: str, rules: Rules, unit: str, city: str = "") -> Extremes:
    """Return the best and worst rank of a ranked unit over all weights of the dimensions."""
    return _extremes(level, rules, unit, city, selection.chosen_year())


@cache.shared(64)
def _extremes(level: str, rules: Rules, unit: str, city: str, year: int | None) -> Extremes:
    return _field(level, rules, city, year).extremes(unit)


def dominators(level: str, rules: Rules, city: str = "") -> dict[str, list[str]]:
    """Return the units that are behind others whatever the weights of the dimensions, and those others."""
    return _dominators(level, rules, city, selection.chosen_year())


@cache.shared(16)
def _dominators(level: str, rules: Rules, city: str, year: int | None) -> dict[str, list[str]]:
    return _field(level, rules, city, year).dominators()


def possible_firsts(level: str, rules: Rules, city: str = "") -> tuple[str, ...] | None:
    """Return the units some weights of the dimensions can make first; None among too many to ask them all."""
    return _possible_firsts(level, rules, city, selection.chosen_year())


@cache.shared(16)
def _possible_firsts(level: str, rules: Rules, city: str, year: int | None) -> tuple[str, ...] | None:
    field, behind = _field(level, rules, city, year), _dominators(level, rules, city, year)
    candidates = [unit for unit in field.units if unit not in behind]
    return (
        None
        if len(candidates) > MOST_CANDIDATES
        else tuple(unit for unit in candidates if field.can_be_first(unit))
    )


def by_method(level: str, rules: Rules, city: str = "") -> pd.DataFrame:
    """Return the ranks under every normalisation and aggregation."""
    return _by_method(level, rules, city, selection.chosen_year())


@cache.shared(16)
def _by_method(level: str, rules: Rules, city: str, year: int | None) -> pd.DataFrame:
    values = cache.values_of(level, year, city)
    return method_ranks(values, cache.open_dataset().indicators, rules.tree, rules.weights)


def drivers(level: str, rules: Rules, unit: str, city: str = "", question: str = AROUND) -> Drivers:
    """Return the shares of a unit's rank owed to each dimension's weight."""
    return _drivers(level, rules, unit, city, question, selection.chosen_year())


@cache.shared(64)
def _drivers(level: str, rules: Rules, unit: str, city: str, question: str, year: int | None) -> Drivers:
    scores = cache.normalised(level, year, rules.normalise, city)
    points = POINTS if len(scores) <= MANY else POINTS // 4
    return rank_drivers(
        scores, rules.tree, rules.weights, unit, rules.aggregate, question=question, points=points
    )


def change(
    level: str, rules: Rules, unit: str, city: str, before: Rules, year_before: int | None
) -> Change | None:
    """Return what has changed a unit's score and rank since other rules and another year, by cause.

    None where the unit has no rank then or now.

    Raises
    ------
    ArgumentError
        Every weight is 0.
    """
    return _change(level, rules, unit, city, before, year_before, selection.chosen_year())


@cache.shared(64)
def _change(
    level: str,
    rules: Rules,
    unit: str,
    city: str,
    before: Rules,
    year_before: int | None,
    year: int | None,
) -> Change | None:
    def situation(rules: Rules, year: int | None) -> Situation:
        values = cache.values_of(level, year, city)
        indicators = cache.open_dataset().indicators
        return Situation(values, indicators, rules.tree, rules.weights, rules.normalise, rules.aggregate)

    then, now = situation(before, year_before), situation(rules, year)
    if unit not in then.values.index or unit not in now.values.index:
        return None
    return causes(then, now, unit)
