"""Damage to workbooks."""

import datetime
import io
import re
import zipfile
from collections.abc import Callable

import openpyxl

from tests.intake.damage.archives import LOCKED, OLE
from tests.intake.damage.valid import BOOK, HARMLESS, SHOWN, VERBATIM, Kind, saved, valid, workbook

FIRST = "xl/worksheets/sheet1.xml"


def book(change: Callable[[openpyxl.Workbook], object], code: str, sheet: str = "", row=None, column=None):
    """Return the kind of damage to a workbook that is told in a sheet."""

    def upload() -> dict[str, bytes]:
        made = workbook()
        change(made)
        return {BOOK: saved(made)}

    return Kind(upload, code, f"{BOOK}: {sheet}" if sheet else BOOK, row, column, like=("cities.csv",))


def put(sheet: str, row: int, column: str, value: object) -> Callable[[openpyxl.Workbook], object]:
    def change(made: openpyxl.Workbook) -> None:
        cells = made[sheet]
        place = [cell.value for cell in cells[1]].index(column) + 1
        cells.cell(row, place).value = value

    return change


def inside(name: str, change: Callable[[bytes], bytes], code: str) -> Kind:
    """Return the kind of damage to a file within a workbook."""

    def upload() -> dict[str, bytes]:
        content = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(saved(workbook()))) as whole, zipfile.ZipFile(content, "w") as made:
            for member in whole.namelist():
                data = whole.read(member)
                made.writestr(member, change(data) if member == name else data)
        return {BOOK: content.getvalue()}

    return Kind(upload, code, BOOK)


def entity(data: bytes) -> bytes:
    head = b'<!DOCTYPE worksheet [<!ENTITY a "1">]><worksheet'
    return re.sub(rb"<worksheet", head, data, count=1)


def as_is(content: Callable[[], bytes], code: str, name: str = BOOK) -> Kind:
    return Kind(lambda: {name: content()}, code, name)


def _titled(sheet) -> None:
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Staff of learning centres, 2010 and 2020"
    sheet.merge_cells("A1:C1")


def _noted(sheet) -> None:
    sheet.append([])
    sheet.append(["Sum"])
    sheet.append(["Source: own count"])


CELLS = {
    "workbook": book(lambda b: None, HARMLESS),
    "sheet missing": book(lambda b: b.remove(b["indicators"]), "no_table_indicators"),
    "merged cells": book(lambda b: b["values_district"].merge_cells("D4:D6"), "merged", "values_district", 4),
    "formula never computed": book(
        put("values_district", 4, "people", "=SUM(A1:A2)"), "formula_unsaved", "values_district", 4, "people"
    ),
    "formula that calls a program": book(
        put("values_district", 4, "people", "=cmd|' /C calc'!A0"),
        "formula_unsaved",
        "values_district",
        4,
        "people",
    ),
    "date where a number belongs": book(
        put("values_district", 4, "schooling", datetime.datetime(2020, 5, 31)),
        "not_number",
        "values_district",
        4,
        "schooling",
    ),
    "error where a number belongs": book(
        put("values_district", 4, "schooling", "#DIV/0!"), "cell_error", "values_district", 4, "schooling"
    ),
    "true where a number belongs": book(
        put("values_district", 4, "schooling", True), "not_number", "values_district", 4, "schooling"
    ),
    "number kept as text": book(put("values_district", 4, "people", "3000"), HARMLESS),
    "id kept as a number": book(
        put("values_city", 4, "city", 20000), "unknown_city", "values_city", 4, "city"
    ),
    "title above the header": book(lambda b: b["values_city"].insert_rows(1, 2), HARMLESS),
    "text above the header": book(lambda b: _titled(b["values_city"]), SHOWN, "values_city"),
    "sum and source below the records": book(lambda b: _noted(b["values_city"]), SHOWN, "values_city"),
    "cell wrong below a title": book(
        lambda b: (put("values_city", 4, "staff", "many")(b), b["values_city"].insert_rows(1, 2)),
        "not_number",
        "values_city",
        6,
        "staff",
    ),
    "header blank in a sheet": book(
        put("values_district", 1, "people_0_14", None), "unnamed_column", "values_district", 1
    ),
    "header twice in a sheet": book(
        put("values_district", 1, "people_60p", "people_0_14"),
        "duplicate_column",
        "values_district",
        1,
        "people_0_14",
    ),
    "script in a sheet": book(put("cities", 3, "name", "<script>alert(1)</script>"), VERBATIM)._replace(
        kept_text="<script>alert(1)</script>"
    ),
    "empty sheet": book(lambda b: b.create_sheet("notes"), HARMLESS),
    "no cell in any sheet": as_is(lambda: saved(openpyxl.Workbook()), "nothing_found"),
}

BYTES = {
    "workbook broken off": as_is(lambda: saved(workbook())[:-80], "unreadable"),
    "workbook that is a table": as_is(lambda: valid()["cities.csv"], "unreadable"),
    "workbook with a password": as_is(lambda: LOCKED, "encrypted"),
    "old workbook under a new name": as_is(lambda: OLE, "old_excel"),
    "workbook without its list of sheets": inside("xl/workbook.xml", lambda data: b"", "unreadable"),
    "sheet broken off": inside(FIRST, lambda data: data[: len(data) // 2], "unreadable"),
    "sheet of random bytes": inside(FIRST, lambda data: bytes(range(256)) * 4, "unreadable"),
    "entities in a sheet": inside(FIRST, entity, "xml_entities"),
    "settings of sheets overwritten": inside("xl/styles.xml", lambda data: data[:200], "unreadable"),
}

KINDS = CELLS | BYTES
