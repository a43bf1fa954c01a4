"""Cells read in a way their owner has confirmed: as numbers written elsewhere, as unknown, as ids."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from lcity.dataset.cells import shown, to_number, to_text
from lcity.intake import numerals, unit_names
from lcity.intake.numerals import COMMA, POINT

BLANK, IDS = "blank", "ids"


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
        bad = to_number(text)[1]
        cells = text.astype(object)
        for row, cell in cells[bad].items():
            for way in chosen:
                if way == BLANK and numerals.is_missing(cell):
                    cells[row] = None
                elif way in (COMMA, POINT) and (number := numerals.read(cell, way)) is not None:
                    cells[row] = shown(number)
        frame[column] = pd.Series(cells, frame.index, dtype="str")
    return frame
