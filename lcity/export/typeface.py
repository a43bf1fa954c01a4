"""The typeface of pictures and PDFs: one that is shipped, so that they look alike on every server."""

from functools import cache
from pathlib import Path

from lcity.export.metadata import MOST_CHARACTERS, clean

NAME = "LCity Sans"
FILE = Path(__file__).parent / "fonts" / "LCitySans-Regular.ttf"
# Printers' mark for a letter they have not got.
LACKING = "〓"


@cache
def _characters() -> frozenset[int]:
    from fontTools.ttLib import TTFont  # not at the top: only who takes something away needs it

    with TTFont(FILE, lazy=True) as font:
        return frozenset(font.getBestCmap())


def has(text: str) -> bool:
    """Say whether the typeface has every character of a text."""
    return _characters().issuperset(map(ord, text))


def printable(text: str, most: int = MOST_CHARACTERS) -> str:
    """Return text as it can be printed: clean, and `LACKING` for what the typeface has not got.

    So no box is ever printed that a reader might take for a letter.
    """
    known = _characters()
    return "".join(mark if ord(mark) in known or mark == "\n" else LACKING for mark in clean(text, most))
