"""Bars beside their names and figures: what both forms draw."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """A stretch of a bar, from one amount to another, in a hex colour."""

    start: float
    end: float
    colour: str


@dataclass(frozen=True)
class Bar:
    """One row: its name and mark, its pieces, and the figures written at the right, in a line or more."""

    name: str
    pieces: tuple[Piece, ...]
    figures: tuple[str | tuple[str, ...], ...]
    mark: str = ""


def scale(rows: Sequence[Bar]) -> tuple[float, float]:
    """Return the ends of the scale of some rows, 0 among them; they are never the same."""
    ends = [end for row in rows for piece in row.pieces for end in (piece.start, piece.end)]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    return low, high if high > low else low + 1.0
