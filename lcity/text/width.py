"""How much room text takes: a Chinese character has the width of two Latin letters."""

from collections.abc import Iterator
from unicodedata import east_asian_width

# What begins no line, and what ends none.
CLOSING, OPENING = "，。；：、？！…）》」”’,.;:?!)", "（《「“‘("


def is_wide(letter: str) -> bool:
    """Say whether a letter has the width of two Latin ones.

    Source
    ------
    Unicode Standard Annex #11, East Asian Width: classes W and F.
    """
    return east_asian_width(letter) in "WF"


def width(text: str) -> int:
    """Return how many Latin letters have the width of a text."""
    return len(text) + sum(map(is_wide, text))


def wrapped(text: str, most: int) -> list[str]:
    """Break text into lines of about `most` Latin letters: at blanks, or between Chinese characters.

    Blanks that are not to be broken at, and marks that begin or end no line, stay with their neighbours.
    """
    lines, line, taken = [], "", 0
    for piece in _pieces(text):
        own = width(piece)
        if line and taken + own > most and piece[0] not in CLOSING:
            lines.append(line.rstrip())
            line, taken = "", 0
            piece = piece.lstrip()
        while own > most:
            lines.append(piece[:most])
            piece = piece[most:]
            own = width(piece)
        line, taken = line + piece, taken + own
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> Iterator[str]:
    """Yield what may stand at the end of a line: words with the blanks before them, wide characters."""
    word = ""
    for letter in text.replace("\n", " "):
        wide = is_wide(letter)
        if (wide or letter == " ") and word and word[-1] not in OPENING:
            yield word
            word = ""
        word += letter
        if wide and letter not in OPENING:
            yield word
            word = ""
    if word:
        yield word
