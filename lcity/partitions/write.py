"""A dataset cut into tiles, its places read and written in pieces: they need never fit in memory."""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from lcity import dataset as datasets
from lcity.access.blocks import in_blocks
from lcity.access.geodesy import ecef
from lcity.access.streets import JOIN_M, Streets
from lcity.dataset import Dataset
from lcity.dataset.conform import Table, conform
from lcity.dataset.contract import SCHEMAS
from lcity.dataset.files import files_hash, find
from lcity.dataset.locate import placed
from lcity.dataset.problem import Problem
from lcity.dataset.tables import read_table, unreadable
from lcity.errors import DatasetError
from lcity.partitions.errors import PartitionError
from lcity.partitions.layout import FOLDER, STREETS, Partitions, Tile

RESOLUTION = 4
"""Cells of some 1,770 km²: at a place a hectare, 180,000 places at the very most."""
BATCH = 1_000_000
MOST_HELD = 4_000_000
"""Rows that wait to be written."""
FARTHEST_M = 5_000.0
"""The largest radius streets can be asked for: as far as any page asks."""
POPULATION = "population"
CUT = (POPULATION, "streets")
"""The tables of which only the tiles are kept."""


def partition(
    folder: Path,
    out: Path,
    resolution: int = RESOLUTION,
    progress: Callable[[int], None] = lambda rows: None,
) -> Partitions:
    """Write a dataset anew, its places in tiles by cell of H3.

    Parameters
    ----------
    folder
        A dataset folder. Its population.parquet is read in pieces; any other form of it as a whole.
    out
        A folder that is not there yet.
    resolution
        Of the cells, 0–15.
    progress
        Told how many places have been written so far.

    Raises
    ------
    DatasetError
        The dataset is not valid.
    PartitionError
        There is nothing to partition, the folder is taken, or the dataset measures by travel times.
    """
    if out.exists():
        raise PartitionError("taken", folder=out.name)
    files = find(folder)
    if POPULATION not in files:
        raise PartitionError("no_places", folder=folder.name)
    if "travel" in files:
        raise PartitionError("travel", file=files["travel"].name)
    out.mkdir(parents=True)
    try:
        return _write_tiles(folder, files, out, resolution, progress)
    except BaseException:
        shutil.rmtree(out, ignore_errors=True)
        raise


def _write_tiles(folder: Path, files: dict[str, Path], out: Path, resolution: int, progress) -> Partitions:
    for table, path in files.items():
        if table != POPULATION:
            shutil.copyfile(path, out / path.name)
    dataset = datasets.read(out)
    cells = _Cells(out / FOLDER, resolution)
    groups: list[str] = []
    provenances: set[str] = set()
    for places in _places(files[POPULATION], dataset):
        groups = groups or list(places.filter(regex="^people(_|$)"))
        if "provenance" in places:
            provenances.update(places["provenance"].dropna().unique())
        cells.add(places[["lon", "lat", "district", *groups]])
        progress(cells.rows)
    cells.flush()
    tiles = cells.tiles()
    stretch = None
    if dataset.streets is not None:
        stretch = Streets.of(dataset.streets).straightest
        _cut_streets(dataset.streets, stretch, out / FOLDER, tiles)
        (out / files["streets"].name).unlink()
    content = files_hash(files[table] for table in CUT if table in files)
    found = Partitions(out, resolution, tuple(groups), stretch, tuple(sorted(provenances)), tiles, content)
    found.write()
    return found


def _places(path: Path, dataset: Dataset) -> Iterator[pd.DataFrame]:
    """Read the places piece by piece, each held against the contract and put in its district."""
    schema, gone = SCHEMAS[POPULATION], dataset.lifetimes.gone(None)
    outlines = dataset.districts.geometry if "geometry" in dataset.districts else None
    for raw in _pieces(path):
        table, problems = conform(path.name, raw, schema)
        problems += _unknown(table, dataset)
        if problems:
            raise DatasetError(problems)
        yield placed(table.frame, outlines, gone).places


def _pieces(path: Path) -> Iterator[pd.DataFrame]:
    """Read the rows as they are written, indexed by their number in the file, the first being row 2."""
    if path.suffix != ".parquet":
        raw, problems = read_table(path)
        if raw is None:
            raise DatasetError(problems)
        yield raw
        return
    start = 2
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(BATCH):
                batch.validate(full=True)
                raw = batch.to_pandas()
                raw.index = pd.RangeIndex(start, start + len(raw))
                start += len(raw)
                yield raw
    except (pa.ArrowException, OSError, OverflowError) as error:
        raise DatasetError([unreadable(path, "Parquet", error)]) from error


def _unknown(table: Table, dataset: Dataset) -> list[Problem]:
    if not table.has("district"):
        return []
    names = table.frame["district"]
    astray = names[names.notna() & ~names.isin(dataset.districts.index)]
    return table.astray(astray, "district", "unknown_district", dataset.districts.index, file="districts")


class _Cells:
    """Places that wait to be written, by cell, and what has been noted of each cell."""

    def __init__(self, folder: Path, resolution: int):
        self.rows = 0
        self._folder, self._resolution = folder, resolution
        self._held: dict[str, list[pd.DataFrame]] = defaultdict(list)
        self._waiting = 0
        self._noted: dict[str, dict] = {}

    def add(self, places: pd.DataFrame) -> None:
        # Imported late: every page knows of tiles, and only who cuts them needs it.
        from h3.api.basic_int import int_to_str, latlng_to_cell

        lonlat = places[["lon", "lat"]].to_numpy(float)
        resolution = self._resolution
        cell = np.fromiter(
            (latlng_to_cell(lat, lon, resolution) for lon, lat in lonlat.tolist()), np.uint64, len(lonlat)
        )
        xyz = ecef(*lonlat.T)
        cells, number = np.unique(cell, return_inverse=True)
        order = np.argsort(number, kind="stable")
        for name, rows in zip(cells, np.split(order, np.bincount(number).cumsum()[:-1]), strict=True):
            self._hold(int_to_str(int(name)), places.iloc[rows], xyz[rows])
        self.rows += len(places)
        self._waiting += len(places)
        if self._waiting >= MOST_HELD:
            self.flush()

    def _hold(self, cell: str, places: pd.DataFrame, xyz: np.ndarray) -> None:
        self._held[cell].append(places)
        noted = self._noted.setdefault(
            cell, {"rows": 0, "files": 0, "low": np.inf, "high": -np.inf, "districts": set()}
        )
        noted["rows"] += len(places)
        noted["low"] = np.minimum(noted["low"], xyz.min(axis=0))
        noted["high"] = np.maximum(noted["high"], xyz.max(axis=0))
        noted["districts"].update(places["district"].dropna().unique())

    def flush(self) -> None:
        """Write what waits."""
        for cell, held in self._held.items():
            noted, folder = self._noted[cell], self._folder / cell
            folder.mkdir(parents=True, exist_ok=True)
            places = pd.concat(held, ignore_index=True)
            places = places.iloc[in_blocks(places[["lon", "lat"]].to_numpy())]
            places["district"] = places["district"].astype("category")
            path = folder / f"places-{noted['files']}.parquet"
            places.to_parquet(path, index=False, write_page_checksum=True)
            noted["files"] += 1
        self._held.clear()
        self._waiting = 0

    def tiles(self) -> tuple[Tile, ...]:
        return tuple(
            Tile(
                cell,
                noted["rows"],
                tuple(noted["low"].tolist()),
                tuple(noted["high"].tolist()),
                tuple(sorted(noted["districts"])),
            )
            for cell, noted in sorted(self._noted.items())
        )


def _cut_streets(streets: pd.DataFrame, stretch: float, folder: Path, tiles: tuple[Tile, ...]) -> None:
    """Write for each tile every street a way from one of its places can use."""
    start, end = (ecef(streets[f"lon_{side}"], streets[f"lat_{side}"]) for side in ("from", "to"))
    # A street may be stated shorter than it is; ways along it then lead farther than their length.
    around_m = FARTHEST_M * stretch + 2 * JOIN_M
    low, high = np.minimum(start, end), np.maximum(start, end)
    for tile in tiles:
        beside = (low <= np.array(tile.high) + around_m) & (high >= np.array(tile.low) - around_m)
        streets[beside.all(axis=1)].to_parquet(
            folder / tile.cell / STREETS, index=False, write_page_checksum=True
        )
