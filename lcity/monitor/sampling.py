"""How far a change can be chance alone, where a dataset gives the standard errors of its figures."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from lcity.dataset import Dataset
from lcity.dataset.errors import value_errors


def change_errors(dataset: Dataset, level: str, years: Mapping[str, tuple[int, int]]) -> pd.DataFrame:
    """Return the standard errors of changes between two years.

    Both years' samples are taken to be independent: √(se₁² + se₂²).

    Parameters
    ----------
    dataset, level
        Whose cities or districts.
    years
        Indicator → the two years.

    Returns
    -------
    DataFrame
        Units × those indicators whose errors are known of both years; NaN where one is not given.
    """
    needed = sorted({year for span in years.values() for year in span})
    units = dataset.units(level).index
    if not _given(dataset, years):
        return pd.DataFrame(index=units)
    of_year = {year: value_errors(dataset, level, year).reindex(units) for year in needed}
    found = {
        key: np.hypot(of_year[before][key], of_year[after][key])
        for key, (before, after) in years.items()
        if key in of_year[before]
    }
    return pd.DataFrame(found, units).dropna(axis="columns", how="all")


def _given(dataset: Dataset, keys: Mapping) -> bool:
    tables = [table for table in (dataset.values_city, dataset.values_district) if table is not None]
    return any(f"{key}_se" in table for key in keys for table in tables)
