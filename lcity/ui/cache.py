"""What is computed once and shared by every session; the only place that knows Streamlit's caches.

Keys are small (the dataset's hash, a level, a year, a method); what they stand for is taken from
`open_dataset`. Everything returned here is shared, so nothing of it may be written to.
"""

import os
from pathlib import Path

import pandas as pd
import streamlit as st

from lcity import computed
from lcity.dataset import Dataset, UnitValues, leaf_provenance, read
from lcity.index import Tree, normalise

SHIPPED = Path(__file__).parents[2] / "data" / "china15"


def open_dataset() -> Dataset:
    """Return the dataset that is open: the folder `LCITY_DATASET` names, else the shipped one.

    Raises
    ------
    DatasetError
        The folder has problems.
    """
    folder = Path(os.environ.get("LCITY_DATASET") or SHIPPED)
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    stats = ((file.name, file.stat()) for file in files)
    return _read(str(folder), tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats))


@st.cache_resource(show_spinner=False, max_entries=2)
def _read(folder: str, stamp: tuple) -> Dataset:
    return read(Path(folder), computations=computed.COMPUTATIONS)


@st.cache_resource(show_spinner=False, max_entries=2)
def _tree(hash_: str) -> Tree:
    return Tree.from_table(open_dataset().indicators)


def tree() -> Tree:
    """Return the index tree of the open dataset."""
    return _tree(open_dataset().hash)


@st.cache_resource(show_spinner=False, max_entries=2)
def _provenance(hash_: str) -> pd.Series:
    return leaf_provenance(open_dataset())


def provenance() -> pd.Series:
    """Return the provenance in force of each leaf."""
    return _provenance(open_dataset().hash)


@st.cache_resource(show_spinner=False, max_entries=2)
def _reach(hash_: str) -> computed.Reach | None:
    return computed.Reach.of(open_dataset())


@st.cache_resource(show_spinner=False, max_entries=64)
def _values(hash_: str, level: str, year: int | None) -> UnitValues:
    return computed.complete(open_dataset(), level, year, reach=_reach(hash_))


def values(level: str, year: int | None) -> UnitValues:
    """Return the leaves' values of a level's units, computed ones included."""
    return _values(open_dataset().hash, level, year)


@st.cache_resource(show_spinner=False, max_entries=128)
def _normalised(hash_: str, level: str, year: int | None, method: str) -> pd.DataFrame:
    return normalise(_values(hash_, level, year).values, open_dataset().indicators, method)


def normalised(level: str, year: int | None, method: str) -> pd.DataFrame:
    """Return the leaves' scores (0–100) of a level's units."""
    return _normalised(open_dataset().hash, level, year, method)
