"""Who takes part in learning: rates by group, mode and year, the gap between groups, and rank correlation.

A table may hold several activities, such as further education and visits to a library. They are never
added up nor compared as if they were one: what counts people takes the rows of one, `of_activity`.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from lcity.errors import ArgumentError

LEAST_PEOPLE = 0.65 - 1e-9
LEAST_UNITS = 3
AGE_GROUP = re.compile(r"\d+(_\d+|p)")
KEYS = ["unit", "year", "group", "mode"]
COUNTS = ["participants", "people"]
ACTIVITY = "activity"


def activities(participation: pd.DataFrame) -> tuple[str, ...]:
    """Return what people take part in, in order of first appearance; nothing where the table does not say."""
    if ACTIVITY not in participation:
        return ()
    return tuple(participation[ACTIVITY].dropna().unique())


def of_activity(participation: pd.DataFrame, activity: str | None = None) -> pd.DataFrame:
    """Return the rows of one activity.

    Parameters
    ----------
    participation
        As `table` takes it, with or without the column activity.
    activity
        Which; None where there is one at most.

    Raises
    ------
    ArgumentError
        The table has no such activity, or has several and none is chosen.
    """
    there = activities(participation)
    if activity is None and len(there) > 1:
        raise ArgumentError(f"activity: expected one of {', '.join(there)}; they are not to be added up")
    if activity is None:
        return participation
    if activity not in there:
        raise ArgumentError(f"activity {activity!r}: expected one of {', '.join(there)}")
    return participation[participation[ACTIVITY] == activity]


def table(
    participation: pd.DataFrame,
    districts: pd.DataFrame,
    level: str = "district",
    *,
    people: pd.Series | None = None,
) -> pd.DataFrame:
    """Return who takes part, for every unit, year, group and mode there are data for.

    Parameters
    ----------
    participation
        Columns district, year, group, mode, participants, people; a row with either count missing
        is no data. Of one activity.
    districts
        Index district; column city.
    level
        "district" or "city". A city is the sum of its districts with data; where those hold less
        than 65 % of its people it is missing.
    people
        People by district, to judge those 65 %; where none are known, every district counts the same.

    Returns
    -------
    pandas.DataFrame
        Columns unit, year, group, mode, participants, people, rate (0–1; NaN where missing or where
        the group has nobody).

    Raises
    ------
    ArgumentError
        The table has several activities.
    """
    rows = of_activity(participation).dropna(subset=COUNTS)
    rows = rows[rows["district"].isin(districts.index)]
    if level == "city":
        rows = _cities(rows, districts["city"], people)
    else:
        rows = rows.rename(columns={"district": "unit"})[KEYS + COUNTS].astype(dict.fromkeys(COUNTS, float))
    rate = (rows["participants"] / rows["people"]).where(rows["people"] > 0)
    return rows.assign(rate=rate).reset_index(drop=True)


def _cities(rows: pd.DataFrame, city: pd.Series, people: pd.Series | None) -> pd.DataFrame:
    unknown = people is None or people.isna().all()
    weight = pd.Series(1.0, city.index) if unknown else people.reindex(city.index).fillna(0.0)
    rows = rows.assign(unit=rows["district"].map(city), weight=rows["district"].map(weight).astype(float))
    sums = rows.groupby(KEYS, dropna=False, sort=False)[[*COUNTS, "weight"]].sum().astype(float).reset_index()
    total = sums["unit"].map(weight.groupby(city).sum()).astype(float)
    enough = (total > 0) & (sums["weight"] >= LEAST_PEOPLE * total)
    return sums.assign(**{count: sums[count].where(enough) for count in COUNTS})[KEYS + COUNTS]


def year_in_force(
    participation: pd.DataFrame,
    year: int | None = None,
    groups: Iterable[str] | None = None,
    mode: str | None = None,
) -> int | None:
    """Return the one year all units are read in: the year asked, else the latest before it that has rows.

    Participation is a time series, so units are compared within one year and none is filled from
    another. No year asked means the latest. None: there is no such year, or the table has no years.

    Parameters
    ----------
    participation
        As `table` takes it.
    year
        The year asked.
    groups, mode
        Which rows count; None for all.
    """
    years = _select(participation, groups, mode)["year"].dropna()
    years = years if year is None else years[years <= year]
    return int(years.max()) if len(years) else None


def _select(participation: pd.DataFrame, groups: Iterable[str] | None, mode: str | None) -> pd.DataFrame:
    rows = of_activity(participation)
    for column, values in (("group", groups), ("mode", None if mode is None else [mode])):
        if values is not None:
            there = participation[column].unique()
            if unknown := set(values).difference(there):
                raise ArgumentError(f"{column} {min(unknown)!r}: expected one of {', '.join(there)}")
            rows = rows[rows[column].isin(values)]
    return rows


def rates(
    participation: pd.DataFrame,
    districts: pd.DataFrame,
    level: str = "district",
    year: int | None = None,
    group: str = "all",
    mode: str = "any",
    *,
    people: pd.Series | None = None,
) -> pd.DataFrame:
    """Return the participation of a group in a mode, unit by unit.

    Parameters
    ----------
    participation, districts, level, people
        As `table` takes them.
    year
        Read in `year_in_force` of the rows of this group and mode.
    group, mode
        Values of the columns of these names.

    Returns
    -------
    pandas.DataFrame
        Index every unit of the level; columns participants, people, rate (0–1); NaN where missing.

    Raises
    ------
    ArgumentError
        The table has no such group or mode.
    """
    rows = _of_year(_select(participation, [group], mode), year)
    found = table(rows, districts, level, people=people)
    return found.set_index("unit")[[*COUNTS, "rate"]].reindex(_units(districts, level))


def _of_year(participation: pd.DataFrame, year: int | None) -> pd.DataFrame:
    if participation["year"].isna().all():
        return participation
    chosen = year_in_force(participation, year)
    return participation.iloc[:0] if chosen is None else participation[participation["year"] == chosen]


def _units(districts: pd.DataFrame, level: str) -> pd.Index:
    return districts.index if level == "district" else pd.Index(districts["city"].unique(), name="city")


def trend(
    participation: pd.DataFrame,
    districts: pd.DataFrame,
    level: str = "district",
    group: str = "all",
    *,
    people: pd.Series | None = None,
) -> pd.DataFrame:
    """Return the participation of a group over the years, mode by mode.

    Parameters
    ----------
    participation, districts, level, people
        As `table` takes them.
    group
        A value of the column `group`.

    Returns
    -------
    pandas.DataFrame
        Columns unit, year, mode, participants, people, rate; by unit, mode and year.

    Raises
    ------
    ArgumentError
        The table has no such group.
    """
    found = table(_select(participation, [group], None), districts, level, people=people)
    return found.drop(columns="group").sort_values(["unit", "mode", "year"], ignore_index=True)


def age_groups(participation: pd.DataFrame) -> list[str]:
    """Return the groups that are ages, such as 0_14, 15_59 and 60p, in order of first appearance."""
    return [group for group in participation["group"].unique() if AGE_GROUP.fullmatch(group)]


def gap(
    participation: pd.DataFrame,
    districts: pd.DataFrame,
    level: str = "district",
    year: int | None = None,
    groups: Iterable[str] | None = None,
    mode: str = "any",
    *,
    people: pd.Series | None = None,
) -> pd.DataFrame:
    """Return how far the participation of groups lies apart, unit by unit.

    Parameters
    ----------
    participation, districts, level, mode, people
        As `rates` takes them.
    year
        Read in `year_in_force` of the rows of these groups and this mode.
    groups
        Which groups; None for the age groups.

    Returns
    -------
    pandas.DataFrame
        Index every unit; a column of rates per group, then gap (highest − lowest, 0–1) and parity
        (lowest / highest, 0–1; NaN where nobody takes part); NaN unless every group has a rate and
        there are at least two.

    Raises
    ------
    ArgumentError
        The table has no such group or mode.
    """
    groups = age_groups(participation) if groups is None else list(groups)
    units = _units(districts, level)
    rows = _of_year(_select(participation, groups, mode), year)
    found = table(rows, districts, level, people=people).set_index("unit")
    by_group = pd.DataFrame({group: found.loc[found["group"] == group, "rate"] for group in groups}, units)
    complete = by_group.notna().all(axis=1) & (len(groups) > 1)
    lowest, highest = by_group.min(axis=1).where(complete), by_group.max(axis=1).where(complete)
    return by_group.assign(gap=highest - lowest, parity=(lowest / highest).where(highest > 0))


def mode_share(
    participation: pd.DataFrame,
    districts: pd.DataFrame,
    level: str = "district",
    year: int | None = None,
    group: str = "all",
    mode: str = "online",
    *,
    people: pd.Series | None = None,
) -> pd.Series:
    """Return the share of participants of any mode who take part in one mode, unit by unit.

    Parameters
    ----------
    participation, districts, level, year, group, mode, people
        As `rates` takes them; a district needs participants of both this mode and any.

    Returns
    -------
    pandas.Series
        Index every unit of the level; 0–1, NaN where missing or where nobody takes part.

    Raises
    ------
    ArgumentError
        The table has no such group or mode.
    """
    part = _of_year(_select(participation, [group], mode), year)
    whole = _select(participation, [group], "any")
    whole = whole[["district", "year", "participants"]].rename(columns={"participants": "people"})
    both = part.drop(columns="people").merge(whole, on=["district", "year"])
    found = table(both, districts, level, people=people)
    return found.set_index("unit")["rate"].reindex(_units(districts, level))


class Correlation(NamedTuple):
    """Spearman's rank correlation (−1 to 1; NaN where undefined) and over how many units it was taken."""

    rho: float
    n: int


def rank_correlation(first: pd.Series, second: pd.Series) -> Correlation:
    """Return Spearman's rank correlation of two measures over the units that have both.

    Parameters
    ----------
    first, second
        Values by unit, matched by index; ties share their mean rank.

    Returns
    -------
    Correlation
        NaN below three units, or where either measure is the same everywhere.

    Source
    ------
    Spearman, C. (1904), The proof and measurement of association, American J. Psychology 15, 72–101.
    """
    both = pd.concat([first, second], axis=1, keys=["first", "second"]).dropna()
    if len(both) < LEAST_UNITS or both.nunique().min() < 2:
        return Correlation(np.nan, len(both))
    return Correlation(float(both.rank().corr().at["first", "second"]), len(both))
