"""The standard errors of values, where a dataset gives them."""

import numpy as np
import pandas as pd

from lcity.dataset.model import Dataset
from lcity.dataset.rollup import AsOf, as_of, districts_as_of, read_keys, weighted_by


def value_errors(dataset: Dataset, level: str, year: int | None = None) -> pd.DataFrame:
    """Return the standard errors of the values `unit_values` returns.

    A value rolled up from districts has the error of a weighted mean, √Σ(w·se)² / Σw over the
    districts that have a value, their errors taken to be independent and one not given to be 0.

    Parameters
    ----------
    dataset, level, year
        As for `lcity.dataset.unit_values`.

    Returns
    -------
    pandas.DataFrame
        Every unit of the level × the leaves that are read, each in its own unit; NaN where the
        dataset gives no error of that year's value.
    """
    year = dataset.meta.default_year if year is None else year
    keys = read_keys(dataset)
    districts = districts_as_of(dataset, year)
    if level == "district":
        return _own(districts, keys)
    own = as_of(dataset.values_city, "city", dataset.cities.index, year)
    has_own = own.latest.reindex(columns=keys).notna()
    return _own(own, keys).where(has_own, _rolled_up(dataset, districts, keys))


def _own(found: AsOf, keys: list[str]) -> pd.DataFrame:
    """Return the errors of the same year as the values they belong to."""
    columns = {}
    for key in keys:
        column = f"{key}_se"
        if column in found.latest and key in found.latest and column not in keys:
            years, then = (found.years[name].fillna(-1) for name in (key, column))
            same = (years == then) & found.latest[key].notna()
            columns[key] = found.latest[column].where(same.to_numpy(bool))
        else:
            columns[key] = pd.Series(np.nan, found.latest.index)
    return pd.DataFrame(columns, found.latest.index, columns=keys, dtype="float64")


def _rolled_up(dataset: Dataset, districts: AsOf, keys: list[str]) -> pd.DataFrame:
    city, errors = dataset.districts["city"], _own(districts, keys)
    columns = {}
    for key in keys:
        weight = districts.latest.get(weighted_by(dataset, key))
        if weight is None or errors[key].isna().all():
            columns[key] = pd.Series(np.nan, dataset.cities.index)
            continue
        there = districts.latest[key].notna() & (weight > 0)
        parts = pd.DataFrame(
            {
                "weight": weight.where(there),
                "variance": ((weight * errors[key]) ** 2).where(there),
            }
        )
        sums = parts.groupby(city).sum(min_count=1).reindex(dataset.cities.index)
        columns[key] = np.sqrt(sums["variance"]) / sums["weight"]
    return pd.DataFrame(columns, dataset.cities.index, columns=keys, dtype="float64")
