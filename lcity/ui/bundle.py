"""Tables kept between two starts: one file each, whole or not there at all.

A bundle is a zip of Parquet tables and a little JSON. Nothing in it is run when it is read; a damaged one
counts as none; two processes that write the same at once both succeed.
"""

import io
import json
import os
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import geopandas as gpd
import pandas as pd
import pyarrow as pa

MOST_BUNDLES = 64
SAID = "said.json"
DAMAGED = (OSError, EOFError, zipfile.BadZipFile, pa.ArrowException, KeyError, ValueError)


class Bundle(NamedTuple):
    """Tables by name, and what is said besides: anything JSON can write."""

    tables: Mapping[str, pd.DataFrame]
    said: Mapping[str, Any]


def folder() -> Path:
    """Return where bundles are kept: `LCITY_CACHE`, else a folder of the user's own for such things."""
    if own := os.environ.get("LCITY_CACHE"):
        return Path(own)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "lcity"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "lcity"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lcity"


def load(name: str) -> Bundle | None:
    """Return a bundle kept before; None where there is none or it is damaged."""
    return unpack(folder() / f"{name}.zip")


def unpack(path: Path) -> Bundle | None:
    """Return the bundle a file holds; None where there is none or it is damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            said = json.loads(archive.read(SAID))
            tables = {
                table: _table(archive.read(f"{table}.parquet"), table in said["outlined"])
                for table in said["tables"]
            }
            return Bundle(tables, said["said"])
    except DAMAGED:
        return None


def save(name: str, bundle: Bundle) -> None:
    """Keep a bundle, and forget the oldest of too many; where nothing can be written, do nothing."""
    try:
        folder().mkdir(parents=True, exist_ok=True)
        handle, new = tempfile.mkstemp(".new", dir=folder())
        os.close(handle)
        pack(Path(new), bundle)
        os.replace(new, folder() / f"{name}.zip")
        _tidy()
    except OSError:
        return


def pack(path: Path, bundle: Bundle) -> None:
    """Write a bundle into a file."""
    said = {
        "tables": list(bundle.tables),
        "outlined": [key for key, table in bundle.tables.items() if isinstance(table, gpd.GeoDataFrame)],
        "said": bundle.said,
    }
    with zipfile.ZipFile(path, "w") as archive:
        for key, table in bundle.tables.items():
            content = io.BytesIO()
            table.to_parquet(content)
            archive.writestr(f"{key}.parquet", content.getvalue())
        archive.writestr(SAID, json.dumps(said))


def _table(content: bytes, outlined: bool) -> pd.DataFrame:
    return (gpd if outlined else pd).read_parquet(io.BytesIO(content))


def _tidy() -> None:
    bundles = sorted(folder().glob("*.zip"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in bundles[MOST_BUNDLES:]:
        old.unlink(missing_ok=True)
