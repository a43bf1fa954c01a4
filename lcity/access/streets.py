"""Streets one can walk: a graph, and where places and centres stand beside it."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd
import scipy
import shapely

from lcity.access.geodesy import ecef
from lcity.errors import ArgumentError

DECIMALS = 7
"""Of degrees: ends of pieces that are equal to so many are one node."""
JOIN_M = 300.0
TILE_M = 4_000.0
SHORT_M = 500.0
CELL_M = 500.0
MILLIONTH = 6
"""Decimals of metres, and billionths of a piece: below that positions are rounding."""


class Joins(NamedTuple):
    """Where n points are joined to streets.

    Parameters
    ----------
    piece
        (n,) number of the piece; -1 where none is near.
    share
        (n,) how far along it, from its start: 0–1.
    away_m
        (n,) metres from the point to there.
    """

    piece: np.ndarray
    share: np.ndarray
    away_m: np.ndarray

    @property
    def found(self) -> np.ndarray:
        """Which points are joined: (n,) bool."""
        return self.piece >= 0

    def take(self, numbers: np.ndarray) -> "Joins":
        """Return those of some points."""
        return Joins(self.piece[numbers], self.share[numbers], self.away_m[numbers])


@dataclass(frozen=True, eq=False)
class Streets:
    """Streets as a graph: pieces between nodes, walked both ways.

    Parameters
    ----------
    xyz
        (nodes, 3) earth-centred coordinates, metres.
    start, end
        (pieces,) int32: the nodes of a piece.
    metres
        (pieces,) its length on foot, 0 or more.
    """

    xyz: np.ndarray
    start: np.ndarray
    end: np.ndarray
    metres: np.ndarray

    @classmethod
    def of(cls, table: pd.DataFrame, *, step_free: bool = False) -> "Streets":
        """Make the graph of a dataset's streets.

        Parameters
        ----------
        table
            Columns lon_from, lat_from, lon_to, lat_to (WGS84 degrees), metres and, optional, steps.
        step_free
            Whether pieces with steps are left out; where it is not known, a piece has none.

        Raises
        ------
        ArgumentError
            Step-free streets are asked for and the table does not tell steps.
        """
        if step_free:
            if not tells_steps(table):
                raise ArgumentError("streets.parquet has no column steps: nothing is known of steps")
            table = table[~table["steps"].fillna(False).to_numpy(bool)]
        lon = table[["lon_from", "lon_to"]].to_numpy(float).T.ravel()
        lat = table[["lat_from", "lat_to"]].to_numpy(float).T.ravel()
        # 180° east is 180° west.
        east = np.rint((lon + 180) % 360 * 10**DECIMALS).astype(np.int64) % (360 * 10**DECIMALS)
        north = np.rint((lat + 90) * 10**DECIMALS).astype(np.int64)
        _, first, node = np.unique(east << 32 | north, return_index=True, return_inverse=True)
        xyz = ecef(lon[first], lat[first])
        # Neighbours are numbered one after another, so that they lie together in memory too.
        order = np.lexsort(np.floor(xyz / CELL_M).T)
        number = np.empty(len(order), np.int32)
        number[order] = np.arange(len(order))
        start, end = number[node].reshape(2, -1)
        return cls(xyz[order], start, end, table["metres"].to_numpy(float))

    @cached_property
    def graph(self) -> "scipy.sparse.csr_array":
        """The nodes × nodes matrix of the shortest piece between each two; one of 0 m stands in it as 0."""
        rows, columns = np.concatenate([self.start, self.end]), np.concatenate([self.end, self.start])
        metres = np.tile(self.metres, 2)
        order = np.lexsort((metres, columns, rows))
        rows, columns, metres = rows[order], columns[order], metres[order]
        first = np.ones(len(rows), bool)
        first[1:] = (np.diff(rows) != 0) | (np.diff(columns) != 0)
        indptr = np.searchsorted(rows[first], np.arange(len(self.xyz) + 1)).astype(np.int32)
        size = (len(self.xyz), len(self.xyz))
        return scipy.sparse.csr_array((metres[first], columns[first], indptr), shape=size)

    @cached_property
    def straightest(self) -> float:
        """How many metres of a straight line a metre along streets can take one: 1 where lengths are true.

        More than 1 where a piece is said to be shorter than the straight line between its ends, infinite
        where it is said to have no length at all.
        """
        straight_m = np.linalg.norm(self.xyz[self.start] - self.xyz[self.end], axis=1)
        apart = straight_m > 0
        with np.errstate(divide="ignore"):
            most = np.max(straight_m[apart] / self.metres[apart], initial=1.0)
        return float(most)

    @cached_property
    def _middles(self) -> tuple["scipy.spatial.cKDTree", np.ndarray, np.ndarray]:
        """The middles of short pieces, these pieces, and all others."""
        ends = self.xyz[self.start], self.xyz[self.end]
        is_short = np.linalg.norm(ends[0] - ends[1], axis=1) <= SHORT_M
        short, long = np.flatnonzero(is_short), np.flatnonzero(~is_short)
        return scipy.spatial.cKDTree((ends[0][short] + ends[1][short]) / 2), short, long

    def join(self, lonlat: np.ndarray) -> Joins:
        """Join points to the nearest point of any piece within 300 m; of pieces as near, the first.

        Parameters
        ----------
        lonlat
            (n, 2) WGS84 degrees.
        """
        joins = Joins(np.full(len(lonlat), -1, np.int32), np.zeros(len(lonlat)), np.zeros(len(lonlat)))
        xyz = ecef(*np.transpose(lonlat))
        for middle, points in tiles(xyz, TILE_M):
            pieces = self._near(middle)
            if len(pieces):
                self._join(xyz, points, pieces, joins)
        return joins

    def _near(self, middle: np.ndarray) -> np.ndarray:
        """Return the pieces that may be near points of a tile, in order."""
        tree, short, long = self._middles
        reach_m = TILE_M / 2 + JOIN_M + 1
        found = short[tree.query_ball_point(middle, reach_m + SHORT_M / 2, p=np.inf)] if len(short) else short
        ends = self.xyz[self.start[long]], self.xyz[self.end[long]]
        beside = (np.minimum(*ends) <= middle + reach_m) & (np.maximum(*ends) >= middle - reach_m)
        return np.sort(np.concatenate([found, long[beside.all(axis=1)]]))

    def _join(self, xyz: np.ndarray, points: np.ndarray, pieces: np.ndarray, joins: Joins) -> None:
        """Join the points of a tile, in the plane that touches the Earth there: true to 1 in 5 million."""
        at = xyz[points].mean(axis=0)
        plane = _plane(at)
        start, end = ((self.xyz[ends[pieces]] - at) @ plane for ends in (self.start, self.end))
        own = (xyz[points] - at) @ plane
        tree = shapely.STRtree(shapely.linestrings(np.stack([start, end], axis=1)))
        which, piece = tree.query_nearest(shapely.points(own), max_distance=JOIN_M)
        first = np.full(len(points), len(pieces))
        np.minimum.at(first, which, piece)
        near = np.flatnonzero(first < len(pieces))
        own, start, end = own[near], start[first[near]], end[first[near]]
        along = end - start
        length2 = (along**2).sum(axis=1)
        share = np.divide(
            ((own - start) * along).sum(axis=1), length2, out=np.zeros(len(near)), where=length2 > 0
        )
        share = np.clip(share, 0, 1).round(MILLIONTH + 3)
        away_m = np.linalg.norm(own - start - share[:, None] * along, axis=1).round(MILLIONTH)
        joined = points[near]
        joins.piece[joined], joins.share[joined], joins.away_m[joined] = pieces[first[near]], share, away_m

    def at(self, joins: Joins) -> np.ndarray:
        """Return where points are joined: (n, 3) metres, earth-centred."""
        start, end = self.xyz[self.start[joins.piece]], self.xyz[self.end[joins.piece]]
        return start + joins.share[:, None] * (end - start)


def tells_steps(table: pd.DataFrame | None) -> bool:
    """Say whether a table of streets tells which pieces have steps."""
    return table is not None and "steps" in table and bool(table["steps"].notna().any())


def tiles(xyz: np.ndarray, side_m: float) -> list[tuple[np.ndarray, np.ndarray]]:
    """Part points into cubes of space.

    Parameters
    ----------
    xyz
        (n, 3) metres, earth-centred.
    side_m
        The side of a cube.

    Returns
    -------
    list of tuple
        Of each cube that holds any: its middle, and the numbers of its points.
    """
    if not len(xyz):
        return []
    cube, tile = np.unique(np.floor(xyz / side_m), axis=0, return_inverse=True)
    order = np.argsort(tile, kind="stable")
    bounds = np.searchsorted(tile[order], np.arange(1, len(cube)))
    return [
        (side_m * (corner + 0.5), points)
        for corner, points in zip(cube, np.split(order, bounds), strict=True)
    ]


def _plane(at: np.ndarray) -> np.ndarray:
    """Return the directions east and north at a point: (3, 2)."""
    up = at / np.linalg.norm(at)
    east = np.cross([0.0, 0.0, 1.0], up)
    east = np.array([1.0, 0.0, 0.0]) if np.linalg.norm(east) < 1e-9 else east / np.linalg.norm(east)
    return np.stack([east, np.cross(up, east)], axis=1)
