"""What takes long to make from a dataset's files, kept between two starts of LCity.

It is kept under the hash of the dataset's contents and of LCity's own code: a change of either makes it
anew. Of the shipped datasets it is shipped made (`shipped.py`).
"""

import dataclasses
import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from pydantic import TypeAdapter, ValidationError

import lcity
from lcity.access.along import Ways
from lcity.access.catchment import Catchment
from lcity.access.reach import found_ways
from lcity.dataset import Dataset, Meta, UnitValues, content_hash
from lcity.dataset.contract import DTYPES, SCHEMAS, kind
from lcity.store import bundle, problems, shipped
from lcity.store.bundle import Bundle

TABLES = (
    "sources",
    "indicators",
    "cities",
    "districts",
    "values_city",
    "values_district",
    "centres",
    "candidates",
    "population",
    "participation",
    "streets",
    "travel",
    "policies",
    "targets",
    "cases",
    "names",
)
KEYED = {
    "sources": "source",
    "indicators": "key",
    "cities": "city",
    "districts": "district",
    "centres": "centre",
    "candidates": "site",
}
"""Tables whose rows an id names, which is their index."""

COMPUTING = (
    "hours/*.py",
    "hours/*.toml",
    "dataset/**/*.py",
    "access/*.py",
    "index/tree.py",
    "computed.py",
    "participation.py",
)
FIGURES = "figures."
DATASET = "dataset"


_META, _TEXT = TypeAdapter(Meta), TypeAdapter(str)


class ShapeError(ValueError):
    """What was kept, or answered, is not of the shape it should have."""


def dataset(folder: Path, read: Callable[[Path], Dataset]) -> Dataset:
    """Return the dataset of a folder, as `read` reads it.

    Raises
    ------
    DatasetError
        The folder has problems; such a one is not kept.
    """
    if not folder.is_dir():
        return read(folder)
    hash_ = content_hash(folder)
    kept = _kept(hash_, DATASET)
    if kept is not None:
        with suppress(ShapeError):  # Another version of a library may have kept it.
            return of_bundle(folder, shipped.with_files(kept, folder))
    found = read(folder)
    _keep(hash_, DATASET, as_bundle(found))
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
    kept = _kept(hash_, of_level(level, year))
    if kept is not None and {"values", "years", "first_years", "people"} <= set(kept.tables):
        tables = dict(kept.tables)
        people = tables.pop("people")["people"]
        plain = {part: tables.pop(part) for part in ("values", "years", "first_years")}
        figures = {part.removeprefix(FIGURES): table for part, table in tables.items()}
        return UnitValues(**plain, people=people, figures=figures)
    found = make()
    _keep(hash_, of_level(level, year), values_as_bundle(found))
    return found


def of_level(level: str, year: int | None) -> str:
    """Return what the values of a level's units in a year are called among what is kept."""
    return f"{level}-{year}"


def values_as_bundle(found: UnitValues) -> Bundle:
    """Return the values of a level's units as tables."""
    tables = {
        "values": found.values,
        "years": found.years,
        "first_years": found.first_years,
        "people": found.people.to_frame("people"),
    }
    figures = {f"{FIGURES}{of}": table for of, table in found.figures.items()}
    return Bundle(tables | figures, {})


def ways(dataset: Dataset, along: str, radius: float, *, step_free: bool = False) -> Ways:
    """Return the pairs of all places and centres of a dataset, found once for its contents.

    Parameters
    ----------
    dataset
        With centres and population.
    along, radius, step_free
        As of `lcity.access.along.ways`.
    """
    free = "-step_free" if step_free else ""
    name = f"{along}-{radius:g}{free}"
    kept = _kept(dataset.hash, name)
    if kept is not None:
        with suppress(ShapeError):
            return _ways(kept, along, len(dataset.population), len(dataset.centres))
    found = found_ways(dataset, along, radius, step_free=step_free)
    pairs = found.pairs
    tables = {
        "pairs": pd.DataFrame({"centre": pairs.centre, "distance": pairs.distance}),
        "ends": pd.DataFrame({"end": pairs.indptr.astype("int64")}),
        "places": pd.DataFrame({"off": found.place_off}),
        "centres": pd.DataFrame({"off": found.centre_off}),
    }
    _keep(dataset.hash, name, Bundle(tables, {"radius": pairs.radius, "unit": pairs.unit}))
    return found


def _ways(kept: Bundle, along: str, n_places: int, n_centres: int) -> Ways:
    """Return the pairs a bundle holds; a ShapeError where they are not of these places and centres."""
    try:
        centre, distance = (kept.tables["pairs"][name].to_numpy() for name in ("centre", "distance"))
        end = kept.tables["ends"]["end"].to_numpy()
        off = [kept.tables[name]["off"].to_numpy() for name in ("places", "centres")]
        radius, unit = float(kept.metadata["radius"]), kept.metadata["unit"]
    except (KeyError, TypeError, ValueError) as error:
        raise ShapeError(f"no pairs: {error}"[:500]) from None
    whole = len(end) == n_places + 1 and end[0] == 0 and end[-1] == len(centre)
    known = not len(centre) or (centre.min() >= 0 and centre.max() < n_centres)
    if not whole or not known or (np.diff(end) < 0).any() or [*map(len, off)] != [n_places, n_centres]:
        raise ShapeError("pairs of other places and centres")
    return Ways(along, Catchment(radius, n_centres, end, centre, distance, unit), *off)


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

    Raises
    ------
    ShapeError
        It is not of the shape every dataset has.
    """
    metadata = kept.metadata
    try:
        meta = _META.validate_json(json.dumps(metadata["meta"]), strict=True)
        notes = problems.listed(metadata["notes"])
        hash_ = _TEXT.validate_python(metadata["hash"], strict=True)
        for name, frame in kept.tables.items():
            _check(name, frame)
        return Dataset(folder=folder, hash=hash_, meta=meta, notes=notes, **kept.tables)
    except (KeyError, TypeError, ValidationError) as error:
        raise ShapeError(f"no dataset: {error}"[:500]) from None


def _check(name: str, frame: pd.DataFrame) -> None:
    """Raise unless a table has the columns of the contract, each of its kind."""
    if name not in TABLES or (isinstance(frame, gpd.GeoDataFrame) and name != "districts"):
        raise ShapeError(f"there is no such table: {name}")
    found = {column: str(kind_) for column, kind_ in frame.dtypes.items()}
    if name in KEYED:
        found[frame.index.name] = str(frame.index.dtype)
    for column in SCHEMAS[name].columns.values():
        kind_ = found.get(column.name)
        needed = column.required and not column.regex
        if (kind_ is None and needed) or kind_ not in (None, DTYPES[kind(column)]):
            raise ShapeError(f"{name}: {column.name} holds {kind_}")
    if name in KEYED and frame.index.name != KEYED[name]:
        raise ShapeError(f"{name} has no {KEYED[name]}")


def _meta(meta: Meta) -> dict:
    """Return what JSON can write of a dataset's settings: it has no dates."""
    return dataclasses.asdict(meta) | {"reference_week": meta.reference_week.isoformat()}


def _kept(hash_: str, what: str) -> Bundle | None:
    """Return what was made of a dataset's contents: when LCity was built, else here before."""
    made = shipped.load(f"{hash_}-{what}", code())
    return bundle.load(f"{hash_}-{code()}-{what}") if made is None else made


def _keep(hash_: str, what: str, made: Bundle) -> None:
    bundle.save(f"{hash_}-{code()}-{what}", made)


@cache
def code() -> str:
    """Return what tells this LCity from another: its version and the code that reads and computes."""
    root = Path(lcity.__file__).parent
    digest = hashlib.sha256(lcity.__version__.encode())
    for path in sorted(path for pattern in COMPUTING for path in root.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
