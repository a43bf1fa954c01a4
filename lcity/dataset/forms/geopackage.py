"""GeoPackage read as the database it is: plain tables only, and nothing in it is run.

GDAL is not asked: its SQLite knows functions that read files and ask addresses, which a view, a trigger or a
computed column may call. Here every function is refused, and so is every table that is not plain.

Source: OGC 12-128r19.
"""

import sqlite3
import struct
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyproj

from lcity.dataset.forms import reference, wkb
from lcity.dataset.forms.form import MOST_VERTICES, FormError, unreadable
from lcity.dataset.forms.frames import column, frame

MAGIC = b"SQLite format 3\0"
FORM = "GeoPackage"
MOST_SECONDS = 60
STEPS = 100_000
"""Instructions of the database between two looks at the clock."""
ENVELOPE_BYTES = (0, 32, 48, 48, 64)
HEADER = struct.Struct("<2sBB")
UNDEFINED = (0, -1)
PLAIN = ("create table ", "create index ", "create unique index ", "create trigger ")
"""How what is plain begins, as SQLite writes it; triggers are run where something is written only."""
COMPUTED = (2, 3)
"""How `pragma table_xinfo` marks columns that are computed, when they are read or when written."""


@dataclass(frozen=True)
class Layer:
    """A table of features: its name, the column of its geometry, and the number of its system."""

    name: str
    geometry: str
    system: int


def layers(path: Path) -> list[Layer]:
    """Return the layers of features in a GeoPackage.

    Raises
    ------
    FormError
        It is none, or holds what would be run.
    """
    with _open_base(path) as base:
        return _layers(base)


def from_geopackage(path: Path, layer: str, most_vertices: int = MOST_VERTICES) -> gpd.GeoDataFrame:
    """Return the features of a layer.

    Parameters
    ----------
    path
        The file.
    layer
        The layer's name.
    most_vertices
        How many points its outlines may have together.

    Raises
    ------
    FormError
        It cannot be read.
    """
    with _open_base(path) as base:
        of = next(found for found in _layers(base) if found.name == layer)
        system = _system_of(base, of.system)
        key = next(
            (name for name, kind, pk in _columns(base, layer) if pk == 1 and kind.upper() == "INTEGER"), ""
        )
        rows = base.execute(f"select * from {_quote(layer)}")
        names = [name for name, *_ in rows.description]
        columns = dict(zip(names, zip(*rows, strict=True) or [()] * len(names), strict=False))
    blobs = [_wkb(blob) for blob in columns.pop(of.geometry, ())]
    columns = {
        name: column(list(cells))
        for name, cells in columns.items()
        if name != key and not any(isinstance(cell, bytes) for cell in cells)
    }
    attributes = pd.DataFrame(columns, index=range(len(blobs)))
    return frame(attributes, wkb.shapes_of(blobs, most_vertices), partial(_system, system))


@contextmanager
def _open_base(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database to be read only, after a look at what it holds."""
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise FormError("not_what_it_says", form=FORM)
    end = time.monotonic() + MOST_SECONDS
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as base:
            base.execute("pragma trusted_schema = off")
            base.execute("pragma cell_size_check = on")
            base.text_factory = lambda text: text.decode("utf-8", errors="replace")
            base.set_progress_handler(lambda: time.monotonic() > end, STEPS)
            _hold_back(base)
            yield base
    # Names, and what is told of them, are UTF-8 to Python, whatever they are in the file.
    except (sqlite3.Error, sqlite3.Warning, OverflowError, UnicodeDecodeError) as error:
        raise unreadable(FORM, error) from error


def _hold_back(base: sqlite3.Connection) -> None:
    """Refuse a database with anything but plain tables and the trees over them, which are not read."""
    tables = set()
    # What a row of the schema is called says nothing: the database goes by its statement alone.
    for kind, name, sql in base.execute("select type, name, sql from sqlite_master"):
        statement = " ".join(str(sql or "").lower().split())
        virtual = statement.startswith("create virtual table ") and " using rtree" in statement
        if statement and not (virtual or statement.startswith(PLAIN)):
            raise FormError("program")
        if kind == "table" and not virtual:
            tables.add(str(name).lower())
    # A computed column calls its functions whenever its table is read, and no authorizer is asked then.
    if any(_has_computed(base, name) for name in tables):
        raise FormError("program")
    columns = {
        name: _columns(base, name) for name in ("gpkg_contents", "gpkg_geometry_columns") if name in tables
    }
    if len(columns) < 2:
        raise FormError("no_layers")

    def allowed(action: int, table: str | None, *_: object) -> int:
        plain = action == sqlite3.SQLITE_SELECT or (
            action == sqlite3.SQLITE_READ and str(table).lower() in tables | {"sqlite_master"}
        )
        info = action == sqlite3.SQLITE_PRAGMA and table == "table_info"
        return sqlite3.SQLITE_OK if plain or info else sqlite3.SQLITE_DENY

    base.set_authorizer(allowed)


def _layers(base: sqlite3.Connection) -> list[Layer]:
    found = base.execute("select table_name, column_name, srs_id from gpkg_geometry_columns").fetchall()
    features = {
        name
        for name, kind in base.execute("select table_name, data_type from gpkg_contents")
        if kind == "features"
    }
    there = {name for (name,) in base.execute("select name from sqlite_master where type = 'table'")}
    layers = [Layer(name, column, system) for name, column, system in found if name in features & there]
    if not layers:
        raise FormError("no_layers")
    return layers


def _columns(base: sqlite3.Connection, table: str) -> list[tuple[str, str, int]]:
    """Return name, declared type and place in the key of each column."""
    return [(row[1], row[2], row[5]) for row in base.execute(f"pragma table_info({_quote(table)})")]


def _has_computed(base: sqlite3.Connection, table: str) -> bool:
    """Say whether a table has columns that are computed."""
    return any(row[6] in COMPUTED for row in base.execute(f"pragma table_xinfo({_quote(table)})"))


def _system_of(base: sqlite3.Connection, number: int) -> tuple | None:
    """Return authority, code and definition of a system; None where it is said to be undefined."""
    columns = "organization, organization_coordsys_id, definition"
    query = f"select {columns} from gpkg_spatial_ref_sys where srs_id = ?"
    return None if number in UNDEFINED else base.execute(query, (number,)).fetchone()


def _system(declared: tuple | None) -> pyproj.CRS | None:
    if declared is None:
        return None
    authority, code, definition = declared
    if str(authority).upper() == "EPSG":
        return reference.by_code("EPSG", code)
    return reference.by_definition(str(definition))


def _wkb(blob: object) -> bytes | None:
    """Return the well-known binary within a geometry of a GeoPackage; None where it is empty or missing."""
    if not isinstance(blob, bytes) or len(blob) < HEADER.size:
        return None
    magic, _, flags = HEADER.unpack_from(blob)
    envelope = flags >> 1 & 0b111
    if magic != b"GP" or envelope >= len(ENVELOPE_BYTES):
        return b""
    return None if flags & 0b1_0000 else blob[HEADER.size + 4 + ENVELOPE_BYTES[envelope] :]


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
