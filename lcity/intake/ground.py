"""Where on earth tables lie, in squares of one degree, to tell whether two have any ground in common."""

from pathlib import Path

import numpy as np
import pandas as pd

from lcity.dataset.cells import to_number
from lcity.dataset.files import find
from lcity.dataset.outlines import read_outlines
from lcity.dataset.tables import read_table

Squares = frozenset[tuple[int, int]]
LEAST = 0.01
"""Share of positions that must lie on or beside ground for it to be shared."""


def squares(lonlat: np.ndarray) -> Squares:
    """Return the squares positions lie in.

    Parameters
    ----------
    lonlat
        n × 2 degrees; what is not finite is passed over.
    """
    whole = np.unique(np.floor(lonlat[np.isfinite(lonlat).all(axis=1)]), axis=0).astype(int)
    return frozenset(map(tuple, whole.tolist()))


def of_dataset(folder: Path) -> Squares:
    """Return the ground of a dataset: of its centres, cities and outlines; empty where nothing is known.

    Parameters
    ----------
    folder
        The dataset folder.
    """
    paths = find(folder)
    found: Squares = frozenset()
    for table in ("centres", "cities", "population"):
        frame = read_table(paths[table])[0] if table in paths and not found else None
        if frame is not None and {"lon", "lat"} <= set(frame):
            found |= squares(positions(frame))
    outlines = None if found or "districts" not in paths else read_outlines(paths["districts"])[1]
    return found if outlines is None else squares(middles(outlines))


def positions(frame: pd.DataFrame) -> np.ndarray:
    """Return the positions of a table, n × 2; not finite where there is none."""
    return np.column_stack([to_number(frame[side])[0].to_numpy() for side in ("lon", "lat")])


def middles(outlines) -> np.ndarray:
    """Return the middles of the boxes around outlines, n × 2."""
    bounds = outlines.bounds.to_numpy()
    return (bounds[:, :2] + bounds[:, 2:]) / 2


def is_elsewhere(lonlat: np.ndarray, ground: Squares) -> bool:
    """Say whether positions have no ground in common with another's, not even swapped.

    Parameters
    ----------
    lonlat
        n × 2 degrees; positions that are no degrees say nothing.
    ground
        The other's.
    """
    lonlat = lonlat[np.isfinite(lonlat).all(axis=1)]
    lonlat = lonlat[(lonlat != 0).any(axis=1)]
    if not ground or not len(lonlat) or (np.abs(lonlat) > 180).any():
        return False
    near = {(x + dx, y + dy) for x, y in ground for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
    for points in (lonlat, lonlat[:, ::-1]):
        there = [tuple(square) in near for square in np.floor(points).astype(int).tolist()]
        if np.mean(there) >= LEAST:
            return False
    return True
