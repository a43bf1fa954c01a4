"""Damage to cells, columns and rows of tables."""

from collections.abc import Callable

from tests.intake.damage.valid import (
    ARCHIVE,
    CORRECTED,
    HARMLESS,
    QUESTION,
    VERBATIM,
    Files,
    Kind,
    table,
    valid,
    written,
    zipped,
)

Damage = Callable[[Files], object]
RTL, ZERO_WIDTH = "\u202e", "\u200b"


def of(
    damage: Damage,
    code: str,
    file: str,
    row: int | None = None,
    column: str | None = None,
    *,
    note: bool = False,
    beside: str = "",
) -> Kind:
    """Return the kind of damage to one file of a folder, beside another perhaps, that comes zipped."""

    def upload() -> Files:
        files = valid(file, beside)
        damage(files)
        return {ARCHIVE: zipped(files)}

    return Kind(upload, code, file, row, column, note, damage, (file, beside))


def edit(file: str, change: Callable[[list[list[str]]], object]) -> Damage:
    """Change the records of a table, the header being the first."""

    def damage(files: Files) -> None:
        records = table(files[file])
        change(records)
        files[file] = written(records)

    return damage


def put(file: str, row: int, column: str, cell: str) -> Damage:
    """Write a cell."""

    def change(records: list[list[str]]) -> None:
        records[row - 1][records[0].index(column)] = cell

    return edit(file, change)


def put_all(file: str, column: str, cell: Callable[[str], str]) -> Damage:
    """Write every cell of a column anew."""

    def change(records: list[list[str]]) -> None:
        place = records[0].index(column)
        for record in records[1:]:
            record[place] = cell(record[place])

    return edit(file, change)


def head(file: str, column: str, to: str) -> Damage:
    """Call a column something else."""
    return put(file, 1, column, to)


def without(file: str, column: str) -> Damage:
    """Leave a column out."""

    def change(records: list[list[str]]) -> None:
        place = records[0].index(column)
        for record in records:
            del record[place]

    return edit(file, change)


def swapped(file: str) -> Damage:
    """Write latitudes as longitudes and the other way round."""

    def change(records: list[list[str]]) -> None:
        lon, lat = (records[0].index(side) for side in ("lon", "lat"))
        for record in records[1:]:
            record[lon], record[lat] = record[lat], record[lon]

    return edit(file, change)


def all_of(*damages: Damage) -> Damage:
    return lambda files: [damage(files) for damage in damages]


def cell(
    file: str, row: int, column: str, kept_text: str, code: str, *, note: bool = False, offer: str = ""
) -> Kind:
    """Return the kind of damage to one cell that is told at this cell, and may be offered to be read."""
    return of(put(file, row, column, kept_text), code, file, row, column, note=note)._replace(
        kept_text=kept_text, offer=offer
    )


IND, VC, VD = "indicators.csv", "values_city.csv", "values_district.csv"
CITIES, CENTRES, PEOPLE, PART = "cities.csv", "centres.csv", "population.csv", "participation.csv"

COLUMNS = {
    "column left out": of(without(VD, "people"), "missing_column", VD, 1, "people"),
    "id column left out": of(without(VD, "district"), "missing_column", VD, 1, "district"),
    "indicator's column left out": of(without(VC, "staff"), "no_values_column", IND, 8, "key"),
    "year left out of one file": of(without(VC, "year"), "no_year", VC, 1, "year"),
    "header in capitals": of(head(VD, "people", "PEOPLE"), QUESTION, VD, None, "PEOPLE"),
    "header in Chinese": of(head(VD, "people", "常住人口"), QUESTION, VD, None, "常住人口"),
    "header with a typing error": of(head(CENTRES, "centre", "centrre"), QUESTION, CENTRES, None, "centrre"),
    "header with blanks around it": of(head(VD, "people", "  people "), HARMLESS, VD),
    "header with a blank within": of(
        head(VD, "people_15p", "people 15p"), "no_denominator", IND, 3, "denominator", beside=VD
    ),
    "header of 10,000 characters": of(
        head(CITIES, "name", "n" * 10_000), "missing_column", CITIES, 1, "name"
    ),
    "script in a header": of(head(CITIES, "name", "<script>"), "missing_column", CITIES, 1, "name"),
    "header twice": of(head(VD, "people_60p", "people_0_14"), "duplicate_column", VD, 1, "people_0_14"),
    "header blank over cells": of(head(VD, "people_0_14", ""), "unnamed_column", VD, 1, None),
}

IDS = {
    "id twice": cell(CITIES, 4, "city", "010000", "duplicate"),
    "id blank": cell(CENTRES, 5, "centre", "", "blank"),
    "unit and year twice": of(put(VD, 3, "district", "010101"), "duplicate", VD, 3, "district, year"),
    "city unknown": of(put(VC, 3, "city", "990000"), "unknown_city", VC, 3, "city", beside=CITIES),
    "city by its name": of(
        put(VC, 3, "city", "Birch"), "unknown_city", VC, 3, "city", beside=CITIES
    )._replace(offer="ids"),
    "district unknown": cell(PART, 9, "district", "999999", "unknown_district"),
    "district of people unknown": cell(PEOPLE, 9, "district", "999999", "unknown_district"),
    "ids that lost their zeros": of(
        put_all(CITIES, "city", lambda c: c.lstrip("0")), "unknown_city", VC, 2, "city", beside=CITIES
    ),
    "district in two cities": of(put(VD, 4, "city", "020000"), "two_cities", VD, 13, "city"),
    "district without a city": cell(VD, 4, "city", "", "blank"),
}

TREE = {
    "key blank": cell(IND, 3, "key", "", "blank"),
    "key twice": cell(IND, 4, "key", "schooling", "duplicate"),
    "key with a blank": cell(IND, 8, "key", "staff of centres", "key_form"),
    "key in Chinese": cell(IND, 8, "key", "教师", "key_form"),
    "key of a fixed column": cell(IND, 8, "key", "people", "reserved"),
    "parent unknown": cell(IND, 3, "parent", "learnt", "unknown_parent"),
    "cycle in the tree": cell(IND, 5, "parent", "people_served", "loop"),
    "its own parent": cell(IND, 2, "parent", "learned", "loop"),
    "weight negative": cell(IND, 2, "weight", "-1", "negative_needed"),
    "weight NaN": cell(IND, 2, "weight", "NaN", "not_number_needed"),
    "weight infinite": cell(IND, 2, "weight", "inf", "not_number_needed"),
    "weight beyond all numbers": cell(IND, 2, "weight", "1e999", "not_number_needed"),
    "weight in words": cell(IND, 2, "weight", "two", "not_number_needed"),
    "weight blank": cell(IND, 2, "weight", "", "blank"),
    "weights all zero": of(
        all_of(put(IND, 3, "weight", "0"), put(IND, 4, "weight", "0")), "weights_zero", IND, 3, "weight"
    ),
    "goalposts equal": cell(IND, 3, "low", "14", "goalposts"),
    "goalposts swapped": of(
        all_of(put(IND, 3, "low", "14"), put(IND, 3, "high", "6")), "goalposts", IND, 3, "low"
    ),
    "one goalpost": of(put(IND, 3, "high", ""), "lone_goalpost", IND, 3, "low"),
    "direction 2": cell(IND, 3, "direction", "2", "not_one_of"),
    "direction blank": cell(IND, 3, "direction", "", "blank_leaf"),
    "provenance unknown": cell(IND, 3, "provenance", "guess", "not_one_of"),
    "source unknown": of(
        put(IND, 3, "source", "cencus"), "unknown_source", IND, 3, "source", beside="sources.csv"
    ),
    "computation unknown": cell(IND, 9, "computed", "coverage", "unknown_computation"),
    "denominator unknown": cell(IND, 3, "denominator", "people_15", "no_denominator"),
}

NUMBERS = {
    "text for a number": cell(VD, 14, "people", "n/a", "not_number", offer="blank"),
    "a dash for a number": cell(VD, 14, "literacy", "–", "not_number", offer="sign"),
    "thousands separated": cell(VD, 14, "people", "1,234", "not_number", offer="either"),
    "decimal comma": cell(VD, 14, "schooling", "7,5", "not_number", offer="comma"),
    "per cent sign": cell(VD, 14, "literacy", "93%", "not_number", offer="point"),
    "decimal comma in a table of cities": cell(VC, 4, "staff", "12,5", "not_number", offer="comma"),
    "blank between thousands": cell(VD, 14, "people", "41\u00a0837", "not_number", offer="point"),
    "points between thousands": cell(VD, 14, "people", "1.234.567", "not_number", offer="comma"),
    "both marks": cell(VD, 14, "people", "1.234,5", "not_number", offer="comma"),
    "longitude with a comma": cell(CENTRES, 4, "lon", "111,125", "not_number_needed", offer="comma"),
    "year with a comma": cell(VC, 4, "year", "2,020", "not_whole", offer="point"),
    "code for unknown": cell(VD, 14, "schooling", "b.d.", "not_number", offer="blank"),
    "code for unknown where a number is needed": cell(CENTRES, 4, "lon", "n/a", "not_number_needed"),
    "full-width digits": cell(VD, 14, "people", "１２３４", "not_number"),
    "date for a number": cell(VD, 14, "schooling", "2020-05-31", "not_number"),
    "error of a spreadsheet": cell(VD, 14, "schooling", "#N/A", "not_number", offer="blank"),
    "formula for a number": cell(VD, 14, "schooling", "=A1*2", "not_number"),
    "script for a number": cell(VD, 14, "people", "<script>alert(1)</script>", "not_number"),
    "larger than can be reckoned with": cell(IND, 4, "low", "-1e308", "too_large"),
    "coded missing -9": cell(VD, 4, "people", "-9", "negative"),
    "coded missing 999": cell(VD, 4, "schooling", "999", "coded"),
    "year 0": cell(VC, 4, "year", "0", "out_of_range"),
    "year 99999": cell(VC, 4, "year", "99999", "out_of_range"),
    "year with a fraction": cell(VC, 4, "year", "2010.5", "not_whole"),
    "year in words": cell(VC, 4, "year", "2010年", "not_whole", offer="words"),
    "year blank": cell(VC, 4, "year", "", "blank"),
    "seats negative": cell(CENTRES, 4, "seats", "-1", "negative"),
    "area negative": cell(CENTRES, 4, "area_m2", "-20", "negative"),
    "participants more than people": cell(PART, 4, "participants", "1101", "too_many"),
    "group larger than all people": cell(VD, 4, "people_60p", "999998", "group_larger"),
    "place with a group larger than all": cell(PEOPLE, 4, "people_0_14", "999998", "group_larger"),
    "mode unknown": cell(PART, 4, "mode", "hybrid", "not_one_of"),
    "group blank": cell(PART, 4, "group", "", "blank"),
}

PLACES = {
    "positions swapped": of(swapped(CENTRES), "out_of_range", CENTRES, 2, "lat"),
    "longitude 181": cell(CENTRES, 4, "lon", "181", "out_of_range"),
    "position NaN": cell(CENTRES, 4, "lon", "NaN", "not_number_needed"),
    "position infinite": cell(CENTRES, 4, "lat", "inf", "not_number_needed"),
    "position in degrees and minutes": cell(CENTRES, 4, "lon", "111°03′E", "not_number_needed"),
    "position blank": cell(CENTRES, 4, "lat", "", "blank"),
    "half a position": cell(CITIES, 3, "lat", "", "blank"),
    "opening hours in words": cell(CENTRES, 4, "hours", "Mon-Fri 9am-5pm", "hours", offer="hours"),
    "opening hours unreadable": cell(CENTRES, 4, "hours", "nine to five", "hours", offer="no_hours"),
    "kind blank": cell(CENTRES, 4, "kind", "", "blank"),
}

TEXT = {
    "name of 300 characters": cell(CENTRES, 4, "name", "x" * 300, "name_long"),
    "name of 10,000 characters": cell(CENTRES, 4, "name", "名" * 10_000, "name_long"),
    "name of 100,000 characters": cell(CENTRES, 4, "name", "x" * 100_000, "cell_long"),
    "id of 10,000 characters": cell(CENTRES, 4, "centre", "x" * 10_000, "name_long"),
    "text turned round (U+202E)": cell(CENTRES, 4, "name", f"School {RTL}gpj.exe", "invisible"),
    "id with a hidden character": cell(CENTRES, 4, "centre", f"c02{ZERO_WIDTH}", "invisible"),
    "bell in a name": cell(CENTRES, 4, "name", "School \x07", "invisible"),
    "HTML in a name": cell(CENTRES, 4, "name", "<img src=x onerror=alert(1)>", VERBATIM),
    "script in a name": cell(CENTRES, 5, "name", "<script>alert(1)</script>", VERBATIM),
    "Markdown in a name": cell(CENTRES, 6, "name", "[a](javascript:alert(1)) **b** $x$", VERBATIM),
    "formula in a name": cell(CENTRES, 7, "name", '=HYPERLINK("http://a","b")', VERBATIM),
    "address of a script as source": cell("sources.csv", 2, "url", "javascript:alert(1)", VERBATIM),
}
SHIFTED = all_of(
    *(put_all(file, "lon", lambda lon: f"{float(lon) - 80:.5f}") for file in (CENTRES, CITIES)),
    swapped(CENTRES),
)
PLACES["positions swapped, all of them possible"] = of(SHIFTED, CORRECTED, CENTRES, beside=CITIES)

KINDS = COLUMNS | IDS | TREE | NUMBERS | PLACES | TEXT
