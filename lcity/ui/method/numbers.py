"""What Method asks of the engine, kept: shares of the index, and how each indicator is spread."""

from typing import NamedTuple

import pandas as pd

from lcity.charts.strip import strip
from lcity.errors import ArgumentError
from lcity.index.crosswalk import features
from lcity.index.not_measured import Ask, not_measured
from lcity.ui.shared import cache
from lcity.ui.shared.standing import Rules

MOST_STRIPS = 512


class Known(NamedTuple):
    """What is known of an indicator in a year.

    Parameters
    ----------
    districts, all_districts, cities, all_cities
        How many have a value, and how many there are.
    years
        The first and the last year the values are from; empty where none has one.
    ends
        The least and the greatest value, in the indicator's unit; None where there is none.
    """

    districts: int
    all_districts: int
    cities: int
    all_cities: int
    years: tuple[str, str] | tuple[()]
    ends: tuple[float, float] | None


@cache.shared(8)
def shares(rules: Rules) -> pd.Series:
    """Return the share (0–1) of the index each node has by these rules; 0 of what does not count."""
    try:
        found = rules.weights.shares(rules.tree)
    except ArgumentError:
        found = pd.Series(dtype=float)
    return found.reindex(cache.tree().index).fillna(0.0)


@cache.shared(128)
def known(key: str, year: int | None) -> Known:
    """Return what is known of an indicator in a year."""
    districts, cities = (cache.values(level, year) for level in ("district", "city"))
    years = pd.concat([of.years[key].dropna() for of in (districts, cities)])
    values = pd.concat([of.values[key].dropna() for of in (districts, cities)])
    return Known(
        int(districts.values[key].notna().sum()),
        len(districts.values),
        int(cities.values[key].notna().sum()),
        len(cities.values),
        (str(years.min()), str(years.max())) if len(years) else (),
        (float(values.min()), float(values.max())) if len(values) else None,
    )


@cache.shared(MOST_STRIPS)
def strip_of(
    key: str, year: int | None, bounds: tuple[float, float], ink: str, district: str, city: str
) -> str:
    """Return how an indicator is spread in a year, as `lcity.charts.strip.strip` draws it."""
    districts, cities = (cache.values(level, year).values[key] for level in ("district", "city"))
    return strip(districts, cities, bounds, ink=ink, selected_district=district, selected_city=city)


@cache.shared(1)
def unmeasured() -> tuple[Ask, ...]:
    """Return what a learning city is asked for and the dataset does not measure."""
    return tuple(not_measured(cache.open_dataset().indicators))


@cache.shared(1)
def placed() -> pd.Series:
    """Return the feature of UNESCO's each indicator speaks to, as `lcity.index.crosswalk.features` has it."""
    return features(cache.open_dataset().indicators)
