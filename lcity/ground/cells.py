"""Which part of each cell of a raster lies in which district, exactly, whatever the cells' size.

Blocks of cells that lie wholly in one district, or in none, are told as a whole; only those on an edge are
parted into four, down to cells, whose parts are then measured.
"""

from typing import NamedTuple

import numpy as np
import shapely

LARGEST = 64
"""Cells along the side of the blocks it begins with."""
CORNERS = np.array([(0, 0), (0, 1), (1, 1), (1, 0)])


class Parts(NamedTuple):
    """Parts of cells, each in one district.

    Parameters
    ----------
    row, column
        (n,) the cell.
    district
        (n,) the number of the district; -1 for what lies in none.
    share
        (n,) of the cell's area, over 0 and at most 1; those of one cell sum to 1.
    point
        (n, 2) a point within the part, in the raster's own coordinates.
    """

    row: np.ndarray
    column: np.ndarray
    district: np.ndarray
    share: np.ndarray
    point: np.ndarray


def parts(counted: np.ndarray, transform: np.ndarray, districts: np.ndarray) -> Parts:
    """Return the parts of the cells that count.

    Parameters
    ----------
    counted
        (rows, columns) bool: cells that are wanted.
    transform
        (2, 3): x and y of the raster's own coordinates = transform · (column, row, 1).
    districts
        Polygons in these coordinates. Where they overlap, a cell is shared so that it counts once.
    """
    shapely.prepare(districts)
    tree = shapely.STRtree(districts)
    height, width = counted.shape
    size = LARGEST
    rows, columns = (
        of.ravel() for of in np.meshgrid(np.arange(0, height, size), np.arange(0, width, size), indexing="ij")
    )
    whole: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
    while size and len(rows):
        some = _any(counted, rows, columns, size)
        rows, columns = rows[some], columns[some]
        boxes = _boxes(rows, columns, size, transform)
        block, district = tree.query(boxes, predicate="intersects")
        covered = shapely.covers(districts[district], boxes[block])
        met = np.bincount(block, minlength=len(boxes))
        alone = covered & (met[block] == 1)
        settled = met == 0
        settled[block[alone]] = True
        whole += [
            _cells(counted, rows[met == 0], columns[met == 0], size, -1),
            _cells(counted, rows[block[alone]], columns[block[alone]], size, district[alone]),
        ]
        rows, columns = rows[~settled], columns[~settled]
        if size == 1:
            break
        size //= 2
        rows = (rows[:, None] + np.array([0, 0, size, size])).ravel()
        columns = (columns[:, None] + np.array([0, size, 0, size])).ravel()
    row, column, inside = (np.concatenate(of) for of in zip(*whole, strict=True))
    middle = _at(row + 0.5, column + 0.5, transform)
    settled_parts = Parts(row, column, inside, np.ones(len(row)), middle)
    return _concatenate(settled_parts, _shared(rows, columns, transform, districts, tree))


def _shared(
    rows: np.ndarray, columns: np.ndarray, transform: np.ndarray, districts: np.ndarray, tree: shapely.STRtree
) -> Parts:
    """Return the parts of cells on an edge."""
    boxes = _boxes(rows, columns, 1, transform)
    cell, district = tree.query(boxes, predicate="intersects")
    cut = shapely.intersection(boxes[cell], districts[district])
    area = shapely.area(cut)
    kept = area > 0
    cell, district, cut, area = cell[kept], district[kept], cut[kept], area[kept]
    cell_area = shapely.area(boxes)
    covered = np.bincount(cell, area, minlength=len(boxes))
    # Of districts that overlap, no more than the whole cell is shared out.
    share = area / np.maximum(covered, cell_area)[cell]
    left = 1 - np.bincount(cell, share, minlength=len(boxes))
    # What rounding leaves of a cell that is wholly shared out is nothing.
    outside = left > 1e-9
    share /= np.where(outside, 1, 1 - left)[cell]
    point = shapely.get_coordinates(shapely.point_on_surface(cut)).reshape(-1, 2)
    middle = _at(rows + 0.5, columns + 0.5, transform)
    return Parts(
        np.concatenate([rows[cell], rows[outside]]),
        np.concatenate([columns[cell], columns[outside]]),
        np.concatenate([district, np.full(outside.sum(), -1)]),
        np.concatenate([share, left[outside]]),
        np.concatenate([point, middle[outside]]),
    )


def _any(counted: np.ndarray, rows: np.ndarray, columns: np.ndarray, size: int) -> np.ndarray:
    """Say which blocks hold a cell that counts."""
    sums = np.zeros((counted.shape[0] + 1, counted.shape[1] + 1), np.int64)
    np.cumsum(np.cumsum(counted, axis=0), axis=1, out=sums[1:, 1:])
    top, left = np.minimum(rows, counted.shape[0]), np.minimum(columns, counted.shape[1])
    bottom, right = np.minimum(rows + size, counted.shape[0]), np.minimum(columns + size, counted.shape[1])
    return sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left] > 0


def _cells(
    counted: np.ndarray, rows: np.ndarray, columns: np.ndarray, size: int, district: np.ndarray | int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the cells that count of whole blocks, and the district of each."""
    down, across = (of.ravel() for of in np.meshgrid(np.arange(size), np.arange(size), indexing="ij"))
    row, column = (rows[:, None] + down).ravel(), (columns[:, None] + across).ravel()
    of = np.repeat(np.broadcast_to(district, rows.shape), size * size)
    there = (row < counted.shape[0]) & (column < counted.shape[1])
    row, column, of = row[there], column[there], of[there]
    wanted = counted[row, column]
    return row[wanted], column[wanted], of[wanted]


def _boxes(rows: np.ndarray, columns: np.ndarray, size: int, transform: np.ndarray) -> np.ndarray:
    corner_rows = (rows[:, None] + CORNERS[:, 0] * size).astype(float)
    corner_columns = (columns[:, None] + CORNERS[:, 1] * size).astype(float)
    at = _at(corner_rows.ravel(), corner_columns.ravel(), transform)
    return shapely.polygons(at.reshape(-1, 4, 2))


def _at(rows: np.ndarray, columns: np.ndarray, transform: np.ndarray) -> np.ndarray:
    """Return the raster's own coordinates of places counted in cells."""
    return np.column_stack([columns, rows, np.ones(len(rows))]) @ np.asarray(transform).T


def _concatenate(first: Parts, second: Parts) -> Parts:
    return Parts(*(np.concatenate(of) for of in zip(first, second, strict=True)))
