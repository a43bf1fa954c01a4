"""Which mark separates the columns of a text table: the comma, or what Excel writes where it is a decimal."""

import csv
import io
import re

COMMA = ","
OTHERS = (";", "\t", "|")
PATTERN = re.compile(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)
"""The line by which Excel is told the separator."""
MOST_ROWS = 2_000


def separator(text: str) -> tuple[str, bool]:
    """Return the separator of a table, and whether its first line only says it.

    Another than the comma counts only where it is beyond doubt: it gives every row as many cells, but
    for lines of one cell above and below, and the comma does not, or not from the headings on.

    Parameters
    ----------
    text
        The file.
    """
    first = text.split("\n", 1)[0]
    if declared := PATTERN.fullmatch(first.rstrip("\r")):
        return declared[1], True
    begins = {mark: place for mark in (COMMA, *OTHERS) if (place := _begins(text, mark)) is not None}
    fitting = [mark for mark, place in begins.items() if place == min(begins.values())]
    return (COMMA if COMMA in fitting or len(fitting) != 1 else fitting[0]), False


def _begins(text: str, mark: str) -> int | None:
    """Return in which row a table begins whose rows a separator gives as many cells, two or more.

    None where it does not make such a table of the text.
    """
    widths: list[int] = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)):
            if number == MOST_ROWS:
                break
            widths.append(len(row) if any(row) else 0)
    except csv.Error:
        return None
    table = [width for width in widths if width > 1]
    if len(table) < max(2, widths.count(1)) or len(set(table)) > 1:
        return None
    # Lines of one cell may stand above and below, not within.
    start, end = widths.index(table[0]), len(widths) - widths[::-1].index(table[0])
    return start if 1 not in widths[start:end] else None
