"""Workbooks whose owner sees other than they hold: hidden rows, columns and sheets, per cent, thousands."""

import datetime
import io
from pathlib import Path

import openpyxl
import pytest

from lcity.computed import COMPUTATIONS
from lcity.intake.limits import Limits
from lcity.intake.part import File
from lcity.intake.prepare import Prepared, prepare

HEADS = ("city", "year", "reading", "people")
ROWS = [("a", 2024, 12.5, 12_500), ("b", 2024, 51, 8_000), ("c", 2024, 60, 9_000)]
SHEET = "my.xlsx: values_city"


@pytest.fixture
def take(tmp_path):
    def take(change, answers=None) -> tuple[Prepared, list[list[str]]]:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "values_city"
        for row in (HEADS, *ROWS):
            sheet.append(row)
        change(book, sheet)
        content = io.BytesIO()
        book.save(content)
        path = tmp_path / "my.xlsx"
        path.write_bytes(content.getvalue())
        found = prepare(
            [File("my.xlsx", path)], tmp_path / "work", None, None, COMPUTATIONS, Limits(), answers=answers
        )
        cells = [part.path.read_text(encoding="utf-8").splitlines() for part in found.parts]
        return found, [line.split(",") for lines in cells for line in lines]

    return take


def formatted(column: str, number_format: str, rows=(2, 3, 4)):
    def change(_, sheet):
        for row in rows:
            sheet[f"{column}{row}"].number_format = number_format

    return change


@pytest.mark.parametrize(
    "number_format", ['0.0"%"', "0.0\\%", "0.0_%", "0.0*%", "0.0[$%-409]", '0.0" % of adults"']
)
def test_a_sign_that_is_only_text_is_no_per_cent(take, number_format):
    found, cells = take(formatted("C", number_format))
    assert [row[2] for row in cells[1:]] == ["12.5", "51", "60"]
    assert [p.code for p in found.problems if p.row] == []


def test_a_column_of_both_formats_is_told(take):
    def change(_, sheet):
        sheet["C2"] = 0.125
        sheet["C2"].number_format = "0.0%"

    found, cells = take(change)
    assert [row[2] for row in cells[1:]] == ["12.5", "51", "60"]
    (note,) = [p for p in found.problems if p.row]
    assert (note.code, note.column, note.rows, note.severity) == ("percent_mixed", "reading", (2,), "note")
    assert "(0.125 as 12.5): 1; not so" in str(note)


def test_a_heading_that_is_a_number_is_no_figure(take):
    def change(_, sheet):
        sheet["E1"] = 2020
        for row in (2, 3, 4):
            sheet[f"E{row}"] = 0.5
            sheet[f"E{row}"].number_format = "0%"

    assert [p.code for p in take(change)[0].problems if p.code == "percent_mixed"] == []


def hide_rows(_, sheet):
    for row in (3, 4, 9):
        sheet.row_dimensions[row].hidden = True


def filter_rows(book, sheet):
    hide_rows(book, sheet)
    sheet.auto_filter.ref = "A1:D4"


def hide_columns(_, sheet):
    sheet.column_dimensions["D"].hidden = True


def hide_sheet(book, _):
    other = book.create_sheet("cities")
    other.append(("city", "name"))
    other.append(("a", "Ashby"))
    other.sheet_state = "veryHidden"


@pytest.mark.parametrize(
    ("change", "code", "leave", "left"),
    [
        (hide_rows, "hidden_rows", "leave_out", [HEADS, ROWS[0]]),
        (filter_rows, "filtered_rows", "leave_out", [HEADS, ROWS[0]]),
        (hide_columns, "hidden_columns", "leave_out_hidden", [row[:3] for row in (HEADS, *ROWS)]),
        (hide_sheet, "hidden_sheet", "leave_out_hidden", [HEADS, *ROWS]),
    ],
)
def test_what_is_hidden_is_asked(take, change, code, leave, left):
    found, cells = take(change)
    (question,) = found.questions
    assert (question.problem.code, question.due, question.early) == (code, True, True)
    assert len(cells) >= len(ROWS) + 1, "as it stands it is read"
    for answer in ("keep", leave):
        found, answered = take(change, {question.problem.question: answer})
        assert not any(one.due for one in found.questions)
        kept = [[cell for cell in row if cell] for row in answered if any(row)]
        expected = (
            [row for row in cells if any(row)]
            if answer == "keep"
            else [[str(cell) for cell in row] for row in left]
        )
        assert kept == expected


def test_rows_that_are_hidden_and_empty_or_above_are_not_asked_about(take):
    def change(_, sheet):
        sheet.insert_rows(1)
        sheet.row_dimensions[1].hidden = True
        sheet.row_dimensions[20].hidden = True

    assert take(change)[0].questions == []


def test_numbers_shown_in_thousands_are_asked(take):
    found, cells = take(formatted("D", "0.0,"))
    (question,) = found.questions
    assert question.problem.code == "scaled_format"
    assert "12500 is shown as 12.5" in str(question.problem)
    assert cells[1][3] == "12500"
    for answer, read in (("as_held", "12500"), ("as_shown", "12.5")):
        assert take(formatted("D", "0.0,"), {question.problem.question: answer})[1][1][3] == read


def test_a_date_that_shows_its_year_is_that_year(take):
    def change(_, sheet):
        sheet["B2"] = datetime.datetime(2024, 1, 1)
        sheet["B2"].number_format = 'yyyy"年"'
        sheet["B3"] = datetime.datetime(2024, 5, 31)
        sheet["B3"].number_format = "yyyy-mm-dd"

    _, cells = take(change)
    assert [row[1] for row in cells[1:]] == ["2024", "2024-05-31", "2024"]


def test_what_sums_of_fractions_leave_is_not_read(take):
    def change(_, sheet):
        sheet["C2"] = 0.1 + 0.2

    assert take(change)[1][1][2] == "0.3"


def test_a_workbook_of_the_field(tmp_path):
    """0.0"%" shows 12.5 as 12.5%: not 1250."""
    path = Path(__file__).parents[1] / "field" / "05-excel-percent-sign-in-quotes" / "literal-percent.xlsx"
    found = prepare([File(path.name, path)], tmp_path, None, None, COMPUTATIONS, Limits())
    assert found.valid
    assert found.composed.dataset.values_district["members"].tolist() == [12.5, 33.1, 48.0, 51.2]
