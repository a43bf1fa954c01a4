"""Groups of people as shares of all: what describes a unit without rating it."""

import numpy as np
import pandas as pd

from lcity.dataset.model import Dataset
from lcity.dataset.rollup import LEAST_PRESENT, ROUNDING, districts_as_of

PREFIX = "people_"


def group_keys(dataset: Dataset) -> list[str]:
    """Return the columns of `values_district` that count a group of people, in file order."""
    table = dataset.values_district
    return (
        [] if table is None else [str(column) for column in table.columns if str(column).startswith(PREFIX)]
    )


def group_counts(dataset: Dataset, level: str, year: int | None = None) -> pd.DataFrame:
    """Return how many people of each group live in each unit of a level, as of a year.

    Parameters
    ----------
    dataset
        An open dataset.
    level
        "city" or "district"; a city's count is the sum of its districts', missing where any is.
    year
        None for the dataset's default year, else the latest.

    Returns
    -------
    DataFrame
        Every unit of the level × `people` and the groups; NaN where unknown.
    """
    counts = _counts(dataset, year)
    if level == "district":
        return counts
    city = dataset.districts["city"]
    whole = counts.notna().groupby(city).all()
    return counts.groupby(city).sum().where(whole).reindex(dataset.cities.index)


def group_shares(dataset: Dataset, level: str, year: int | None = None) -> pd.DataFrame:
    """Return each group's share of the people of each unit of a level, as of a year.

    A city's share is that of its districts that count the group, if these hold 65 % of its people.

    Returns
    -------
    DataFrame
        Every unit of the level × groups, 0–1; NaN where unknown or where nobody lives.
    """
    counts = _counts(dataset, year)
    groups = counts.drop(columns="people")
    people = pd.DataFrame(dict.fromkeys(groups.columns, counts["people"]), index=counts.index)
    people_counted = people.where(groups.notna())
    groups = groups.where(people.notna())
    if level == "city":
        city, cities = dataset.districts["city"], dataset.cities.index
        groups, people, people_counted = (
            table.groupby(city).sum().reindex(cities) for table in (groups, people, people_counted)
        )
    enough = (people_counted > 0) & (people_counted >= (LEAST_PRESENT - ROUNDING) * people)
    return (groups / people_counted.where(enough)).astype("float64")


def _counts(dataset: Dataset, year: int | None) -> pd.DataFrame:
    year = dataset.meta.default_year if year is None else year
    found = districts_as_of(dataset, year).latest
    return found.reindex(columns=["people", *group_keys(dataset)], fill_value=np.nan).astype("float64")
