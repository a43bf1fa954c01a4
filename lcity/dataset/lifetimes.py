"""From when until when each district is there: of districts that were merged or divided, one side at a time.

A district has ended if its city (without cities: the dataset) has one whose first row is later than its
own last: what took its place is counted from then on, and it is not. The other way round, a district
that took another's place was not there before its own first row. Where nothing newer took its place, a
district without a row of a year is there all the same: its latest figures are carried on.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True, eq=False)
class Lifetimes:
    """The years between which districts are there, by district.

    Parameters
    ----------
    last
        The year of a district's last row; NaN where no row of it has a year.
    begun
        The first year it is there; -inf where nothing says that it was not.
    ended
        The first year it is no longer there; +inf where it has not ended.
    """

    last: pd.Series
    begun: pd.Series
    ended: pd.Series

    @classmethod
    def of(cls, values_district: pd.DataFrame | None, city: pd.Series) -> "Lifetimes":
        """Find the lifetimes of districts from their rows.

        Parameters
        ----------
        values_district
            Columns district and year; None where there is no such table.
        city
            The city of each district of the dataset, missing where it has none; index district.
        """
        rows = pd.DataFrame({"district": [], "year": []}) if values_district is None else values_district
        years = rows["year"].astype("float64").groupby(rows["district"].to_numpy())
        first, last = (found.reindex(city.index) for found in (years.min(), years.max()))
        starts, ends = first.to_numpy(), last.to_numpy()
        begun, ended = np.full(len(city), -np.inf), np.full(len(city), np.inf)
        cities, _ = pd.factorize(city.astype(object).where(city.notna(), ""))
        in_order = np.argsort(cities, kind="stable")
        for own in np.split(in_order, np.cumsum(np.bincount(cities))[:-1]):
            begins, stops = (np.unique(years[own][~np.isnan(years[own])]) for years in (starts, ends))
            if not len(begins):
                continue
            later = np.append(begins, np.inf)
            of_last = np.where(np.isnan(ends[own]), np.inf, ends[own])
            ended[own] = later[np.searchsorted(begins, of_last, "right")]
            took_a_place = starts[own] > stops[0]
            begun[own] = np.where(took_a_place, starts[own], -np.inf)
        return cls(last, pd.Series(begun, city.index), pd.Series(ended, city.index))

    def there(self, year: float | None) -> pd.Series:
        """Return whether each district is there in a year, bool; None for the latest of all."""
        year = np.inf if year is None else year
        return (self.begun <= year) & ((self.ended > year) | np.isinf(self.ended))

    def gone(self, year: float | None) -> pd.Index:
        """Return the districts that have ended by a year; None for the latest of all."""
        return self.ended.index[(self.ended <= (np.inf if year is None else year)) & ~np.isinf(self.ended)]
