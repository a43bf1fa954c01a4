"""Places, centres and the pairs between them: made once, asked many times."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from lcity.access.along import LINE, Ways, checked, in_metres, ways
from lcity.access.catchment import Catchment
from lcity.access.centres import Centres
from lcity.access.coverage import coverage_week, covered
from lcity.access.fca import Accessibility, e2sfca
from lcity.access.places import Places
from lcity.dataset.model import Dataset

RADIUS_M = 1_000
SEATS_RADIUS_M = 2_000
NEIGHBOURS_M = 5_000


def found_ways(dataset: Dataset, along: str, radius: float, *, step_free: bool = False) -> Ways:
    """Find the pairs of all of a dataset, for any of its cities.

    Parameters
    ----------
    dataset
        With centres and population.
    along, radius, step_free
        As of `lcity.access.along.ways`.
    """
    lonlat = (table[["lon", "lat"]].to_numpy(float) for table in (dataset.population, dataset.centres))
    return ways(dataset, *lonlat, along, radius, step_free=step_free)


@dataclass(frozen=True, eq=False)
class Reach:
    """Who reaches what: everything coverage needs, so that a new choice only masks what is known.

    Parameters
    ----------
    city
        The city it is about; None for the whole dataset.
    places
        Its places.
    centres
        The centres; for a city those within reach of its places, wherever they stand, and along other ways
        than the straight line those within 5,000 m of its places too.
    catchment
        The pairs of the two.
    along
        How far it is: by "travel" times, along "streets" or in a straight "line".
    off_street
        (places,) bool: along streets, those without a street near, whose ways are straight lines × 1.3.
    """

    city: str | None
    places: Places
    centres: Centres
    catchment: Catchment
    along: str
    off_street: np.ndarray

    @classmethod
    def of(
        cls,
        dataset: Dataset,
        city: str | None = None,
        radius: float = SEATS_RADIUS_M,
        along: str | None = None,
        found: Ways | None = None,
    ) -> "Reach | None":
        """Find what is within reach in a dataset, or in one city of it.

        None where the dataset says nothing of its centres, or of where people live.

        Parameters
        ----------
        dataset
            An open dataset.
        city
            A city's id; None for all.
        radius
            The largest radius that will be asked for: metres, or minutes where `along` gives these.
        along
            How far it is; by default the first of the rule of distance that is in metres.
        found
            The pairs of the whole dataset within that radius or a larger one, where they are at hand.

        Raises
        ------
        ArgumentError
            There is no such city, or the dataset offers no such way.
        """
        if dataset.centres is None or dataset.population is None:
            return None
        places, centres = Places.of(dataset, city), Centres.of(dataset)
        along = checked(dataset, in_metres(dataset) if along is None else along)
        if found is None and along == LINE:
            found = ways(dataset, places.lonlat, centres.lonlat, along, radius)
        else:
            found = found or found_ways(dataset, along, radius)
            found = found if city is None else found.of_places(places.row)
        if city is None:
            return cls(city, places, centres, found.pairs, along, found.place_off)
        # A centre one cannot walk to is there all the same, and seen on a map.
        beside = None if along == LINE else covered(centres.lonlat, places.lonlat, NEIGHBOURS_M)
        near, pairs = found.pairs.compact(beside)
        return cls(city, places, centres.take(near), pairs, along, found.place_off)

    def of_places(self, numbers: np.ndarray) -> "Reach":
        """Return what some of the places reach, by number; seats stay shared with all who reach them."""
        part = replace(
            self,
            places=self.places.take(numbers),
            catchment=self.catchment.of_places(numbers),
            off_street=self.off_street[numbers],
        )
        if self.city is None:
            # Of the part alone it would be another: who else shares the seats is not in it.
            whole = self.accessibility
            part.__dict__["accessibility"] = whole._replace(per_1000=whole.per_1000[numbers])
        return part

    def once(self, measure: Callable[..., pd.Series | pd.DataFrame], level: str, **options: str) -> Any:
        """Return what a measure says of the units of a level, measured once: no year changes it.

        Parameters
        ----------
        measure
            Called with the reach, the level and the options; what it returns is not to be changed.
        level
            "city" or "district".
        options
            What it is asked besides.
        """
        key = measure, level, *sorted(options.items())
        if key not in self._measured:
            self._measured[key] = measure(self, level, **options)
        return self._measured[key]

    @cached_property
    def _measured(self) -> dict[tuple, Any]:
        return {}

    def covered(
        self,
        radius_m: float = RADIUS_M,
        kinds: Iterable[str] | None = None,
        hour: int | None = None,
        unknown_hours: str = "leave_out",
    ) -> np.ndarray:
        """Return whether each place has a centre within reach: (places,) bool.

        Parameters
        ----------
        radius_m
            Metres, or minutes where the pairs are in these; up to the radius of the pairs.
        kinds, hour, unknown_hours
            Which centres count; see `Centres.chosen`.
        """
        return self.catchment.reached(radius_m, self.centres.chosen(kinds, hour, unknown_hours))

    def coverage(
        self,
        radius_m: float = RADIUS_M,
        group: str = "people",
        kinds: Iterable[str] | None = None,
        hour: int | None = None,
        unknown_hours: str = "leave_out",
        level: str = "district",
    ) -> pd.DataFrame:
        """Return the people of a group covered in each unit.

        Returns
        -------
        pandas.DataFrame
            Index the units of `level`; columns people, covered, share (0–1, NaN where nobody lives).
        """
        return self.places.coverage(self.covered(radius_m, kinds, hour, unknown_hours), group, level)

    def open_bits(
        self,
        radius_m: float = RADIUS_M,
        kinds: Iterable[str] | None = None,
        unknown_hours: str = "leave_out",
    ) -> np.ndarray:
        """Return the hours in which each place has an open centre in reach, packed: (places, 3) uint64."""
        pairs = self.catchment.within(radius_m).only(self.centres.chosen(kinds))
        return pairs.union(self.centres.open_bits(unknown_hours))

    def week(
        self,
        radius_m: float = RADIUS_M,
        group: str = "people",
        kinds: Iterable[str] | None = None,
        unknown_hours: str = "leave_out",
        level: str = "district",
    ) -> pd.DataFrame:
        """Return the coverage of each unit in every hour of the week.

        Returns
        -------
        pandas.DataFrame
            Index the units of `level`; columns 0–167, hours of the week; shares 0–1, NaN where
            nobody lives. Each column equals the share `coverage` gives for that hour.
        """
        units, unit = self.places.units[level], self.places.unit[level]
        bits = self.open_bits(radius_m, kinds, unknown_hours)
        return pd.DataFrame(coverage_week(bits, self.places.people(group), unit, len(units)), index=units)

    @cached_property
    def accessibility(self) -> Accessibility:
        """Seats per 1,000 people within 2,000 m by E2SFCA.

        Raises
        ------
        ValueError
            The reach is one city's: people of its neighbours, who share its centres, are not in it.
        """
        if self.city is not None:
            raise ValueError("accessibility needs the reach of the whole dataset")
        counted = self.centres.chosen()
        pairs = self.catchment.within(SEATS_RADIUS_M).only(counted)
        # What does not count has no seats to share out, which is not the same as unknown ones.
        return e2sfca(pairs, self.places.people(), np.where(counted, self.centres.seats, 0.0))
