"""Tables kept as they came, every cell of every row, to be given back with nothing lost."""

import csv
import datetime
import io
import json
import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path

from lcity.dataset.cells import shown
from lcity.dataset.tables import decode, read_table
from lcity.intake.part import Part

MOST_CELLS = 2_000_000
PLAIN = "General"
NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d+)?")
Row = list[tuple[object, str]]
"""Cells and how each is shown, as Excel writes it."""


class Keeper:
    """Writes the rows of a sheet as they are read, types and formats of cells with them.

    Parameters
    ----------
    path
        Where to.
    """

    def __init__(self, path: Path):
        self.path = path
        self._left = MOST_CELLS
        self._file = path.open("w", encoding="utf-8")

    def __enter__(self) -> "Keeper":
        """Begin."""
        return self

    def __exit__(self, *_) -> None:
        """End; what was kept in part only goes."""
        self._file.close()
        if self._left < 0:
            self.path.unlink()

    @property
    def place(self) -> str:
        """Where the rows are; "" where there were too many."""
        return str(self.path) if self._left >= 0 else ""

    def row(self, cells: Iterable, formulas: Iterable = ()) -> None:
        """Keep a row, while there is room; of a formula without its result, the formula as text."""
        pairs = zip_longest(cells, formulas)
        kept = [_cell_of(cell, formula) for cell, formula in pairs if cell is not None]
        self._left -= len(kept)
        if self._left >= 0:
            self._file.write(json.dumps(kept, ensure_ascii=False) + "\n")


def rows(part: Part, *, typed: bool = True) -> Iterator[Row]:
    """Yield the rows of a table as it came, from the first of its file or sheet.

    Parameters
    ----------
    part
        The table.
    typed
        Whether numbers of a text file are given as numbers, where a spreadsheet would write them so; ids
        keep their zeros.
    """
    if part.original_rows.endswith(".cells"):
        with Path(part.original_rows).open(encoding="utf-8") as file:
            for line in file:
                yield [_given(kept) for kept in json.loads(line)]
        return
    if part.path.suffix == ".parquet":
        frame, _ = read_table(part.path)
        yield [(column, PLAIN) for column in frame.columns]
        for cells in frame.astype(object).itertuples(index=False):
            yield [(None if cell != cell else cell, PLAIN) for cell in cells]
        return
    yield from ([] for _ in range(0 if part.original_rows else part.above))
    text = decode(Path(part.original_rows or part.path).read_bytes()) or ""
    for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""))):
        yield [(_typed(cell) if typed and number else cell.strip(), PLAIN) for cell in cells]


def text_rows(part: Part) -> list[list[object]]:
    """Return the rows of a text file as they came, all of one length, None where there is no cell."""
    found = [[value for value, _ in row] for row in rows(part, typed=False)]
    width = max(map(len, found), default=0)
    return [row + [None] * (width - len(row)) for row in found]


def written(cell: object) -> str:
    """Return a cell as headings are compared."""
    return "" if cell is None else shown(cell).strip()


def is_text(value: object) -> bool:
    """Say whether a cell came as text, not as a number or a date."""
    return isinstance(value, str)


def _typed(text: str) -> object:
    """Return a number where its writing is the one a number would be given."""
    if not NUMBER.fullmatch(text):
        return text or None
    number = float(text) if "." in text else int(text)
    return number if repr(number) == text else text


def _cell_of(cell, formula) -> object:
    value = cell.value
    if value is None and getattr(formula, "data_type", None) == "f":
        value = str(formula.value)
    form = getattr(cell, "number_format", None) or PLAIN
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return {"at": value.isoformat(), "is": type(value).__name__, "form": form}
    if isinstance(value, datetime.timedelta):
        return {"at": value.total_seconds() / 86_400, "is": "days", "form": form}
    plain = value if value is None or isinstance(value, str | int | float | bool) else str(value)
    return plain if form == PLAIN else {"at": plain, "form": form}


def _given(kept: object) -> tuple[object, str]:
    if not isinstance(kept, dict):
        return kept, PLAIN
    kind = kept.get("is")
    value = kept["at"]
    if kind in ("datetime", "date", "time"):
        value = getattr(datetime, kind).fromisoformat(value)
    return value, kept["form"]
