"""Indicators nobody has to supply: computed from centres, population and participation."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from lcity import participation
from lcity.access import indicators
from lcity.access.centres import Centres
from lcity.access.coverage import covered
from lcity.access.places import Places
from lcity.access.reach import RADIUS_M, Reach
from lcity.access.update import touched
from lcity.dataset import Dataset, UnitValues, unit_values
from lcity.dataset.computing import is_social
from lcity.dataset.rollup import as_of, district_people
from lcity.index import Tree

__all__ = ["COMPUTATIONS", "Computed", "Reach", "complete", "district_coverage"]

PER_CENT = "%"
GROUP = re.compile(r"people(_[a-z0-9_]+)?")
RATE = re.compile(r"participation_(?P<group>all|\d[a-z0-9_]*)")
DECIMALS = 6
"""To which computed values are rounded: as many as nobody reads, few enough to be sent in 32 bits."""


class Computed(NamedTuple):
    """A computed indicator.

    Parameters
    ----------
    value
        By unit, every unit of the level; shares 0–1; NaN where missing.
    year
        The year they are from; None where what they stand on has none.
    """

    value: pd.Series
    year: int | None


Computation = Callable[..., Computed]
"""Called with the dataset, a level and, if wanted, a year and the reach of the dataset."""


def _spatial(measure: Callable[..., pd.Series], **options: str) -> Computation:
    def computation(
        dataset: Dataset, level: str, year: int | None = None, reach: Reach | None = None
    ) -> Computed:
        reach = Reach.of(dataset) if reach is None else reach
        if reach is None:
            return _missing(dataset, level)
        return Computed(reach.once(measure, level, **options), None)

    return computation


def _social(
    measure: Callable[..., pd.Series],
    groups: Callable[[pd.DataFrame], list[str]],
    mode: str = "any",
    activity: str | None = None,
) -> Computation:
    def computation(
        dataset: Dataset, level: str, year: int | None = None, reach: Reach | None = None
    ) -> Computed:
        table = dataset.participation
        if table is None:
            return _missing(dataset, level)
        table = participation.of_activity(table, activity)
        if not _has(table, groups(table), {mode, "any"}):
            return _missing(dataset, level)
        people = district_people(dataset, year)
        found = measure(table, dataset.units_in("district", year), level, year, people=people)
        in_force = participation.year_in_force(table, year, groups(table), mode)
        return Computed(found.reindex(dataset.units(level).index), in_force)

    return computation


def _missing(dataset: Dataset, level: str) -> Computed:
    return Computed(pd.Series(np.nan, dataset.units(level).index), None)


def _has(table: pd.DataFrame, groups: Iterable[str], modes: Iterable[str]) -> bool:
    return set(groups) <= set(table["group"].unique()) and set(modes) <= set(table["mode"].unique())


def _rate(group: str, activity: str | None = None) -> Computation:
    def measure(*counts, people: pd.Series) -> pd.Series:
        return participation.rates(*counts, group, people=people)["rate"]

    return _social(measure, lambda table: [group], activity=activity)


def _parity(*counts, people: pd.Series) -> pd.Series:
    return participation.gap(*counts, people=people)["parity"]


class Computations(Mapping[str, Computation]):
    """Computations by name, and with an argument as "name:argument".

    The argument of a measure of places is a group of people, as in `coverage_1000m:people_65p`; that of
    one of participation an activity, as in `participation_60p:Further education`. Participation has a
    rate for any group, `participation_<group>`.

    Parameters
    ----------
    plain
        By name.
    of_group
        By name: measures that take a group, a column of the population, as a third argument.
    of_activity
        By name: what makes the computation of an activity; None for a table of one at most.
    """

    def __init__(
        self,
        plain: Mapping[str, Computation],
        of_group: Mapping[str, Callable[..., pd.Series]],
        of_activity: Mapping[str, Callable[[str | None], Computation]],
    ) -> None:
        self._plain, self._of_group, self._of_activity = plain, of_group, of_activity

    def __getitem__(self, name: str) -> Computation:
        """Return a computation.

        Raises
        ------
        KeyError
            There is none of this name.
        """
        if name in self._plain:
            return self._plain[name]
        measure, colon, argument = name.partition(":")
        if measure in self._of_group and GROUP.fullmatch(argument):
            return _spatial(self._of_group[measure], group=argument)
        activity = argument if colon and argument else None
        if bool(colon) == (activity is not None):
            if measure in self._of_activity:
                return self._of_activity[measure](activity)
            if rate := RATE.fullmatch(measure):
                return _rate(rate["group"], activity)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._plain)

    def __len__(self) -> int:
        return len(self._plain)


SPATIAL: Mapping[str, Computation] = {
    "coverage_1000m": _spatial(indicators.coverage_1000m),
    "seats_per_1000": _spatial(indicators.seats_per_1000),
    "access_evenness": _spatial(indicators.access_evenness),
    "coverage_60p_ratio": _spatial(indicators.coverage_60p_ratio),
    "coverage_weekday_evening": _spatial(indicators.coverage_weekday_evening),
    "coverage_weekend": _spatial(indicators.coverage_weekend),
}
OF_ACTIVITY: Mapping[str, Callable[[str | None], Computation]] = {
    "online_share": partial(_social, participation.mode_share, lambda table: ["all"], "online"),
    "participation_15_59": partial(_rate, "15_59"),
    "participation_60p": partial(_rate, "60p"),
    "participation_parity": partial(_social, _parity, participation.age_groups, "any"),
}
OF_GROUP: Mapping[str, Callable[..., pd.Series]] = {
    "coverage_1000m": indicators.coverage_1000m,
    "coverage_ratio": indicators.coverage_ratio,
}
COMPUTATIONS = Computations(
    {**SPATIAL, **{name: of(None) for name, of in OF_ACTIVITY.items()}}, OF_GROUP, OF_ACTIVITY
)
"""What `computed` in indicators.csv may name, and how it is computed."""


def is_spatial(name: object) -> bool:
    """Say whether what `computed` holds is a computation on centres and where people live.

    Parameters
    ----------
    name
        The name of a computation; missing where values are read.
    """
    return isinstance(name, str) and not is_social(name)


def complete(
    dataset: Dataset, level: str, year: int | None = None, *, reach: Reach | None = None
) -> UnitValues:
    """Return the values of all leaves of the index: those read and those computed.

    Parameters
    ----------
    dataset
        An open dataset.
    level
        "city" or "district".
    year
        None for the dataset's default year, else the latest. Participation is read in the latest
        year at or before it that has rows; centres and population have no year.
    reach
        `Reach.of(dataset)`, where it is at hand; else it is made if the tree asks for it.

    Returns
    -------
    UnitValues
        As `unit_values`, with a column for every leaf in the tree's order. A computed value is in
        its indicator's own unit, to `DECIMALS` decimals: shares become 0–100 where that is "%". What
        lacks its input is NaN.

    Raises
    ------
    ValueError
        `reach` is one city's.
    """
    if reach is not None and reach.city is not None:
        raise ValueError(f"the reach is only that of {reach.city}")
    year = dataset.meta.default_year if year is None else year
    read = unit_values(dataset, level, year)
    leaves = list(Tree.from_table(dataset.indicators).leaves)
    names = dataset.indicators["computed"].reindex(leaves).dropna()
    if reach is None and any(map(is_spatial, names)):
        reach = Reach.of(dataset)
    values, years = {}, {}
    for key, name in names.items():
        found = COMPUTATIONS[name](dataset, level, year, reach)
        value = found.value.reindex(read.values.index)
        values[key] = _in_unit(value, key, dataset)
        years[key] = pd.Series(found.year, value.index, "Int64").where(value.notna())

    def with_computed(table: pd.DataFrame, computed: dict[str, pd.Series]) -> pd.DataFrame:
        return table.assign(**computed).reindex(columns=leaves)

    figures = {of: with_computed(table, years if of == level else {}) for of, table in read.figures.items()}
    return UnitValues(
        with_computed(read.values, values),
        with_computed(read.years, years),
        with_computed(read.first_years, years),
        read.people,
        {of: table.astype("Int64") for of, table in figures.items()},
    )


def of_just_that_year(dataset: Dataset, level: str, year: int) -> dict[str, pd.Series]:
    """Return what is computed of who took part in just one year.

    Parameters
    ----------
    dataset
        An open dataset.
    level
        "city" or "district".
    year
        The year.

    Returns
    -------
    dict
        Leaf → unit → value in the indicator's own unit, NaN where missing; only leaves that have rows of it.
    """
    found = {}
    if dataset.participation is None or year not in set(dataset.participation["year"].dropna()):
        return found
    for key, name in dataset.indicators["computed"].dropna().items():
        if is_spatial(name):
            continue
        made = COMPUTATIONS[name](dataset, level, year)
        if made.year == year:
            found[key] = _in_unit(made.value, key, dataset)
    return found


def replanned(
    before: UnitValues,
    dataset: Dataset,
    level: str,
    *,
    reach: Reach | None = None,
    was: Reach | None = None,
) -> UnitValues:
    """Return the values of all leaves after a scenario: only what it may change is computed anew.

    That is what is computed on centres, and of that the units whose people reach a centre it changes.

    Parameters
    ----------
    before
        `complete` of `dataset.planned.before`, for the same level and year.
    dataset
        With a scenario.
    level
        "city" or "district".
    reach
        `Reach.of(dataset)`, where it is at hand.
    was
        `Reach.of(dataset.planned.before)`, where it is at hand; without, every unit is computed anew.

    Returns
    -------
    UnitValues
        As `complete` of the dataset.
    """
    names = dataset.indicators["computed"].reindex(before.values.columns)
    names = names[names.map(is_spatial).astype(bool)]
    if not len(names):
        return before
    reach = Reach.of(dataset) if reach is None else reach
    units = before.values.index
    places = None if was is None or reach is None else touched(was, reach, dataset)
    if places is not None:
        unit = reach.places.unit[level]
        own = np.unique(unit[places & (unit >= 0)])
        units = units.intersection(reach.places.units[level][own])
        reach = reach.of_places(np.flatnonzero(np.isin(unit, own)))
    values = before.values.copy()
    for key, name in names.items():
        found = COMPUTATIONS[name](dataset, level, None, reach).value
        values.loc[units, key] = _in_unit(found.reindex(units), key, dataset)
    return replace(before, values=values)


def _in_unit(value: pd.Series, key: str, dataset: Dataset) -> pd.Series:
    share = dataset.indicators.at[key, "unit"] == PER_CENT
    return (value * (100 if share else 1)).round(DECIMALS)


def taking_part(dataset: Dataset, level: str) -> pd.DataFrame:
    """Return who takes part, for every unit of a level, activity, year, group and mode there are data for.

    Each year counts the districts there were in it. In a dataset without cities, all of it is the one
    city called "".

    Parameters
    ----------
    dataset
        With participation.
    level
        "city" or "district".

    Returns
    -------
    DataFrame
        As `lcity.participation.table`, with the column activity: "" where the table does not say.
    """
    rows, districts = dataset.participation, pd.DataFrame(dataset.districts[["city"]])
    if not len(dataset.cities):
        districts = districts.assign(city="")
    last = as_of(dataset.values_district, "district", districts.index, None).latest
    found = []
    for activity in participation.activities(rows) or (None,):
        own = participation.of_activity(rows, activity)
        for year, of_year in own.groupby("year", dropna=False, sort=False):
            there = dataset.lifetimes.there(None if pd.isna(year) else int(year))
            people = last["people"].where(there) if "people" in last else None
            table = participation.table(of_year, districts[there.to_numpy()], level, people=people)
            found.append(table.assign(activity=activity or ""))
    return pd.concat(found, ignore_index=True)


def district_coverage(
    dataset: Dataset,
    *,
    radius_m: float = RADIUS_M,
    group: str = "people",
    kinds: Iterable[str] | None = None,
    hour: int | None = None,
    unknown_hours: str = "leave_out",
    level: str = "district",
    reach: Reach | None = None,
) -> pd.DataFrame:
    """Return how many people of each unit have a centre within a radius, whichever unit it stands in.

    Parameters
    ----------
    dataset
        With centres and population.
    radius_m
        Metres, straight line on the WGS84 ellipsoid; a distance equal to it is within. Of a reach along
        something else, metres or minutes that way.
    group
        A column of the population: people, people_60p, …
    kinds
        Count only centres of these kinds; None for all.
    hour
        Count only centres open through this hour of the week, 0 (Monday 0:00) to 167; None for
        whatever hours they keep.
    unknown_hours
        With an hour: "leave_out" centres whose hours are unknown, or "count" them as open.
    level
        "district" or "city".
    reach
        Who reaches what, where it is not to be the straight line.

    Returns
    -------
    pandas.DataFrame
        Index the units of the level; columns people, covered, share (0–1, NaN where nobody lives).

    Raises
    ------
    ArgumentError
        Centres or population are missing, or a choice is none the dataset offers.
    """
    if reach is not None:
        return reach.coverage(radius_m, group, kinds, hour, unknown_hours, level)
    places, centres = Places.of(dataset), Centres.of(dataset)
    chosen = centres.chosen(kinds, hour, unknown_hours)
    return places.coverage(covered(places.lonlat, centres.lonlat[chosen], radius_m), group, level)
