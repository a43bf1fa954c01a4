"""Rows laid over those of the open dataset, by unit and year."""

import pandas as pd

from lcity.dataset.cells import shown


def laid_over(
    before: pd.DataFrame, after: pd.DataFrame, unique: list[str]
) -> tuple[pd.DataFrame, dict[int, int]]:
    """Return a table with the cells of another in their place, and the other's further rows and columns.

    A blank cell of the other leaves what stood there; where the two cannot be joined by their ids the
    other stands alone.

    Parameters
    ----------
    before, after
        The table and the other, by row; cells as they are written.
    unique
        The columns that tell rows apart.

    Returns
    -------
    tuple
        The table, its rows numbered from 2, and of those that after has: row → row of after.
    """
    keys = [key for key in unique if key in after and key in before]
    if not keys or len(keys) < len([key for key in unique if key in before or key in after]):
        return after, dict(zip(after.index, after.index, strict=True))
    before, after = before.astype(object), after.astype(object)
    by_key = {
        tuple(map(_cell, row)): number
        for number, row in zip(before.index, before[keys].itertuples(index=False), strict=True)
    }
    columns = [*before, *(column for column in after if column not in before)]
    table = {row: dict(zip(before, cells, strict=True))
             for row, cells in zip(before.index, before.itertuples(index=False), strict=True)}  # fmt: skip
    rows, next_row = {}, max(table, default=1) + 1
    for row, cells in zip(after.index, after.itertuples(index=False), strict=True):
        row_cells = dict(zip(after, cells, strict=True))
        place = by_key.get(tuple(_cell(row_cells[key]) for key in keys))
        if place is None or place in rows:
            place, next_row = next_row, next_row + 1
            table[place] = row_cells
        else:
            table[place] |= {column: cell for column, cell in row_cells.items() if pd.notna(cell)}
        rows[place] = row
    return pd.DataFrame.from_dict(table, orient="index", columns=columns), rows


def _cell(cell: object) -> str:
    return "" if pd.isna(cell) else shown(cell).strip()
