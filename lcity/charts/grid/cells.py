"""Cells beside names, shaded and written in: what both forms draw."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """A cell: its words, ground and colour of text ("" for the page's), words on hover; `ring` frames it."""

    text: str = ""
    fill: str = ""
    ink: str = ""
    tip: str = ""
    ring: bool = False


@dataclass(frozen=True)
class Row:
    """A named row; `selected` for the one that is spoken of."""

    name: str
    cells: tuple[Cell, ...]
    selected: bool = False
