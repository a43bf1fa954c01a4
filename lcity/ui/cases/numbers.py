"""What is asked of the cases and policies of the open dataset."""

import numpy as np
import pandas as pd

from lcity.index import gaps
from lcity.monitor import cases as fit
from lcity.monitor.cases import Place
from lcity.ui.cases import choices
from lcity.ui.shared import cache, selection, standing


def weakest(level: str, unit: str) -> str:
    """Return the dimension on which a unit is furthest behind the median unit; "" where it is on none."""
    found = gaps(standing.ranked(level, standing.chosen_rules()), unit)
    return str(found.index[-1]) if len(found) and found["points"].iloc[-1] < 0 else ""


def fitting(level: str, unit: str, dimension: str) -> pd.DataFrame | None:
    """Return the cases that fit a weakness of a unit ("" for none in particular); None without any."""
    cases = cache.open_dataset().cases
    found = None if cases is None else fit.fitting(cases, dimension, _place(level, unit))
    return None if found is None or found.empty else found


def policies_for(level: str, unit: str, dimension: str) -> pd.DataFrame | None:
    """Return what policies ask of a unit on a dimension; None where none does."""
    policies = cache.open_dataset().policies
    if policies is None:
        return None
    found = fit.policies_for(policies, dimension, _place(level, unit), _all_names())
    return None if found.empty else found


def browsed() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the cases and the policies the reader browses; policies have neither country nor award."""
    dataset = cache.open_dataset()
    chosen = {
        "dimension": choices.dimension_choice().value,
        "country": choices.country_choice().value,
        "award": choices.award_choice().value,
    }
    cases = pd.DataFrame() if dataset.cases is None else dataset.cases
    for column, value in chosen.items():
        if value:
            cases = cases[cases[column] == value]
    policies = pd.DataFrame() if dataset.policies is None else dataset.policies
    if chosen["dimension"] and len(policies):
        policies = policies[policies["dimension"] == chosen["dimension"]]
    return cases, policies


@cache.shared(64)
def _place(level: str, unit: str) -> Place:
    dataset = cache.open_dataset()
    cases, year = dataset.cases, selection.chosen_year()
    country = "" if cases is None else fit.country_of(cases, _all_names())
    if not unit:
        return Place(country=country)
    city = selection.city_of(unit) if level == "district" else unit
    names = _names(dataset.units(level).loc[[unit]]) | _names(dataset.cities.reindex([city]))
    people = cache.values(level, year).people
    return Place(frozenset(names), country, float(people[unit]) if unit in people.index else np.nan)


@cache.unplanned(1)
def _all_names() -> frozenset[str]:
    dataset = cache.open_dataset()
    return frozenset(_names(dataset.cities) | _names(dataset.districts))


def _names(units: pd.DataFrame) -> set[str]:
    columns = [column for column in units if str(column).startswith("name")]
    return {name for column in columns for name in units[column].dropna()}
