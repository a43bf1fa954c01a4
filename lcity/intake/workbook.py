"""Excel workbooks as plain tables: one file of text a sheet, its rows where they were."""

import csv
import datetime
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from lcity.dataset import Problem
from lcity.intake import number_formats
from lcity.intake.limits import Limits, is_full
from lcity.intake.merged import Merged
from lcity.intake.original_rows import Keeper
from lcity.intake.part import Allowance, File, Part
from lcity.intake.questions import Answers
from lcity.intake.shown import Sheet
from lcity.intake.tables import empty

DAMAGED = (
    ArithmeticError,
    AttributeError,
    EOFError,
    InvalidFileException,
    LookupError,
    NotImplementedError,
    OSError,
    ParseError,
    RuntimeError,
    SyntaxError,  # XML that is none, by lxml's way
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
YEAR = re.compile("y+", re.IGNORECASE)
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
# What Excel 2003 wrote, and what any Excel writes with a password.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")
BLOCK = 2**20
MOST_TOLD = 50
PASSED_OVER = ("read me", "readme", "problems")
"""Sheets that LCity writes to be read, not to be taken in."""


class _Prolog(Exception):
    """The root element is reached: no document type can follow."""


def sheets(
    book: File, folder: Path, limits: Limits, allowance: Allowance, answers: Answers | None = None
) -> tuple[list[Part], list[Problem]]:
    """Read a workbook.

    Numbers are written as they are held, whole ones without a decimal point, so that ids stay as they
    look; those shown with leading zeros keep them; those shown per cent are written as shown. Dates are
    written 2024-05-31, or 2024 where only the year is shown. Of a formula counts the value the workbook
    was saved with.

    Parameters
    ----------
    book
        An .xlsx file.
    folder
        Where to write the tables.
    limits, allowance
        The limits in force, and what may still be unpacked.
    answers
        What the owner has answered of what is hidden, and of numbers shown in thousands.

    Returns
    -------
    tuple
        A part for each sheet that holds anything, and the problems met.
    """
    content = book.path.read_bytes()
    if content.startswith(COMPOUND):
        return [], [book.problem("encrypted" if LOCKED in content else "old_excel")]
    try:
        with zipfile.ZipFile(book.path) as archive:
            refused = _refused(book, archive, limits, allowance)
        if refused:
            return [], refused
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(book, content, folder, limits, answers or {})
    except DAMAGED as error:
        if is_full(error):
            raise
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        return [], [book.problem("unreadable", form="Excel", reason=reason)]


def _refused(book: File, archive: zipfile.ZipFile, limits: Limits, allowance: Allowance) -> list[Problem]:
    members = archive.infolist()
    if len(members) > limits.files:
        return [book.problem("too_many_files", found=len(members), most=limits.files)]
    if not allowance.take(sum(member.file_size for member in members)):
        return [book.problem("unpacked_too_large", most=limits.unpacked_mb)]
    for member in members:
        if member.flag_bits & 0x1:
            return [book.problem("encrypted")]
        if member.file_size > BLOCK and member.file_size > limits.ratio * member.compress_size:
            return [book.problem("bomb", most=limits.ratio)]
    # Whatever its name: what a part is, only the workbook's list of contents says.
    if any(declares_type(archive.open(member)) for member in members):
        return [book.problem("xml_entities")]
    return []


def declares_type(file) -> bool:
    """Say whether an XML file declares a document type, and so could declare entities.

    Parameters
    ----------
    file
        Open for reading bytes; read as far as its first element, and closed.
    """
    found = []

    def end_of_prolog(*_) -> None:
        raise _Prolog

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: (found.append(True), end_of_prolog())
    parser.StartElementHandler = end_of_prolog
    with file:
        try:
            while block := file.read(4096):
                parser.Parse(block)
        except _Prolog:
            pass
        except expat.ExpatError:
            return False  # What follows is told by whoever reads it as XML.
    return bool(found)


def _read(
    book: File, content: bytes, folder: Path, limits: Limits, answers: Answers
) -> tuple[list[Part], list[Problem]]:
    # Given a path, openpyxl leaves the file open where the workbook turns out to be damaged.
    values = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    formulas = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
    parts, problems = [], []
    try:
        for number, sheet in enumerate(values.worksheets):
            if sheet.title.lower() in PASSED_OVER:
                continue
            file = File(f"{book.name}: {sheet.title}", folder / f"{book.path.stem}-{number}.csv")
            raw = _raw(book.path, sheet)
            for of in (sheet, formulas.worksheets[number]):
                of.reset_dimensions()  # What a sheet says of its own size may be wrong.
            rows = sheet.iter_rows()
            if FORMULA.search(raw):
                pairs = zip_longest(rows, formulas.worksheets[number].iter_rows(), fillvalue=())
            else:
                pairs = ((row, ()) for row in rows)
            shown = Sheet.of(file, raw, sheet.sheet_state, answers)
            merged = Merged(file, raw, answers)
            part, told = _sheet(file, sheet.title, pairs, limits, shown, merged)
            parts += [part] if part and not shown.left_out else []
            problems += told
            if part:
                problems += shown.problems(list(part.columns), part.above + 1)
                problems += merged.problems(part.above)
    finally:
        values.close()
        formulas.close()
    return parts, problems


def _raw(path: Path, sheet) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(sheet._worksheet_path)


def _sheet(
    file: File, title: str, pairs: Iterator, limits: Limits, shown: Sheet, merged: Merged
) -> tuple[Part | None, list[Problem]]:
    """Write a sheet as CSV from its heading down; rows above the heading are counted."""
    problems: list[Problem] = []
    header: list[str] = []
    above = cells = filled = 0
    kept = Keeper(file.path.with_suffix(".cells"))
    with kept, file.path.open("x", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        for number, (row, formulas) in enumerate(pairs, start=1):
            if number - above > limits.rows + 1:
                return None, [file.problem("too_many_rows", most=limits.rows)]
            kept.row(row, formulas)
            cells_read = [_text(cell, number, place, shown) for place, cell in enumerate(row)]
            written = shown.text(number, merged.text(number, cells_read))
            while written and not written[-1]:
                written.pop()
            if not header:
                if not written:
                    above += 1
                    continue
                header = written
                if len(header) > limits.columns:
                    return None, [file.problem("too_many_columns", found=len(header), most=limits.columns)]
            elif len(written) > len(header) + 1 and len(written) > limits.columns:
                return None, [file.problem("too_many_columns", found=len(written), most=limits.columns)]
            cells += len(written)
            if cells > limits.cells:
                return None, [file.problem("too_many_cells", most=limits.cells)]
            if len(problems) < MOST_TOLD:
                problems += _cells(file, number, header, row, formulas, limits)
            filled += bool(written) and written is not header
            writer.writerow(written + [""] * (len(header) - len(written)) if written else [])
    if not header:
        return None, []
    if not filled:
        return None, [empty(file)]
    return Part(file.name, title, file.path, tuple(header), above, original_rows=kept.place), problems


def _cells(file: File, row: int, header: list[str], cells, formulas, limits: Limits) -> Iterator[Problem]:
    """Yield the problems of a row's cells."""
    for position, cell in enumerate(cells):
        column = header[position] if position < len(header) and header[position] else None
        column = column or get_column_letter(position + 1)
        value = cell.value
        if getattr(cell, "data_type", None) == "e":
            yield file.problem("cell_error", row, column, found=str(value))
        elif isinstance(value, str) and len(value) > limits.cell_characters:
            yield file.problem("cell_long", row, column, found=len(value), most=limits.cell_characters)
        elif value is None and position < len(formulas) and formulas[position].data_type == "f":
            yield file.problem("formula_unsaved", row, column, found=str(formulas[position].value))


def _text(cell, row: int, place: int, shown: Sheet) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return shown.number(row, place, value, cell.number_format or "General")
    if isinstance(value, datetime.datetime):
        if YEAR.fullmatch(number_formats.section_of(cell.number_format or "", 1)):
            return str(value.year)
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="minutes")
    return str(value).strip()
