"""GeoParquet from the bytes of one local file; its geometry as well-known binary.

Source: GeoParquet 1.1.0.
"""

import json
from functools import partial
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyproj

from lcity.dataset.forms import reference, wkb
from lcity.dataset.forms.form import MOST_VERTICES, FormError, unreadable
from lcity.dataset.forms.frames import frame
from lcity.dataset.forms.json_text import parse_json

MAGIC = b"PAR1"
FORM = "GeoParquet"
MOST_MB = 2_000


def from_geoparquet(path: Path, most_vertices: int = MOST_VERTICES) -> gpd.GeoDataFrame:
    """Return the features of a GeoParquet file; columns of lists and records are left out.

    Parameters
    ----------
    path
        The file.
    most_vertices
        How many points its outlines may have together.

    Raises
    ------
    FormError
        It cannot be read.
    """
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise FormError("not_what_it_says", form=FORM)
        try:
            # A file that is open, never a path: pyarrow takes a path for the address of a file system.
            parquet = pq.ParquetFile(file)
            column, about = _geometry(parquet)
            table = parquet.read([name for name in _plain(parquet.schema_arrow) if name != column] + [column])
            table.validate(full=True)  # text that is none, places that are not there
            geometry = table[column].cast(pa.large_binary())
            blobs = [None if blob == b"" else blob for blob in geometry.to_pylist()]
            attributes = table.drop_columns([column]).to_pandas(ignore_metadata=True)
        except FormError:
            raise
        except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
            raise unreadable(FORM, error) from error
    attributes.index = pd.RangeIndex(len(blobs))
    return frame(attributes, wkb.shapes_of(blobs, most_vertices), partial(_system, about))


def _geometry(parquet: pq.ParquetFile) -> tuple[str, dict]:
    """Return which column holds the geometry, and what is said of it."""
    groups = (parquet.metadata.row_group(number) for number in range(parquet.num_row_groups))
    if sum(group.total_byte_size for group in groups) > MOST_MB * 2**20:
        raise FormError("file_large", most=MOST_MB)
    names = parquet.schema_arrow.names
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise unreadable(FORM, f"two columns are called {twice}")
    stated = (parquet.schema_arrow.metadata or {}).get(b"geo")
    if stated is None:
        raise FormError("no_geometry_column")
    metadata = parse_json(stated, FORM)
    column = metadata.get("primary_column") if isinstance(metadata, dict) else None
    columns = metadata.get("columns") if isinstance(metadata, dict) else None
    about = columns.get(column) if isinstance(columns, dict) and isinstance(column, str) else None
    field = parquet.schema_arrow.field(column) if about and column in names else None
    if not isinstance(about, dict) or field is None:
        raise FormError("no_geometry_column")
    if about.get("encoding") != "WKB" or not _binary(field.type):
        raise FormError("geometry_encoding", found=str(about.get("encoding")))
    return column, about


def _system(about: dict) -> pyproj.CRS | None:
    if "crs" not in about:
        return pyproj.CRS.from_user_input("OGC:CRS84")
    crs = about["crs"]
    if crs is None:
        return None
    if isinstance(crs, dict):
        return reference.by_projjson(crs, json.dumps(crs))
    raise FormError("crs_unknown", found=str(crs))


def _plain(schema: pa.Schema) -> list[str]:
    """Return the columns of one value a cell that is no binary."""
    return [field.name for field in schema if not (pa.types.is_nested(field.type) or _binary(field.type))]


def _binary(kind: pa.DataType) -> bool:
    return pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind)
