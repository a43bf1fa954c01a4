"""Where people live, and in which district and city."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from lcity.access.coverage import coverage_table
from lcity.dataset.model import Dataset
from lcity.errors import ArgumentError


@dataclass(frozen=True, eq=False)
class Places:
    """The places of a dataset or of one of its cities.

    Parameters
    ----------
    row
        (n,) position of each place in the dataset's `population`.
    lonlat
        (n, 2) WGS84 degrees.
    groups
        n rows; a column per group of people: people, people_60p, …
    units
        The ids of the units of each level, "city" and "district".
    unit
        For each level, (n,) position of the place's unit in `units`; -1 where it lies in none.
    """

    row: np.ndarray
    lonlat: np.ndarray
    groups: pd.DataFrame
    units: Mapping[str, pd.Index]
    unit: Mapping[str, np.ndarray]

    @classmethod
    def of(cls, dataset: Dataset, city: str | None = None) -> "Places":
        """Line up the places of a dataset, or of one city of it, with their units.

        Raises
        ------
        ArgumentError
            The dataset says nothing of where people live, or has no such city.
        """
        if dataset.population is None:
            raise ArgumentError("population.csv is missing: nothing is known of where people live")
        if city is not None and city not in dataset.cities.index:
            raise ArgumentError(f"city {city!r}: expected one of {', '.join(dataset.cities.index)}")
        districts = dataset.units_in("district", None)
        districts = districts if city is None else districts[districts["city"] == city]
        cities = dataset.cities.index if city is None else pd.Index([city], name="city")
        district = districts.index.get_indexer(dataset.population["district"])
        row = np.arange(len(district)) if city is None else np.flatnonzero(district >= 0)
        district = district[row]
        city_of = np.append(cities.get_indexer(districts["city"]), -1)
        population = dataset.population.iloc[row]
        return cls(
            row,
            population[["lon", "lat"]].to_numpy(float),
            population.filter(regex="^people(_|$)"),
            {"city": cities, "district": districts.index},
            {"city": city_of[district], "district": district},
        )

    def take(self, numbers: np.ndarray) -> "Places":
        """Return some of the places, by number; units stay all there are."""
        return replace(
            self,
            row=self.row[numbers],
            lonlat=self.lonlat[numbers],
            groups=self.groups.iloc[numbers],
            unit={level: unit[numbers] for level, unit in self.unit.items()},
        )

    def people(self, group: str = "people") -> np.ndarray:
        """Return how many people of a group live at each place: (n,) float, NaN where unknown.

        Raises
        ------
        ArgumentError
            The dataset has no such group.
        """
        if group not in self.groups:
            raise ArgumentError(f"group {group!r}: expected one of {', '.join(self.groups)}")
        return self.groups[group].to_numpy(float)

    def coverage(
        self, is_covered: np.ndarray, group: str = "people", level: str = "district"
    ) -> pd.DataFrame:
        """Return the share of a group covered in each unit of a level; see `coverage_table`."""
        return coverage_table(is_covered, self.people(group), self.unit[level], self.units[level])
