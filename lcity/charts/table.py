"""What stands in a table of units: columns, and a row of written, coloured cells for each unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Parameters
    ----------
    label
        Its head.
    align
        "left", "center" or "right".
    width
        As CSS has it; "" for what its cells need.
    mark
        A tag beside the head, such as "simulated".
    calm
        Whether the tag is one that need not warn, as that of derived figures.
    sign
        "whole" or "part" where the mark is that of what is simulated, and is drawn as its sign.
    also
        A tag besides, which need not warn.
    tip
        What its head says on hover.
    sortable
        Whether a click on the head sorts by it: by value, greatest first; by text where no cell has one.
    heading
        Whether its cells name their row.
    wraps
        Where its cells may take several lines, in a table that is fitted to them: "always", "narrow" (where
        the table is) or "" for nowhere.
    pieces
        For a column of stacked bars: each piece's colour and its words on hover, with ``{points}``.
    full
        The points a full bar stands for.
    """

    label: str
    align: str = "left"
    width: str = ""
    mark: str = ""
    calm: bool = False
    sign: str = ""
    also: str = ""
    tip: str = ""
    sortable: bool = False
    heading: bool = False
    wraps: str = ""
    pieces: tuple[tuple[str, str], ...] = ()
    full: float = 0.0


@dataclass(frozen=True)
class Cell:
    """A cell of a table: words, the pieces of a bar, or a line.

    Parameters
    ----------
    text
        What it says.
    value
        What it sorts by; None for last.
    fill, ink
        Its ground and the colour of its text; "" for the page's.
    tone
        "strong", "quiet" or "".
    tip
        What it says on hover.
    parts
        The points of a bar's pieces, instead of text.
    actions
        Buttons instead of text: what each is called to the server, what it says, and whether it is on.
    line
        Amounts instead of text, drawn as a line from its least to its greatest; `tip` says them in words.
    """

    text: str = ""
    value: float | None = None
    fill: str = ""
    ink: str = ""
    tone: str = ""
    tip: str = ""
    parts: tuple[float, ...] = ()
    actions: tuple[tuple[str, str, bool], ...] = ()
    line: tuple[float, ...] = ()


@dataclass(frozen=True)
class Row:
    """A unit's row; `faint` for a unit without a rank."""

    id: str
    cells: tuple[Cell, ...]
    faint: bool = False


@dataclass(frozen=True)
class Table:
    """A table of units.

    Parameters
    ----------
    label
        What it shows, for who cannot see it.
    columns, rows
        In the order to show them; a cell a column in each row.
    row_px
        The height of a row.
    height_px
        The height beyond which it scrolls; 0 for none.
    least_px
        The width below which it scrolls sideways.
    fitted
        Whether its columns are as wide as what they say, of which no line breaks but in those that wrap;
        it scrolls sideways where that has no room.
    """

    label: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    row_px: int = 28
    height_px: int = 0
    least_px: int = 0
    fitted: bool = False

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of its units."""
        return frozenset(row.id for row in self.rows)

    @property
    def shown_px(self) -> int:
        """The height of the rows that are seen without scrolling: the table's own is that and its heads'."""
        whole = self.row_px * len(self.rows)
        return min(whole, self.height_px) if self.height_px else whole

    def data(self) -> dict[str, Any]:
        """Return it as plain values, without the empty ones."""
        return {
            "label": self.label,
            "row": self.row_px,
            "height": self.height_px,
            "least": self.least_px,
            "fitted": self.fitted,
            "columns": [_filled(column) for column in self.columns],
            "rows": [_filled(row) | {"cells": [_filled(cell) for cell in row.cells]} for row in self.rows],
        }


def written(
    label: str, columns: Sequence[Column], frame: pd.DataFrame, tips: Mapping[str, Sequence[str]], **more: Any
) -> Table:
    """Return a table of a frame's cells, a row each; its ids are the numbers of the rows.

    Parameters
    ----------
    label
        What it shows, for who cannot see it.
    columns
        How each of the frame's columns is shown, under their names.
    frame
        Text; or, where it is drawn as a line, a list of amounts.
    tips
        Column → what each of its cells says on hover.
    more
        What `Table` takes besides.
    """
    cells = [
        [
            Cell(line=tuple(own), tip=tip) if isinstance(own, list) else Cell(str(own), tip=tip)
            for own, tip in zip(frame[name], tips.get(name, [""] * len(frame)), strict=True)
        ]
        for name in frame.columns
    ]
    rows = (Row(str(number), row) for number, row in enumerate(zip(*cells, strict=True)))
    return Table(label, tuple(columns), tuple(rows), **more)


def _filled(part: Column | Row | Cell) -> dict[str, Any]:
    return {name: value for name, value in vars(part).items() if not _empty(value)}


def _empty(value: Any) -> bool:
    return value is None or value is False or value == "" or value == ()
