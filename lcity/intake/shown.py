"""What Excel shows otherwise than it holds it, asked or told: what is hidden, per cent, thousands."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from openpyxl.utils import get_column_letter

from lcity.dataset import Answer, Problem
from lcity.intake import number_formats
from lcity.intake.part import File
from lcity.intake.questions import Answers, question_of

ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
FILTER = re.compile(rb"<(?:\w+:)?autoFilter\b")
HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
NUMBER = {name: re.compile(rb"\b%s=[\"'](\d+)[\"']" % name.encode()) for name in ("r", "min", "max")}
MOST_COLUMNS, MOST_ROWS = 16_384, 1_000
LEAVE_OUT, LEAVE_OUT_HIDDEN = "leave_out", "leave_out_hidden"
ROWS = ("hidden_rows", "filtered_rows")


@dataclass
class Counted:
    """How many rows, and the first of them."""

    count: int = 0
    rows: list[int] = field(default_factory=list)

    def add(self, row: int) -> None:
        """Count a row."""
        self.count += 1
        if len(self.rows) < MOST_ROWS:
            self.rows.append(row)

    def below(self, heading: int) -> "Counted":
        """Return the same without rows down to a heading."""
        rows = [row for row in self.rows if row > heading]
        return Counted(self.count - len(self.rows) + len(rows), rows)


@dataclass
class Sheet:
    """How a sheet is shown, and what its owner says of it.

    Parameters
    ----------
    file
        The sheet.
    answers
        What was answered.
    rows, columns
        Rows, from 1, and columns, from 0, that are hidden.
    filtered
        Whether a filter is set, which may hide rows.
    concealed
        Whether the whole sheet is hidden.
    """

    file: File
    answers: Answers
    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    filtered: bool = False
    concealed: bool = False
    _percent: dict[int, Counted] = field(default_factory=lambda: defaultdict(Counted))
    _plain: dict[int, Counted] = field(default_factory=lambda: defaultdict(Counted))
    _scaled: dict[int, tuple[str, str]] = field(default_factory=dict)
    _filled: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, file: File, raw: bytes, state: str, answers: Answers) -> "Sheet":
        """Return how a sheet is shown.

        Parameters
        ----------
        file
            The sheet.
        raw
            Its XML.
        state
            "visible", or how it is hidden.
        answers
            What its owner has answered.
        """
        rows, columns, number = set(), set(), 0
        for match in ROW.finditer(raw):
            stated = NUMBER["r"].search(match[1])
            number = int(stated[1]) if stated else number + 1
            if HIDDEN.search(match[1]):
                rows.add(number)
        for match in COLUMN.finditer(raw):
            first, last = (NUMBER[side].search(match[1]) for side in ("min", "max"))
            if HIDDEN.search(match[1]) and first and last:
                columns.update(range(int(first[1]) - 1, min(int(last[1]), MOST_COLUMNS)))
        filtered = FILTER.search(raw) is not None
        return cls(file, answers, frozenset(rows), frozenset(columns), filtered, state != "visible")

    @property
    def left_out(self) -> bool:
        """Whether the whole sheet is left out."""
        return self.concealed and self._answer_to(self._sheet_question()) == LEAVE_OUT_HIDDEN

    @cached_property
    def _rows_left_out(self) -> bool:
        return self._answer_to(self._rows_question((1,))) == LEAVE_OUT

    @cached_property
    def _columns_left_out(self) -> bool:
        return self._answer_to(self._columns_question(())) == LEAVE_OUT_HIDDEN

    @cached_property
    def _as_shown(self) -> bool:
        return self._answer_to(self._scaled_question(())) == "as_shown"

    def text(self, number: int, cells: list[str]) -> list[str]:
        """Return a row's cells without those that are hidden and left out."""
        if number in self.rows:
            if any(cells):
                self._filled.add(number)
            if self._rows_left_out:
                return []
        if self.columns and self._columns_left_out:
            return ["" if place in self.columns else cell for place, cell in enumerate(cells)]
        return cells

    def number(self, row: int, place: int, value: float, number_format: str) -> str:
        """Return a number as text, and keep in mind how its format shows it."""
        if value:
            percent = number_formats.is_percent(number_format, value)
            (self._percent if percent else self._plain)[place].add(row)
        held = number_formats.written(value, number_format)
        if not number_formats.thousands(number_format, value):
            return held
        as_shown = number_formats.written(value, number_format, scaled=True)
        self._scaled.setdefault(place, (as_shown, held))
        return as_shown if self._as_shown else held

    def problems(self, header: list[str], heading: int) -> list[Problem]:
        """Return what is to be asked and told of a sheet that was read.

        Parameters
        ----------
        header
            Its headings.
        heading
            The row they stand in.
        """
        found = []
        if self.concealed:
            found.append(self._sheet_question())
        if rows := tuple(sorted(row for row in self._filled if row > heading)):
            found.append(self._rows_question(rows))
        named = tuple(
            header[place] for place in sorted(self.columns) if place < len(header) and header[place]
        )
        if named:
            found.append(self._columns_question(named))
        if self._scaled:
            found.append(self._scaled_question(tuple(_column_name(header, place) for place in self._scaled)))
        for place, percent in self._percent.items():
            plain = self._plain.get(place, Counted()).below(heading)
            few = tuple(min((percent, plain), key=lambda of: of.count).rows)
            if few:
                counts = {"percent": percent.count, "plain": plain.count}
                where = (self.file.name, few[0], _column_name(header, place))
                found.append(Problem(*where, "percent_mixed", counts, "note", few))
        return found

    def _answer_to(self, question: Problem) -> str:
        return question_of(question, self.answers).chosen

    def _sheet_question(self) -> Problem:
        return self._question("hidden_sheet", {})

    def _rows_question(self, rows: tuple[int, ...]) -> Problem:
        code = "filtered_rows" if self.filtered else "hidden_rows"
        return self._question(code, {}, rows)

    def _columns_question(self, named: tuple[str, ...]) -> Problem:
        return self._question("hidden_columns", {"names": named})

    def _question(self, code: str, details: dict, rows: tuple[int, ...] = ()) -> Problem:
        answers = (Answer("keep"), Answer(LEAVE_OUT if code in ROWS else LEAVE_OUT_HIDDEN))
        row = rows[0] if rows else None
        return Problem(self.file.name, row, None, code, details, "question", rows, answers)

    def _scaled_question(self, named: tuple[str, ...]) -> Problem:
        as_shown, held = next(iter(self._scaled.values()), ("", ""))
        details = {"names": named, "shown": as_shown, "held": held}
        answers = (Answer("as_held", "", as_shown, held), Answer("as_shown", "", held, as_shown))
        return Problem(self.file.name, None, None, "scaled_format", details, "question", (), answers)


def _column_name(header: list[str], place: int) -> str:
    return header[place] if place < len(header) and header[place] else get_column_letter(place + 1)
