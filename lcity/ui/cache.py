"""What is computed once and shared by every session; the only place that knows Streamlit's caches.

Keys are small (the dataset's hash, a level, a year, a method); what they stand for is taken from
`open_dataset`. Everything returned here is shared, so nothing of it may be written to.
"""

import os
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import pandas as pd
import streamlit as st

from lcity import computed, participation
from lcity.access.reach import Reach
from lcity.dataset import Dataset, UnitValues, leaf_provenance, read, unit_values, weakest
from lcity.index import Tree, normalise
from lcity.maps.choropleth import polygons
from lcity.maps.coverage import centre_rows, gather, people_rows
from lcity.maps.paths import Picture, picture
from lcity.maps.view import encode
from lcity.text import language
from lcity.ui.board import encode as board_encode
from lcity.ui.coverage_names import centres_on_map as named_centres
from lcity.ui.coverage_names import dot_tips
from lcity.ui.coverage_numbers import LARGEST_RADIUS_M, Answer, Question, answer

Function = TypeVar("Function", bound=Callable)

SHIPPED = Path(__file__).parents[2] / "data" / "china15"
LOOK_EVERY_S = 1


def _shared(most: int) -> Callable[[Function], Function]:
    """Keep what a function returns for every session; who asks while it is being made waits for it.

    Streamlit's cache does that, but takes 0.1 ms to look up what it has, and a page asks a hundred
    times a run; a second one in front of it takes none.
    """

    def keep(function: Function) -> Function:
        return lru_cache(maxsize=most)(st.cache_resource(show_spinner=False, max_entries=most)(function))

    return keep


def open_dataset() -> Dataset:
    """Return the dataset that is open: the folder `LCITY_DATASET` names, else the shipped one.

    Raises
    ------
    DatasetError
        The folder has problems.
    """
    folder = os.environ.get("LCITY_DATASET") or str(SHIPPED)
    return _read(folder, _stamp(folder, int(time.monotonic() / LOOK_EVERY_S)))


@lru_cache(maxsize=4)
def _stamp(folder: str, moment: int) -> str:
    """Return what tells a folder's contents from what they were; looked up once a moment, not once a call."""
    path = Path(folder)
    files = sorted(path.iterdir()) if path.is_dir() else []
    stats = ((file.name, file.stat()) for file in files)
    return repr([(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats])


@_shared(2)
def _read(folder: str, stamp: str) -> Dataset:
    return read(Path(folder), computations=computed.COMPUTATIONS)


@_shared(2)
def _tree(hash_: str) -> Tree:
    return Tree.from_table(open_dataset().indicators)


def tree() -> Tree:
    """Return the index tree of the open dataset."""
    return _tree(open_dataset().hash)


@_shared(2)
def _official_tree(hash_: str) -> Tree:
    provenance_ = _provenance(hash_)
    return _tree(hash_).prune(provenance_.index[provenance_ == "official"])


def official_tree() -> Tree:
    """Return the part of the tree that rests on official figures; it may be empty."""
    return _official_tree(open_dataset().hash)


@_shared(2)
def _years(hash_: str) -> tuple[int, ...]:
    return open_dataset().years


def years() -> tuple[int, ...]:
    """Return the years any value is dated to, ascending; empty in a year-less dataset."""
    return _years(open_dataset().hash)


@_shared(8)
def _names(hash_: str, table: str, code: str) -> pd.Series:
    rows = getattr(open_dataset(), table)
    own = pd.DataFrame(rows[[column for column in rows.columns if str(column).startswith("name")]])
    lang = language(code)
    return pd.Series([lang.name(row) for row in own.to_dict("records")], own.index, dtype=object)


def names(table: str, code: str) -> pd.Series:
    """Return the names of the rows of `table` (cities, districts or indicators) in the language `code`."""
    return _names(open_dataset().hash, table, code)


@_shared(2)
def _provenance(hash_: str) -> pd.Series:
    return leaf_provenance(open_dataset())


def provenance() -> pd.Series:
    """Return the provenance in force of each leaf."""
    return _provenance(open_dataset().hash)


@_shared(2)
def _reach(hash_: str) -> computed.Reach | None:
    return computed.Reach.of(open_dataset())


@_shared(64)
def _values(hash_: str, level: str, year: int | None) -> UnitValues:
    return computed.complete(open_dataset(), level, year, reach=_reach(hash_))


def values(level: str, year: int | None) -> UnitValues:
    """Return the leaves' values of a level's units, computed ones included."""
    return _values(open_dataset().hash, level, year)


@_shared(64)
def _figures(hash_: str, level: str, year: int | None) -> pd.DataFrame:
    found = _values(hash_, level, year)
    years = found.years.astype("float64")
    return pd.DataFrame({"known": found.values.notna().any(), "first": years.min(), "last": years.max()})


def figures(level: str, year: int | None) -> pd.DataFrame:
    """Return of each leaf whether any unit of a level has a value, and the first and last year of these.

    Returns
    -------
    DataFrame
        Index the leaves; columns known (bool), first, last (NaN where no value has a year).
    """
    return _figures(open_dataset().hash, level, year)


@_shared(128)
def _normalised(hash_: str, level: str, year: int | None, method: str, city: str) -> pd.DataFrame:
    dataset = open_dataset()
    found = _values(hash_, level, year).values
    if city:
        found = found[dataset.districts["city"].reindex(found.index) == city]
    return normalise(found, dataset.indicators, method)


def normalised(level: str, year: int | None, method: str, city: str = "") -> pd.DataFrame:
    """Return the leaves' scores (0–100) of a level's units, or of only one city's districts."""
    return _normalised(open_dataset().hash, level, year, method, city)


@_shared(64)
def _outlines(hash_: str, city: str) -> tuple[pd.DataFrame, tuple[float, ...]]:
    districts = open_dataset().districts
    own = districts[districts["city"] == city] if city else districts
    return polygons(own), tuple(own.total_bounds)


def outlines(city: str) -> tuple[pd.DataFrame, tuple[float, ...]]:
    """Return the polygons of a city's districts ("" for all cities), and their bounds in degrees."""
    return _outlines(open_dataset().hash, city)


@_shared(4)
def _taking_part(hash_: str, level: str) -> pd.DataFrame:
    dataset = open_dataset()
    people = unit_values(dataset, "district").people
    return participation.table(dataset.participation, dataset.districts, level, people=people)


def taking_part(level: str) -> pd.DataFrame:
    """Return who takes part, for every unit of a level, year, group and mode there are data for."""
    return _taking_part(open_dataset().hash, level)


@_shared(16)
def _covered(hash_: str, level: str, group: str) -> pd.Series:
    reach = _reach(hash_)
    return reach.coverage(group=group, level=level)["share"]


def covered(level: str, group: str = "people") -> pd.Series | None:
    """Return the share (0–1) of a group with a centre within 1,000 m by unit; None without the tables."""
    dataset = open_dataset()
    if dataset.centres is None or dataset.population is None:
        return None
    return _covered(dataset.hash, level, group)


@_shared(16)
def _city_reach(hash_: str, city: str) -> Reach | None:
    return Reach.of(open_dataset(), city, LARGEST_RADIUS_M)


def city_reach(city: str) -> Reach | None:
    """Return a city's places, centres and pairs up to the largest radius a reader can ask for."""
    return _city_reach(open_dataset().hash, city)


@_shared(64)
def _coverage(hash_: str, question: Question) -> Answer:
    return answer(_city_reach(hash_, question.city), question)


def coverage(question: Question) -> Answer:
    """Return the answer to a question about who reaches a centre."""
    return _coverage(open_dataset().hash, question)


@_shared(32)
def _centres_on_map(hash_: str, city: str, code: str) -> pd.DataFrame:
    dataset = open_dataset()
    outlines_ = dataset.districts.geometry[dataset.districts["city"] == city]
    return named_centres(_city_reach(hash_, city), dataset.centres, outlines_, language(code))


def centres_on_map(city: str, code: str) -> pd.DataFrame:
    """Return a city's centres as the map wants them, in the language `code`."""
    return _centres_on_map(open_dataset().hash, city, code)


@_shared(32)
def _centre_files(hash_: str, city: str, code: str) -> dict[str, bytes]:
    centres = _centres_on_map(hash_, city, code)
    return {kind: encode(centre_rows(rows)) for kind, rows in centres.groupby("kind")}


def centre_files(city: str, code: str) -> dict[str, bytes]:
    """Return a city's centres by kind, as JSON for the map's layers, in the language `code`."""
    return _centre_files(open_dataset().hash, city, code)


@_shared(64)
def _people_file(hash_: str, question: Question, code: str) -> tuple[bytes, bool]:
    out = _coverage(hash_, question).out
    dots = gather(out)
    return encode(people_rows(dots, dot_tips(dots["people"], language(code)))), len(dots) < len(out)


def people_file(question: Question, code: str) -> tuple[bytes, bool]:
    """Return the people out of reach as JSON for the map's layer, and whether places were joined."""
    return _people_file(open_dataset().hash, question, code)


@_shared(64)
def _picture(hash_: str, city: str) -> Picture:
    districts = open_dataset().districts
    return picture(districts.geometry[districts["city"] == city] if city else districts.geometry)


def outlines_as_paths(city: str) -> Picture:
    """Return the outlines of a city's districts ("" for all cities) as a flat picture."""
    return _picture(open_dataset().hash, city)


@_shared(32)
def _board_files(hash_: str, level: str, year: int | None, code: str) -> dict[str, bytes]:
    dataset = open_dataset()
    files = {
        "units": board_encode.units(dataset, level, language(code)),
        "values": board_encode.values(_values(hash_, level, year).values),
    }
    drawn = level == "district" and dataset.has_outlines
    return files | ({"outlines": board_encode.outlines(dataset.districts)} if drawn else {})


def board_files(level: str, year: int | None, code: str) -> dict[str, bytes]:
    """Return what the board fetches of a level: its units, their values and, of districts, the outlines."""
    return _board_files(open_dataset().hash, level, year, code)


@_shared(2)
def _kinds(hash_: str) -> tuple[str, ...]:
    return tuple(open_dataset().centres["kind"].value_counts().index)


def kinds() -> tuple[str, ...]:
    """Return the kinds of centres, the commonest first."""
    return _kinds(open_dataset().hash)


@_shared(2)
def _spatial_provenance(hash_: str) -> str:
    dataset = open_dataset()
    tables = [table for table in (dataset.centres, dataset.population) if "provenance" in table]
    return weakest(["derived", *(kind for table in tables for kind in table["provenance"].unique())])


def spatial_provenance() -> str:
    """Return how far coverage can be trusted: no further than the weakest centre or place."""
    return _spatial_provenance(open_dataset().hash)
