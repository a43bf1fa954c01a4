"""Coverage and ranking through the eyes of a persona."""

from dataclasses import replace

import numpy as np
import pandas as pd

from lcity.access import Centres, Places
from lcity.access.along import LINE, METRES, STREETS, found_within, in_metres
from lcity.access.catchment import Catchment
from lcity.access.indicators import EVENINGS, WEEKENDS
from lcity.access.persona import EVERYONE, Persona
from lcity.access.streets import tells_steps
from lcity.dataset.errors import value_errors
from lcity.errors import ArgumentError
from lcity.index import Ranking, normalise, rank_scores
from lcity.index.errors import score_errors
from lcity.index.robustness import RankSpread, around
from lcity.ui.shared import cache, selection, standing, weights
from lcity.ui.shared.standing import Rules

TIMES = {"coverage_1000m": None, "coverage_weekday_evening": EVENINGS, "coverage_weekend": WEEKENDS}
"""The computed indicators that count coverage, and the hours they do it in."""
PER_CENT = "%"


@cache.shared(2)
def world() -> tuple[Places, Centres]:
    """Return where people live and where one can learn."""
    return Places.of(cache.open_dataset()), Centres.of(cache.open_dataset())


def along() -> str:
    """Return along what personas go: the first of the rule of distance that is in metres, for their pace."""
    return in_metres(cache.open_dataset())


def heeds_steps() -> bool:
    """Say whether who uses no steps goes other ways than others: along streets that tell steps."""
    return along() == STREETS and tells_steps(cache.open_dataset().streets)


def pairs(persona: Persona) -> Catchment | None:
    """Return the pairs a persona's way leads along; None where it is the straight line."""
    if along() == LINE:
        return None
    step_free = persona.step_free and heeds_steps()
    return cache.ways(along(), found_within(METRES, persona.way_m), step_free).pairs


def coverage(persona: Persona, level: str) -> pd.DataFrame:
    """Return how many of the persona's group could use a centre.

    Returns
    -------
    DataFrame
        Units of the level → people, covered, share (0–1; NaN where nobody lives).
    """
    return _coverage(replace(persona, weights=()), level)


@cache.shared(128)
def _coverage(persona: Persona, level: str) -> pd.DataFrame:
    found = world()[0].coverage(_covered(replace(persona, group="people")), persona.group, level)
    # Districts that have ended have no places; of an earlier year they are asked for all the same.
    return found.reindex(cache.open_dataset().units(level).index)


@cache.shared(64)
def _covered(persona: Persona) -> np.ndarray:
    return persona.covered(*world(), pairs(persona))


def way(persona: Persona, level: str, unit: str) -> dict[str, float]:
    """Return the share covered in a unit on the way from everyone to the persona: cause → share by then."""
    return {cause: float(coverage(step, level).at[unit, "share"]) for cause, step in persona.steps().items()}


def everyone(level: str) -> pd.DataFrame:
    """Return everyone's coverage, as `coverage`."""
    return coverage(EVERYONE, level)


def usual(level: str) -> Ranking:
    """Return the usual ranking: everyone's coverage, by the rules in force."""
    return standing.ranked(level, standing.chosen_rules())


def rules(persona: Persona) -> Rules:
    """Return the rules in force, the persona's weights in the place of the reader's."""
    return replace(standing.chosen_rules(), weights=weights.laid_over(persona.weights, cache.tree()))


def ranking(persona: Persona, level: str) -> Ranking:
    """Return the ranking by the persona's weights, with their coverage where the index counts coverage."""
    return _ranking(persona, rules(persona), level, selection.chosen_year())


def interval(persona: Persona, level: str) -> RankSpread:
    """Return how far each rank moves as each of the persona's weights moves by a quarter."""
    return _interval(persona, rules(persona), level, selection.chosen_year())


def counts(persona: Persona) -> bool:
    """Say whether the persona's weights leave anything to rank by."""
    found = rules(persona)
    try:
        return bool(found.weights.counting(found.tree))
    except ArgumentError:
        return False


def replaced() -> tuple[str, ...]:
    """Return the leaves that count coverage and so become the persona's."""
    computed = cache.open_dataset().indicators["computed"]
    return tuple(leaf for leaf in cache.tree().leaves if computed[leaf] in TIMES)


@cache.shared(64)
def _ranking(persona: Persona, rules: Rules, level: str, year: int | None) -> Ranking:
    scores = _scores(persona, rules.normalise, level, year)
    return rank_scores(scores, rules.tree, rules.weights, rules.aggregate)


@cache.shared(32)
def _interval(persona: Persona, rules: Rules, level: str, year: int | None) -> RankSpread:
    scores, errors = (ask(persona, rules.normalise, level, year) for ask in (_scores, _errors))
    return around(scores, rules.tree, rules.weights, rules.aggregate, errors=errors)


@cache.shared(32)
def _scores(persona: Persona, method: str, level: str, year: int | None) -> pd.DataFrame:
    return normalise(_values(persona, level, year), cache.open_dataset().indicators, method)


def _errors(persona: Persona, method: str, level: str, year: int | None) -> pd.DataFrame:
    """Return the standard errors of scores, in points; NaN where the dataset gives none."""
    dataset, values = cache.open_dataset(), _values(persona, level, year)
    errors = value_errors(dataset, level, year).reindex(values.index).reindex(columns=values.columns)
    # Those of everyone's coverage say nothing of the persona's.
    errors[list(replaced())] = np.nan
    return score_errors(values, errors, dataset.indicators, method)


def _values(persona: Persona, level: str, year: int | None) -> pd.DataFrame:
    """Return the values of all leaves, those that count coverage being the persona's."""
    indicators, values = cache.open_dataset().indicators, cache.values(level, year).values
    own = {
        leaf: _own_values(persona, level, indicators.at[leaf, "computed"]).where(values[leaf].notna())
        * (100 if indicators.at[leaf, "unit"] == PER_CENT else 1)
        for leaf in replaced()
    }
    return values.assign(**own)


def _own_values(persona: Persona, level: str, computed: str) -> pd.Series:
    """Return the persona's share; where no hours are stated, in the hours the indicator is about."""
    hours = TIMES[computed]
    if persona.free or hours is None:
        return coverage(persona, level)["share"]
    return persona.mean_coverage(*world(), hours, level, pairs(persona))
