"""What the view of inequality asks, and the numbers that answer it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lcity.access import gini, lorenz
from lcity.errors import ArgumentError
from lcity.index import clusters as lisa
from lcity.index.clusters import Clusters, Neighbours, local_moran, queen
from lcity.index.inequality import Decomposition, decompose, palma
from lcity.ui.shared import cache, selection, standing
from lcity.ui.shared.standing import Rules
from lcity.ui.shared.state import Choice, one_of

INDEX = "index"
TAIL = 0.4


@dataclass(frozen=True, eq=False)
class Spread:
    """How a measure is spread over the people of districts; each has what his district has.

    Parameters
    ----------
    values, people, city
        District → value, people, city; only districts with a value and people.
    curve
        The Lorenz curve: cumulative shares of people and of the whole.
    gini, palma
        Of all.
    parts
        Theil's index, between and within cities.
    cities
        City → mean and gini (of its districts' people), within (its share, 0–1, of all inequality).
    """

    values: pd.Series
    people: pd.Series
    city: pd.Series
    curve: tuple[np.ndarray, np.ndarray]
    gini: float
    palma: float
    parts: Decomposition
    cities: pd.DataFrame

    @property
    def held_by_least(self) -> float:
        """The share (0–1) of the whole that the 40 % of people with the lowest values have."""
        return float(np.interp(TAIL, *self.curve))


def choice() -> Choice:
    """Return the choice of what is measured: the index, or an indicator districts have values of."""
    known = cache.known_leaves("district", selection.chosen_year())
    measures = (INDEX, *(leaf for leaf in cache.tree().leaves if leaf in known))
    return Choice("of", INDEX, parse=one_of(measures), allowed=measures)


def spread(measure: str) -> Spread | None:
    """Return how a measure is spread in the chosen year; None where there is nothing to share.

    Raises
    ------
    ArgumentError
        A value is negative: of such no inequality is defined.
    """
    return _spread(measure, selection.chosen_year(), _rules(measure))


def clusters(measure: str) -> Clusters:
    """Return the local clusters of a measure in the chosen year, more always being better.

    Raises
    ------
    ArgumentError
        There are too few districts, or they do not differ.
    """
    return _clusters(measure, selection.chosen_year(), _rules(measure))


def enough_districts() -> bool:
    """Say whether there are enough districts with neighbours to look for clusters."""
    return int((neighbours().counts > 0).sum()) >= lisa.LEAST_UNITS


def neighbours() -> Neighbours:
    """Return which districts border on each other in the chosen year."""
    return _neighbours(selection.chosen_year())


@cache.shared(2)
def _neighbours(year: int | None) -> Neighbours:
    return queen(cache.units("district", year).geometry)


def _rules(measure: str) -> Rules | None:
    return standing.chosen_rules() if measure == INDEX else None


def _values(measure: str, year: int | None, rules: Rules | None) -> pd.Series:
    if rules is None:
        return cache.values("district", year).values[measure]
    ranking = standing.ranked("district", rules)
    return ranking.score.where(ranking.rank.notna())


@cache.shared(64)
def _spread(measure: str, year: int | None, rules: Rules | None) -> Spread | None:
    table = pd.DataFrame(
        {
            "value": _values(measure, year, rules),
            "people": cache.values("district", year).people,
            "city": cache.open_dataset().districts["city"],
        }
    ).dropna(subset=["value", "people"])
    table = table[table["people"] > 0]
    parts = decompose(table["value"], table["people"], table["city"].fillna(""))
    if np.isnan(parts.total):
        return None
    curve = lorenz(*table[["value", "people"]].to_numpy(float).T)
    return Spread(
        table["value"],
        table["people"],
        table["city"],
        curve,
        gini(*table[["value", "people"]].to_numpy(float).T),
        palma(*curve),
        parts,
        _cities(table, parts),
    )


def _cities(table: pd.DataFrame, parts: Decomposition) -> pd.DataFrame:
    rows = {
        city: (
            np.average(own["value"], weights=own["people"]),
            gini(*own[["value", "people"]].to_numpy(float).T),
        )
        for city, own in table.groupby("city", sort=False)
    }
    found = pd.DataFrame.from_dict(rows, "index", columns=["mean", "gini"], dtype=float)
    share = parts.within / parts.total if parts.total > 0 else parts.within * np.nan
    return found.assign(within=share.reindex(found.index)).sort_values(
        "within", ascending=False, kind="stable"
    )


@cache.shared(64)
def _clusters(measure: str, year: int | None, rules: Rules | None) -> Clusters:
    values = _values(measure, year, rules)
    if rules is None and cache.open_dataset().indicators.at[measure, "direction"] < 0:
        values = -values
    return local_moran(values, _neighbours(year))


def refused(measure: str) -> bool:
    """Say whether the measure's inequality is not defined, some of its values being negative."""
    try:
        spread(measure)
    except ArgumentError:
        return True
    return False
