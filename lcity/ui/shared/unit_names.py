"""What cities and districts are called on the page: written here and nowhere else."""

import pandas as pd

from lcity.text import language
from lcity.ui.shared import cache
from lcity.ui.shared.reader import reader_language


def own_names(level: str, units: pd.Index | None = None) -> pd.Series:
    """Return the units' own names in the reader's language; `units` None for all of the level."""
    found = cache.names("cities" if level == "city" else "districts", reader_language().code)
    return found if units is None else found[units]


def full_names(level: str) -> pd.Series:
    """Return the units' names in the reader's language, districts of several cities with their city's."""
    return full_names_in(reader_language().code, level)


def full_names_in(code: str, level: str) -> pd.Series:
    """Return the units' names in a language, districts of several cities with their city's."""
    return _full_names(level, code)


def name(unit: str, level: str, city: str = "") -> str:
    """Return a unit's name in a sentence.

    Parameters
    ----------
    unit, level
        A unit of a level, "city" or "district".
    city
        The one city whose districts the sentence is about; "" where it is about all there are: a district
        of several cities then stands with its city's name.
    """
    return (own_names(level) if city else full_names(level))[unit]


@cache.shared(8)
def _full_names(level: str, code: str) -> pd.Series:
    if level == "city" or cache.open_dataset().districts["city"].nunique() < 2:
        return cache.names("cities" if level == "city" else "districts", code)
    return _with_cities(code)


@cache.shared(4)
def _with_cities(code: str) -> pd.Series:
    own, t = cache.names("districts", code), language(code).t
    cities = cache.names("cities", code).reindex(cache.open_dataset().districts["city"]).to_numpy()
    full = [
        t("frame.of_city", name=name, city=city) if pd.notna(city) else name
        for name, city in zip(own, cities, strict=True)
    ]
    return pd.Series(full, own.index, dtype=object)
