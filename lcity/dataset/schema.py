"""What the contract says of one file: its columns, and the rules their cells keep.

Said in plain terms, for most who ask only want to know which columns there are: `conform.py` has pandera
hold a frame against it, which takes as long to import as much of LCity.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self


@dataclass(frozen=True)
class Rule:
    """What the cells of a column keep to.

    Parameters
    ----------
    error
        The code of the problem with a cell that does not.
    keeps
        The name of a check pandera has, or a function that says it: of the whole column, cell by cell, or
        with `each` of one cell.
    given
        What pandera's check is given.
    each
        Whether the function is asked of each cell.
    """

    error: str
    keeps: str | Callable[[Any], Any]
    given: tuple[Any, ...] = ()
    each: bool = False


@dataclass(frozen=True)
class Column:
    """One column of a file.

    Parameters
    ----------
    name
        As the file has it; with `regex` a pattern for the names of several.
    dtype
        What it holds in a frame: "str", "float64", "Int64" or "boolean".
    required
        Whether the file must have it.
    nullable
        Whether its cells may be blank.
    checks
        The rules its cells keep.
    unread
        The code of the problem with a cell that is not what `dtype` says; "" for that of all such columns.
    regex
        Whether `name` is a pattern.
    title
        What the data dictionary calls it.
    description
        The key of the message that says what it means.
    """

    name: str
    dtype: str
    required: bool
    nullable: bool
    checks: tuple[Rule, ...] = ()
    unread: str = ""
    regex: bool = False
    title: str = ""
    description: str = ""


@dataclass(frozen=True)
class Schema:
    """One file: its columns by name, and those that together name a row, none where rows have no name."""

    name: str
    columns: Mapping[str, Column]
    unique: tuple[str, ...] = ()

    def with_columns(self, columns: Mapping[str, Column]) -> Self:
        """Return the same with more columns; those it has stay."""
        return replace(self, columns={**columns, **self.columns})
