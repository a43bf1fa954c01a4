"""Where in a sheet the table is: rows above its headings, and notes below it. Only ever suggested."""

import csv
import dataclasses
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from lcity.dataset import Problem
from lcity.dataset.cells import NUMBER
from lcity.dataset.tables import decode
from lcity.intake.multiples import of_heading
from lcity.intake.part import Part

BLOCK = " › "
"""What stands between the heading of a block of columns and that of one of them."""
HIGHEST = 15
"""Rows among which headings are looked for."""
MOST_BYTES = 20_000_000
MOST_NOTES = 20
LONGEST_ROW_TEXT = 60
NOTE = re.compile(
    r"[:：*;.†‡]|^.{40,}$|^[(（]\d+[)）]|^\d[)）]|^[\W_]{3,}$|^\S{1,4}\s*[=＝]"
    r"|^(注|说明|备注|资料来源|数据来源|來源|資料來源)",
    re.DOTALL,
)
"""What a note begins with, or holds: a mark, a rule, a legend such as "- = nothing there", 注."""
UNIT_NAMES = ("单位", "計量單位", "计量单位", "unit", "units", "Unit", "Units")
LABEL = re.compile(r"[:：]")
FILLED_IN = re.compile(
    r"^(填报|填表|制表|编制|报送)(单位|部门|机构|日期|时间|人)|[:：]$|^(reported|prepared|compiled) by\b",
    re.IGNORECASE,
)
"""What begins a line that says who filled a table in and when, or ends a label of such a line."""
UNIT = re.compile(
    r"[（(]?([十百千]?[万萬亿億千]?(人|人次|户|元|个|所|间|件|册|座|平方米|公顷|平方公里)|%|％|‰|岁|年|小时"
    r"|(in )?(thousand|million)s?( people| persons)?"
    r"|people|persons|number|years?|hours?|m2|m²|km2|km²)[）)]?",
    re.IGNORECASE,
)


class Layout(NamedTuple):
    """Where the table of a sheet or file is.

    Parameters
    ----------
    header
        The row of its headings, as the file came; None where it is the first that is not blank.
    left_out
        Rows below it that are no records.
    title, notes
        The beginnings of what stands in the rows above the headings, and in those left out.
    depth
        How many rows the headings take: of two, the upper one names blocks of the lower one's columns.
    """

    header: int | None = None
    left_out: tuple[int, ...] = ()
    title: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    depth: int = 1


def of(value: Sequence) -> Layout:
    """Return a layout that was written as a list."""
    header, left_out, title, notes, depth = value
    return Layout(header, tuple(left_out), tuple(title), tuple(notes), depth)


def suggested(part: Part) -> Layout:
    """Return where the table of a part seems to be; `Layout()` where nothing speaks for more than it said.

    Headings are in the first row of several texts where only sparser rows or labels stand above it, as a
    title and 填报单位 are. Right below them may stand a row of units. Below the
    table stand rows whose first cell alone is filled and reads as a note, or that a blank row parts from
    the records and fewer than half of whose cells are filled, as sums are.

    Parameters
    ----------
    part
        A table in text.
    """
    if part.path.suffix != ".csv" or part.path.stat().st_size > MOST_BYTES:
        return Layout()
    rows = _rows(part.path)
    header = _header(rows)
    upper = next((row for row in (header, header - 1) if row >= 0 and _blocks(rows, row)), None)
    header, depth = (header, 1) if upper is None else (upper, 2)
    last = header + depth - 1
    left_out = [*([last + 1] if _units(rows, last) else []), *_notes(rows, last)]
    return Layout(
        part.above + header + 1 if header else None,
        tuple(part.above + row + 1 for row in left_out),
        tuple(_row_text(row) for row in rows[:header] if any(row)),
        tuple(_row_text(rows[row]) for row in left_out),
        depth,
    )


def laid_out(part: Part, layout: Layout, folder: Path) -> Part:
    """Return a part without what is above its headings and what is left out below.

    Parameters
    ----------
    part
        A table in text.
    layout
        Where its table is.
    folder
        Where to write it.
    """
    if not (layout.header or layout.left_out or layout.depth > 1):
        return part
    rows = _rows(part.path)
    first = layout.header - part.above - 1 if layout.header else 0
    gone = {row - part.above - 1 for row in layout.left_out}
    heads = rows[first]
    if layout.depth > 1:
        heads = _one_row(*rows[first : first + 2])
        first += 1
    if first + 1 in gone and _units(rows, first):
        heads = _with_units(heads, rows[first + 1])
    while heads and not heads[-1]:
        heads = heads[:-1]
    path = folder / f"{part.path.stem}.rows.csv"
    with path.open("x", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for number, row in enumerate([heads, *rows[first + 1 :]], start=first):
            kept = row if number not in gone and any(row) else []
            while len(kept) > len(heads) and not kept[-1]:
                kept = kept[:-1]
            writer.writerow(kept + [""] * (len(heads) - len(kept)) if kept else [])
    return dataclasses.replace(
        part,
        path=path,
        columns=tuple(heads),
        above=part.above + first,
        original_rows=part.original_rows or str(part.path),
    )


def without_unread(
    problems: Sequence[Problem], parts: Sequence[Part], layouts: dict[str, Layout]
) -> list[Problem]:
    """Return problems without those of rows that are not read."""
    above = {part.name: part.above for part in parts if part.name in layouts}
    return [
        problem
        for problem in problems
        if problem.row is None
        or problem.file not in above
        or (problem.row > above[problem.file] and problem.row not in layouts[problem.file].left_out)
    ]


def _rows(path: Path) -> list[list[str]]:
    text = decode(path.read_bytes()) or ""
    try:
        return [
            [cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), strict=True)
        ]
    except csv.Error:
        return []


def _header(rows: list[list[str]]) -> int:
    """Return the place of the headings: 0 but where sparser rows, or labels, stand above several texts."""
    filled = [[cell for cell in row if cell] for row in rows]
    widths = sorted(len(cells) for cells in filled if cells)
    usual = widths[len(widths) // 2] if widths else 0
    for place, cells in enumerate(filled[:HIGHEST]):
        if not cells or len(cells) <= max(1, usual // 2) or all(map(LABEL.search, cells)):
            continue
        if any(map(FILLED_IN.search, cells)):
            continue
        texts = len(set(cells)) == len(cells) and not any(re.match(NUMBER, cell) for cell in cells)
        below = next((row for row in filled[place + 1 :] if row), [])
        return place if texts and len(below) > 1 and any(filled[:place]) else 0
    return 0


def _blocks(rows: list[list[str]], upper: int) -> bool:
    """Say whether a row names blocks of the columns that the row below it names."""
    if len(rows) < upper + 3:
        return False
    width = max(map(len, rows[upper : upper + 3]))
    above, below, record = (row + [""] * (width - len(row)) for row in rows[upper : upper + 3])
    filled = [bool(one or other) for one, other in zip(above, below, strict=True)]
    while filled and not filled[-1]:
        filled.pop()
    # What names no block is one heading over both rows, or there are two blocks: a title is neither.
    alone = [one for one, other in zip(above, below, strict=True) if one and (not other or other == one)]
    blocks = dict.fromkeys(
        one for one, other in zip(above, below, strict=True) if one and other and other != one
    )
    gaps = [
        place
        for place in range(1, width)
        if below[place] and any(above[:place]) and above[place] in ("", above[place - 1])
    ]
    texts = [cell for cell in (*above, *below) if cell]
    return (
        all(filled)
        and bool(gaps)
        and bool(blocks)
        and len(alone) + len(blocks) > 1
        and not any(re.match(NUMBER, cell) or LABEL.search(cell) for cell in texts)
        and any(re.match(NUMBER, cell) for cell in record)
        and not any(map(UNIT.fullmatch, filter(None, below)))
    )


def _one_row(above: list[str], below: list[str]) -> list[str]:
    """Return the headings of two rows as one, blocks before the columns in them."""
    width = max(len(above), len(below))
    above, below = (row + [""] * (width - len(row)) for row in (above, below))
    heads, block = [], ""
    for upper, lower in zip(above, below, strict=True):
        block = upper or (block if lower else "")
        heads.append(BLOCK.join(filter(None, dict.fromkeys((block, lower)))))
    return heads


def _units(rows: list[list[str]], header: int) -> bool:
    """Say whether the row below the headings holds the units of their columns, and no record."""
    if len(rows) < header + 3:
        return False
    row = rows[header + 1]
    units = [cell for cell in row[1:] if cell]
    return bool(units) and (not row[0] or row[0] in UNIT_NAMES) and all(map(UNIT.fullmatch, units))


def _with_units(heads: list[str], units: list[str]) -> list[str]:
    """Return headings with the units that count in thousands or more, so that these are asked about."""
    bare_units = [unit.strip("（）()") for unit in units] + [""] * len(heads)
    counts = [bool(unit) and of_heading(f"({unit})") != 1 for unit in bare_units]
    pairs = zip(heads, bare_units, counts, strict=False)
    return [f"{head}（{unit}）" if head and counted else head for head, unit, counted in pairs]


def _notes(rows: list[list[str]], header: int) -> list[int]:
    width = sum(map(bool, rows[header])) if rows else 0
    found: list[int] = []
    if width < 3:
        return found
    for place in range(len(rows) - 1, header + 1, -1):
        row = rows[place]
        filled = sum(map(bool, row))
        if not filled:
            continue
        parted = _parted(rows, place, width)
        alone = filled == 1 and bool(row[0]) and (parted or bool(NOTE.search(row[0])))
        if not (alone or (parted and filled < width / 2)):
            break
        found.append(place)
    return found[::-1] if len(found) <= MOST_NOTES else []


def _parted(rows: list[list[str]], place: int, width: int) -> bool:
    """Say whether a blank row parts a row, and others as sparse above it, from the records."""
    for above in range(place - 1, 0, -1):
        filled = sum(map(bool, rows[above]))
        if not filled:
            return True
        if filled >= width / 2:
            return False
    return False


def _row_text(row: list[str]) -> str:
    text = " · ".join(cell for cell in row if cell)
    return text if len(text) <= LONGEST_ROW_TEXT else text[: LONGEST_ROW_TEXT - 1] + "…"
