"""The rules of single places and groups of people: positions and opening hours."""

from datetime import date

import pandas as pd

from lcity.dataset.cells import nearest
from lcity.dataset.computing import is_social
from lcity.dataset.conform import Table
from lcity.dataset.contents import GROUPS, Contents
from lcity.dataset.contract import is_monday
from lcity.dataset.groups import PREFIX
from lcity.dataset.problem import Problem
from lcity.errors import ArgumentError
from lcity.hours import REFERENCE_WEEK, differs_over_the_year, minutes
from lcity.hours.rules import replaces_itself
from lcity.hours.written import read

ROUNDING = 1e-9
MOST_NAMED = 12


def check_places(contents: Contents) -> list[Problem]:
    """Return what is wrong with positions, opening hours, places' districts and groups of people."""
    problems = []
    if cities := contents.tables.get("cities"):
        problems += _positions(cities)
    if centres := contents.table("centres", "hours"):
        problems += _hours(centres, reference_week(contents))
    if candidates := contents.table("candidates", "hours"):
        problems += _expressions(candidates, reference_week(contents))[1]
    problems += _kinds_not_counted(contents) + _groups_named(contents)
    if population := contents.tables.get("population"):
        problems += _findable(population, contents) + _groups_computed(population, contents)
    for name in ("values_district", "population"):
        if table := contents.table(name, "people"):
            problems += _groups(table)
    return problems


def _positions(cities: Table) -> list[Problem]:
    """Return the cities that have one coordinate without the other."""
    written = {side: cities.raw[side].notna() for side in ("lon", "lat") if cities.has(side)}
    nowhere = pd.Series(False, cities.raw.index)
    lone = {
        side: written.get(other, nowhere) & ~written.get(side, nowhere)
        for side, other in (("lon", "lat"), ("lat", "lon"))
    }
    return [
        Problem(cities.file, int(row), side, "blank")
        for side, rows in lone.items()
        for row in rows.index[rows]
    ]


def reference_week(contents: Contents) -> date:
    """Return the Monday of the week whose hours count: the one a dataset names, if it is one."""
    meta = contents.table("meta", "reference_week")
    named = None if meta is None else meta.frame["reference_week"].iloc[0]
    return date.fromisoformat(named) if pd.notna(named) and is_monday(named) else REFERENCE_WEEK


def _hours(centres: Table, monday: date) -> list[Problem]:
    """Return what is wrong with opening hours, and notes on centres of which a week does not tell all."""
    hours = centres.frame["hours"]
    valid, problems = _expressions(centres, monday)
    never_open = [text for text, ever in valid.items() if not ever]
    week = {"week": monday.isoformat()}
    problems += _note_of(centres, hours.isin(never_open), "never_open", **week)
    seasonal = [text for text in valid if differs_over_the_year(text, monday)]
    problems += _note_of(centres, hours.isin(seasonal), "other_weeks", **week)
    replaced = [text for text in valid if replaces_itself(text)]
    return problems + _note_of(centres, hours.isin(replaced), "hours_replaced")


def _expressions(table: Table, monday: date) -> tuple[dict[str, bool], list[Problem]]:
    """Return the valid opening hours of a table and whether they open at all in a week, and what is wrong."""
    hours, valid, problems = table.frame["hours"], {}, []
    for text in hours.dropna().unique():
        try:
            valid[text] = bool(minutes(text, monday).any())
        except ArgumentError:
            meant = read(text)
            problems += table.each(hours == text, "hours", "hours", **({"near": meant} if meant else {}))
    return valid, problems


def _note_of(centres: Table, rows: pd.Series, code: str, **details) -> list[Problem]:
    """Return a note that counts centres and names the first of them."""
    if not rows.any():
        return []
    named = centres.frame["name" if centres.has("name") else "centre"][rows].fillna("–").tolist()
    names = (*named[:MOST_NAMED], *(["…"] if len(named) > MOST_NAMED else []))
    details = {"count": len(named), "names": names, **details}
    return [Problem(centres.file, None, "hours", code, details, "note")]


def _kinds_not_counted(contents: Contents) -> list[Problem]:
    """Return a note for each kind that is not to count and that no centre is of."""
    meta = contents.table("meta", "kinds_not_counted")
    if meta is None or "centres" in contents.broken:
        return []
    centres = contents.table("centres", "kind")
    kinds = set() if centres is None else set(centres.frame["kind"].dropna())
    named = meta.frame["kinds_not_counted"].fillna("").iloc[0].split(",")
    return [
        Problem(
            meta.file,
            None,
            "kinds_not_counted",
            "kind_unused",
            {"found": kind, **nearest(kind, kinds)},
            "note",
        )
        for kind in map(str.strip, named)
        if kind and kind not in kinds
    ]


def _groups_named(contents: Contents) -> list[Problem]:
    """Return a note for each group of people that is named and that no table has a column of."""
    meta = contents.tables.get("meta")
    tables = [contents.tables[name] for name in ("values_district", "population") if name in contents.tables]
    counted = {str(column) for table in tables for column in table.frame if column.startswith(PREFIX)}
    if meta is None or contents.broken.intersection(("values_district", "population")):
        return []
    named = [column for column in meta.frame if column.startswith(GROUPS)]
    unused = {column: column.removeprefix(GROUPS).removesuffix("_zh") for column in named}
    return [
        Problem(meta.file, None, column, "group_unused", nearest(group, counted), "note")
        for column, group in unused.items()
        if group not in counted
    ]


def _groups_computed(population: Table, contents: Contents) -> list[Problem]:
    """Return a problem for each indicator computed for a group of people that the places do not count."""
    indicators = contents.table("indicators", "computed")
    if indicators is None:
        return []
    groups = [column for column in population.frame if column.startswith(PREFIX)]
    computed = indicators.frame["computed"]
    group = computed.str.extract(r":(.+)$")[0].where(~computed.map(is_social))
    unknown = group.index[group.notna() & ~group.isin(["people", *groups])]
    return [
        indicators.problem(
            row,
            "computed",
            "unknown_group",
            group=group[row],
            file=population.file,
            **nearest(group[row], groups),
        )
        for row in unknown
    ]


def _groups(table: Table) -> list[Problem]:
    """Return a problem for each group of people that is larger than all people."""
    most = table.frame["people"] * (1 + ROUNDING)
    problems = []
    for column in table.frame:
        if column.startswith(PREFIX) and pd.api.types.is_float_dtype(table.frame[column].dtype):
            for row in table.frame.index[table.frame[column] > most]:
                people = table.cell(row, "people")
                problems.append(table.problem(row, column, "group_larger", people=people))
    return problems


def _findable(population: Table, contents: Contents) -> list[Problem]:
    """Return a problem where nothing says which district the places lie in."""
    if population.has("district") or "districts" in contents.broken or contents.outlines is not None:
        return []
    return [Problem(population.file, 1, "district", "district_needed")]
