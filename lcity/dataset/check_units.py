"""The rules between the files: cities, districts and years that must be the same everywhere."""

from collections.abc import Collection

import pandas as pd

from lcity.dataset.conform import Table
from lcity.dataset.contents import UNITS, Contents
from lcity.dataset.problem import Problem

DATED = ("values_city", "values_district", "participation")


def check_units(contents: Contents) -> list[Problem]:
    """Return every unit that is named but unknown, every district in two cities, and years amiss."""
    problems = []
    cities = contents.table("cities", "city")
    if cities is not None:
        for name in ("districts", "values_city", "values_district"):
            problems += _unknown(contents.table(name, "city"), "city", cities.frame["city"], cities.file)
    named = contents.table("districts", "district")
    if named is None and "districts" not in contents.broken:
        named = contents.table("values_district", "district")
    if named is not None:
        for name in ("values_district", "population", "participation"):
            table = contents.table(name, "district")
            problems += _unknown(table, "district", named.frame["district"], named.file)
    return (
        problems
        + _cities_of_districts(contents)
        + _years(contents)
        + _default_year(contents)
        + _incomplete_names(contents)
    )


def dated(contents: Contents) -> list[str]:
    """Return the tables whose rows have a year."""
    tables = {name: contents.table(name, "year") for name in DATED}
    return [name for name, table in tables.items() if table and table.raw["year"].notna().any()]


def _unknown(table: Table | None, column: str, known: Collection[str], file: str) -> list[Problem]:
    if table is None or table.file == file:
        return []
    names = table.frame[column]
    astray = names[names.notna() & ~names.isin(list(known))]
    return table.astray(astray, column, f"unknown_{column}", pd.unique(known.dropna()), file=file)


def _cities_of_districts(contents: Contents) -> list[Problem]:
    """Return districts without a city among others with one, and districts told to be in two cities."""
    problems, city_of = [], {}
    for name in ("districts", "values_district"):
        table = contents.table(name, "district", "city")
        if table is None:
            continue
        cities = table.frame["city"]
        if cities.notna().any():
            problems += table.each(cities.isna(), "city", "blank")
        for row, district, city in zip(cities.index, table.frame["district"], cities, strict=True):
            if pd.notna(city) and pd.notna(district) and city_of.setdefault(district, city) != city:
                problems.append(
                    table.problem(row, "city", "two_cities", district=district, other=city_of[district])
                )
    return problems


def _years(contents: Contents) -> list[Problem]:
    with_years = dated(contents)
    if not with_years:
        return []
    problems = []
    for name in DATED:
        table = contents.tables.get(name)
        if table is None:
            continue
        if name in with_years:
            problems += table.each(table.raw["year"].isna(), "year", "blank")
        else:
            files = tuple(contents.tables[other].file for other in with_years)
            problems.append(Problem(table.file, 1, "year", "no_year", {"others": files}))
    return problems


def _default_year(contents: Contents) -> list[Problem]:
    meta = contents.table("meta", "default_year")
    if meta is None or pd.isna(year := meta.frame["default_year"].iloc[0]):
        return []
    years = pd.concat(
        [contents.tables[name].frame["year"] for name in dated(contents)] or [pd.Series(dtype="Int64")]
    )
    if years.isna().all():
        return [Problem(meta.file, None, "default_year", "default_year_unused", {}, "note")]
    if year < years.min():
        details = {"found": str(year), "first": str(years.min())}
        return [Problem(meta.file, None, "default_year", "default_year", details)]
    return []


def _incomplete_names(contents: Contents) -> list[Problem]:
    """Return a note for each name of a level's units that lacks its singular or plural, and is not used."""
    meta = contents.tables.get("meta")
    if meta is None:
        return []
    pairs = {f"{UNITS}city": f"{UNITS}cities", f"{UNITS}district": f"{UNITS}districts"}
    return [
        Problem(meta.file, None, own, "unit_half_named", {"other": other.removeprefix(UNITS)}, "note")
        for own, other in (*pairs.items(), *((plural, one) for one, plural in pairs.items()))
        if meta.has(own) and not meta.has(other)
    ]
