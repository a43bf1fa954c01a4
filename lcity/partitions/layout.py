"""How a partitioned dataset lies on disk: the dataset without its places, and a folder of tiles.

`tiles/` has a folder for each cell of H3 in which somebody lives, with its places in Parquet and, where the
dataset has streets, the streets of the cell and of what is around it; `tiles/tiles.json` says what is where.
"""

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import scipy

from lcity.dataset.files import TILES
from lcity.partitions.errors import PartitionError

FOLDER, INDEX = TILES
STREETS = "streets.parquet"
FORMAT = 1
CELL = re.compile("[0-9a-f]{15}")
"""A cell of H3 as text; nothing else is ever the name of a folder."""

ROUNDING_M = 0.001


@dataclass(frozen=True)
class Tile:
    """A part of a country.

    Parameters
    ----------
    cell
        A cell of H3, in hexadecimal digits: the name of its folder.
    rows
        How many places it has.
    low, high
        The corners of the box its places lie in: earth-centred coordinates, metres.
    districts
        The ids of the districts its places lie in.
    """

    cell: str
    rows: int
    low: tuple[float, float, float]
    high: tuple[float, float, float]
    districts: tuple[str, ...]

    def near(self, points: "scipy.spatial.cKDTree", radius_m: float) -> np.ndarray:
        """Return the numbers of the points that may be within a radius of a place: all that are, and more.

        Parameters
        ----------
        points
            In earth-centred coordinates, metres. Of a country's a tile has few: not all are looked through.
        radius_m
            Metres in a straight line.
        """
        low, high = np.array([self.low, self.high])
        around_m = np.linalg.norm((high - low) / 2 + radius_m) + ROUNDING_M
        found = np.array(points.query_ball_point((low + high) / 2, around_m, return_sorted=True), np.intp)
        own = points.data[found]
        return found[((own >= low - radius_m) & (own <= high + radius_m)).all(axis=1)]


@dataclass(frozen=True)
class Partitions:
    """The tiles of a country.

    Parameters
    ----------
    folder
        Where the partitioned dataset lies: for a cluster, a folder that all its machines have.
    resolution
        That of the cells, 0–15.
    groups
        The columns of people: people, people_60p, …
    stretch
        How many metres of a straight line a metre along streets can take one, 1 or more; None where the
        dataset has no streets.
    provenances
        Of the places, those that say one.
    tiles
        In the order of their cells.
    content
        The SHA-256 of the files of places and streets they were cut from; "" where that was not noted.
    """

    folder: Path
    resolution: int
    groups: tuple[str, ...]
    stretch: float | None
    provenances: tuple[str, ...]
    tiles: tuple[Tile, ...]
    content: str = ""

    @property
    def rows(self) -> int:
        """How many places there are."""
        return sum(tile.rows for tile in self.tiles)

    @property
    def stamp(self) -> str:
        """What tells these tiles from what they were: of their index, and the size and age of every file."""
        folder = self.folder / FOLDER
        files = sorted(folder.rglob("*.parquet"))
        ages = [
            (str(path.relative_to(folder)), (at := path.stat()).st_size, at.st_mtime_ns) for path in files
        ]
        index = (folder / INDEX).read_bytes()
        return hashlib.sha256(index + repr(ages).encode()).hexdigest()[:16]

    def path(self, tile: Tile) -> Path:
        """Return a tile's own folder."""
        return self.folder / FOLDER / tile.cell

    def write(self) -> None:
        """Write down what is where."""
        kept = {
            "format": FORMAT,
            "content": self.content,
            "resolution": self.resolution,
            "groups": self.groups,
            "stretch": self.stretch,
            "provenances": self.provenances,
            "tiles": [asdict(tile) for tile in self.tiles],
        }
        (self.folder / FOLDER / INDEX).write_text(json.dumps(kept), encoding="utf-8")


def stamp_of(tile: Path) -> str:
    """Return what tells a tile from what it was: its cell, and the size and age of every file."""
    ages = [
        (path.name, (at := path.stat()).st_size, at.st_mtime_ns) for path in sorted(tile.glob("*.parquet"))
    ]
    return f"{tile.name}-{hashlib.sha256(repr(ages).encode()).hexdigest()[:16]}"


def is_partitioned(folder: Path) -> bool:
    """Return whether a folder says of itself that its places are in tiles."""
    return (folder / FOLDER / INDEX).is_file()


def read_partitions(folder: Path) -> Partitions:
    """Read what is where in a partitioned dataset.

    Raises
    ------
    PartitionError
        The folder is none, or its index cannot be read.
    """
    try:
        kept = json.loads((folder / FOLDER / INDEX).read_text(encoding="utf-8"))
        if kept["format"] != FORMAT:
            raise ValueError
        if not all(CELL.fullmatch(tile["cell"]) for tile in kept["tiles"]):
            raise ValueError
        tiles = tuple(
            Tile(
                tile["cell"], tile["rows"], tuple(tile["low"]), tuple(tile["high"]), tuple(tile["districts"])
            )
            for tile in kept["tiles"]
        )
        groups, provenances = tuple(kept["groups"]), tuple(kept["provenances"])
        content = kept.get("content", "")
        return Partitions(folder, kept["resolution"], groups, kept["stretch"], provenances, tiles, content)
    except FileNotFoundError:
        raise PartitionError("none", folder=folder.name) from None
    except (OSError, ValueError, KeyError, TypeError):
        raise PartitionError("index", file=f"{FOLDER}/{INDEX}") from None
