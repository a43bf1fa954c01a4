"""How tables are written into one file, such that none that is damaged, or made to harm, is taken for good.

A mark, the SHA-256 of all that follows, the length of a head in JSON, the head, and the bytes of each column
as they lie in memory: numbers, or text with where each cell ends. Nothing is compressed and nothing is run:
there is no parser to mislead, and what is read takes no more memory than the file.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely
from pydantic import TypeAdapter

MARK = b"LCity bundle 2\n"
LENGTH = 8
Kind = Literal["str", "float64", "Int64", "int64", "int32", "boolean", "bool"]
NUMBERS = {"float64": "<f8", "int64": "<i8", "int32": "<i4", "Int64": "<i8", "boolean": "u1", "bool": "u1"}
"""Kind of a column → how its cells lie in the file."""

AREAS = {"POLYGON": shapely.GeometryType.POLYGON, "MULTIPOLYGON": shapely.GeometryType.MULTIPOLYGON}


DAMAGED = (OSError, ValueError, LookupError, OverflowError, pa.ArrowException, shapely.errors.ShapelyError)


class Bundle(NamedTuple):
    """Tables by name, and what is said besides: anything JSON can write."""

    tables: Mapping[str, pd.DataFrame]
    metadata: Mapping[str, Any]


class DamagedError(ValueError):
    """A file is no bundle, or not one as it was written."""


@dataclass(frozen=True)
class Column:
    """One column: its name, what it holds, and how long its pieces of the file are, in bytes."""

    name: str | None
    kind: Kind
    pieces: list[int]


@dataclass(frozen=True)
class Outlines:
    """A column of polygons: points, and where rings, polygons and rows end among them."""

    name: str
    position: int
    areas: Literal["POLYGON", "MULTIPOLYGON"]
    crs: Literal["EPSG:4326"]
    pieces: list[int]


@dataclass(frozen=True)
class Table:
    """One table; without an index its rows are numbered from 0."""

    name: str
    rows: int
    columns: list[Column]
    index: Column | None
    outlines: Outlines | None


@dataclass(frozen=True)
class Head:
    """What a file says of itself."""

    tables: list[Table]
    metadata: dict[str, Any]


_HEAD = TypeAdapter(Head)


def pack(path: Path, bundle: Bundle) -> None:
    """Write a bundle into a file."""
    with path.open("wb") as file:
        file.writelines(_written(bundle))


def unpack(path: Path, most_bytes: int | None = None) -> Bundle | None:
    """Return the bundle a file holds; None where there is none or it is damaged.

    Parameters
    ----------
    path
        The file itself: a link is not followed.
    most_bytes
        How large it may be; None if it may have any size.
    """
    try:
        opened = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        with open(opened, "rb") as file:
            if most_bytes is not None and os.fstat(opened).st_size > most_bytes:
                return None
            return read(file.read())
    except DAMAGED:
        return None


def packed(bundle: Bundle) -> bytes:
    """Return a bundle as the bytes of a file."""
    return b"".join(_written(bundle))


def _written(bundle: Bundle) -> list[bytes]:
    pieces: list[bytes] = []
    tables = [_described(name, frame, pieces) for name, frame in bundle.tables.items()]
    head = json.dumps(asdict(Head(tables, dict(bundle.metadata)))).encode()
    body = [len(head).to_bytes(LENGTH, "little"), head, *pieces]
    digest = hashlib.sha256()
    for piece in body:
        digest.update(piece)
    return [MARK, digest.digest(), *body]


def read(content: bytes) -> Bundle:
    """Return the bundle the bytes of a file are.

    Raises
    ------
    OSError, ValueError, LookupError, OverflowError, ArrowException, ShapelyError
        One of `DAMAGED`: they are none, or damaged.
    """
    start = len(MARK) + hashlib.sha256().digest_size
    body = memoryview(content)[start:]
    if content[: len(MARK)] != MARK or hashlib.sha256(body).digest() != content[len(MARK) : start]:
        raise DamagedError
    end = LENGTH + int.from_bytes(body[:LENGTH], "little")
    head = _HEAD.validate_json(bytes(body[LENGTH:end]), strict=True)
    pieces = _Pieces(body[end:])
    found = Bundle({table.name: _frame(table, pieces) for table in head.tables}, head.metadata)
    pieces.end()
    return found


class _Pieces:
    """The bytes of the columns, one after the other."""

    def __init__(self, content: memoryview):
        self._left = content

    def take(self, lengths: list[int], count: int) -> list[memoryview]:
        if len(lengths) != count:
            raise DamagedError
        taken = []
        for length in lengths:
            if not 0 <= length <= len(self._left):
                raise DamagedError
            taken.append(self._left[:length])
            self._left = self._left[length:]
        return taken

    def numbers(self, lengths: list[int], *kinds: str) -> list[np.ndarray]:
        """Return the next pieces as numbers, which may be written to."""
        return [
            np.frombuffer(piece, kind).copy()
            for piece, kind in zip(self.take(lengths, len(kinds)), kinds, strict=True)
        ]

    def end(self) -> None:
        if len(self._left):
            raise DamagedError


def _described(name: str, frame: pd.DataFrame, pieces: list[bytes]) -> Table:
    """Describe a table, and add its columns' bytes."""
    outlined = frame.geometry.name if isinstance(frame, gpd.GeoDataFrame) else None
    columns = [_column(key, frame[key], pieces) for key in frame if key != outlined]
    numbered = isinstance(frame.index, pd.RangeIndex) and frame.index.equals(pd.RangeIndex(len(frame)))
    index = None if numbered else _column(frame.index.name, frame.index.to_series(), pieces)
    outlines = None
    if outlined is not None:
        outlines = _outlines(outlined, list(frame).index(outlined), frame.geometry, pieces)
    return Table(name, len(frame), columns, index, outlines)


def _column(name: str | None, cells: pd.Series, pieces: list[bytes]) -> Column:
    kind = str(cells.dtype)
    if kind == "str":
        written = list(_text(pa.array(cells, pa.large_string(), from_pandas=True)))
    elif kind in ("Int64", "boolean"):
        known = cells.fillna(0 if kind == "Int64" else False)
        written = [known.to_numpy(NUMBERS[kind]).tobytes(), cells.isna().to_numpy("u1").tobytes()]
    elif kind in NUMBERS:
        written = [cells.to_numpy(NUMBERS[kind]).tobytes()]
    else:
        raise TypeError(f"{name}: a bundle holds no column of {kind}")
    pieces += written
    return Column(name, kind, [len(piece) for piece in written])


def _text(cells: pa.Array | pa.ChunkedArray) -> Iterator[bytes]:
    """Yield which cells are there, where each ends among all characters, and the characters."""
    if isinstance(cells, pa.ChunkedArray):
        cells = cells.combine_chunks()
    yield cells.is_valid().to_numpy(zero_copy_only=False).astype("u1").tobytes()
    if not len(cells):
        yield from (bytes(LENGTH), b"")
        return
    _, ends, characters = cells.buffers()
    ends = np.frombuffer(ends, "<i8")[cells.offset : cells.offset + len(cells) + 1]
    yield (ends - ends[0]).tobytes()
    yield b"" if characters is None else bytes(memoryview(characters)[ends[0] : ends[-1]])


def _outlines(name: str, position: int, outlines: gpd.GeoSeries, pieces: list[bytes]) -> Outlines:
    shapes = outlines.to_numpy()
    if shapely.is_missing(shapes).any() or shapely.has_z(shapes).any():
        raise TypeError("a bundle holds flat outlines, one for each row")
    areas, points, ends = shapely.to_ragged_array(shapes)
    single = shapely.get_type_id(shapes) == shapely.GeometryType.POLYGON
    written = [single.astype("u1").tobytes(), points.astype("<f8").tobytes()]
    written += [end.astype("<i8").tobytes() for end in ends]
    pieces += written
    return Outlines(name, position, areas.name, outlines.crs.to_string(), [len(piece) for piece in written])


def _frame(table: Table, pieces: _Pieces) -> pd.DataFrame:
    columns = {column.name: _cells(column, table.rows, pieces) for column in table.columns}
    if len(columns) != len(table.columns):
        raise DamagedError
    index = pd.RangeIndex(table.rows)
    if table.index is not None:
        index = pd.Index(_cells(table.index, table.rows, pieces), name=table.index.name)
    frame = pd.DataFrame(columns, index, columns=pd.Index(list(columns), dtype="str"))
    if table.outlines is None:
        return frame
    frame.insert(table.outlines.position, table.outlines.name, _shapes(table.outlines, table.rows, pieces))
    return gpd.GeoDataFrame(frame, geometry=table.outlines.name, crs=table.outlines.crs)


def _cells(column: Column, rows: int, pieces: _Pieces) -> Any:
    if column.kind == "str":
        return pd.array(_strings(*pieces.take(column.pieces, 3), rows), dtype="str")
    if column.kind in ("Int64", "boolean"):
        known, missing = pieces.numbers(column.pieces, NUMBERS[column.kind], "u1")
        if not len(known) == len(missing) == rows:
            raise DamagedError
        if column.kind == "Int64":
            return pd.arrays.IntegerArray(known, missing.astype(bool))
        return pd.arrays.BooleanArray(known.astype(bool), missing.astype(bool))
    (numbers,) = pieces.numbers(column.pieces, NUMBERS[column.kind])
    if len(numbers) != rows:
        raise DamagedError
    return numbers.astype(bool) if column.kind == "bool" else numbers


def _strings(there: memoryview, ends: memoryview, characters: memoryview, rows: int) -> pa.Array:
    missing = np.frombuffer(there, "u1") == 0
    if len(missing) != rows or len(ends) != 8 * (rows + 1):
        raise DamagedError
    known = pa.array(~missing).buffers()[1]
    buffers = [known, pa.py_buffer(ends), pa.py_buffer(characters)]
    cells = pa.Array.from_buffers(pa.large_string(), rows, buffers)
    cells.validate(full=True)  # every cell within the characters, and every one UTF-8
    return cells


def _shapes(outlines: Outlines, rows: int, pieces: _Pieces) -> np.ndarray:
    levels = 2 if outlines.areas == "POLYGON" else 3
    single, points, *ends = pieces.numbers(outlines.pieces, "u1", "<f8", *["<i8"] * levels)
    below = len(points) / 2
    for end in ends:
        # Shapely believes these: each level must part all that is below it.
        if not len(end) or end[0] != 0 or end[-1] != below or (np.diff(end) < 0).any():
            raise DamagedError
        below = len(end) - 1
    if below != rows or len(single) != rows:
        raise DamagedError
    shapes = shapely.from_ragged_array(AREAS[outlines.areas], points.reshape(-1, 2), tuple(ends))
    if outlines.areas == "MULTIPOLYGON":
        alone = single.astype(bool)
        if (shapely.get_num_geometries(shapes[alone]) != 1).any():
            raise DamagedError
        shapes[alone] = shapely.get_geometry(shapes[alone], 0)
    return shapes
