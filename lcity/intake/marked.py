"""An upload given back: the bad cells marked, and a sheet that lists everything."""

import io
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import column_index_from_string

from lcity import spreadsheet
from lcity.dataset import Problem
from lcity.intake import original_rows
from lcity.intake.part import Part
from lcity.text import Language

BAD = PatternFill("solid", fgColor="F6C3B7")
NOTED = PatternFill("solid", fgColor="FBE7B2")
MOST_CELLS = 2_000_000
MOST_PROBLEMS = 10_000
TITLE_CHARACTERS = 31
PROBLEMS = "problems"
LETTERS = re.compile("[A-Z]{1,3}")
COLUMNS = ("severity", "file", "row", "column", "found", "said")


def rows(problems: Sequence[Problem], lang: Language) -> list[tuple]:
    """Return problems as rows of `COLUMNS`, in words; `found` is the cell as it came, where it is one's.

    What keeps the upload from being opened stands before notes.
    """
    return [
        (
            lang.t(f"intake.severity.{problem.severity}"),
            problem.file,
            problem.row,
            problem.column or "",
            str(problem.details.get("found", "")),
            problem.sentence(lang),
        )
        for problem in _errors_first(problems)[:MOST_PROBLEMS]
    ]


def headings(lang: Language) -> list[str]:
    """Return the headings of `rows`."""
    return [lang.t(f"intake.problem.{column}") for column in COLUMNS]


def grouped(problems: Sequence[Problem], lang: Language) -> list[tuple[str, str, str]]:
    """Return problems with those of one kind in one column as one: kind, where, sentence.

    Where names the first row; so does the sentence.
    """
    groups: dict[tuple, list[Problem]] = defaultdict(list)
    for problem in _errors_first(problems):
        # What a cell holds instead of a number makes kinds of its own, each with its own way on.
        groups[problem.severity, problem.file, problem.column, problem.code, problem.held].append(problem)
    found = []
    for (severity, file, column, *_), alike in groups.items():
        first, more = alike[0], len(alike) - 1
        where = [file, *([column] if column else [])]
        if first.row is not None:
            row = {"first": str(first.row), "n": more, "count": lang.number(more)}
            where.append(lang.t("intake.problem.rows" if more else "intake.problem.one_row", **row))
        found.append((lang.t(f"intake.severity.{severity}"), " · ".join(where), first.sentence(lang)))
    return found


def _errors_first(problems: Sequence[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.severity != "error")


def workbook(parts: Sequence[Part], problems: Sequence[Problem], lang: Language) -> bytes:
    """Return the tables as they came, as the sheets of one workbook, bad cells filled and commented.

    With the files `left_out` it can be mended and uploaded again as it is. Tables that do not fit into a
    workbook of reasonable size are left out too; all problems stand in the first sheet.

    Parameters
    ----------
    parts
        The tables as they came.
    problems
        Told in the words of the files as they came.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(PROBLEMS)
    sheet.append([_cell(sheet, heading, font=Font(bold=True)) for heading in headings(lang)])
    for row in rows(problems, lang):
        sheet.append([_cell(sheet, value) for value in row])
    titles: set[str] = {PROBLEMS}
    room, named = MOST_CELLS, {problem.file for problem in problems}
    for part in parts:
        if _is_left_out(part, named):
            continue
        size = sum(map(len, original_rows.rows(part)))
        if size > room:
            continue
        room -= size
        _sheet(book, _title(part, titles), part, [p for p in problems if p.file == part.name], lang)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def left_out(parts: Sequence[Part], problems: Sequence[Problem]) -> list[str]:
    """Return the files of which `workbook` has no sheet: no tables, or whole ones without a problem."""
    named = {problem.file for problem in problems}
    return [part.name for part in parts if _is_left_out(part, named)]


def _is_left_out(part: Part, named: set[str]) -> bool:
    no_table = part.outlined or part.path.suffix == ".toml"
    # A sheet goes back with the others of its workbook.
    own_file = part.name.lower().endswith((".csv", ".parquet"))
    return no_table or (own_file and part.name not in named)


def _sheet(book: Workbook, title: str, part: Part, problems: list[Problem], lang: Language) -> None:
    sheet = book.create_sheet(title)
    header = part.above + 1
    heads: list[str] = []
    wrong: Mapping[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        wrong[problem.row or header].append(problem)
    for number, cells in enumerate(original_rows.rows(part), start=1):
        if number == header:
            heads = [original_rows.written(value) for value, _ in cells]
        at: Mapping[int, list[Problem]] = defaultdict(list)
        for problem in wrong.get(number, ()):
            for place in _places(problem, heads):
                at[place].append(problem)
        width = max(len(cells), max(at, default=-1) + 1)
        padded = cells + [(None, original_rows.PLAIN)] * (width - len(cells))
        sheet.append([_marked(sheet, value, form, at.get(i), lang) for i, (value, form) in enumerate(padded)])


def _places(problem: Problem, heads: list[str]) -> list[int]:
    """Return which cells of its row a problem is of: the first, where it is of none."""
    places = []
    for column in (problem.column or "").split(", "):
        if column in heads:
            places.append(heads.index(column))
        elif LETTERS.fullmatch(column):
            places.append(column_index_from_string(column) - 1)
    return places or [0]


def _marked(sheet, value: object, form: str, problems: list[Problem] | None, lang: Language):
    cell = _cell(sheet, value)
    if form != original_rows.PLAIN:
        cell.number_format = form
    if problems:
        cell.fill = BAD if any(p.severity == "error" for p in problems) else NOTED
        cell.comment = Comment("\n".join(dict.fromkeys(p.sentence(lang) for p in problems))[:1000], "LCity")
    return cell


def _cell(sheet, value: object, **style: object):
    """Return a cell that holds text as text, whatever it begins with."""
    missing = value is None or value != value
    cell = WriteOnlyCell(sheet, "" if missing else _printable(value))
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = "@"
    for name, of in style.items():
        setattr(cell, name, of)
    return cell


def _printable(value: object) -> object:
    if not isinstance(value, str):
        return value
    return "".join(c if ord(c) >= 32 or c in "\t\n" else "\N{REPLACEMENT CHARACTER}" for c in value)[:32_767]


def _title(part: Part, taken: set[str]) -> str:
    plain = "".join("_" if c in "[]:*?/\\'" or ord(c) < 32 else c for c in part.title).strip() or "table"
    title, number = plain[:TITLE_CHARACTERS], 2
    while title.lower() in {name.lower() for name in taken}:
        tail = f" {number}"
        title, number = plain[: TITLE_CHARACTERS - len(tail)] + tail, number + 1
    taken.add(title)
    return title


def text(part: Part, problems: Sequence[Problem], lang: Language, write: Callable) -> bytes:
    """Return a table as CSV with a last column that says what is wrong with each row.

    Parameters
    ----------
    part
        The table as it came.
    problems
        Told in the words of the files as they came.
    write
        Writes a frame as CSV.
    """
    rows = original_rows.text_rows(part)
    sentences: dict[int, list[str]] = defaultdict(list)
    for problem in problems:
        if problem.file == part.name and problem.row is not None:
            place = f"{problem.column}: " if problem.column else ""
            sentences[problem.row].append(place + problem.sentence(lang))
    header = part.above
    told = [" | ".join(sentences.get(row, ())) for row in range(1, len(rows) + 1)]
    told[header] = lang.t("intake.problem.said")
    table = [[*map(spreadsheet.cell, row), last] for row, last in zip(rows, told, strict=True)]
    return write(pd.DataFrame(table[1:], columns=table[0]))
