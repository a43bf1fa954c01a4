"""Cities and districts called by their names where ids are expected."""

from pathlib import Path

import pandas as pd

from lcity.dataset.cells import to_text
from lcity.dataset.files import find
from lcity.dataset.layers import districts_of
from lcity.dataset.tables import read_table

TABLE_OF = {"city": "cities", "district": "districts"}


def ids(folder: Path, unit: str) -> dict[str, str]:
    """Return name, folded → id, of the units of a dataset folder; names that two have are not in it.

    Parameters
    ----------
    folder
        The dataset folder.
    unit
        "city" or "district".
    """
    path = find(folder).get(TABLE_OF[unit])
    frame = None if path is None else (districts_of(folder) if unit == "district" else read_table(path))[0]
    if frame is None or unit not in frame:
        return {}
    known = to_text(frame[unit])
    found: dict[str, set[str]] = {}
    for column in (column for column in frame if str(column).startswith("name")):
        for name, of in zip(to_text(frame[column]), known, strict=True):
            if pd.notna(name) and pd.notna(of):
                found.setdefault(folded(name), set()).add(of)
    return {name: next(iter(of)) for name, of in found.items() if len(of) == 1}


def folded(name: str) -> str:
    """Return a name as names are compared."""
    return " ".join(name.casefold().split())
