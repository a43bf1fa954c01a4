"""The values of cities and districts as of a year, and districts rolled up to their cities.

Source: the dataset contract, "Calculation": a city's value is its own where it has one, else the
mean of its districts weighted by the indicator's denominator over those that have a value.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lcity.dataset.model import Dataset

LEAST_PRESENT = 0.65
ROUNDING = 1e-9
YEAR = "Int64"


@dataclass(frozen=True, eq=False)
class UnitValues:
    """The values of all units of a level as of a year.

    Parameters
    ----------
    values
        Every unit of the level that is there in that year, in file order, by indicator (those that are
        read); NaN where missing.
    years, first_years
        The latest and the earliest year each value is from, Int64, of the same shape; missing where the
        value is or has none. They differ where a value is rolled up from districts of several years.
    people
        People by unit; NaN where unknown.
    figures
        The years of the single figures that values stand on, by their level, Int64: units × indicators.
        Of districts these are their own; of cities their own ("city") and, where a value is rolled up,
        those of the districts in it ("district").
    """

    values: pd.DataFrame
    years: pd.DataFrame
    first_years: pd.DataFrame
    people: pd.Series
    figures: dict[str, pd.DataFrame]

    def years_of(self, unit: str, key: str) -> tuple[int, int] | None:
        """Return between which years a value is from; None where it is missing or has none."""
        first, last = (table.at[unit, key] for table in (self.first_years, self.years))
        return None if pd.isna(last) else (int(first), int(last))


def unit_values(dataset: Dataset, level: str, year: int | None = None) -> UnitValues:
    """Return the values of a level's units as of a year, each the latest at or before it.

    Districts that have ended by then are neither among the units nor summed.

    Parameters
    ----------
    dataset
        An open dataset.
    level
        "city" or "district".
    year
        None for the dataset's default year, else the latest.
    """
    year = dataset.meta.default_year if year is None else year
    keys = read_keys(dataset)
    districts = districts_as_of(dataset, year)
    if level == "district":
        values, years = _only(districts, keys)
        years = years.astype(YEAR)
        return UnitValues(values, years, years, _column(districts.latest, "people"), {"district": years})
    own = as_of(dataset.values_city, "city", dataset.cities.index, year)
    own_values, own_years = _only(own, keys)
    has_own = own_values.notna()
    rolled = _rolled_up(dataset, districts, keys)
    city = dataset.districts["city"].reindex(rolled.parts.index)
    # Where a city has its own value, nothing is computed from its districts'.
    used = ~has_own.reindex(city).fillna(True).to_numpy(bool)
    return UnitValues(
        own_values.where(has_own, rolled.values),
        own_years.where(has_own, rolled.years).astype(YEAR),
        own_years.where(has_own, rolled.first_years).astype(YEAR),
        rolled.people,
        {"city": own_years.astype(YEAR), "district": rolled.parts.where(used).astype(YEAR)},
    )


def read_keys(dataset: Dataset) -> list[str]:
    """Return the keys of the leaves whose values are read, in file order."""
    indicators = dataset.indicators
    leaf = ~indicators.index.isin(indicators["parent"])
    return list(indicators.index[leaf & indicators["computed"].isna().to_numpy()])


@dataclass(frozen=True, eq=False)
class AsOf:
    """The latest value of each column at or before a year, and the year it is from, by unit.

    Years are float64 until all is reckoned: a table of them is then one array, and not one a column.
    """

    latest: pd.DataFrame
    years: pd.DataFrame


def as_of(table: pd.DataFrame | None, unit: str, units: pd.Index, year: int | None) -> AsOf:
    """Return the latest value of each number column of a values table at or before a year.

    Parameters
    ----------
    table
        A values table, or None.
    unit
        Its id column, "city" or "district".
    units
        The ids wanted, in this order.
    year
        None for the latest of all.
    """
    if table is None:
        empty = pd.DataFrame(index=units)
        return AsOf(empty, empty)
    if year is not None:
        table = table[(table["year"].isna() | (table["year"] <= year)).to_numpy(dtype=bool)]
    table = table.sort_values("year", kind="stable")
    numbers = table.select_dtypes("float64")
    years = table["year"].astype("float64")
    dated = numbers.notna().mul(1.0).where(numbers.notna()).mul(years, axis=0)
    ids = table[unit]
    latest = numbers.groupby(ids).last().reindex(units)
    latest_years = dated.groupby(ids).last().reindex(units)
    return AsOf(latest, latest_years)


def districts_as_of(dataset: Dataset, year: int | None) -> AsOf:
    """Return the latest value of each column of `values_district`, of the districts there are in a year."""
    units = dataset.units_in("district", year).index
    return as_of(dataset.values_district, "district", units, year)


def district_people(dataset: Dataset, year: int | None) -> pd.Series:
    """Return the people of each district there is in a year, as `unit_values` has them; NaN where unknown."""
    year = dataset.meta.default_year if year is None else year
    table = dataset.values_district
    if table is not None:
        table = table[[name for name in ("district", "year", "people") if name in table]]
    found = as_of(table, "district", dataset.units_in("district", year).index, year)
    return _column(found.latest, "people")


def _column(frame: pd.DataFrame, name: str) -> pd.Series:
    found = frame[name] if name in frame else pd.Series(np.nan, frame.index)
    return found.astype("float64").rename(name)


def _only(found: AsOf, keys: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the values and years of these keys, those without a column wholly missing."""
    return (
        found.latest.reindex(columns=keys).astype("float64"),
        found.years.reindex(columns=keys).astype("float64"),
    )


@dataclass(frozen=True, eq=False)
class _Rolled:
    """What districts make of their cities; `parts` are the years of the districts' figures in it."""

    values: pd.DataFrame
    years: pd.DataFrame
    first_years: pd.DataFrame
    people: pd.Series
    parts: pd.DataFrame


def _rolled_up(dataset: Dataset, districts: AsOf, keys: list[str]) -> _Rolled:
    """Return the weighted means of the districts of each city, where enough of the denominator is present."""
    values, years = _only(districts, keys)
    city, cities = dataset.districts["city"].reindex(values.index), dataset.cities.index
    weights = pd.DataFrame(
        {key: _column(districts.latest, weighted_by(dataset, key)) for key in keys},
        index=values.index,
    )
    there = values.notna() & (weights > 0)
    total = _sum_by(weights, city, cities)
    present = _sum_by(weights.where(there), city, cities)
    summed = _sum_by((weights * values).where(there), city, cities)
    enough = (present > 0) & (present >= (LEAST_PRESENT - ROUNDING) * total)
    dated = years.where(there).groupby(city)
    people = _column(districts.latest, "people")
    return _Rolled(
        (summed / present).where(enough),
        dated.max().reindex(cities).where(enough),
        dated.min().reindex(cities).where(enough),
        people.groupby(city).sum().where(people.notna().groupby(city).all()).reindex(cities),
        years.where(there & enough.reindex(city).fillna(False).to_numpy(bool)),
    )


def weighted_by(dataset: Dataset, key: str) -> str:
    """Return the column that weights districts in the mean of their city: people unless another is named."""
    named = dataset.indicators.at[key, "denominator"]
    return named if isinstance(named, str) else "people"


def _sum_by(frame: pd.DataFrame, city: pd.Series, cities: pd.Index) -> pd.DataFrame:
    return frame.groupby(city).sum().reindex(cities)
