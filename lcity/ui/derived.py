"""What takes long to make from a dataset's files, kept between two starts of LCity.

It is kept under the hash of the dataset's contents and of LCity's own code: a change of either makes it
anew.
"""

import dataclasses
import hashlib
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import lcity
from lcity.dataset import Dataset, Meta, Problem, UnitValues, content_hash
from lcity.ui import bundle
from lcity.ui.bundle import Bundle

TABLES = (
    "sources",
    "indicators",
    "cities",
    "districts",
    "values_city",
    "values_district",
    "centres",
    "population",
    "participation",
)
COMPUTING = (
    "hours/*.py",
    "hours/*.toml",
    "dataset/*.py",
    "access/*.py",
    "index/tree.py",
    "computed.py",
    "participation.py",
)


def dataset(folder: Path, read: Callable[[Path], Dataset]) -> Dataset:
    """Return the dataset of a folder, as `read` reads it.

    Raises
    ------
    DatasetError
        The folder has problems; such a one is not kept.
    """
    if not folder.is_dir():
        return read(folder)
    name = f"{content_hash(folder)}-{_code()}-dataset"
    kept = bundle.load(name)
    if kept is not None:
        return of_bundle(folder, kept)
    found = read(folder)
    bundle.save(name, as_bundle(found))
    return found


def values(hash_: str, level: str, year: int | None, make: Callable[[], UnitValues]) -> UnitValues:
    """Return the values of a level's units as `make` makes them.

    Parameters
    ----------
    hash_
        The dataset's.
    level, year
        What is asked for.
    make
        Makes them.
    """
    name = f"{hash_}-{_code()}-{level}-{year}"
    kept = bundle.load(name)
    if kept is not None:
        return UnitValues(kept.tables["values"], kept.tables["years"], kept.tables["people"]["people"])
    found = make()
    tables = {"values": found.values, "years": found.years, "people": found.people.to_frame("people")}
    bundle.save(name, Bundle(tables, {}))
    return found


def as_bundle(found: Dataset) -> Bundle:
    """Return a dataset as tables and what is said of them."""
    tables = {table: frame for table in TABLES if (frame := getattr(found, table)) is not None}
    notes = [dataclasses.asdict(note) for note in found.notes]
    return Bundle(tables, {"meta": _meta(found.meta), "notes": notes, "hash": found.hash})


def of_bundle(folder: Path, kept: Bundle) -> Dataset:
    """Return the dataset a bundle holds.

    Parameters
    ----------
    folder
        Where it was read from.
    kept
        As `as_bundle` made it.
    """
    notes = tuple(map(Problem.restored, kept.said["notes"]))
    said = kept.said["meta"]
    read = {
        "reference_week": date.fromisoformat(said["reference_week"]),
        "kinds_not_counted": tuple(said["kinds_not_counted"]),
    }
    meta = Meta(**said | read)
    return Dataset(folder=folder, hash=kept.said["hash"], meta=meta, notes=notes, **kept.tables)


def _meta(meta: Meta) -> dict:
    """Return what JSON can write of a dataset's settings: it has no dates."""
    return dataclasses.asdict(meta) | {"reference_week": meta.reference_week.isoformat()}


@cache
def _code() -> str:
    """Return what tells this LCity from another: its version and the code that reads and computes."""
    root = Path(lcity.__file__).parent
    digest = hashlib.sha256(lcity.__version__.encode())
    for path in sorted(path for pattern in COMPUTING for path in root.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
