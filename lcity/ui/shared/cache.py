"""What is computed once and shared by every session; the only place that knows Streamlit's caches.

Keys are small (the dataset's hash, a level, a year, a method); what they stand for is taken from
`open_dataset`. Everything returned here is shared, so nothing of it may be written to.
"""

import time
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from functools import lru_cache, partial, wraps
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from lcity import computed
from lcity.access.along import LINE, METRES, Ways, found_within, in_metres
from lcity.access.reach import SEATS_RADIUS_M, found_ways
from lcity.access.update import updated
from lcity.dataset import Dataset, UnitValues, leaf_provenance, read, weakest
from lcity.dataset.files import TILES
from lcity.dataset.provenance import reach_provenances
from lcity.dataset.vintage import vintage
from lcity.errors import DatasetError, LcityError
from lcity.index import Tree, normalise
from lcity.maps.paths import Picture, dots, picture
from lcity.meridian import in_one_piece
from lcity.store import derived
from lcity.text import Language, language
from lcity.ui.server import sweep
from lcity.ui.shared import datasets, planned, tiled, user_dataset
from lcity.ui.shared.datasets import Mark
from lcity.ui.shared.planned import Applied
from lcity.ui.shared.state import Choice

Function = TypeVar("Function", bound=Callable)
LOOK_EVERY_S = 1
MOST_OPEN = 1 + len(datasets.SHIPPED)
"""Datasets readers can have in view at the same time, besides their own."""
_KEYS = {Language: attrgetter("code", "units")}
"""What Streamlit's cache is to tell values apart by, where it would go through all they hold."""


def shared(most: int) -> Callable[[Function], Function]:
    """Keep what a function of the open dataset returns for every session, at most `most` answers a dataset.

    For any module of the interface: the function's arguments, small and hashable, are the key. Of a
    dataset that a session has opened for itself it is kept with that dataset.

    Who asks while one is being made waits for it: Streamlit's cache does that. It takes 0.1 ms to look
    up what it has, though, and a page asks a hundred times a run; a second one in front takes none.
    """

    def keep(function: Function) -> Function:
        def of_dataset(hash_: str, *args: Hashable) -> Any:
            return function(*args)

        # Streamlit tells cached functions apart by name.
        of_dataset.__module__, of_dataset.__qualname__ = function.__module__, function.__qualname__
        of_all = most * MOST_OPEN
        once = st.cache_resource(show_spinner=False, max_entries=of_all, hash_funcs=_KEYS)
        kept = lru_cache(of_all)(once(of_dataset))

        @wraps(function)
        def of_open_dataset(*args: Hashable) -> Any:
            own = user_dataset.current()
            before = _as_it_is(own)
            if applied := planned.in_view(before, _mark(own, before)):
                return applied.memory.remember(function, args, most)
            return kept(before.hash, *args) if own is None else own.remember(function, args, most)

        return of_open_dataset

    return keep


def unplanned(most: int) -> Callable[[Function], Function]:
    """Keep what a function returns as `shared` does, where no scenario changes it: asked once for all."""

    def keep(function: Function) -> Function:
        kept = shared(most)(function)

        @wraps(function)
        def of_dataset_as_it_is(*args: Hashable) -> Any:
            with planned.as_it_is():
                return kept(*args)

        return of_dataset_as_it_is

    return keep


def open_dataset() -> Dataset:
    """Return the dataset that is open, with the scenario in force where that is in view.

    Raises
    ------
    DatasetError
        It is the server's, and has problems.
    """
    own = user_dataset.current()
    before = _as_it_is(own)
    applied = planned.in_view(before, _mark(own, before))
    return before if applied is None else applied.dataset


def as_it_is() -> Dataset:
    """Return the dataset that is open, as it is: the session's own, else the server's it has in view."""
    return _as_it_is(user_dataset.current())


def _as_it_is(own: user_dataset.Own | None) -> Dataset:
    return folder_dataset(datasets.folder(datasets.in_view())) if own is None else own.dataset


def in_force() -> Applied | None:
    """Return the open dataset with the scenario in force, in view or not; None where none is in force."""
    own = user_dataset.current()
    before = _as_it_is(own)
    return planned.in_force(before, _mark(own, before))


def scenario_choice() -> Choice:
    """Return the choice of a scenario."""
    own = user_dataset.current()
    before = _as_it_is(own)
    return planned.choice(before, _mark(own, before))


def mark() -> Mark:
    """Return what links say of the open dataset."""
    own = user_dataset.current()
    return _mark(own, _as_it_is(own))


def _mark(own: user_dataset.Own | None, before: Dataset) -> Mark:
    name = datasets.in_view() if own is None else ""
    return Mark(name if name in datasets.SHIPPED else "", before.hash[: datasets.HASH_CHARACTERS])


def named(mark: Mark) -> str:
    """Return which of the datasets every reader can open a link's mark is of; "" if of none."""
    if mark.name:
        return mark.name
    for name in datasets.offered():
        with suppress(DatasetError):
            if folder_dataset(datasets.folder(name)).hash[: datasets.HASH_CHARACTERS] == mark.hash:
                return name
    return ""


def warm() -> None:
    """Read and compute what pages need of every dataset that readers can open, for who opens another.

    What is wrong with a dataset the page says.
    """
    for name in datasets.offered():
        with suppress(LcityError), datasets.looking_into(name):
            for level in open_dataset().levels:
                values(level, default_year())
    sweep.collect()


def folder_dataset(folder: str) -> Dataset:
    """Return the dataset of a folder on the server; a DatasetError where it has problems."""
    return _read(folder, _stamp(folder, int(time.monotonic() / LOOK_EVERY_S)))


@lru_cache(maxsize=2 * MOST_OPEN)
def _stamp(folder: str, moment: int) -> str:
    """Return what tells a folder's contents from what they were; looked up once a moment, not once a call."""
    path = Path(folder)
    files = sorted([*path.iterdir(), *path.glob("/".join(TILES))]) if path.is_dir() else []
    stats = ((file.name, file.stat()) for file in files)
    return repr([(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats])


@lru_cache(maxsize=MOST_OPEN + 1)
@st.cache_resource(show_spinner=False, max_entries=MOST_OPEN + 1)
def _read(folder: str, stamp: str) -> Dataset:
    return derived.dataset(Path(folder), partial(read, computations=computed.COMPUTATIONS))


def units_named() -> tuple[tuple[str, str], ...]:
    """Return what the open dataset calls its units; nothing where it does not say, or cannot be opened."""
    try:
        return tuple(as_it_is().meta.units.items())
    except DatasetError:
        return ()


@unplanned(2)
def tree() -> Tree:
    """Return the index tree of the open dataset."""
    return Tree.from_table(open_dataset().indicators)


@shared(2)
def official_tree() -> Tree:
    """Return the part of the tree that rests on official figures; it may be empty."""
    found = provenance()
    return tree().prune(found.index[found == "official"])


@unplanned(2)
def years() -> tuple[int, ...]:
    """Return the years any value is dated to, ascending; empty in a year-less dataset."""
    return open_dataset().years


@unplanned(1)
def default_year() -> int | None:
    """Return the year that is in force while none is chosen: the dataset's, else its latest; None without."""
    return open_dataset().meta.default_year or max(years(), default=None)


@unplanned(8)
def units(level: str, year: int | None) -> pd.DataFrame:
    """Return the units of a level that are there in a year, with their outlines if they have any."""
    return open_dataset().units_in(level, year)


@unplanned(8)
def names(table: str, code: str) -> pd.Series:
    """Return the names of the rows of `table` (cities, districts or indicators) in the language `code`."""
    rows = getattr(open_dataset(), table)
    own = pd.DataFrame(rows[[column for column in rows.columns if str(column).startswith("name")]])
    lang = language(code)
    return pd.Series([lang.name(row) for row in own.to_dict("records")], own.index, dtype=object)


def row(table: str, key: str) -> Mapping[str, Any]:
    """Return a row of `table` (indicators or sources) by its id: what pages ask for a hundred times a run."""
    return _rows(table)[key]


@shared(2)
def _rows(table: str) -> dict[str, dict[str, Any]]:
    return getattr(open_dataset(), table).to_dict("index")


@unplanned(4)
def producers(code: str) -> dict[str, str]:
    """Return who made each source, in the language `code`."""
    lang = language(code)
    return {key: lang.text(row, "producer") for key, row in open_dataset().sources.to_dict("index").items()}


@shared(2)
def provenance() -> pd.Series:
    """Return the provenance in force of each leaf."""
    return leaf_provenance(open_dataset())


@shared(2)
def leaves_by_provenance() -> dict[str, frozenset[str]]:
    """Return the leaves of each provenance there is."""
    return {kind: frozenset(own.index) for kind, own in provenance().groupby(provenance())}


@shared(2)
def _reach() -> computed.Reach | None:
    dataset = open_dataset()
    if dataset.planned:
        with planned.as_it_is():
            before = _reach()
        if before is not None:
            return updated(before, dataset)
    along = in_metres(dataset)
    if along == LINE or dataset.centres is None or dataset.population is None:
        return computed.Reach.of(dataset)
    return computed.Reach.of(dataset, found=ways(along, found_within(METRES, SEATS_RADIUS_M)))


@shared(4)
def ways(along: str, radius: float, step_free: bool = False) -> Ways:
    """Return the pairs of all places and centres within a radius, by streets or travel times."""
    dataset = open_dataset()
    # What is a session's own, or a scenario's, leaves nothing behind on the disk.
    kept = user_dataset.current() is None and dataset.planned is None
    find = derived.ways if kept else found_ways
    return find(dataset, along, radius, step_free=step_free)


@shared(64)
def values(level: str, year: int | None) -> UnitValues:
    """Return the leaves' values of a level's units, computed ones included."""
    dataset = open_dataset()
    if dataset.planned:
        with planned.as_it_is():
            before, was = values(level, year), _reach()
        return computed.replanned(before, dataset, level, reach=_reach(), was=was)

    def make() -> UnitValues:
        return computed.complete(dataset, level, year, reach=_reach())

    # What is a session's own leaves nothing behind on the disk.
    return derived.values(dataset.hash, level, year, make) if user_dataset.current() is None else make()


@shared(64)
def known_leaves(level: str, year: int | None) -> frozenset[str]:
    """Return the leaves any unit of a level has a value of."""
    return frozenset(values(level, year).values.dropna(axis="columns", how="all"))


@unplanned(2)
def simulated() -> frozenset[str]:
    """Return the leaves that are simulated; one that a scenario makes planned is so no less."""
    found = provenance()
    return frozenset(found.index[found == "simulated"])


@unplanned(2)
def spatially_simulated(hours: bool = False) -> bool:
    """Return whether coverage uses simulated centres or people, or hours; with a scenario no less."""
    return spatial_provenance(hours) == "simulated"


@shared(64)
def years_of(level: str, year: int | None, leaves: tuple[str, ...], code: str) -> str:
    """Return the years the values of leaves are from, in words; "" where none has a year."""
    found = vintage(values(level, year), leaves)
    return found.text(language(code)) if found else ""


@shared(64)
def sources_of(leaves: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sources and the provenances of leaves, each named once."""
    sources = open_dataset().indicators.loc[list(leaves), "source"].dropna().unique()
    kinds = [*provenance()[list(leaves)].unique(), *(["simulated"] if simulated() & set(leaves) else [])]
    return tuple(sources), tuple(dict.fromkeys(kinds))


@shared(128)
def normalised(level: str, year: int | None, method: str, city: str = "") -> pd.DataFrame:
    """Return the leaves' scores (0–100) of a level's units, or of only one city's districts."""
    return normalise(values_of(level, year, city), open_dataset().indicators, method)


def values_of(level: str, year: int | None, city: str = "") -> pd.DataFrame:
    """Return the values of a level's units, or of only one city's districts."""
    found = values(level, year).values
    return found.loc[in_city(found.index, city)]


def in_city(districts: pd.Index, city: str) -> pd.Index:
    """Return those of some districts that a city has; all of them for ""."""
    if not city:
        return districts
    return districts[(open_dataset().districts["city"].reindex(districts) == city).to_numpy(bool)]


def districts_of(city: str, year: int | None) -> pd.DataFrame:
    """Return a city's districts ("" for all cities) that are there in a year."""
    districts = units("district", year)
    return districts.loc[in_city(districts.index, city)]


@unplanned(64)
def bounds_of(city: str) -> tuple[float, ...]:
    """Return where a city's districts ("" for all) lie, in one piece: west, south, east, north, degrees."""
    return tuple(in_one_piece(districts_of(city, None).geometry).total_bounds)


@unplanned(4)
def taking_part(level: str) -> pd.DataFrame:
    """Return who takes part, for every unit of a level, year, group and mode there are data for."""
    return computed.taking_part(open_dataset(), level)


@shared(16)
def covered(level: str, group: str = "people") -> pd.Series | None:
    """Return the share (0–1) of a group with a centre within 1,000 m by unit; None without the tables."""
    reach = _reach()
    return None if reach is None else reach.coverage(group=group, level=level)["share"]


@unplanned(64)
def outlines_as_paths(city: str, year: int | None) -> Picture:
    """Return the outlines of a city's districts ("" for all cities) in a year as a flat picture."""
    return picture(districts_of(city, year).geometry)


@shared(2)
def dots_of_cities() -> Picture | None:
    """Return the cities that have positions as a flat picture of dots; None where fewer than two have."""
    placed = open_dataset().cities.dropna(subset=["lon", "lat"])
    return dots(placed["lon"], placed["lat"]) if len(placed) > 1 else None


@shared(2)
def kinds() -> tuple[str, ...]:
    """Return the kinds of centres, the commonest first."""
    return tuple(open_dataset().centres["kind"].value_counts().index)


def spatial_marks(hours: bool = False) -> tuple[str, ...]:
    """Return the marks coverage bears: its provenance, and "simulated" where that is hidden by "planned"."""
    found = spatial_provenance(hours)
    hidden = found == "planned" and spatially_simulated(hours)
    return ("simulated", found) if hidden else (found,)


@shared(2)
def spatial_provenance(hours: bool = False) -> str:
    """Return how far coverage can be trusted: no further than the weakest centre or place; or its hours.

    Where some of these do not say, it is derived at best.
    """
    dataset = open_dataset()
    of_tiles = tiled.provenances(dataset)
    tables = (dataset.centres, *([] if of_tiles else [dataset.population]))
    told = all(t is not None and "provenance" in t and t["provenance"].notna().all() for t in tables)
    found = [*reach_provenances(dataset, hours=hours), *of_tiles]
    return weakest([*([] if told else ["derived"]), *found])
