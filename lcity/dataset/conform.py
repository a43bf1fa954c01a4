"""Raw frames held against their schemas: typed frames, and every cell that does not fit as a problem."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from lcity.dataset.cells import nearest, shown, to_number, to_text, to_whole, to_yes_no
from lcity.dataset.contract import kind
from lcity.dataset.problem import Problem
from lcity.dataset.schema import Column, Rule, Schema

if TYPE_CHECKING:  # what is kept was held against the contract when it was read
    import pandera.pandas as pa
    from pandera.errors import SchemaError

MOST = 1e15
READ_AS = {
    "number": (to_number, "not_number"),
    "whole": (to_whole, "not_whole"),
    "yes_no": (to_yes_no, "not_yes_no"),
}
MOST_NEAR = 50
"""Names that are compared with all there are: each takes a while."""

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

    def astray(
        self, names: pd.Series, column: str, code: str, known: Iterable[str], **details
    ) -> list[Problem]:
        """Return a problem for each of some cells that name what is not known.

        The first `MOST_NEAR` different ones are told with the name that may have been meant.
        """
        known = list(known)
        near = {name: nearest(name, known) for name in names.unique()[:MOST_NEAR]}
        return [
            replace(problem, details={**problem.details, **near.get(name, {})})
            for name, problem in zip(names, self.each(names.index, column, code, **details), strict=True)
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
    from pandera.errors import SchemaErrors

    frame, problems = _typed(file, raw, schema)
    table = Table(file, raw, frame)
    misread = {(p.row, p.column) for p in problems}
    try:
        _held_against(schema, frame).validate(frame, lazy=True, inplace=True)
    except SchemaErrors as errors:
        for error in errors.schema_errors:
            found = _problems_of(table, error, schema)
            problems += [p for p in found if (p.row, p.column) not in misread]
    return table, problems


def allows(column: Column, cells: pd.Series) -> bool:
    """Say whether all of a column's rules are kept by some cells."""
    return all(_check(rule)(cells).check_passed for rule in column.checks)


def _held_against(schema: Schema, frame: pd.DataFrame) -> "pa.DataFrameSchema":
    """Return a schema as pandera has it, as far as there is something to ask of a frame.

    What a column's cells are has been seen to; asked again, and asked of columns that may hold anything,
    it takes as long as all else.
    """
    import pandera.pandas as pa

    columns = {
        name: pa.Column(
            checks=[_check(rule) for rule in column.checks],
            nullable=column.nullable,
            required=column.required,
            regex=column.regex,
        )
        for name, column in schema.columns.items()
        if column.checks or not column.nullable or (column.required and name not in frame)
    }
    unique = [column for column in schema.unique if column in frame]
    return pa.DataFrameSchema(columns, unique=unique or None, report_duplicates="exclude_first")


@lru_cache(256)
def _check(rule: Rule) -> "pa.Check":
    from pandera import Check

    if isinstance(rule.keeps, str):
        return getattr(Check, rule.keeps)(*rule.given, error=rule.error)
    return Check(rule.keeps, element_wise=rule.each, error=rule.error)


def _typed(file: str, raw: pd.DataFrame, schema: Schema) -> tuple[pd.DataFrame, list[Problem]]:
    columns, problems = {}, []
    for name in raw:
        column = column_of(schema, name)
        if column is None or kind(column) == "text":
            columns[name] = to_text(raw[name])
            continue
        convert, code = READ_AS[kind(column)]
        columns[name], bad = convert(raw[name])
        cells, code = Table(file, raw, raw), _code_of(column.unread or code, column)
        problems += cells.each(bad, name, code)
        # Sums and products of larger ones end in infinity, which nothing can be drawn of.
        if kind(column) in ("number", "whole") and (large := columns[name].abs() > MOST).any():
            large = large.fillna(False).astype(bool)
            problems += cells.each(large, name, "too_large")
            columns[name] = columns[name].mask(large)
    return pd.DataFrame(columns, index=raw.index), problems


def column_of(schema: Schema, name: str) -> Column | None:
    """Return what the schema says of a column: under its own name, else by a pattern that fits it."""
    if name in schema.columns:
        return schema.columns[name]
    patterns = (column for column in schema.columns.values() if column.regex)
    return next((column for column in patterns if re.fullmatch(column.name, name)), None)


def _problems_of(table: Table, error: "SchemaError", schema: Schema) -> list[Problem]:
    """Return one failure of pandera's as the problems of the cells, rows or column it is about."""
    from pandera.errors import SchemaErrorReason

    cases = error.failure_cases
    match error.reason_code:
        case SchemaErrorReason.COLUMN_NOT_IN_DATAFRAME:
            return [Problem(table.file, 1, cases, "missing_column", nearest(cases, table.frame.columns))]
        case SchemaErrorReason.DUPLICATES:
            return _repeated(table, error.schema.unique, cases["index"])
        case SchemaErrorReason.SERIES_CONTAINS_NULLS:
            return table.each(pd.Index(cases["index"]), error.column_name, "blank")
    rows = pd.Index(cases["index"].drop_duplicates())
    code = _code_of(error.check.error, column_of(schema, error.column_name))
    return table.each(rows, error.column_name, code, **_limits(error.check))


def _code_of(code: str, column: Column) -> str:
    return code if column.nullable else NEEDED.get(code, code)


def _repeated(table: Table, unique: list[str], rows: Iterable[int]) -> list[Problem]:
    """Return a problem for each row that says again what an earlier one said; rows without an id do not."""
    numbers = pd.Series(table.frame.index, table.frame.index)
    first = numbers.groupby([table.frame[column] for column in unique], dropna=False).transform("min")
    rows = pd.Index(dict.fromkeys(rows))
    rows = rows[table.frame.loc[rows, unique[0]].notna()]
    cells = [to_text(table.raw.loc[rows, column]).fillna("").tolist() for column in unique]
    name = ", ".join(unique)
    return [
        Problem(table.file, row, name, "duplicate", {"found": ", ".join(found), "first": str(earlier)})
        for row, earlier, *found in zip(rows.tolist(), first[rows].tolist(), *cells, strict=True)
    ]


def _limits(check: "pa.Check") -> dict[str, str | tuple[str, ...]]:
    """Return what a check allows, for its sentence."""
    statistics = check.statistics or {}
    if "allowed_values" in statistics:
        return {"allowed": tuple(shown(value) for value in statistics["allowed_values"])}
    if "max_value" in statistics:
        return {"low": shown(statistics["min_value"]), "high": shown(statistics["max_value"])}
    return {}
