"""Templates of every table: the headings, what they mean, and the ids of the open dataset."""

import csv
import io
import zipfile
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from lcity import spreadsheet
from lcity.dataset import Dataset
from lcity.dataset.contract import MODES, SCHEMAS, kind
from lcity.dataset.provenance import STATED
from lcity.dataset.tables import decode
from lcity.intake.headings import SETTINGS
from lcity.text import Language

TABLES = tuple(name for name in SCHEMAS if name not in ("meta", "districts"))
META = SETTINGS
READ_ME = "read me"
HELP = ("how", "keys", "goalposts", "denominator", "outlines", "centres")
"""What is said above the list of columns, a row each."""
LINE_POINTS = 16
REQUIRED = PatternFill("solid", fgColor="D5E8E8")
CHOICES = {"provenance": STATED, "mode": MODES, "direction": ("1", "-1")}
ROWS_CHECKED = 5_000
ALL_OR_NONE = {
    ("values_district", "city"),
    *((table, "year") for table in ("values_city", "values_district", "participation")),
}
"""Columns whose cells may be blank in every row, and not in some: `lcity.dataset.check_units`."""


def frames(dataset: Dataset | None) -> dict[str, pd.DataFrame]:
    """Return every table with its headings, filled with what the open dataset already has a name for.

    Parameters
    ----------
    dataset
        Whose ids to fill in; None for headings only.

    Returns
    -------
    dict
        `META` and `TABLES` → frame of text: indicators, sources and cities as they are; values by
        unit, without figures; centres, population and participation without rows.
    """
    found = {META: pd.DataFrame(columns=_fixed("meta"), dtype=str)}
    found |= {table: pd.DataFrame(columns=_fixed(table), dtype=str) for table in TABLES}
    if dataset is None:
        return found
    for table in ("sources", "indicators", "cities"):
        frame = getattr(dataset, table).reset_index()
        found[table] = frame.astype(object).where(frame.notna(), None)
    keys = _read_keys(dataset)
    year = max(dataset.years, default=None)
    own = pd.Index([]) if dataset.values_district is None else dataset.values_district.columns
    # Rolling districts up to cities needs the people, employees … an indicator is a share of.
    weights = set(dataset.indicators["denominator"].dropna())
    groups = [column for column in own if column.startswith("people_") or column in weights]
    found["values_city"] = _units(found["values_city"], dataset.cities, "city", year, keys)
    there = dataset.units_in("district", None)
    districts = _units(found["values_district"], there, "district", year, [*groups, *keys])
    districts["city"] = list(there["city"])
    found["values_district"] = districts
    return found


def text(frame: pd.DataFrame) -> bytes:
    """Return a table as CSV that Excel reads: UTF-8 with a byte-order mark."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(map(spreadsheet.cell, frame.columns))
    writer.writerows(map(spreadsheet.cell, row) for row in frame.itertuples(index=False))
    return target.getvalue().encode("utf-8-sig")


def defused(path: Path) -> bytes:
    """Return a .csv file of a dataset as CSV of which a spreadsheet runs nothing, its rows as they are."""
    rows = csv.reader(io.StringIO(decode(path.read_bytes()) or "", newline=""))
    target = io.StringIO(newline="")
    csv.writer(target).writerows(map(spreadsheet.cell, row) for row in rows)
    return target.getvalue().encode("utf-8-sig")


def archive(dataset: Dataset | None) -> bytes:
    """Return all templates as a .zip of CSV files and a dataset.toml."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("dataset.toml", 'title = ""\nabout = ""\nlicence = ""\n')
        for table, frame in frames(dataset).items():
            if table != META:
                target.writestr(f"{table}.csv", text(frame))
    return content.getvalue()


def workbook(dataset: Dataset | None, lang: Language) -> bytes:
    """Return all templates as the sheets of one .xlsx, the meaning of each column in its first sheet."""
    book = Workbook()
    _read_me(book.active, lang)
    for table, frame in frames(dataset).items():
        sheet = book.create_sheet(table)
        schema = SCHEMAS["meta" if table == META else table]
        for position, column in enumerate(frame.columns, start=1):
            head = sheet.cell(1, position, column)
            head.font = Font(bold=True)
            stated = schema.columns.get(column)
            if stated is not None and stated.required and not stated.nullable:
                head.fill = REQUIRED
            letter = get_column_letter(position)
            sheet.column_dimensions[letter].width = max(12, min(len(column) + 4, 28))
            if stated is None or kind(stated) == "text":
                sheet.column_dimensions[letter].number_format = "@"
            if column in CHOICES:
                _offer(sheet, letter, CHOICES[column])
        for number, row in enumerate(frame.itertuples(index=False), start=2):
            for position, value in enumerate(row, start=1):
                if value is not None and pd.notna(value):
                    _write_cell(sheet.cell(number, position), value)
        sheet.freeze_panes = "A2"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write_cell(place, value: object) -> None:
    """Write a value; text is text, whatever it begins with."""
    place.value = value
    if isinstance(value, str):
        place.data_type = "s"
        place.number_format = "@"


def _read_me(sheet, lang: Language) -> None:
    sheet.title = READ_ME
    for line in (*HELP, None):
        sheet.append([line and lang.t(f"intake.template.{line}")])
    heads = ("table", "column", "kind", "must", "meaning")
    sheet.append([lang.t(f"intake.template.{head}") for head in heads])
    for table in ("meta", *TABLES):
        for column in SCHEMAS[table].columns.values():
            must = lang.t(f"intake.template.{_must(table, column)}")
            sheet.append(
                [META if table == "meta" else table, column.title,
                 lang.t(f"intake.template.kind.{kind(column)}"), must, lang.t(column.description)]
            )  # fmt: skip
    for row in range(1, len(HELP) + 1):
        sheet.cell(row, 1).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=5)
        sheet.row_dimensions[row].height = LINE_POINTS * (3 if row == 1 else 2)
    for head in sheet[len(HELP) + 2]:
        head.font = Font(bold=True)
    for letter, width in zip("ABCDE", (18, 18, 12, 16, 90), strict=True):
        sheet.column_dimensions[letter].width = width


def _must(table: str, column) -> str:
    """Return what is to be filled in of a column: never that a cell may be blank where that is refused."""
    if (table, column.title) in ALL_OR_NONE:
        return "all_or_none" if column.required else "all_or_left_out"
    if not column.required:
        return "optional"
    return "may_be_blank" if column.nullable else "needed"


def _offer(sheet, letter: str, choices: tuple[str, ...]) -> None:
    offer = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    sheet.add_data_validation(offer)
    offer.add(f"{letter}2:{letter}{ROWS_CHECKED}")


def _fixed(table: str) -> list[str]:
    return [name for name, column in SCHEMAS[table].columns.items() if not column.regex]


def _read_keys(dataset: Dataset) -> list[str]:
    indicators = dataset.indicators
    leaf = ~indicators.index.isin(indicators["parent"])
    return list(indicators.index[leaf & indicators["computed"].isna().to_numpy()])


def _units(
    frame: pd.DataFrame, units: pd.DataFrame, level: str, year: int | None, more: list[str]
) -> pd.DataFrame:
    columns = dict.fromkeys([*frame.columns, *more])
    found = pd.DataFrame(None, range(len(units)), list(columns), dtype=object)
    found[level] = list(units.index)
    if year is None:
        return found.drop(columns="year")
    found["year"] = year
    return found
