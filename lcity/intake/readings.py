"""Cells that are no numbers or ids as they stand, and the one way in which all of a column are."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

import pandas as pd

from lcity.dataset import codes
from lcity.dataset.cells import NUMBER, shown
from lcity.dataset.conform import allows, column_of
from lcity.dataset.contract import SCHEMAS, kind
from lcity.dataset.problem import DIRECTION, UNREAD
from lcity.dataset.tables import read_table
from lcity.intake import numerals, original_rows, unit_names, value_words
from lcity.intake.cells import BLANK, HOURS, IDS, MULTIPLE, NO_HOURS, SUPPRESSED, WORDS, ZERO, of_sign
from lcity.intake.compose import Composed, Lineage
from lcity.intake.multiples import units_of
from lcity.intake.numerals import COMMA, POINT
from lcity.intake.plan import Plan

MOST_PAIRS = 8
UNKNOWN = tuple(f"unknown_{unit}" for unit in unit_names.TABLE_OF)


@dataclass(frozen=True)
class Reading:
    """A way to read cells of a table that cannot be read as they stand.

    Parameters
    ----------
    table
        The table.
    way
        `COMMA` or `POINT`: numbers with this decimal mark; `MULTIPLE`: "70.4万"; `BLANK`: codes for
        "unknown"; `SUPPRESSED`: codes for what is not given; `ZERO` or `BLANK` of a sign, as `of_sign`
        writes it; `IDS`: names of units, for which their ids stand; `HOURS`: opening hours as people write
        them; `NO_HOURS`: what can be read as none, for unknown; `WORDS`: words for the contract's own, 正向
        for 1.
    columns, headings
        The columns, and what they are called in the file as it came.
    cells
        How many cells.
    before, after
        The first of them, and what becomes of it.
    marked
        Whether a comma or point is in any of them; else blanks part thousands, or per cent is said.
    percent
        Headings of columns whose numbers have a sign for per cent, which goes, and the indicators' units.
    either
        Whether the other decimal mark would do as well, so that only its owner can say.
    others
        Where either would do: cells of the table's other columns that can only be read this way.
    sign
        The sign that may mean zero or unknown, where the reading is of one.
    pairs
        Of opening hours and words: the first different ones, and what becomes of each.
    """

    table: str
    way: str
    columns: tuple[str, ...]
    headings: tuple[str, ...]
    cells: int
    before: str
    after: str
    marked: bool = False
    percent: tuple[tuple[str, str], ...] = ()
    either: bool = False
    others: int = 0
    sign: str = ""
    pairs: tuple[tuple[str, str], ...] = ()


Cells = dict[str, list[str]]
"""Column → the cells that could not be read."""


def suggestions(composed: Composed, plan: Plan) -> list[Reading]:
    """Return the readings by which the cells of what came could be read, where all of a column can be.

    Parameters
    ----------
    composed
        What became of the upload.
    plan
        What its owner has confirmed; what is read so already is not suggested again.
    """
    found: list[Reading] = []
    units = units_of(composed.folder)
    names = [lineage.part.name for lineage in composed.lineages.values()]
    shared = {name for name in names if names.count(name) > 1}
    for table, lineage in composed.lineages.items():
        column_of = {heading: column for column, heading in lineage.headings.items()}
        unread: Cells = defaultdict(list)
        unknown: dict[str, list[str]] = defaultdict(list)
        worded: Cells = defaultdict(list)
        opening: list[tuple[str, str]] = []
        needed = set()
        for problem in composed.problems:
            if problem.file != lineage.part.name or problem.column is None or "found" not in problem.details:
                continue
            if lineage.part.name in shared and problem.column not in column_of:
                continue  # Of two tables made of one part it is the other's.
            column = column_of.get(problem.column, problem.column)
            if problem.code == DIRECTION:
                # What is no word of a direction may be a mark of what is unknown.
                known = value_words.read("direction", str(problem.details["found"]))
                (worded if known else unread)[column].append(str(problem.details["found"]))
            elif problem.code in UNREAD:
                unread[column].append(str(problem.details["found"]))
                needed |= {column} if problem.code == "not_number_needed" else set()
            elif problem.code == "not_one_of":
                worded[column].append(str(problem.details["found"]))
            elif problem.code in UNKNOWN:
                unknown[column].append(str(problem.details["found"]))
            elif problem.code == "hours":
                opening.append((str(problem.details["found"]), str(problem.details.get("near", ""))))
        found += _codes(table, lineage, unread, needed)
        found += _multiples(table, lineage, unread)
        found += _numbers(table, lineage, unread, units)
        found += _names(table, lineage, unknown, composed)
        found += _hours(table, lineage, opening)
        found += _words(table, lineage, unread, worded)
    return [reading for reading in found if not _made(reading, plan)]


def _made(reading: Reading, plan: Plan) -> bool:
    ways = plan.readings.get(reading.table, {})
    return all(reading.way in ways.get(column, ()) for column in reading.columns)


def _codes(table: str, lineage: Lineage, unread: Cells, needed: set[str]) -> list[Reading]:
    """Return readings of codes: unknown where they say so or are suppressed; of signs, zero or unknown."""
    found = []
    blank = {}
    for column, texts in unread.items():
        stated = column_of(SCHEMAS[table], column)
        if column not in needed and (stated is None or stated.nullable):
            blank[column] = texts
    for way, is_one in ((BLANK, codes.is_missing), (SUPPRESSED, codes.is_suppressed)):
        cells = _those(blank, is_one)
        found += [_reading(table, lineage, way, cells, "")] if cells else []
    for sign in dict.fromkeys(
        sign for texts in unread.values() for text in texts if (sign := codes.sign(text))
    ):
        for way, of in ((ZERO, unread), (BLANK, blank)):
            cells = _those(of, lambda text, sign=sign: codes.sign(text) == sign)
            after = "0" if way == ZERO else ""
            if cells:
                one = _reading(table, lineage, of_sign(way, sign), cells, after)
                found.append(replace(one, sign=sign))
    return found


def _those(columns: Cells, is_one: Callable[[str], object]) -> Cells:
    """Return of each column the cells of one kind, without columns that have none."""
    kept = {column: [text for text in texts if is_one(text)] for column, texts in columns.items()}
    return {column: texts for column, texts in kept.items() if texts}


def _is_code(text: str) -> bool:
    return codes.is_missing(text) or codes.is_suppressed(text) or bool(codes.sign(text))


def _multiples(table: str, lineage: Lineage, unread: Cells) -> list[Reading]:
    cells = _those(unread, lambda text: numerals.read_multiple(text) is not None)
    if not cells:
        return []
    first = next(iter(cells.values()))[0]
    return [_reading(table, lineage, MULTIPLE, cells, shown(numerals.read_multiple(first)))]


def _numbers(table: str, lineage: Lineage, unread: Cells, units: Mapping[str, str]) -> list[Reading]:
    """Return one reading a decimal mark, and two where either would do."""
    sure: dict[str, Cells] = {COMMA: {}, POINT: {}}
    plain: Cells = {}
    unsure: Cells = {}
    for column, texts in unread.items():
        cells = [text for text in texts if not (_is_code(text) or numerals.read_multiple(text) is not None)]
        marks = _marks(table, column, cells, lineage) if cells else frozenset()
        if len(marks) == 1:
            sure[next(iter(marks))][column] = cells
        elif marks:
            (unsure if any(map(numerals.is_marked, cells)) else plain)[column] = cells
    sure[COMMA if sure[COMMA] and not sure[POINT] else POINT] |= plain
    found = [_reading(table, lineage, way, cells, units=units) for way, cells in sure.items() if cells]
    if unsure:
        for way, other in ((COMMA, POINT), (POINT, COMMA)):
            speaks, against = (_count_marked(sure[mark]) for mark in (way, other))
            reading = _reading(table, lineage, way, unsure, units=units)
            found.append(replace(reading, either=True, others=0 if against else speaks))
    return found


def _count_marked(columns: Cells) -> int:
    return sum(numerals.is_marked(cell) for cells in columns.values() for cell in cells)


def _marks(table: str, column: str, cells: list[str], lineage: Lineage) -> frozenset[str]:
    """Return the decimal marks by which all cells of a column are numbers that may stand there."""
    marks = frozenset((COMMA, POINT)).intersection(*map(numerals.decimals, cells))
    marks = frozenset(mark for mark in marks if _whole(table, column, cells, mark))
    if COMMA in marks and any(map(numerals.is_marked, cells)) and _parts_thousands(lineage, column):
        marks -= {COMMA}
    if len(marks) > 1:
        marks = frozenset(mark for mark in marks if _within(table, column, cells, mark)) or marks
    return marks


def _whole(table: str, column: str, cells: list[str], mark: str) -> bool:
    """Say whether numbers so read are whole, where a column holds no others."""
    stated = column_of(SCHEMAS[table], column)
    return stated is None or kind(stated) != "whole" or all(numerals.read(c, mark) % 1 == 0 for c in cells)


def _within(table: str, column: str, cells: list[str], mark: str) -> bool:
    """Say whether numbers so read are within the bounds of a column, as longitudes are."""
    stated = column_of(SCHEMAS[table], column)
    numbers = pd.Series([numerals.read(cell, mark) for cell in cells])
    return stated is None or allows(stated, numbers)


def _parts_thousands(lineage: Lineage, column: str) -> bool:
    """Say whether a cell of a column is text whose point may part thousands: "1.234", a number already."""
    part, heading = lineage.part, lineage.headings.get(column, column)
    if part.path.suffix != ".csv":
        return False
    if part.original_rows.endswith(".cells"):
        rows = [[value for value, _ in row] for row in original_rows.rows(part)][part.above :]
        heads = [original_rows.written(value) for value in rows[0]]
        place = heads.index(heading) if heading in heads else len(heads)
        texts = [row[place] for row in rows[1:] if len(row) > place and original_rows.is_text(row[place])]
    else:
        frame, _ = read_table(part.path)
        texts = [] if frame is None or heading not in frame else frame[heading].dropna().tolist()
    dotted = [text for text in texts if "." in text and re.match(NUMBER, text)]
    return any(numerals.read(text, COMMA) is not None for text in dotted)


def _names(table: str, lineage: Lineage, unknown: Cells, composed: Composed) -> list[Reading]:
    known = cache(lambda unit: unit_names.ids(composed.folder, unit))
    found = []
    for column, texts in unknown.items():
        ids = known(column) if column in unit_names.TABLE_OF else {}
        meant = [ids.get(unit_names.folded(text)) for text in texts]
        if all(meant):
            found.append(_reading(table, lineage, IDS, {column: texts}, meant[0]))
    return found


def _words(table: str, lineage: Lineage, unread: Cells, worded: Cells) -> list[Reading]:
    """Return one reading of the columns whose every cell is a word for one of the contract's own."""
    cells, pairs = {}, {}
    for column in dict.fromkeys((*unread, *worded)):
        texts = [*unread.get(column, ()), *worded.get(column, ())]
        meant = [value_words.read(column, text) for text in texts]
        if all(meant):
            cells[column] = texts
            pairs |= dict.fromkeys(zip(texts, meant, strict=True))
    if not cells:
        return []
    one = _reading(table, lineage, WORDS, cells, next(iter(pairs))[1])
    return [replace(one, pairs=tuple(pairs)[:MOST_PAIRS])]


def _hours(table: str, lineage: Lineage, cells: list[tuple[str, str]]) -> list[Reading]:
    """Return one reading of the hours that can be read one way, and one of those that cannot be."""
    found = []
    for way in (HOURS, NO_HOURS):
        pairs = [(before, after) for before, after in cells if bool(after) == (way == HOURS)]
        if pairs:
            one = _reading(table, lineage, way, {"hours": [before for before, _ in pairs]}, pairs[0][1])
            found.append(replace(one, pairs=tuple(dict.fromkeys(pairs))[:MOST_PAIRS]))
    return found


def _reading(
    table: str,
    lineage: Lineage,
    way: str,
    cells: Cells,
    after: str | None = None,
    units: Mapping[str, str] | None = None,
) -> Reading:
    every = [text for texts in cells.values() for text in texts]
    first = next(filter(numerals.is_marked, every), every[0]) if way in (COMMA, POINT) else every[0]
    if after is None:
        after = shown(numerals.read(first, way))
    heads = {column: lineage.headings.get(column, column) for column in cells}
    numbers = way in (COMMA, POINT)
    percent = [c for c, texts in cells.items() if numbers and any(map(numerals.has_percent, texts))]
    return Reading(
        table,
        way,
        tuple(cells),
        tuple(heads.values()),
        len(every),
        first,
        after,
        numbers and any(map(numerals.is_marked, every)),
        tuple((heads[column], (units or {}).get(column, "")) for column in percent),
    )
