"""The rules of single places and groups: positions, opening hours, and people who take part."""

import opening_hours
import pandas as pd

from lcity.dataset.conform import Table
from lcity.dataset.contents import Contents
from lcity.dataset.groups import PREFIX
from lcity.dataset.problem import Problem

ROUNDING = 1e-9


def check_places(contents: Contents) -> list[Problem]:
    """Return what is wrong with positions, opening hours, places' districts and participation."""
    problems = []
    if cities := contents.tables.get("cities"):
        problems += _positions(cities)
    if centres := contents.table("centres", "hours"):
        problems += _hours(centres)
    if population := contents.tables.get("population"):
        problems += _findable(population, contents)
    for name in ("values_district", "population"):
        if table := contents.table(name, "people"):
            problems += _groups(table)
    if participation := contents.table("participation", "participants", "people"):
        frame = participation.frame
        too_many = frame["participants"] > frame["people"] * (1 + ROUNDING)
        for row in frame.index[too_many]:
            people = participation.cell(row, "people")
            problems.append(participation.problem(row, "participants", "too_many", people=people))
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


def _hours(centres: Table) -> list[Problem]:
    hours = centres.frame["hours"]
    wrong = [text for text in hours.dropna().unique() if not opening_hours.validate(text)]
    return centres.each(hours.isin(wrong), "hours", "hours")


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
