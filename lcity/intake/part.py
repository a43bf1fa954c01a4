"""What an upload is made of: files, and the tables in them."""

from dataclasses import dataclass
from pathlib import Path

from lcity.dataset import Problem
from lcity.intake.limits import MB, Limits


@dataclass(frozen=True)
class File:
    """A file as it came, lying in a private folder under a name of ours.

    Parameters
    ----------
    name
        What its owner calls it; within an archive with the archive's name before it.
    path
        Where it lies.
    """

    name: str
    path: Path

    @property
    def suffix(self) -> str:
        """Its kind as its name says, in small letters: ".csv"."""
        return Path(self.name).suffix.lower()

    @property
    def stem(self) -> str:
        """Its own name without folders and kind, in small letters."""
        return Path(self.name.replace("\\", "/")).name.split(".")[0].lower()

    def problem(self, code: str, row: int | None = None, column: str | None = None, **details) -> Problem:
        """Return a problem of this file."""
        return Problem(self.name, row, column, code, details)


@dataclass(frozen=True)
class Part:
    """One table as it came: a file of its own, a sheet of a workbook, or outlines.

    Parameters
    ----------
    name
        What a reader calls it: "figures.xlsx: values_city".
    title
        The name that may say which table it is: "values_city".
    path
        Its content: .csv and .parquet for tables; any form of `lcity.dataset.outlines` for outlines;
        .toml.
    columns
        Its headings as they are written.
    above
        Rows above the heading in the file as it came; rows of `path` count from the heading.
    outlined
        Whether it holds outlines.
    original_rows
        Where the table lies with every row as it came, where `path` does not say all of it; "" else.
    layer
        Which layer of its file it is, where nothing says which of several holds the districts; "" else.
    """

    name: str
    title: str
    path: Path
    columns: tuple[str, ...]
    above: int = 0
    outlined: bool = False
    original_rows: str = ""
    layer: str = ""


class Allowance:
    """How many bytes may still be unpacked.

    Parameters
    ----------
    limits
        The limits in force.
    """

    def __init__(self, limits: Limits):
        self.left = limits.unpacked_mb * MB

    def take(self, count: int) -> bool:
        """Say whether so many more bytes may be unpacked, and count them."""
        self.left -= count
        return self.left >= 0
