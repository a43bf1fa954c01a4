"""What a table may hold: its columns, what may stand in their cells, and which rows say the same."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from lcity.dataset.cells import shown


@dataclass(frozen=True, eq=False)
class Check:
    """A rule for the cells of a column.

    Parameters
    ----------
    code
        The problem of a cell that breaks it.
    fits
        Known cells → which of them keep it.
    limits
        What it allows, for the problem's sentence.
    """

    code: str
    fits: Callable[[pd.Series], pd.Series]
    limits: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Column:
    """A column, or all whose names fit a pattern.

    Parameters
    ----------
    name
        Its name; with `regex` a pattern for names.
    kind
        "text", "number" or "whole".
    checks
        The rules for its cells; blank ones keep them all.
    required
        Whether the table must have it.
    nullable
        Whether cells may be blank.
    regex
        Whether `name` is a pattern.
    title
        What the data dictionary calls it.
    description
        The key of the message that says what it means.
    """

    name: str
    kind: str = "number"
    checks: Sequence[Check] = ()
    required: bool = False
    nullable: bool = True
    regex: bool = False
    title: str = ""
    description: str = ""


@dataclass(frozen=True, eq=False)
class Schema:
    """The columns of a table.

    Parameters
    ----------
    columns
        By name, in the contract's order.
    unique
        The columns that together say which row it is; none where rows may repeat.
    """

    columns: Mapping[str, Column]
    unique: tuple[str, ...] = ()

    def with_columns(self, more: Iterable[Column]) -> "Schema":
        """Return the schema with more columns behind; those it has stay as they are."""
        added = {column.name: column for column in more if column.name not in self.columns}
        return replace(self, columns={**self.columns, **added})

    def of(self, names: Iterable[str]) -> Iterator[tuple[str, Column]]:
        """Yield which of some names each column speaks of: its own, or all that fit its pattern."""
        names = dict.fromkeys(names)
        for column in self.columns.values():
            if column.regex:
                yield from ((name, column) for name in names if re.fullmatch(column.name, name))
            elif column.name in names:
                yield column.name, column


def at_least(least: float, code: str) -> Check:
    """Return the rule that numbers are not below one."""
    return Check(code, lambda cells: cells >= least)


def one_of(allowed: Iterable[object]) -> Check:
    """Return the rule that cells hold one of some values."""
    allowed = tuple(allowed)
    said = tuple(shown(value) for value in allowed)
    return Check("not_one_of", lambda cells: cells.isin(allowed), {"allowed": said})


def in_range(low: float, high: float) -> Check:
    """Return the rule that numbers lie between two, or on one of them."""
    said = {"low": shown(low), "high": shown(high)}
    return Check("out_of_range", lambda cells: cells.between(low, high), said)


def spelt(pattern: str, code: str) -> Check:
    """Return the rule that a pattern fits the whole of every text."""
    return Check(code, lambda cells: cells.str.fullmatch(pattern))
