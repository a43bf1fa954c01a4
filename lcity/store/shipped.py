"""What was made of the shipped datasets when they were built, and lies beside them.

A first start so neither reads nor computes them anew, and nor does one that can keep nothing. A list says
which code made it and, of each bundle, the SHA-256 of its file; a bundle's name begins with the hash of the
contents it was made of. A dataset, or code, that has changed since finds nothing here.

Bundles are packed by Zstandard, for all who fetch LCity fetch them. Tables that lie in Parquet in the
dataset's folder, and are there as they were read, are read from there.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from lcity.dataset.conform import column_of
from lcity.dataset.contract import DTYPES, SCHEMAS, kind
from lcity.dataset.files import find
from lcity.store import bundle_format
from lcity.store.bundle_format import Bundle

FOLDER = Path(__file__).parents[2] / "data" / "made"
LIST = "made.json"
SUFFIX = ".bundle.zst"
PACKED = "zstd"
LEVEL = 19
AS_FILED = "as_filed"
PARQUET = ".parquet"


class Listed(NamedTuple):
    """What was made: by which code, and the SHA-256 of each file by what it is."""

    code: str
    bundles: Mapping[str, str]


NOTHING = Listed("", {})


def load(name: str, code: str) -> Bundle | None:
    """Return a bundle made by this code; None where there is none, or it is not the one that was made.

    Parameters
    ----------
    name
        The hash of the contents it is made of, and what it is.
    code
        What tells this LCity from another.
    """
    listed = _listed(FOLDER)
    if listed.code != code or name not in listed.bundles:
        return None
    try:
        content = (FOLDER / f"{name}{SUFFIX}").read_bytes()
        if hashlib.sha256(content).hexdigest() != listed.bundles[name]:
            return None
        with pa.CompressedInputStream(pa.BufferReader(content), PACKED) as plain:
            return bundle_format.read(plain.read())
    except bundle_format.DAMAGED:
        return None


def with_files(bundle: Bundle, folder: Path) -> Bundle:
    """Return a dataset's bundle with the tables that are read from its folder."""
    filed = {table: _filed(folder, table) for table in bundle.metadata.get(AS_FILED, ())}
    return Bundle({**bundle.tables, **filed}, bundle.metadata)


def without_files(bundle: Bundle, folder: Path) -> Bundle:
    """Return a dataset's bundle without the tables that its folder has as they are, in Parquet."""
    tables = dict(bundle.tables)
    in_parquet = [table for table, path in find(folder).items() if path.suffix == PARQUET and table in tables]
    filed = [table for table in in_parquet if _filed(folder, table).equals(tables[table])]
    for table in filed:
        del tables[table]
    return Bundle(tables, {**bundle.metadata, AS_FILED: filed})


def write(bundles: Mapping[str, Bundle], code: str) -> None:
    """Write what was made, in place of all that was.

    Parameters
    ----------
    bundles
        By name, as `load` takes it.
    code
        As of `load`.
    """
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob(f"*{SUFFIX}"):
        path.unlink()
    codec, digests = pa.Codec(PACKED, LEVEL), {}
    for name, bundle in sorted(bundles.items()):
        content = codec.compress(bundle_format.packed(bundle), asbytes=True)
        (FOLDER / f"{name}{SUFFIX}").write_bytes(content)
        digests[name] = hashlib.sha256(content).hexdigest()
    (FOLDER / LIST).write_text(json.dumps({"code": code, "bundles": digests}, indent=1) + "\n", "utf-8")
    _listed.cache_clear()


def _filed(folder: Path, table: str) -> pd.DataFrame:
    """Return a table of a folder as it lies there, each column of the kind the contract has."""
    filed = parquet.read_table(find(folder)[table])
    # What is filed by category pandas would write out as objects of Python's, cell by cell.
    cells = [
        column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
        for column in filed.columns
    ]
    frame = pa.table(cells, filed.column_names).to_pandas()
    columns = {name: column_of(SCHEMAS[table], name) for name in frame}
    return frame.astype({name: DTYPES[kind(column)] for name, column in columns.items() if column})


@lru_cache(4)
def _listed(folder: Path) -> Listed:
    try:
        written = json.loads((folder / LIST).read_text(encoding="utf-8"))
        return Listed(str(written["code"]), {str(k): str(v) for k, v in written["bundles"].items()})
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return NOTHING
