"""Raw frames held against their schemas: typed frames, and every cell that does not fit as a problem."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from lcity.dataset.cells import nearest, shown, to_number, to_text, to_whole
from lcity.dataset.problem import Problem
from lcity.dataset.schema import Column, Schema

READ_AS = {"number": (to_number, "not_number"), "whole": (to_whole, "not_whole")}
NEEDED = {"not_number": "not_number_needed", "negative": "negative_needed"}
"""What is said instead where a cell may not be blank."""


@dataclass(frozen=True, eq=False)
class Table:
    """A file that could be read: its name, its cells as written, and its cells as what they mean.

    Both frames are indexed by the row in the file and have the same columns; cells of `frame` that
    could not be understood are missing.
    """

    file: str
    raw: pd.DataFrame
    frame: pd.DataFrame

    def cell(self, row: int, column: str) -> str:
        """Return a cell as it is written, "" where it is blank."""
        cell = self.raw.loc[row, column]
        return "" if pd.isna(cell) else shown(cell)

    def has(self, *columns: str) -> bool:
        """Say whether the file has all these columns."""
        return all(column in self.frame for column in columns)

    def problem(self, row: int, column: str, code: str, severity: str = "error", **details) -> Problem:
        """Return a problem of a cell, told what is `found` in it."""
        return Problem(
            self.file, int(row), column, code, {"found": self.cell(row, column), **details}, severity
        )

    def each(
        self, rows: pd.Series | pd.Index, column: str, code: str, severity: str = "error", **details
    ) -> list[Problem]:
        """Return a problem for each of some rows, or for each where a mask is true."""
        rows = rows.index[rows] if isinstance(rows, pd.Series) else rows
        if rows.empty:
            return []
        found = to_text(self.raw.loc[rows, column]).fillna("")
        return [
            Problem(self.file, row, column, code, {"found": cell, **details}, severity)
            for row, cell in zip(rows.tolist(), found.tolist(), strict=True)
        ]


def conform(file: str, raw: pd.DataFrame, schema: Schema) -> tuple[Table, list[Problem]]:
    """Hold a raw frame against a schema.

    Parameters
    ----------
    file
        The file's name.
    raw
        Cells as written, indexed by row.
    schema
        What its columns may hold; columns it does not name stay text.

    Returns
    -------
    tuple
        The table, and a problem for each cell, row or column that does not fit.
    """
    frame, problems = _typed(file, raw, schema)
    table = Table(file, raw, frame)
    misread = {(p.row, p.column) for p in problems}
    problems += [
        Problem(file, 1, name, "missing_column", nearest(name, frame.columns))
        for name, column in schema.columns.items()
        if column.required and name not in frame
    ]
    for name, column in schema.of(frame.columns):
        problems += [p for p in _unfit(table, name, column) if (p.row, p.column) not in misread]
    return table, problems + _repeated(table, [name for name in schema.unique if name in frame])


def _typed(file: str, raw: pd.DataFrame, schema: Schema) -> tuple[pd.DataFrame, list[Problem]]:
    columns, problems = {}, []
    for name in raw:
        column = column_of(schema, name)
        if column is None or column.kind == "text":
            columns[name] = to_text(raw[name])
            continue
        convert, code = READ_AS[column.kind]
        columns[name], bad = convert(raw[name])
        code = _needed(code, column)
        problems += Table(file, raw, raw).each(bad, name, code)
    return pd.DataFrame(columns, index=raw.index), problems


def column_of(schema: Schema, name: str) -> Column | None:
    """Return what the schema says of a column: under its own name, else by a pattern that fits it."""
    if name in schema.columns:
        return schema.columns[name]
    patterns = (column for column in schema.columns.values() if column.regex)
    return next((column for column in patterns if re.fullmatch(column.name, name)), None)


def _unfit(table: Table, name: str, column: Column) -> Iterator[Problem]:
    """Yield a problem for each cell of a column that is blank and must not be, or breaks one of its rules."""
    cells = table.frame[name]
    if not column.nullable:
        yield from table.each(cells.isna(), name, "blank")
    known = cells.dropna() if column.checks else cells
    for check in column.checks:
        fits = check.fits(known).to_numpy(bool)
        if not fits.all():
            yield from table.each(known.index[~fits], name, _needed(check.code, column), **check.limits)


def _needed(code: str, column: Column) -> str:
    return code if column.nullable else NEEDED.get(code, code)


def _repeated(table: Table, unique: list[str]) -> list[Problem]:
    """Return a problem for each row that says again what an earlier one said; rows without an id do not."""
    if not unique:
        return []
    again = table.frame.duplicated(unique) & table.frame[unique[0]].notna()
    if not again.any():
        return []
    numbers = pd.Series(table.frame.index, table.frame.index)
    first = numbers.groupby([table.frame[column] for column in unique], dropna=False).transform("min")
    return [
        Problem(
            table.file,
            row,
            ", ".join(unique),
            "duplicate",
            {"found": ", ".join(table.cell(row, column) for column in unique), "first": str(first[row])},
        )
        for row in table.frame.index[again].tolist()
    ]
