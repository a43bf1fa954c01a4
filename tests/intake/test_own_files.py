"""Workbooks and tables as people have them: titles above, notes below, numbers as their Excel writes them."""

import csv
import datetime
import io
from pathlib import Path

import openpyxl
import pytest

from lcity.computed import COMPUTATIONS
from lcity.dataset import Problem, read
from lcity.intake import marked, numerals, templates
from lcity.intake.cells import BLANK, IDS
from lcity.intake.headings import suggested_table
from lcity.intake.layout import Layout
from lcity.intake.limits import Limits
from lcity.intake.numerals import COMMA, POINT
from lcity.intake.part import File, Part
from lcity.intake.plan import OWN, REPLACE, UPDATE
from lcity.intake.prepare import Prepared, prepare
from lcity.intake.separators import separator
from tests import folders


@pytest.fixture(scope="module")
def base(tmp_path_factory) -> Path:
    return folders.write(tmp_path_factory.mktemp("base"))


@pytest.fixture
def take(tmp_path, base):
    """Give the function that takes in files, by name and content."""

    def take(files: dict[str, bytes], *, plan=None, own: bool = True, **more) -> Prepared:
        found = []
        for number, (name, content) in enumerate(files.items()):
            path = tmp_path / f"{number}{Path(name).suffix}"
            path.write_bytes(content)
            found.append(File(name, path))
        place = None if own else base
        return prepare(found, tmp_path / "work", place, plan, COMPUTATIONS, Limits(), **more)

    return take


def saved(*sheets: tuple[str, list[list]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


TREE = [
    ["key", "parent", "name", "unit", "direction", "weight", "provenance", "source", "definition"],
    ["all", None, "Everything", None, None, 1, None, None, None],
    ["reading", "all", "People who read", "%", 1, 1, "official", None, None],
]
CITIES = [["city", "name"], ["a", "Ashby"], ["b", "Birch"], ["c", "Cedar"]]
VALUES = [["city", "year", "reading"], ["a", 2024, 91], ["b", 2024, 40], ["c", 2024, 60]]


def with_values(rows: list[list], *more: tuple[str, list[list]]) -> dict[str, bytes]:
    return {
        "my.xlsx": saved(("indicators", TREE), ("cities", CITIES), ("values_city", rows), *more),
    }


def test_a_filled_template_comes_back_with_its_settings_and_without_a_question(take, base, english):
    book = openpyxl.load_workbook(io.BytesIO(templates.workbook(read(base, COMPUTATIONS), english)))
    for column, setting in ((1, "Three towns"), (3, "About them"), (5, "CC BY 4.0")):
        book[templates.META].cell(2, column, setting)
    content = io.BytesIO()
    book.save(content)
    prepared = take({"filled.xlsx": content.getvalue()})
    assert prepared.proposal.exact
    assert prepared.valid, prepared.problems
    meta = prepared.composed.dataset.meta
    assert (meta.title, meta.about, meta.licence) == ("Three towns", "About them", "CC BY 4.0")


def test_of_settings_what_is_not_read_is_told_where_it_stands(take):
    rows = [["title", "licence", "Editor"], [None, "CC0", "Anna"], ["Another", None, None]]
    prepared = take(with_values(VALUES, ("dataset", rows)))
    told = {(p.file, p.row, p.column, p.code, p.severity) for p in prepared.problems}
    sheet = "my.xlsx: dataset"
    assert told == {
        (sheet, 2, "title", "blank", "error"),
        (sheet, 1, "Editor", "column_unused", "note"),
        (sheet, 3, None, "row_unused", "note"),
    }


TITLED = [["Reading in towns, 2024"], [], *VALUES, [], ["Sum"], ["* Source: own survey"]]


def test_a_title_above_and_notes_below_are_offered_and_can_be_refused(take):
    files = with_values(TITLED)
    before = take(files)
    part = "my.xlsx: values_city"
    assert before.composed is None, "nothing is left out in silence"
    assert before.layouts == {
        part: Layout(3, (8, 9), ("Reading in towns, 2024",), ("Sum", "* Source: own survey"))
    }
    taken = take(files, plan=before.proposal.plan)
    assert taken.valid, taken.problems
    assert len(taken.composed.dataset.values_city) == 3
    refused = take(files, layouts={part: Layout(3)})
    kept = take(files, plan=refused.proposal.plan)
    assert {p.row for p in kept.problems if p.severity == "error"} == {8, 9}
    whole = take(files, layouts={part: Layout()})
    assert next(p.columns for p in whole.parts if p.name == part) == ("Reading in towns, 2024",)


def test_rows_of_figures_are_never_taken_for_notes(take):
    sparse = [["city", "year", "reading"], ["a", 2024, 91], ["b", 2024, None], ["c", None, None]]
    assert take(with_values(sparse)).layouts == {}


TEXTS = [["city", "year", "reading"], ["a", 2024, "91,5 %"], ["b", 2024, "b.d."], ["c", 2024, 60.25]]


def test_numbers_written_elsewhere_are_read_by_one_click_and_only_then(take):
    before = take(with_values(TEXTS))
    assert not before.valid
    comma, blank = sorted(before.readings, key=lambda reading: reading.way != COMMA)
    assert (comma.way, comma.cells, comma.before, comma.after) == (COMMA, 1, "91,5 %", "91.5")
    assert comma.percent == (("reading", "%"),), "the unit expected is said"
    assert (blank.way, blank.cells, blank.before) == (BLANK, 1, "b.d.")
    plan = before.proposal.plan
    both = take(with_values(TEXTS), plan=_read(plan, {"reading": [BLANK, COMMA]}))
    assert both.valid, both.problems
    assert both.readings == []
    values = both.composed.dataset.values_city["reading"]
    assert values.fillna(-1).tolist() == [91.5, -1, 60.25]


def _read(plan, ways, table="values_city"):
    return type(plan)(**{**vars(plan), "readings": {table: ways}})


def test_a_comma_that_may_be_either_is_asked_with_what_speaks_for_it(take):
    tree = [*TREE, ["clubs", "all", "Clubs", "number", 1, 1, "official", None, None]]
    rows = [["city", "year", "reading", "clubs"], ["a", 2024, "91,5", "1,234"], ["b", 2024, "40,5", "2,000"]]
    files = {"my.xlsx": saved(("indicators", tree), ("values_city", rows))}
    either = [reading for reading in take(files).readings if reading.either]
    assert [(r.way, r.columns, r.after, r.others) for r in either] == [
        (COMMA, ("clubs",), "1.234", 2),
        (POINT, ("clubs",), "1234", 0),
    ]


def test_cells_of_which_one_cannot_be_read_are_not_offered(take):
    rows = [["city", "year", "reading"], ["a", 2024, "91,5"], ["b", 2024, "1.234,5,6"]]
    assert take(with_values(rows)).readings == []
    mixed = [["city", "year", "reading"], ["a", 2024, "91,5"], ["b", 2024, "1.234"]]
    assert take(with_values(mixed)).readings == [], "the point may part thousands there"


def test_names_of_units_are_offered_as_ids(take):
    rows = [["city", "year", "reading"], ["ashby", 2024, 91], ["Birch", 2024, 40], ["c", 2024, 60]]
    before = take(with_values(rows))
    (names,) = before.readings
    assert (names.way, names.columns, names.cells, names.before, names.after) == (
        IDS,
        ("city",),
        2,
        "ashby",
        "a",
    )
    taken = take(with_values(rows), plan=_read(before.proposal.plan, {"city": [IDS]}))
    assert taken.composed.dataset.values_city["city"].tolist() == ["a", "b", "c"]
    unknown = [["city", "year", "reading"], ["Ashby", 2024, 91], ["Dale", 2024, 40]]
    assert take(with_values(unknown)).readings == [], "one of them is nobody's name"


@pytest.mark.parametrize(
    ("text", "comma", "point"),
    [
        ("1,45", 1.45, None),
        ("41\u00a0837", 41837, 41837),
        ("41\u202f837,5", 41837.5, None),
        ("1.234,5", 1234.5, None),
        ("1,234.5", None, 1234.5),
        ("1,234", 1.234, 1234),
        ("0,123", 0.123, None),
        ("13,3 %", 13.3, None),
        ("\u22125,2", -5.2, None),
        ("1'234'567", 1234567, 1234567),
        ("12,34,567", None, 1234567),
        ("1,05,432", None, 105432),
        ("10,00,001.5", None, 1000001.5),
        ("1,2345,678", None, None),
        ("12,34", 12.34, None),
        ("1 23", None, None),
        ("2020-05-31", None, None),
        ("１２", None, None),
        ("7,5 km", None, None),
    ],
)  # fmt: skip
def test_how_a_number_may_be_meant(text, comma, point):
    assert (numerals.read(text, COMMA), numerals.read(text, POINT)) == (comma, point)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("a;b;c\n1;2,5;3\n", ";"),
        ("a\tb\n1,5\t2\n", "\t"),
        ("Title, long\na;b;c\n1;2,5;3\n1;2;3\n", ";"),
        ("a,b;c\n1,2;3\n", ","),
        ("a;b\n1;2\n1;2;3\n", ","),
        ("a,b\n1,2\n", ","),
        ('a;b\n"1;2\n', ","),
        ("sep=;\na;b\n", ";"),
    ],
)
def test_a_separator_counts_where_it_is_beyond_doubt(text, mark):
    assert separator(text)[0] == mark


def test_a_table_as_excel_saves_it_is_read_and_said_to_be(take, english):
    text = "sep=;\r\ncity;year;reading\r\na;2024;91,5\r\nb;2024;many\r\n"
    files = {
        "indicators.csv": "\n".join(",".join(map(str, (c or "" for c in row))) for row in TREE).encode(),
        "values_city.csv": text.encode(),
    }
    before = take(files)
    told = [(p.row, p.column, p.code) for p in before.problems]
    assert (None, None, "separator") in told
    assert (4, "reading", "not_number") in told, "rows count as the file came"
    part = next(part for part in before.parts if part.title == "values_city")
    back = marked.text(part, before.problems, english, templates.text).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(back)))[3][:3] == ["b", "2024", "many"]


def test_what_is_given_back_holds_every_cell_as_it_came(take, english):
    rows = [
        ["Reading in towns, 2024"],
        ["city", "year", "reading", None],
        ["007", 2024, "91,5", "aside"],
        ["b", datetime.date(2024, 5, 31), 40.5, None],
        [None, None, None, None],
        ["* Source: own survey"],
    ]
    files = with_values(rows)
    before = take(files)
    prepared = take(files, plan=before.proposal.plan)
    book = openpyxl.load_workbook(io.BytesIO(marked.workbook(prepared.parts, prepared.problems, english)))
    sheet = book["values_city"]
    given = [[cell.value for cell in row] for row in sheet.iter_rows(max_col=4)]
    assert given[0][0] == "Reading in towns, 2024"
    assert given[2] == ["007", 2024, "91,5", "aside"]
    assert given[3][1:3] == [datetime.datetime(2024, 5, 31), 40.5]
    assert given[5][0] == "* Source: own survey"
    assert sheet["C4"].data_type == "n"
    assert sheet["C3"].comment.text.startswith('found "91,5"')
    assert sheet["C4"].comment is None


def test_a_formula_without_its_result_is_given_back_as_text(take, english):
    rows = [["city", "year", "reading"], ["a", 2024, "=1+1"]]
    prepared = take(with_values(rows))
    book = openpyxl.load_workbook(io.BytesIO(marked.workbook(prepared.parts, prepared.problems, english)))
    cell = book["values_city"]["C2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert "without its result" in cell.comment.text


def test_problems_stand_before_notes_and_those_of_one_kind_together(english):
    problems = [
        Problem("a.csv", None, None, "table_empty", {}, "note"),
        *(Problem("a.csv", row, "x", "not_number", {"found": f"4\u00a0{row}"}) for row in (2, 3, 9)),
    ]
    first, last = marked.grouped(problems, english)
    assert first == (
        "problem",
        "a.csv · x · row 2 and 2 more",
        'found "4 2"; expected a number, or blank where unknown (the blank in it is a no-break space)',
    )
    assert last[:2] == ("note", "a.csv")
    assert [row[2] for row in marked.rows(problems, english)] == [2, 3, 9, None]


def values(rows: list[list], name: str = "values_city.csv") -> dict[str, bytes]:
    return {name: "\n".join(",".join(map(str, row)) for row in rows).encode()}


def test_how_an_upload_seems_to_stand_to_the_open_dataset(take):
    fewer = take(values([["city", "year", "staff"], ["010000", 2020, 12]]), own=False)
    assert (fewer.proposal.plan.mode, fewer.proposal.exact) == (UPDATE, True)
    foreign = take(values([["city", "year", "staff"], ["x", 2020, 12]]), own=False)
    assert foreign.proposal.plan.mode == REPLACE
    own = [
        ("Dzielnice", [["Kod", "Nazwa"], ["d1", "D"]]),
        ("values_city", [["city", "year", "staff"], ["x", 2020, 1]]),
    ]
    assert take({"my.xlsx": saved(*own)}, own=False).proposal.plan.mode == OWN


def test_a_table_of_places_with_seats_or_hours_is_one_of_centres():
    def part(*columns):
        return Part("a.xlsx: Places", "Places to learn", Path("0.csv"), columns)

    assert suggested_table(part("Id", "Name", "Type", "Lat", "Lon", "Seats", "Hours"), {}) == "centres"
    assert suggested_table(part("Id", "Name", "Lat", "Lon"), {}) == "", "branches, or cities: it is asked"
    assert suggested_table(part("Id", "Nazwa", "Miejsca"), {}) == "", "an id alone says nothing"


def test_tables_are_called_as_their_owner_calls_them(take):
    prepared = take({"my.xlsx": saved(("cities", CITIES), ("values_city", [*VALUES, ["d", 2024, 1]]))})
    assert {(p.file, p.code) for p in prepared.problems if p.row is None} == {
        ("my.xlsx", "no_table_indicators")
    }
    unknown = take(with_values([*VALUES, ["d", 2024, 1]])).problems
    assert [p.details["file"] for p in unknown if p.code == "unknown_city"] == ["my.xlsx: cities"]


@pytest.mark.parametrize("without", ["", "districts"], ids=["against outlines", "against centres"])
def test_one_city_of_which_the_position_is_swapped_is_pointed_out_and_mended(tmp_path, without):
    tables = {name: table for name, table in folders.valid().items() if name != without}
    cities = tables["cities"]
    cities.loc[1, ["lon", "lat"]] = cities.loc[1, ["lat", "lon"]].to_numpy()
    files = [File(path.name, path) for path in folders.write(tmp_path / "in", tables).iterdir()]

    def take(plan=None):
        return prepare(files, tmp_path / "work", None, plan, COMPUTATIONS, Limits())

    before = take()
    (found,) = before.corrections
    assert (found.table, found.how, found.points) == ("cities", "swapped:3", 3)
    assert found.after > found.before
    plan = type(before.proposal.plan)(**{**vars(before.proposal.plan), "corrections": {"cities": found.how}})
    mended = take(plan)
    assert mended.corrections == []
    right = folders.valid()["cities"].astype({"lon": float, "lat": float})
    assert mended.composed.dataset.cities["lon"].tolist() == right["lon"].tolist()


def test_cities_without_ids_are_told_and_nothing_breaks_off(take):
    places = [["name", "lon", "lat"], ["Ashby", 18.0, 53.1], ["Birch", 53.0, 18.6]]
    book = {"my.xlsx": saved(("indicators", TREE), ("cities", places), ("values_city", VALUES))}
    codes = {(p.code, p.column) for p in take(book).problems}
    assert ("missing_column", "city") in codes
