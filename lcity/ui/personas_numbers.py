"""Coverage and ranking through the eyes of a persona."""

from dataclasses import replace

import numpy as np
import pandas as pd

from lcity.access import Centres, Places
from lcity.access.indicators import EVENINGS, WEEKENDS
from lcity.access.persona import EVERYONE, Persona
from lcity.index import Ranking, normalise, rank_scores
from lcity.index.robustness import RankSpread, around
from lcity.ui import cache, place, standing, weights

TIMES = {"coverage_1000m": None, "coverage_weekday_evening": EVENINGS, "coverage_weekend": WEEKENDS}
"""The computed indicators that count coverage, and the hours they do it in."""
PER_CENT = "%"


@cache.shared(2)
def world() -> tuple[Places, Centres]:
    """Return where people live and where one can learn."""
    return Places.of(cache.open_dataset()), Centres.of(cache.open_dataset())


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
    return world()[0].coverage(_covered(replace(persona, group="people")), persona.group, level)


@cache.shared(64)
def _covered(persona: Persona) -> np.ndarray:
    return persona.covered(*world())


def way(persona: Persona, level: str, unit: str) -> dict[str, float]:
    """Return the share covered in a unit on the way from everyone to the persona: cause → share by then."""
    return {cause: float(coverage(step, level).at[unit, "share"]) for cause, step in persona.steps().items()}


def everyone(level: str) -> pd.DataFrame:
    """Return everyone's coverage, as `coverage`."""
    return coverage(EVERYONE, level)


def usual(level: str) -> Ranking:
    """Return the usual ranking: everyone's coverage, and the weights the dataset declares."""
    return standing.ranked(level, standing.declared_rules())


def ranking(persona: Persona, level: str) -> Ranking:
    """Return the ranking by the persona's weights, with their coverage where the index counts coverage."""
    return _ranking(persona, level, place.chosen_year())


def interval(persona: Persona, level: str) -> RankSpread:
    """Return how far each rank moves as each of the persona's weights moves by a quarter."""
    return _interval(persona, level, place.chosen_year())


def replaced() -> tuple[str, ...]:
    """Return the leaves of the index that count coverage and so become the persona's."""
    computed = cache.open_dataset().indicators["computed"]
    return tuple(leaf for leaf in cache.tree().leaves if computed[leaf] in TIMES)


@cache.shared(64)
def _ranking(persona: Persona, level: str, year: int | None) -> Ranking:
    given = weights.laid_over(persona.weights, cache.tree())
    return rank_scores(
        _scores(persona, level, year), cache.tree(), given, standing.declared_rules().aggregate
    )


@cache.shared(32)
def _interval(persona: Persona, level: str, year: int | None) -> RankSpread:
    given = weights.laid_over(persona.weights, cache.tree())
    return around(_scores(persona, level, year), cache.tree(), given, standing.declared_rules().aggregate)


@cache.shared(32)
def _scores(persona: Persona, level: str, year: int | None) -> pd.DataFrame:
    indicators = cache.open_dataset().indicators
    values = cache.values(level, year).values
    own = {
        leaf: _own_values(persona, level, indicators.at[leaf, "computed"]).where(values[leaf].notna())
        * (100 if indicators.at[leaf, "unit"] == PER_CENT else 1)
        for leaf in replaced()
    }
    return normalise(values.assign(**own), indicators, standing.declared_rules().normalise)


def _own_values(persona: Persona, level: str, computed: str) -> pd.Series:
    """Return the persona's share; where no hours are stated, in the hours the indicator is about."""
    hours = TIMES[computed]
    if persona.free or hours is None:
        return coverage(persona, level)["share"]
    return persona.mean_coverage(*world(), hours, level)
