"""What a dataset holds: its figures, and those it lacks, column by column."""

import pandas as pd

from lcity.dataset import Dataset
from lcity.index import Tree

FEW = 4
"""Units among which the lowest and the highest of an indicator say little of the others."""


def columns(dataset: Dataset) -> pd.DataFrame:
    """Return the columns of values: table, column, values, missing; those that lack most first.

    Parameters
    ----------
    dataset
        A valid one. A row of a unit and year that has no figure in a column is missing there.
    """
    found = []
    for table in ("values_city", "values_district"):
        frame = getattr(dataset, table)
        if frame is None:
            continue
        for column in pd.DataFrame(frame).select_dtypes("number").columns.drop("year", errors="ignore"):
            known = int(frame[column].notna().sum())
            found.append((table, column, known, len(frame) - known))
    rows = pd.DataFrame(found, columns=["table", "column", "values", "missing"])
    return rows.sort_values("missing", ascending=False, kind="stable", ignore_index=True)


def few(dataset: Dataset) -> dict[str, int]:
    """Return level → how many units, where they are few and some indicator has no goalposts.

    Without goalposts the lowest of all units is 0 and the highest 100, whatever lies between them.

    Parameters
    ----------
    dataset
        A valid one.
    """
    leaves = dataset.indicators.loc[list(Tree.from_table(dataset.indicators).leaves)]
    if leaves[["low", "high"]].notna().all(axis=None):
        return {}
    counts = {"city": len(dataset.cities), "district": len(dataset.districts)}
    return {level: counts[level] for level in dataset.levels if 1 < counts[level] <= FEW}
