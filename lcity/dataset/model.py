"""The tables of an open dataset, as every other module sees them."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import pandas as pd

from lcity.dataset.lifetimes import Lifetimes
from lcity.hours import REFERENCE_WEEK


@dataclass(frozen=True)
class Meta:
    """What `dataset.toml` says of the dataset as a whole; each text is "" where it says nothing.

    `reference_week` is the Monday of the week whose opening hours count; `groups` what groups of people
    are called, by their column (in Chinese by their column with "_zh"); `units` what cities and
    districts are called in sentences, by `lcity.text.units.NAMES`.
    """

    title: str
    title_zh: str = ""
    about: str = ""
    about_zh: str = ""
    licence: str = ""
    licence_zh: str = ""
    default_year: int | None = None
    reference_week: date = REFERENCE_WEEK
    kinds_not_counted: tuple[str, ...] = ()
    groups: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Planned:
    """What of a dataset is a scenario's, and not as it is.

    Parameters
    ----------
    before
        The dataset as it is.
    placed
        Centres that are new, stand elsewhere or are of another kind.
    rewritten
        Centres where they were, with other hours or seats.
    closed
        Centres that are there no more.
    aspects
        What is planned: "places" (where centres are, and which count), "hours", "seats".
    """

    before: "Dataset"
    placed: frozenset[str]
    rewritten: frozenset[str]
    closed: frozenset[str]
    aspects: frozenset[str]


@dataclass(frozen=True, eq=False)
class Dataset:
    """A dataset read, checked and ready to compute with; its frames are not to be written to.

    A table the folder does not have is None, except `cities` and `districts`, which always list
    the units there are (from the values where nothing else names them; a unit nobody names is
    called by its id). Ids are text everywhere. `year` is Int64 and wholly missing in a year-less
    dataset.

    Parameters
    ----------
    folder
        Where it was read from.
    hash
        The first 16 hex digits of the SHA-256 of its contents; equal folders have equal hashes.
    meta
        Title, about, licence, default year, reference week, kinds of centres that count only where asked for.
    sources
        Index `source`; columns producer, producer_zh, title, title_zh, url, licence, licence_zh, published,
        accessed. May be empty.
    indicators
        Index `key`, in file order; columns parent (missing at the top), name, name_zh, unit,
        direction (1, -1; missing on inner nodes), weight, low, high, denominator (missing where none
        is named), provenance, source, definition, definition_zh, computed, breaks (years, ";" between
        them), and the free columns. Inner nodes included.
    cities
        Index `city`; columns name, name_zh, lon, lat and the free columns. May be empty.
    districts
        Index `district`; columns city, name, name_zh and, where outlines are given, geometry in
        WGS84 (then it is a GeoDataFrame). May be empty.
    values_city
        Columns city, year and a float column per indicator key it has; missing is NaN.
    values_district
        Columns district, city, year, people, further denominators, and a float column per
        indicator key it has.
    centres
        Index `centre`; columns name, name_zh, kind, lon, lat, seats, area_m2, hours, by_appointment,
        hours_provenance, provenance;
        optional columns are present, NaN or None where unknown.
    candidates
        Places where a centre could be. Index `site`; columns name, name_zh, lon, lat, kind, seats, hours,
        cost; optional columns are present, NaN or None where unknown.
    population
        A RangeIndex of places; columns lon, lat, people, further groups (`people_…`), district
        (missing where a place lies in none), place (its id) and provenance where the file has them.
    participation
        Columns district, year, group, mode, participants, people, and the free columns.
    streets
        Pieces one can walk, both ways; columns lon_from, lat_from, lon_to, lat_to, metres, steps (missing
        where unknown).
    travel
        The ways from places to sites, all there are; columns place, site, and either metres or minutes, the
        other wholly missing.
    policies, cases
        What policies ask for, and what cities did about a weakness; columns as the contract lists them.
    targets
        What an indicator is to reach; columns key, level, id (missing for every unit), year, value, policy,
        source, doubt, doubt_zh; of indicators and units there are only.
    names
        Names of places for maps, the first the most important; columns name, name_zh, lon, lat.
    planned
        What of it is a scenario's; None in a dataset as it was read.
    notes
        What was repaired or left unused on the way in: `Problem`s of severity "note".
    """

    folder: Path
    hash: str
    meta: Meta
    sources: pd.DataFrame
    indicators: pd.DataFrame
    cities: pd.DataFrame
    districts: pd.DataFrame | gpd.GeoDataFrame
    values_city: pd.DataFrame | None = None
    values_district: pd.DataFrame | None = None
    centres: pd.DataFrame | None = None
    candidates: pd.DataFrame | None = None
    names: pd.DataFrame | None = None
    population: pd.DataFrame | None = None
    participation: pd.DataFrame | None = None
    streets: pd.DataFrame | None = None
    travel: pd.DataFrame | None = None
    policies: pd.DataFrame | None = None
    targets: pd.DataFrame | None = None
    cases: pd.DataFrame | None = None
    notes: tuple = field(default=())
    planned: Planned | None = None

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that have units: "city", "district" or both, in this order."""
        return tuple(
            level for level, units in (("city", self.cities), ("district", self.districts)) if len(units)
        )

    @property
    def has_index(self) -> bool:
        """Whether there is anything to rank: units and indicators; a list of centres alone has neither."""
        return bool(self.levels) and len(self.indicators) > 0

    @property
    def has_outlines(self) -> bool:
        """Whether districts can be drawn on a map."""
        return isinstance(self.districts, gpd.GeoDataFrame)

    @cached_property
    def lifetimes(self) -> Lifetimes:
        """From when until when each district is there."""
        return Lifetimes.of(self.values_district, self.districts["city"])

    def units(self, level: str) -> pd.DataFrame:
        """Return all units of a level ("city" or "district") there ever were, indexed by id."""
        return self.cities if level == "city" else self.districts

    def units_in(self, level: str, year: int | None) -> pd.DataFrame:
        """Return the units of a level that are there in a year, indexed by id; None for the latest year.

        Districts that have ended by then, or took another's place later, are left out.
        """
        if level == "city":
            return self.cities
        there = self.lifetimes.there(year)
        return self.districts if there.all() else self.districts[there.to_numpy()]

    @property
    def years(self) -> tuple[int, ...]:
        """The years any value is dated to, ascending; empty in a year-less dataset."""
        tables = (self.values_city, self.values_district, self.participation)
        found = {
            int(year) for table in tables if table is not None for year in table["year"].dropna().unique()
        }
        return tuple(sorted(found))
