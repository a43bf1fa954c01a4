"""The figures of every year a unit really has, by unit and indicator."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from lcity import computed
from lcity.dataset import Dataset, UnitValues
from lcity.dataset.rollup import read_keys, unit_values


@dataclass(frozen=True, eq=False)
class Series:
    """The figures of many years.

    Parameters
    ----------
    units, keys
        Whose figures, and of what.
    years
        (y,) ascending; one that is NaN in a dataset without years.
    values
        (units, keys, y), each in its indicator's unit; NaN where there is none of just that year.
    undated
        The keys whose one figure has no year of its own: it stands under the latest.
    """

    units: pd.Index
    keys: tuple[str, ...]
    years: np.ndarray
    values: np.ndarray
    undated: frozenset[str] = frozenset()

    def since_breaks(self, breaks: dict[str, tuple[int, ...]]) -> "Series":
        """Return the series without what lies before their latest break: that never makes a trend.

        Parameters
        ----------
        breaks
            By indicator: years from which on its figures are not comparable with those before.
        """
        values = self.values.copy()
        for number, key in enumerate(self.keys):
            if within := [year for year in breaks.get(key, ()) if year <= self.years.max(initial=0)]:
                values[:, number, self.years < max(within)] = np.nan
        return replace(self, values=values)


def series(dataset: Dataset, level: str, latest: UnitValues) -> Series:
    """Return what is known of each year, of the units there are and of all leaves.

    What is rolled up from districts counts where all of them are of that year. What is computed of who
    takes part has a figure of each year that has rows; what is computed of places has one, of the year it is
    from.

    Parameters
    ----------
    dataset
        An open dataset.
    level
        "city" or "district".
    latest
        The values of all leaves as of its latest year, as `lcity.computed.complete` gives them.
    """
    units, keys = latest.values.index, tuple(latest.values.columns)
    if not dataset.years:
        # One figure of no year each: held against a target, it has no trend.
        return Series(units, keys, np.array([np.nan]), latest.values.to_numpy(float)[:, :, None])
    years = np.array(dataset.years, int)
    values = np.full((len(units), len(keys), len(years)), np.nan)
    of_key = {key: number for number, key in enumerate(keys)}
    read = [key for key in read_keys(dataset) if key in of_key]
    at = [of_key[key] for key in read]
    for number, year in enumerate(years):
        if level == "district":
            found = _of_year(dataset.values_district, units, read, year)
        else:
            made = unit_values(dataset, level, int(year))
            of_just_that = (made.years == year) & (made.first_years == year)
            found = made.values.where(of_just_that.fillna(False).astype(bool)).reindex(units)[read]
        values[:, at, number] = found.to_numpy(float)
    made = [key for key in keys if key not in read]
    _add_computed(latest, made, of_key, years, values)
    for number, year in enumerate(years):
        for key, figures in computed.of_just_that_year(dataset, level, int(year)).items():
            values[:, of_key[key], number] = figures.reindex(units)
    undated = frozenset(key for key in made if latest.years[key].isna().all())
    return Series(units, keys, years, values, undated)


def breaks(indicators: pd.DataFrame) -> dict[str, tuple[int, ...]]:
    """Return the years of breaks by indicator, as `breaks` of `indicators.csv` lists them."""
    stated = indicators["breaks"].dropna()
    return {key: tuple(int(year) for year in text.split(";")) for key, text in stated.items()}


def _of_year(table: pd.DataFrame | None, units: pd.Index, keys: list[str], year: int) -> pd.DataFrame:
    if table is None:
        return pd.DataFrame(np.nan, units, keys)
    rows = table[(table["year"] == year).fillna(False).to_numpy(bool)]
    return rows.set_index("district").reindex(index=units, columns=keys)


def _add_computed(
    latest: UnitValues, keys: list[str], of_key: dict[str, int], years: np.ndarray, values: np.ndarray
) -> None:
    """Write the one figure of what is computed under its year, or the latest there is where it has none."""
    for key in keys:
        own = latest.values[key].to_numpy(float)
        year = latest.years[key].astype("float64").fillna(years.max(initial=0)).to_numpy()
        column = np.searchsorted(years, year)
        known = np.flatnonzero(~np.isnan(own) & (column < len(years)))
        values[known, of_key[key], column[known]] = own[known]
