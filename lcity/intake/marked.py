"""An upload given back: the bad cells marked, and a sheet that lists everything."""

import io
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from lcity.dataset import Problem
from lcity.dataset.tables import read_table
from lcity.intake.part import Part
from lcity.intake.safe import inert
from lcity.text import Language

BAD = PatternFill("solid", fgColor="F6C3B7")
NOTED = PatternFill("solid", fgColor="FBE7B2")
MOST_CELLS = 2_000_000
MOST_PROBLEMS = 10_000
TITLE_CHARACTERS = 31
PROBLEMS = "problems"
COLUMNS = ("severity", "file", "row", "column", "found", "said")


def rows(problems: Sequence[Problem], lang: Language) -> list[tuple]:
    """Return problems as rows of `COLUMNS`, in words; `found` is the cell as it came, where it is one's."""
    return [
        (
            lang.t(f"intake.severity.{problem.severity}"),
            problem.file,
            problem.row,
            problem.column or "",
            str(problem.details.get("found", "")),
            problem.sentence(lang),
        )
        for problem in problems[:MOST_PROBLEMS]
    ]


def headings(lang: Language) -> list[str]:
    """Return the headings of `rows`."""
    return [lang.t(f"intake.problem.{column}") for column in COLUMNS]


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
        frame, _ = read_table(part.path)
        if frame is None or (room := room - frame.size) < 0:
            continue
        _sheet(book, _title(part, titles), part, frame, [p for p in problems if p.file == part.name], lang)
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


def _sheet(book: Workbook, title: str, part: Part, frame, problems: list[Problem], lang: Language) -> None:
    sheet = book.create_sheet(title)
    wrong: Mapping[tuple[int, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        for column in (problem.column or "").split(", "):
            wrong[(problem.row or 1) - part.above, column].append(problem)
    for _ in range(part.above):
        sheet.append([])
    columns = list(frame.columns)
    sheet.append([_marked(sheet, column, wrong.get((1, column)), lang) for column in columns])
    next_row = 2
    for row, cells in zip(frame.index, frame.astype(object).itertuples(index=False), strict=True):
        for _ in range(row - next_row):
            sheet.append([])
        of_row = wrong.get((row, ""))
        sheet.append(
            [
                _marked(sheet, cell, wrong.get((row, column)) or (of_row if first else None), lang)
                for first, (column, cell) in zip(_first(), zip(columns, cells, strict=True), strict=False)
            ]
        )
        next_row = row + 1


def _first():
    yield True
    while True:
        yield False


def _marked(sheet, value: object, problems: list[Problem] | None, lang: Language):
    cell = _cell(sheet, value)
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
    frame, _ = read_table(part.path)
    said: dict[int, list[str]] = defaultdict(list)
    for problem in problems:
        if problem.file == part.name and problem.row is not None:
            place = f"{problem.column}: " if problem.column else ""
            said[problem.row - part.above].append(place + problem.sentence(lang))
    column = lang.t("intake.problem.said")
    told = [" | ".join(said.get(row, ())) for row in frame.index]
    return write(frame.map(inert).assign(**{column: told}))
