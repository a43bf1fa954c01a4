"""Tables written such that each row keeps its number."""

import csv
from pathlib import Path

import pandas as pd

from lcity.dataset.cells import shown


def write_rows(frame: pd.DataFrame, target: Path) -> None:
    """Write a table as CSV, a blank line where a row has no record.

    Parameters
    ----------
    frame
        Cells as they are written, indexed by the row each stands in, ascending from 2 or more.
    target
        The file, made or overwritten.
    """
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(frame.columns)
        next_row = 2
        written = frame.astype(object).where(frame.notna(), "")
        for row, values in zip(frame.index, written.itertuples(index=False), strict=True):
            file.write("\n" * (row - next_row))
            writer.writerow([shown(cell) for cell in values])
            next_row = row + 1
