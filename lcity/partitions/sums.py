"""What one tile adds to the figures of a country: pure functions, to be mapped over tiles anywhere.

Each returns what adds up: the sums of all tiles are the sums of the whole, however it is cut.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from lcity.access.along import LINE
from lcity.access.along_streets import along_streets
from lcity.access.catchment import Catchment, catchment
from lcity.access.centres import Centres
from lcity.access.coverage import covered, covered_week, sum_by_unit
from lcity.access.fca import asking, shared
from lcity.access.indicators import people_reaching
from lcity.access.places import Places
from lcity.access.reach import SEATS_RADIUS_M, Reach
from lcity.access.streets import Streets
from lcity.partitions.errors import PartitionError
from lcity.partitions.layout import STREETS

LEVEL = "district"
EVERYONE = "people"
REACHING = ["reaching", "informed"]


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

    def places(self, *groups: str) -> Places:
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
        district = table["district"].chunk(0)
        units = pd.Index(district.dictionary.to_pandas(), name=LEVEL)
        unit = district.indices.fill_null(-1).to_numpy().astype(np.intp)
        lonlat = np.column_stack([table["lon"].to_numpy(), table["lat"].to_numpy()])
        people = pd.DataFrame({group: table[group].to_numpy() for group in groups})
        return Places(np.arange(len(table)), lonlat, people, {LEVEL: units}, {LEVEL: unit})

    def reach(self, radius_m: float, *groups: str) -> Reach:
        """Find what is within reach of the places, by the way of measuring."""
        places = self.places(*groups)
        pairs, off_street = self.pairs(places.lonlat, self.centres.lonlat, radius_m)
        return Reach(None, places, self.centres, pairs, self.along, off_street)

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


class Question(NamedTuple):
    """Who counts as covered.

    Parameters
    ----------
    radius_m
        Metres, by the way of measuring of the part.
    group
        The column of people.
    kinds
        Those of these kinds; None for every kind that counts unless others are asked for.
    unknown_hours
        What becomes of centres with unknown hours: "leave_out" or "count".
    """

    radius_m: float
    group: str = "people"
    kinds: tuple[str, ...] | None = None
    unknown_hours: str = "leave_out"


def coverage_sums(part: Part, question: Question) -> pd.DataFrame:
    """Return how many people of a group live in each district and have a centre in reach.

    Returns
    -------
    pandas.DataFrame
        Index the districts of the tile; columns people, covered.
    """
    chosen = part.centres.chosen(question.kinds)
    if part.along == LINE:
        places = part.places(question.group)
        reached = covered(places.lonlat, part.centres.lonlat[chosen], question.radius_m)
    else:
        reach = part.reach(question.radius_m, question.group)
        places, reached = reach.places, reach.covered(question.radius_m, question.kinds)
    return places.coverage(reached, question.group, LEVEL)[["people", "covered"]]


def week_sums(part: Part, question: Question) -> pd.DataFrame:
    """Return how many people live in each district, have a centre in reach, and an open one by hour.

    Returns
    -------
    pandas.DataFrame
        Index the districts of the tile; columns people and covered; reaching and informed, as
        `people_reaching` has them of centres with known hours; and 0–167, the hours of the week.
    """
    reach = part.reach(question.radius_m, *dict.fromkeys([EVERYONE, question.group]))
    people, unit, units = reach.places.people(question.group), reach.places.unit[LEVEL], reach.places.units
    bits = reach.open_bits(question.radius_m, question.kinds, question.unknown_hours)
    sums = pd.DataFrame(covered_week(bits, people, unit, len(units[LEVEL])), index=units[LEVEL])
    reached = reach.covered(question.radius_m, question.kinds)
    of = district_sums({"people": people, "covered": np.where(reached, people, 0.0)}, unit, units[LEVEL])
    sums = pd.concat([of, sums], axis=1)
    return _with_informed(sums, reach, question.radius_m, part.centres.hours_known)


def asking_sums(part: Part) -> pd.Series:
    """Return step 1 of E2SFCA: the weighted people asking each centre for a seat, by number of the centre."""
    reach = part.reach(SEATS_RADIUS_M, EVERYONE)
    return pd.Series(asking(_counting_pairs(reach), reach.places.people()), part.numbers)


def seat_sums(part: Part, per_person: np.ndarray) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return step 2 of E2SFCA, added up by district, and what people have, for evenness.

    Parameters
    ----------
    part
        A tile.
    per_person
        (m,) seats per person asking, of the centres of the part; NaN where unknown.

    Returns
    -------
    sums
        Index the districts of the tile; columns people, seats (people × seats per 1,000), reaching and
        informed as of centres with known seats.
    spread
        Columns district, per_1000, people: how many people of a district have how many seats per 1,000.
    """
    reach = part.reach(SEATS_RADIUS_M, EVERYONE)
    people, unit, units = reach.places.people(), reach.places.unit[LEVEL], reach.places.units[LEVEL]
    per_1000 = shared(_counting_pairs(reach), per_person)
    each = {"people": people, "seats": people * per_1000}
    sums = district_sums(each, unit, units)
    there = (unit >= 0) & ~np.isnan(people)
    spread = pd.DataFrame(
        {LEVEL: units.to_numpy()[unit[there]], "per_1000": per_1000[there], "people": people[there]}
    )
    spread = spread.groupby([LEVEL, "per_1000"], as_index=False, sort=False).sum()
    return _with_informed(sums, reach, SEATS_RADIUS_M, ~np.isnan(part.centres.seats)), spread


def district_sums(each: dict[str, np.ndarray], unit: np.ndarray, units: pd.Index) -> pd.DataFrame:
    """Return what is said of each place added up by district.

    Parameters
    ----------
    each
        By name, (places,) numbers.
    unit
        (places,) number of the district of each place in `units`; -1 for none.
    units
        The districts of the tile.
    """
    return pd.DataFrame({name: sum_by_unit(of, unit, len(units)) for name, of in each.items()}, index=units)


def _counting_pairs(reach: Reach) -> Catchment:
    return reach.catchment.only(reach.centres.chosen())


def _with_informed(sums: pd.DataFrame, reach: Reach, radius_m: float, known: np.ndarray) -> pd.DataFrame:
    reaching = pd.DataFrame(people_reaching(reach, LEVEL, radius_m, known), sums.index, REACHING)
    return pd.concat([reaching, sums], axis=1)


def _rows(file: Path, columns: list[str]) -> pa.Table:
    """Read columns of a file, on this thread alone, each page held against its checksum."""
    with pq.ParquetFile(file, page_checksum_verification=True) as opened:
        return opened.read(columns, use_threads=False)
