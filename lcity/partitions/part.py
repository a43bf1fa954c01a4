"""A tile as a worker gets it: its places, read column by column, and who of them reaches what."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from lcity.access.along import LINE
from lcity.access.along_streets import along_streets
from lcity.access.blocks import reached_pairs
from lcity.access.catchment import Catchment, catchment
from lcity.access.centres import Centres
from lcity.access.coverage import sum_by_unit
from lcity.access.places import Places
from lcity.access.reach import Reach
from lcity.access.streets import Streets
from lcity.partitions.errors import PartitionError
from lcity.partitions.layout import STREETS

LEVEL = "district"
EVERYONE = "people"
AT_ONCE = 65_536
"""Places that are added up together: what that takes beside them stays small."""


@dataclass(frozen=True, eq=False)
class Inhabited:
    """The places of a tile as they are read; nothing of them is held twice.

    Parameters
    ----------
    lon, lat
        (n,) WGS84 degrees.
    groups
        (n,) people of each group that was asked for; NaN where unknown.
    district
        (n,) position of the place's district in `districts`; -1 for none.
    districts
        The ids of those of the tile.
    """

    lon: np.ndarray
    lat: np.ndarray
    groups: dict[str, np.ndarray]
    district: np.ndarray
    districts: pd.Index

    @classmethod
    def of(cls, table: pa.Table, *groups: str) -> "Inhabited":
        """Take the columns of a table as it lies in Parquet."""
        columns = {name: table[name].chunk(0) for name in ("lon", "lat", "district", *groups)}
        district = columns["district"]
        return cls(
            columns["lon"].to_numpy(),
            columns["lat"].to_numpy(),
            {group: columns[group].to_numpy(zero_copy_only=False) for group in groups},
            district.indices.fill_null(-1).to_numpy(),
            pd.Index(district.dictionary.to_pandas(), name=LEVEL),
        )

    def people(self, group: str, but: np.ndarray | None = None) -> np.ndarray:
        """Return how many people of a group live in each district: (districts,).

        Parameters
        ----------
        group
            One of those read.
        but
            Numbers of places that do not count; None for no such places.
        """
        people = self.groups[group]
        if but is not None:
            people = people.copy()
            people[but] = 0.0
        sums = np.zeros(len(self.districts))
        for start in range(0, len(people), AT_ONCE):
            at = slice(start, start + AT_ONCE)
            sums += sum_by_unit(people[at], self.district[at].astype(np.intp), len(sums))
        return sums

    def places(self, numbers: np.ndarray | slice = slice(None)) -> Places:
        """Return the places, or some of them by number."""
        lonlat = np.column_stack([self.lon[numbers], self.lat[numbers]])
        groups = pd.DataFrame({group: people[numbers] for group, people in self.groups.items()})
        district = self.district[numbers].astype(np.intp)
        row = np.arange(len(lonlat)) if isinstance(numbers, slice) else numbers
        return Places(row, lonlat, groups, {LEVEL: self.districts}, {LEVEL: district})


@dataclass(frozen=True, eq=False)
class Part:
    """A tile and the centres its places may reach: all that is needed to measure it.

    Parameters
    ----------
    folder
        The tile's folder.
    rows
        How many places it has.
    centres
        The centres, those of the tile and around it.
    numbers
        (m,) their numbers among all of the country.
    along
        "line" or "streets".
    """

    folder: Path
    rows: int
    centres: Centres
    numbers: np.ndarray
    along: str

    def inhabited(self, *groups: str) -> Inhabited:
        """Read the places, of the columns of people only those asked for.

        Raises
        ------
        PartitionError
            The tile's files cannot be read, are damaged, or one is missing.
        """
        files = sorted(self.folder.glob("places-*.parquet"))
        try:
            rows = [_rows(file, ["lon", "lat", "district", *groups]) for file in files]
            table = pa.concat_tables(rows).unify_dictionaries().combine_chunks()
        except (pa.ArrowException, OSError, KeyError) as error:
            raise PartitionError("tile", cell=self.folder.name) from error
        if len(table) != self.rows:
            raise PartitionError("tile", cell=self.folder.name)
        return Inhabited.of(table, *groups)

    def reach(self, radius_m: float, *groups: str) -> Reach:
        """Find what is within reach of all places, by the way of measuring."""
        places = self.inhabited(*groups).places()
        pairs, off_street = self.pairs(places.lonlat, self.centres.lonlat, radius_m)
        return Reach(None, places, self.centres, pairs, self.along, off_street)

    def reached(self, radius_m: float, *groups: str) -> tuple[Inhabited, Reach]:
        """Read the places, and find what is within reach of those that reach any centre: seldom most."""
        inhabited = self.inhabited(*groups)
        if self.along == LINE:
            lonlat = inhabited.lon, inhabited.lat
            numbers, pairs = reached_pairs(*lonlat, self.centres.lonlat, radius_m)
            off_street = np.zeros(len(numbers), bool)
        else:
            lonlat = np.column_stack([inhabited.lon, inhabited.lat])
            pairs, off_street = self.pairs(lonlat, self.centres.lonlat, radius_m)
            numbers = np.flatnonzero(pairs.reached())
            pairs, off_street = pairs.of_places(numbers), off_street[numbers]
        places = inhabited.places(numbers)
        return inhabited, Reach(None, places, self.centres, pairs, self.along, off_street)

    def pairs(
        self, places_lonlat: np.ndarray, lonlat: np.ndarray, radius_m: float
    ) -> tuple[Catchment, np.ndarray]:
        """Return the pairs of places and centres or sites, and which places have no street near.

        Parameters
        ----------
        places_lonlat, lonlat
            (n, 2) and (m, 2) WGS84 degrees.
        radius_m
            Metres, by the way of measuring.
        """
        if self.along == LINE:
            return catchment(places_lonlat, lonlat, radius_m), np.zeros(len(places_lonlat), bool)
        pairs, off_street, _ = along_streets(self._streets, places_lonlat, lonlat, radius_m)
        return pairs, off_street

    @cached_property
    def _streets(self) -> Streets:
        try:
            return Streets.of(pq.read_table(self.folder / STREETS).to_pandas())
        except (pa.ArrowException, OSError) as error:
            raise PartitionError("tile", cell=self.folder.name) from error


def _rows(file: Path, columns: list[str]) -> pa.Table:
    """Read columns of a file, on this thread alone, each page held against its checksum."""
    with pq.ParquetFile(file, page_checksum_verification=True) as opened:
        return opened.read(columns, use_threads=False)
