"""Each kind of damage is told as its own problem, at its file, row and column."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest
import shapely

from lcity import computed
from lcity.dataset import Problem, check, read
from lcity.errors import DatasetError
from lcity.text import language
from tests import folders

COMPUTATIONS = ("coverage_1000m", "participation_60p")
Damage = Callable[[dict], object]


class Put(NamedTuple):
    """Write a cell, `row` being the row in the file."""

    table: str
    row: int
    column: str
    cell: object

    def __call__(self, tables: dict) -> None:
        frame = tables[self.table]
        if self.column not in frame:
            frame[self.column] = None
        frame.loc[self.row - 2, self.column] = self.cell


def rename(table: str, column: str, to: str) -> Damage:
    return lambda tables: tables.update({table: tables[table].rename(columns={column: to})})


def fill(table: str, column: str, cell: object) -> Damage:
    return lambda tables: tables[table].__setitem__(column, cell)


def repeat(table: str, row: int) -> Damage:
    """Write a row of the file once more, at its end."""

    def damage(tables: dict) -> None:
        frame = tables[table]
        tables[table] = pd.concat([frame, frame.iloc[[row - 2]]], ignore_index=True)

    return damage


def drop(*names: str) -> Damage:
    return lambda tables: [tables.pop(name) for name in names]


def both(*damages: Damage) -> Damage:
    return lambda tables: [damage(tables) for damage in damages]


def outline(feature: int, shape: shapely.Geometry | None) -> Damage:
    def damage(tables: dict) -> None:
        shapes = list(tables["districts"].geometry)
        shapes[feature - 1] = shape
        tables["districts"] = tables["districts"].set_geometry(shapes, crs="EPSG:4326")

    return damage


def check_damaged(tmp_path: Path, damage: Damage, **form) -> list[Problem]:
    tables = folders.valid()
    damage(tables)
    return check(folders.write(tmp_path / "set", tables, **form), COMPUTATIONS)


def told(problems: list[Problem]) -> set[tuple]:
    return {(p.file, p.row, p.column, p.code) for p in problems}


BOWTIE = shapely.Polygon([(111.1, 30), (111.2, 30.1), (111.2, 30), (111.1, 30.1)])

ERRORS = {
    # files and columns
    "no indicators": (drop("indicators"), "indicators.csv", None, None, "no_file"),
    "no values": (drop("values_city", "values_district"), "values_city.csv", None, None, "no_values"),
    "no column": (rename("cities", "name", "label"), "cities.csv", 1, "name", "missing_column"),
    "no outline city": (
        rename("districts", "city", "town"),
        "districts.geojson",
        1,
        "city",
        "missing_column",
    ),
    "no weights": (rename("indicators", "weight", "w"), "indicators.csv", 1, "weight", "missing_column"),
    "no column whose cells may be blank": (
        rename("sources", "url", "address"),
        "sources.csv",
        1,
        "url",
        "missing_column",
    ),
    "no people": (
        rename("values_district", "people", "x"),
        "values_district.csv",
        1,
        "people",
        "missing_column",
    ),
    # ids
    "blank id": (Put("centres", 5, "centre", None), "centres.csv", 5, "centre", "blank"),
    "id twice": (Put("cities", 4, "city", "010000"), "cities.csv", 4, "city", "duplicate"),
    "district twice": (
        Put("districts", 4, "district", "010101"),
        "districts.geojson",
        3,
        "district",
        "duplicate",
    ),
    "unit and year twice": (
        Put("values_district", 3, "district", "010101"),
        "values_district.csv",
        3,
        "district, year",
        "duplicate",
    ),
    "participation twice": (
        repeat("participation", 7),
        "participation.csv",
        164,
        "district, year, group, mode",
        "duplicate",
    ),
    "unknown city": (Put("values_city", 3, "city", "990000"), "values_city.csv", 3, "city", "unknown_city"),
    "outline in an unknown city": (
        Put("districts", 3, "city", "990000"),
        "districts.geojson",
        2,
        "city",
        "unknown_city",
    ),
    "unknown district": (
        Put("values_district", 4, "district", "999999"),
        "values_district.csv",
        4,
        "district",
        "unknown_district",
    ),
    "people of an unknown district": (
        Put("population", 8, "district", "999999"),
        "population.parquet",
        8,
        "district",
        "unknown_district",
    ),
    "part of an unknown district": (
        Put("participation", 9, "district", "x"),
        "participation.csv",
        9,
        "district",
        "unknown_district",
    ),
    "a district in two cities": (
        Put("values_district", 4, "city", "020000"),
        "values_district.csv",
        4,
        "city",
        "two_cities",
    ),
    "a district without city": (
        Put("values_district", 4, "city", None),
        "values_district.csv",
        4,
        "city",
        "blank",
    ),
    # the tree
    "blank key": (Put("indicators", 3, "key", None), "indicators.csv", 3, "key", "blank"),
    "key in capitals": (Put("indicators", 8, "key", "Staff"), "indicators.csv", 8, "key", "key_form"),
    "key of a fixed column": (Put("indicators", 8, "key", "people"), "indicators.csv", 8, "key", "reserved"),
    "key twice": (Put("indicators", 4, "key", "schooling"), "indicators.csv", 4, "key", "duplicate"),
    "unknown parent": (
        Put("indicators", 3, "parent", "learnt"),
        "indicators.csv",
        3,
        "parent",
        "unknown_parent",
    ),
    "loop": (Put("indicators", 5, "parent", "people_served"), "indicators.csv", 5, "parent", "loop"),
    "own parent": (Put("indicators", 2, "parent", "learned"), "indicators.csv", 2, "parent", "loop"),
    "direction 2": (Put("indicators", 3, "direction", "2"), "indicators.csv", 3, "direction", "not_one_of"),
    **{
        f"direction {found}": (
            Put("indicators", 3, "direction", found),
            "indicators.csv",
            3,
            "direction",
            "direction_worded",
        )
        for found in ("-", "−1", "up", "n/a")
    },
    "no direction": (Put("indicators", 3, "direction", None), "indicators.csv", 3, "direction", "blank_leaf"),
    "weight negative": (
        Put("indicators", 2, "weight", "-1"),
        "indicators.csv",
        2,
        "weight",
        "negative_needed",
    ),
    "no weight": (Put("indicators", 2, "weight", None), "indicators.csv", 2, "weight", "blank"),
    "siblings of no weight": (
        both(Put("indicators", 3, "weight", "0"), Put("indicators", 4, "weight", "0")),
        "indicators.csv",
        3,
        "weight",
        "weights_zero",
    ),
    "dimensions of no weight": (
        both(Put("indicators", 2, "weight", "0"), Put("indicators", 5, "weight", "0.0")),
        "indicators.csv",
        2,
        "weight",
        "weights_zero_top",
    ),
    "low alone": (Put("indicators", 3, "high", None), "indicators.csv", 3, "low", "lone_goalpost"),
    "high alone": (Put("indicators", 3, "low", None), "indicators.csv", 3, "high", "lone_goalpost"),
    "low above high": (Put("indicators", 3, "low", "15"), "indicators.csv", 3, "low", "goalposts"),
    "low equal to high": (Put("indicators", 3, "low", "14"), "indicators.csv", 3, "low", "goalposts"),
    "provenance": (
        Put("indicators", 3, "provenance", "guess"),
        "indicators.csv",
        3,
        "provenance",
        "not_one_of",
    ),
    "no provenance": (
        Put("indicators", 3, "provenance", None),
        "indicators.csv",
        3,
        "provenance",
        "blank_leaf",
    ),
    "unknown source": (
        Put("indicators", 3, "source", "cencus"),
        "indicators.csv",
        3,
        "source",
        "unknown_source",
    ),
    "unknown computation": (
        Put("indicators", 9, "computed", "coverage"),
        "indicators.csv",
        9,
        "computed",
        "unknown_computation",
    ),
    "leaf without values": (
        rename("values_city", "staff", "staf"),
        "indicators.csv",
        8,
        "key",
        "no_values_column",
    ),
    "unknown denominator": (
        Put("indicators", 3, "denominator", "people_15"),
        "indicators.csv",
        3,
        "denominator",
        "no_denominator",
    ),
    # years
    "year is text": (
        Put("values_district", 4, "year", "2010年"),
        "values_district.csv",
        4,
        "year",
        "not_whole",
    ),
    "year is a fraction": (
        Put("values_city", 4, "year", "2010.5"),
        "values_city.csv",
        4,
        "year",
        "not_whole",
    ),
    "year out of range": (
        Put("values_city", 4, "year", "9999"),
        "values_city.csv",
        4,
        "year",
        "out_of_range",
    ),
    "a row without year": (
        Put("values_district", 4, "year", None),
        "values_district.csv",
        4,
        "year",
        "blank",
    ),
    "a file without years": (
        rename("values_city", "year", "years_open"),
        "values_city.csv",
        1,
        "year",
        "no_year",
    ),
    "participation without years": (
        lambda t: t.update(participation=t["participation"].query("year == '2019'").drop(columns="year")),
        "participation.csv",
        1,
        "year",
        "no_year",
    ),
    "default year too early": (
        lambda t: t["meta"].update(default_year=2009),
        "dataset.toml",
        None,
        "default_year",
        "default_year",
    ),
    "default year is text": (
        lambda t: t["meta"].update(default_year="recent"),
        "dataset.toml",
        None,
        "default_year",
        "not_whole",
    ),
    "no title": (lambda t: t["meta"].pop("title"), "dataset.toml", None, "title", "missing_column"),
    # numbers
    "text for a number": (
        Put("values_district", 14, "people", "n/a"),
        "values_district.csv",
        14,
        "people",
        "not_number",
    ),
    "NA": (
        Put("values_district", 14, "schooling", "NA"),
        "values_district.csv",
        14,
        "schooling",
        "not_number",
    ),
    "a dash": (
        Put("values_district", 14, "literacy", "-"),
        "values_district.csv",
        14,
        "literacy",
        "not_number",
    ),
    "nan": (Put("values_city", 3, "staff", "nan"), "values_city.csv", 3, "staff", "not_number"),
    "inf": (Put("values_city", 3, "staff", "inf"), "values_city.csv", 3, "staff", "not_number"),
    "too large": (Put("values_city", 3, "staff", "1e999"), "values_city.csv", 3, "staff", "not_number"),
    "thousands": (Put("centres", 3, "seats", "1,200"), "centres.csv", 3, "seats", "not_number"),
    "weight is text": (
        Put("indicators", 2, "weight", "two"),
        "indicators.csv",
        2,
        "weight",
        "not_number_needed",
    ),
    "people negative": (
        Put("values_district", 4, "people", "-9"),
        "values_district.csv",
        4,
        "people",
        "negative",
    ),
    "denominator negative": (
        Put("values_district", 4, "people_15p", "-1"),
        "values_district.csv",
        4,
        "people_15p",
        "negative",
    ),
    "group negative": (
        Put("values_district", 4, "people_60p", "-99"),
        "values_district.csv",
        4,
        "people_60p",
        "negative",
    ),
    "indicator with low 0 negative": (
        Put("values_district", 4, "distance", "-1"),
        "values_district.csv",
        4,
        "distance",
        "negative",
    ),
    "seats negative": (Put("centres", 4, "seats", "-1"), "centres.csv", 4, "seats", "negative"),
    "area negative": (Put("centres", 4, "area_m2", "-999"), "centres.csv", 4, "area_m2", "negative"),
    "participants negative": (
        Put("participation", 4, "participants", "-9"),
        "participation.csv",
        4,
        "participants",
        "negative",
    ),
    "place with people negative": (
        Put("population", 4, "people", -1.0),
        "population.parquet",
        4,
        "people",
        "negative_needed",
    ),
    "place with nobody known": (
        Put("population", 4, "people", None),
        "population.parquet",
        4,
        "people",
        "blank",
    ),
    "schooling 999": (
        Put("values_district", 4, "schooling", "999"),
        "values_district.csv",
        4,
        "schooling",
        "coded",
    ),
    "seats 9999": (Put("centres", 4, "seats", "9999"), "centres.csv", 4, "seats", "coded"),
    "more participants than people": (
        Put("participation", 4, "participants", "1101"),
        "participation.csv",
        4,
        "participants",
        "too_many",
    ),
    "mode": (Put("participation", 4, "mode", "hybrid"), "participation.csv", 4, "mode", "not_one_of"),
    "group": (Put("participation", 4, "group", None), "participation.csv", 4, "group", "blank"),
    # places
    "larger than can be reckoned with": (
        Put("centres", 4, "seats", "1e16"),
        "centres.csv",
        4,
        "seats",
        "too_large",
    ),
    "too large to be known as a number": (
        Put("centres", 4, "seats", "1e999"),
        "centres.csv",
        4,
        "seats",
        "not_number",
    ),
    "lon": (Put("centres", 4, "lon", "181"), "centres.csv", 4, "lon", "out_of_range"),
    "lat": (Put("centres", 4, "lat", "111.15"), "centres.csv", 4, "lat", "out_of_range"),
    "no lat": (Put("centres", 4, "lat", None), "centres.csv", 4, "lat", "blank"),
    "place off the earth": (
        Put("population", 4, "lat", 95.0),
        "population.parquet",
        4,
        "lat",
        "out_of_range",
    ),
    "city with half a position": (Put("cities", 3, "lat", None), "cities.csv", 3, "lat", "blank"),
    "kind": (Put("centres", 4, "kind", None), "centres.csv", 4, "kind", "blank"),
    "centre of unknown provenance": (
        Put("centres", 4, "provenance", "real"),
        "centres.csv",
        4,
        "provenance",
        "not_one_of",
    ),
    "hours": (Put("centres", 4, "hours", "9 to 5"), "centres.csv", 4, "hours", "hours"),
    "no way to find the district": (
        both(drop("districts"), lambda t: t["population"].pop("district")),
        "population.parquet",
        1,
        "district",
        "district_needed",
    ),
    # outlines
    "no outline": (outline(2, None), "districts.geojson", 2, "geometry", "no_outline"),
    "empty outline": (outline(2, shapely.Polygon()), "districts.geojson", 2, "geometry", "no_outline"),
    "a point": (outline(2, shapely.Point(111, 30)), "districts.geojson", 2, "geometry", "not_area"),
    "a line": (
        outline(9, shapely.LineString([(111, 30), (112, 31)])),
        "districts.geojson",
        9,
        "geometry",
        "not_area",
    ),
    "outlines in metres, undeclared": (
        lambda t: t.update(districts=t["districts"].to_crs(3857).set_crs(4326, allow_override=True)),
        "districts.geojson",
        1,
        "geometry",
        "not_degrees",
    ),
}


def batches() -> list[list[str]]:
    """Return the cases in groups, so that one check serves many.

    Damages to cells go together where they meet in no row or column; those to ids that other files
    refer to, and those to whole tables, go alone.
    """
    alone, together = [], []
    for case, (damage, *_) in ERRORS.items():
        if not isinstance(damage, Put) or damage.table == "districts" or damage.column == "key":
            alone.append([case])
            continue
        claims = {(damage.table, damage.row), (damage.table, damage.column)}
        cases, taken = next((batch for batch in together if batch[1].isdisjoint(claims)), ([], set()))
        if not cases:
            together.append((cases, taken))
        cases.append(case)
        taken |= claims
    return alone + [cases for cases, _ in together]


@pytest.fixture(scope="module")
def problems_of(tmp_path_factory) -> Callable[[str], list[Problem]]:
    batch_of = {case: tuple(batch) for batch in batches() for case in batch}

    @cache
    def checked(batch: tuple[str, ...]) -> list[Problem]:
        return check_damaged(tmp_path_factory.mktemp("damage"), both(*(ERRORS[case][0] for case in batch)))

    return lambda case: checked(batch_of[case])


@pytest.mark.parametrize("case", ERRORS)
def test_damage_is_told_where_it_is(problems_of, case):
    errors = [p for p in problems_of(case) if p.severity == "error"]
    assert tuple(ERRORS[case][1:]) in told(errors)


def test_a_dash_for_a_direction_is_told_with_what_is_expected_and_as_no_zero(tmp_path):
    errors = check_damaged(tmp_path, Put("indicators", 3, "direction", "-"))
    assert [problem.text(language("en")) for problem in errors] == [
        'indicators.csv:3: direction: found "-"; expected 1 where more is better, -1 where less is'
    ]
    assert errors[0].sentence(language("zh")) == "内容为“-”；应为1（越大越好）或-1（越小越好）"


NOTES = {
    "near-miss of a file": (
        lambda t: t.update(centers=t.pop("centres")),
        "centers.csv",
        None,
        None,
        "file_unused",
    ),
    "near-miss of a column": (rename("centres", "hours", "hour"), "centres.csv", 1, "hour", "column_unused"),
    "inner node with values": (
        fill("values_city", "open", "1"),
        "values_city.csv",
        1,
        "open",
        "inner_values",
    ),
    "computed leaf with values": (
        fill("values_district", "coverage_1000m", "n/a"),
        "values_district.csv",
        1,
        "coverage_1000m",
        "computed_values",
    ),
    "unused column": (
        fill("values_district", "remark", "x"),
        "values_district.csv",
        1,
        "remark",
        "column_unused",
    ),
    "invalid polygon": (outline(2, BOWTIE), "districts.geojson", 2, "geometry", "repaired"),
    "places outside": (
        both(fill("population", "district", None), Put("population", 2, "lon", 0.0)),
        "population.parquet",
        None,
        "district",
        "outside",
    ),
    "default year without years": (
        lambda t: [
            t.update({name: t[name].query("year in ('2020', 2020)").drop(columns="year")})
            for name in ("values_city", "values_district", "participation")
        ],
        "dataset.toml",
        None,
        "default_year",
        "default_year_unused",
    ),
}


@pytest.mark.parametrize("case", NOTES)
def test_what_is_repaired_or_left_out_is_a_note(tmp_path, case):
    damage, *place = NOTES[case]
    problems = check_damaged(tmp_path, damage)
    assert told(problems) == {tuple(place)}
    assert {p.severity for p in problems} == {"note"}


VALID = {
    "as it is": lambda t: None,
    "negative where it can be": both(
        Put("indicators", 7, "low", "-100"),
        Put("values_district", 5, "distance", "-9"),
        Put("values_district", 6, "distance", "-3.5"),
    ),
    "999 among its like": both(
        Put("values_district", 5, "distance", "999"), Put("values_district", 14, "distance", "999")
    ),
    "only what must be": drop(
        "meta", "sources", "cities", "districts", "centres", "population", "participation"
    ),
    "no year anywhere": lambda t: (
        [t["meta"].pop("default_year")]
        + [
            t.update({name: t[name].query("year in ('2020', 2020)").drop(columns="year")})
            for name in ("values_city", "values_district", "participation")
        ]
    ),
    "blank cells": both(
        Put("values_district", 5, "schooling", None),
        Put("values_district", 5, "people", None),
        Put("centres", 3, "seats", None),
        Put("centres", 3, "hours", "  "),
    ),
    "blank rows": lambda t: t.update(cities=pd.concat([t["cities"], pd.DataFrame([{}])])),
    "no optional column": lambda t: t.update(
        indicators=t["indicators"].drop(columns=["name_zh", "low", "high", "denominator"])
    ),
    "nothing computed": lambda t: t.update(indicators=t["indicators"].query("computed == ''")),
    "free columns": both(fill("cities", "region", "east"), fill("indicators", "theme", "health")),
}


@pytest.mark.parametrize("case", VALID)
def test_valid_folders_have_no_problem(tmp_path, case):
    assert check_damaged(tmp_path, VALID[case]) == []


def test_999_among_its_like_in_one_year_alone_is_no_code_but_a_leap(tmp_path):
    (problem,) = check_damaged(tmp_path, Put("values_district", 5, "distance", "999"))
    assert (problem.code, problem.severity) == ("jump", "question")
    assert (problem.details["unit"], problem.details["found"]) == ("020101", "3100")
    assert [answer.way for answer in problem.answers] == ["blank", "keep"]


def test_every_problem_is_told_at_once(tmp_path):
    kept = ("text for a number", "kind", "unknown parent", "unknown city", "mode", "a point")
    problems = check_damaged(tmp_path, both(*(ERRORS[case][0] for case in kept)))
    assert {tuple(ERRORS[case][1:]) for case in kept} <= told(problems)
    with pytest.raises(DatasetError) as raised:
        read(tmp_path / "set", COMPUTATIONS)
    assert raised.value.problems == tuple(p for p in problems if p.severity == "error")
    files = [p.file for p in problems]
    assert files == sorted(files, key=list(dict.fromkeys(files)).index), "grouped by file"


def test_a_broken_file_is_one_problem_not_many(tmp_path):
    folder = folders.write(tmp_path)
    (folder / "cities.csv").write_bytes(b"city,name\n\xff\0\xff")
    assert told(check(folder)) == {("cities.csv", None, None, "encoding")}
    folder = folders.write(tmp_path)
    (folder / "districts.geojson").write_text("{")
    (folder / "dataset.toml").write_text("title = ")
    assert told(check(folder)) == {
        ("districts.geojson", None, None, "unreadable"),
        ("dataset.toml", None, None, "unreadable"),
    }
    (folder / "dataset.toml").write_bytes(b"title = '\xff\0\xff'")
    assert ("dataset.toml", None, None, "encoding") in told(check(folder))


@pytest.mark.parametrize(
    ("case", "near"),
    [
        ("unknown parent", "learned"),
        ("unknown source", "census"),
        ("unknown computation", "coverage_1000m"),
        ("leaf without values", "staf"),
        ("unknown denominator", "people_15p"),
    ],
)
def test_a_near_name_is_suggested(problems_of, case, near):
    problem = next(p for p in problems_of(case) if (p.row, p.column, p.code) == ERRORS[case][2:])
    assert problem.details["near"] == near
    assert str(problem).endswith(f'; did you mean "{near}"?')


def test_a_group_that_the_places_do_not_count_is_told(tmp_path):
    tables = folders.valid()
    indicators = tables["indicators"]
    indicators.loc[indicators["computed"].notna(), "computed"] = "coverage_1000m:people_65p"
    problems = check(folders.write(tmp_path / "set", tables), computed.COMPUTATIONS)
    found = [p for p in problems if p.code == "unknown_group"]
    assert found
    assert {(p.file, p.column, p.severity) for p in found} == {("indicators.csv", "computed", "error")}
    assert found[0].details["group"] == "people_65p"


def test_kinds_that_do_not_count_are_a_list_and_known(tmp_path):
    kind = folders.valid()["centres"]["kind"].iloc[0]

    def problems(kinds):
        tables = folders.valid()
        tables["meta"]["kinds_not_counted"] = kinds
        return check(folders.write(tmp_path / str(len(list(tmp_path.iterdir()))), tables), COMPUTATIONS)

    assert problems([kind]) == []
    assert problems(f"{kind}, {kind}") == []
    assert [(p.code, p.severity, p.details["found"]) for p in problems([kind, "zoo"])] == [
        ("kind_unused", "note", "zoo")
    ]
    assert ("not_text", "error") in {(p.code, p.severity) for p in problems([1])}
    assert read(
        folders.write(
            tmp_path / "set",
            folders.valid() | {"meta": folders.valid()["meta"] | {"kinds_not_counted": [kind]}},
        ),
        COMPUTATIONS,
    ).meta.kinds_not_counted == (kind,)


@pytest.mark.parametrize("name", ["cities.csv", "dataset.toml", "districts.geojson"])
def test_a_link_out_of_the_folder_is_told_and_not_followed(tmp_path, name):
    folder = folders.write(tmp_path / "set")
    outside = tmp_path / f"secret-{name}"
    (folder / name).rename(outside)
    (folder / name).symlink_to(outside)
    problems = check(folder, COMPUTATIONS)
    assert (name, None, None, "link") in told(problems)
    assert "Ash" not in "".join(map(str, problems))


def test_a_link_within_the_folder_is_the_file(tmp_path):
    folder = folders.write(tmp_path / "set")
    (folder / "cities.csv").rename(folder / "cities-2020.csv")
    (folder / "cities.csv").symlink_to("cities-2020.csv")
    assert "link" not in {p.code for p in check(folder, COMPUTATIONS)}


def test_two_files_for_one_table(tmp_path):
    folder = folders.write(tmp_path)
    folders.write_outlines(folders.valid()["districts"], folder / "districts.gpkg")
    (problem,) = check(folder)
    assert (problem.file, problem.code, problem.details) == (
        "districts.gpkg",
        "two_files",
        {"other": "districts.geojson"},
    )


def test_no_folder(tmp_path):
    (problem,) = check(tmp_path / "nowhere")
    assert (problem.file, problem.code) == ("nowhere", "no_folder")
    with pytest.raises(DatasetError, match="no such folder"):
        read(tmp_path / "nowhere")


def test_any_computation_is_allowed_where_none_are_named(tmp_path):
    tables = folders.valid()
    Put("indicators", 9, "computed", "whatever")(tables)
    assert check(folders.write(tmp_path, tables)) == []
