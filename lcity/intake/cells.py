"""Cells read in a way their owner has confirmed: numbers and hours written elsewhere, unknown, ids."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from lcity import hours
from lcity.dataset import codes
from lcity.dataset.cells import shown, to_number, to_text
from lcity.hours import written
from lcity.intake import numerals, unit_names, value_words
from lcity.intake.numerals import COMMA, POINT

BLANK, ZERO, SUPPRESSED, MULTIPLE, IDS = "blank", "zero", "suppressed", "multiple", "ids"
HOURS, NO_HOURS, WORDS = "hours", "no_hours", "words"


def read_as(
    frame: pd.DataFrame, ways: Mapping[str, Sequence[str]], ids: Callable[[str], Mapping[str, str]]
) -> pd.DataFrame:
    """Return a table with cells read in some ways; what cannot be read so stays as it is.

    Parameters
    ----------
    frame
        Cells as they are written.
    ways
        Column → ways, as in `Reading`.
    ids
        "city" or "district" → name, folded → id.
    """
    frame = frame.copy()
    for column, chosen in ways.items():
        if column not in frame:
            continue
        text = to_text(frame[column])
        if IDS in chosen:
            known = ids(column)
            read = text.map(lambda name, known=known: known.get(unit_names.folded(name)), na_action="ignore")
            frame[column] = text.where(text.isin(set(known.values())) | read.isna(), read)
            continue
        if {HOURS, NO_HOURS} & set(chosen):
            frame[column] = text.map(lambda cell, chosen=chosen: _hours(cell, chosen), na_action="ignore")
            continue
        if WORDS in chosen:
            meant = text.map(lambda cell, column=column: value_words.read(column, cell), na_action="ignore")
            text = text.where(meant.isna(), meant)
        bad = to_number(text)[1]
        cells = text.astype(object)
        for row, cell in cells[bad].items():
            for way in chosen:
                read = _read(cell, way)
                if read is not None:
                    cells[row] = read or None
        frame[column] = pd.Series(cells, frame.index, dtype="str")
    return frame


def of_sign(way: str, sign: str) -> str:
    """Return how a sign that may mean zero or unknown is read, as a way: `ZERO` or `BLANK`, for it alone."""
    return f"{way}={sign}"


def _read(cell: str, way: str) -> str | None:
    """Return what becomes of a cell read in a way, "" for blank; None where it cannot be read so."""
    name, _, sign = way.partition("=")
    if sign:
        return {ZERO: "0", BLANK: ""}[name] if codes.sign(cell) == sign else None
    if way in (BLANK, SUPPRESSED):
        return "" if {BLANK: codes.is_missing, SUPPRESSED: codes.is_suppressed}[way](cell) else None
    number = None
    if way == MULTIPLE:
        number = numerals.read_multiple(cell)
    elif way in (COMMA, POINT):
        number = numerals.read(cell, way)
    return None if number is None else shown(number)


def _hours(text: str, ways: Sequence[str]) -> str | None:
    """Return opening hours in the syntax where they can mean one thing; what means none is unknown."""
    if hours.is_valid(text):
        return text
    meant = written.read(text)
    if meant is None:
        return None if NO_HOURS in ways else text
    return meant if HOURS in ways else text
