"""Tables as an Excel workbook: typed cells, a row of units, and a sheet that says what they stand on."""

import datetime
import io
import re

import pandas as pd

from lcity.export.mark import headline, name, note
from lcity.export.metadata import Metadata
from lcity.export.table import Column, Table, choices, defused, is_number
from lcity.text import Language
from lcity.text.width import width

ROWS = 1_048_576
SHEET_CHARACTERS = 31
HEAD_ROWS = 3
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")


def xlsx(tables: tuple[Table, ...], metadata: Metadata, lang: Language) -> bytes:
    """Write tables as a workbook, a sheet each and one of provenance at the end.

    A sheet's first three rows are the columns' heads, units and provenances. Missing is an empty cell;
    text that begins as a formula is defused.
    """
    import xlsxwriter  # not at the top: only who takes a workbook away needs it

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        created = datetime.datetime.combine(metadata.day, datetime.time())
        book.set_properties({"title": defused(metadata.question), "author": "LCity", "created": created})
        looks = _Looks(book)
        names: set[str] = set()
        for table in tables:
            _fill(book.add_worksheet(_sheet_name(table.title, names)), table, looks, lang)
        _metadata(book.add_worksheet(_sheet_name(lang.t("export.sheet"), names)), metadata, looks, lang)
    return file.getvalue()


class _Looks:
    """The few formats of a workbook."""

    def __init__(self, book):
        self.book = book
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.quiet = book.add_format({"font_color": "#5f6b6d", "italic": True, "text_wrap": True})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 14})

    def number(self, digits: int, *, share: bool = False):
        """Return the format of numbers with so many decimals."""
        pattern = (
            ("0" if share else "#,##0") + ("." + "0" * digits if digits else "") + ("%" if share else "")
        )
        return self.book.add_format({"num_format": pattern})


def _fill(sheet, table: Table, looks: _Looks, lang: Language) -> None:
    there = [column for column in table.columns if column.key in table.rows]
    for place, column in enumerate(there):
        values = table.rows[column.key].iloc[: ROWS - HEAD_ROWS]
        mark = name(column.provenance, lang)
        sheet.write_string(0, place, defused(column.head), looks.head)
        for row, text in ((1, defused(column.unit)), (2, mark)):
            if text:
                sheet.write_string(row, place, text, looks.quiet)
        if is_number(values):
            sheet.set_column(place, place, 13)
            look = looks.number(column.digits, share=column.share)
            for row, value in enumerate(values, HEAD_ROWS):
                if pd.notna(value):
                    sheet.write_number(row, place, float(value), look)
        else:
            texts = ["" if pd.isna(value) else defused(value) for value in values]
            sheet.set_column(place, place, min(max([9, *map(width, texts)]) + 1, 40))
            for row, text in enumerate(texts, HEAD_ROWS):
                if text:
                    sheet.write_string(row, place, text)
    sheet.freeze_panes(HEAD_ROWS, _columns_in_sight(there))


def _columns_in_sight(columns: list[Column]) -> int:
    """Return how many columns at the left stay in sight: those up to the one of names."""
    keys = [column.key for column in columns]
    return keys.index("name") + 1 if "name" in keys else 1


def _metadata(sheet, metadata: Metadata, looks: _Looks, lang: Language) -> None:
    """Write what the tables stand on and what was chosen."""
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, defused(metadata.question), looks.title)
    sheet.write_string(1, 0, defused(headline(metadata, lang)))
    pairs = [
        (lang.t("export.provenance"), metadata.marks(lang)),
        ("", note(metadata, lang)),
        *(
            (lang.t("export.sources") if not place else "", source)
            for place, source in enumerate(metadata.sources)
        ),
        (lang.t("export.years"), metadata.years),
        (lang.t("export.data"), lang.t("export.data_of", title=metadata.dataset, hash=metadata.data)),
        (lang.t("export.date"), metadata.day.isoformat()),
        (lang.t("export.link"), metadata.link),
        ("", metadata.link_note),
        *((lang.t("export.method") if not place else "", text) for place, text in enumerate(metadata.method)),
        *choices(metadata, lang),
    ]
    row = 3
    for label, text in pairs:
        if text:
            sheet.write_string(row, 0, defused(label), looks.head if label else looks.wrapped)
            sheet.write_string(row, 1, defused(text), looks.wrapped)
            row += 1
    if metadata.weights:
        _weights(sheet, row + 1, metadata, looks, lang)


def _weights(sheet, row: int, metadata: Metadata, looks: _Looks, lang: Language) -> None:
    for place, key in enumerate(("weights", "share", "provenance")):
        sheet.write_string(row, place, lang.t(f"export.{key}"), looks.head)
    sheet.set_column(2, 2, 16)
    left = looks.book.add_format({"num_format": "0.0%", "align": "left"})
    for number, weight in enumerate(metadata.weights, row + 1):
        sheet.write_string(number, 0, "   " * weight.depth + defused(weight.name))
        sheet.write_number(number, 1, weight.share, left)
        if weight.provenance:
            sheet.write_string(number, 2, name(weight.provenance, lang))


def _sheet_name(title: str, taken: set[str]) -> str:
    """Return a name Excel allows and no other sheet of the workbook has."""
    plain = _NOT_IN_SHEET_NAMES.sub(" ", defused(title)).strip()[:SHEET_CHARACTERS] or "LCity"
    found, number = plain, 1
    while found.casefold() in taken or found.casefold() == "history":
        number += 1
        found = f"{plain[: SHEET_CHARACTERS - 4]} {number}"
    taken.add(found.casefold())
    return found
