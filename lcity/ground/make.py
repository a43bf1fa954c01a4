"""A dataset folder made of an extract, a raster or a grid and outlines, checked before it is there."""

import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import geopandas as gpd
import pandas as pd

from lcity import dataset as datasets
from lcity.computed import COMPUTATIONS
from lcity.dataset.locate import district_of
from lcity.errors import ArgumentError, DatasetError
from lcity.ground import asking, kinds, names, outlines, people, streets
from lcity.ground.centres import by_kind, centres_of
from lcity.ground.elements import Extract
from lcity.ground.errors import GroundError
from lcity.ground.raster_window import Raster
from lcity.ground.tables import Tell, branches_in, travel_in
from lcity.ground.write import Ground, counts_hours, write
from lcity.hours import is_valid
from lcity.text import language

GEOTIFF = (".tif", ".tiff")
MAPS = (".pbf", ".json", ".geojson")
TURBO, PEEK = b'"@id"', 2**20


@dataclass(frozen=True)
class Wanted:
    """What a dataset is to be made of.

    Parameters
    ----------
    centres
        A map extract (.osm.pbf, Overpass JSON, overpass-turbo's GeoJSON), or a table of centres as the
        contract has it.
    kind, provenance
        Of all centres of a table that has no such column.
    streets
        A map extract; None for a dataset without streets.
    outlines
        A file of outlines, or a map extract with `admin_level`.
    id_column, name_column, city_column
        As for `outlines.districts_in`.
    admin_level
        The level of administrative areas that are the districts.
    population
        A GeoTIFF, a table of places, or a file of points or polygons.
    value_column, place_column
        The columns that count people, and that hold the ids by which `travel` names where they live.
    travel
        A table of ways from the population's places to centres.
    from_column, to_column, minutes_column, metres_column
        Its columns: ids of places, ids of centres, and how long a way takes or is.
    places_from
        Names of places for maps: a map extract, whose places are taken, or a table or map of points.
    title
        The dataset's title; "" for the folder's name.
    """

    centres: Path
    kind: str | None = None
    provenance: str | None = None
    streets: Path | None = None
    outlines: Path | None = None
    id_column: str | None = None
    name_column: str | None = None
    city_column: str | None = None
    admin_level: str = ""
    population: Path | None = None
    value_column: str | None = None
    place_column: str | None = None
    travel: Path | None = None
    from_column: str | None = None
    to_column: str | None = None
    minutes_column: str | None = None
    metres_column: str | None = None
    places_from: Path | None = None
    title: str = ""


class Reading(NamedTuple):
    """How map extracts and rasters are read: `extract` and `raster` as of `lcity.ground.asking`."""

    extract: Callable[..., Extract]
    raster: Callable[..., Raster]


APART = Reading(asking.extract, asking.raster)
"""In a process of its own, behind walls."""


def make(out: Path, wanted: Wanted, tell: Tell, reading: Reading = APART) -> None:
    """Make a dataset folder, or nothing.

    Parameters
    ----------
    out
        The folder; it is not there yet, or empty.
    wanted
        What it is to be made of.
    tell
        Is told what is read, and what of it is left out.
    reading
        How; `APART` unless this process itself stands behind walls.

    Raises
    ------
    ArgumentError
        The folder holds something, or two choices exclude each other.
    GroundError, DatasetError
        A file cannot be used.
    """
    is_free(out)
    title = wanted.title.strip() or out.resolve().name
    files: dict[str, str] = {}
    extracts = _extracts(wanted, tell, reading)
    if is_map(wanted.centres):
        centres = centres_from(extracts[wanted.centres], wanted.centres.name, tell)
    else:
        centres = branches_in(wanted.centres, wanted.kind, wanted.provenance, tell)
        files["centres"] = wanted.centres.name
    districts = _districts(wanted, extracts, tell)
    if wanted.outlines is not None and not wanted.admin_level:
        files["outlines"] = wanted.outlines.name
    _tell_outside(centres, districts, tell)
    found = people_from(wanted, districts, tell, reading)
    if found is not None:
        files["people"] = wanted.population.name
    named = _names(wanted, extracts, centres, districts, tell)
    if named is not None and not is_map(wanted.places_from):
        files["names"] = wanted.places_from.name
    ground = Ground(
        title=title,
        names=named,
        centres=centres,
        districts=districts,
        people=None if found is None else found.table,
        streets=streets_from(extracts[wanted.streets], wanted.streets.name, tell) if wanted.streets else None,
        travel=_travel(wanted, found, tell),
        volunteered=_volunteered(wanted),
        files=files,
    )
    settle(ground, out, tell)


def _volunteered(wanted: Wanted) -> tuple[str, ...]:
    """Return what of a dataset is OpenStreetMap's."""
    parts = {
        "centres": is_map(wanted.centres),
        "streets": wanted.streets is not None,
        "outlines": bool(wanted.admin_level),
        "names": wanted.places_from is not None and is_map(wanted.places_from),
    }
    return tuple(part for part, there in parts.items() if there)


def settle(ground: Ground, out: Path, tell: Tell) -> None:
    """Write a dataset beside its place, hold it against the contract, and put it there if it is valid.

    Raises
    ------
    DatasetError
        What was read does not make a valid dataset.
    """
    out = out.resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    made = out.with_name(f".{out.name}-{secrets.token_hex(8)}")
    made.mkdir()
    try:
        write(ground, made)
        opened, problems = datasets.examine(made, COMPUTATIONS)
        if opened is None:
            raise DatasetError(problem for problem in problems if problem.severity == "error")
        if ground.people is not None and not counts_hours(ground.centres):
            tell("hours_left_out")
        if out.exists():
            out.rmdir()
        made.rename(out)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def is_free(out: Path) -> None:
    """Hold that a folder is not there yet, or empty.

    Raises
    ------
    ArgumentError
        It holds something.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise ArgumentError(language("en").t("ground.not_empty", found=str(out)))


def is_map(path: Path) -> bool:
    """Say whether a file holds objects of OpenStreetMap; GeoJSON does where overpass-turbo exported it."""
    suffix = path.suffix.lower()
    if suffix != ".geojson":
        return suffix in MAPS
    if not path.is_file():
        return False
    with path.open("rb") as opened:
        return TURBO in opened.read(PEEK)


def _extracts(wanted: Wanted, tell: Tell, reading: Reading) -> dict[Path, Extract]:
    """Return what is wanted of each map extract; one that is several things is read once."""
    centres = wanted.centres if is_map(wanted.centres) else None
    areas = (wanted.outlines or wanted.centres) if wanted.admin_level else None
    if areas is not None and not is_map(areas):
        raise ArgumentError(language("en").t("ground.level_without_map", found=areas.name))
    if wanted.streets is not None and not is_map(wanted.streets):
        raise GroundError("not_openstreetmap", file=wanted.streets.name)
    places = wanted.places_from if wanted.places_from and is_map(wanted.places_from) else None
    read = {}
    for path in dict.fromkeys(filter(None, (centres, wanted.streets, areas, places))):
        tell("reading", file=path.name)
        level = wanted.admin_level if path == areas else ""
        read[path] = reading.extract(
            path,
            centres=path == centres,
            streets=path == wanted.streets,
            admin_level=level,
            places=path == places,
        )
    return read


def centres_from(extract: Extract, file: str, tell: Tell) -> pd.DataFrame:
    """Return the centres of an extract as a table; hours that cannot be read are unknown, and told.

    Parameters
    ----------
    extract, file
        The extract and what it is called.
    tell
        As for `make`.

    Raises
    ------
    GroundError
        There are none.
    """
    found = centres_of(extract.elements)
    table = found.table
    if table.empty:
        raise GroundError("no_learning_places", file=file)
    for kind, count in by_kind(table).items():
        tell("kind", kind=language("en").t(f"coverage.kind.{kind}"), count=count)
    stated = table["hours"].notna()
    unread = stated & ~table["hours"].map(is_valid, na_action="ignore").eq(True)
    tell("hours", count=int((stated & ~unread).sum()), all=len(table))
    if unread.any():
        tell("hours_unread", count=int(unread.sum()), examples=tuple(table.loc[unread, "hours"].head(3)))
        table = table.assign(hours=table["hours"].mask(unread))
    for code, count in (("merged", found.merged), ("unnamed", found.unnamed)):
        if count:
            tell(code, count=count)
    if held := kinds.not_counted(table["kind"]):
        tell("not_counted", kinds=tuple(language("en").t(f"coverage.kind.{kind}") for kind in held))
    return table


def _districts(wanted: Wanted, extracts: dict[Path, Extract], tell: Tell) -> gpd.GeoDataFrame | None:
    if wanted.admin_level:
        path = wanted.outlines or wanted.centres
        extract = extracts[path]
        found = outlines.districts_among(extract.elements, wanted.admin_level)
        if torn := extract.torn:
            tell("torn", count=len(torn), names=torn[:5])
        if found.empty:
            raise GroundError("no_areas", file=path.name, level=wanted.admin_level)
        return found
    if wanted.outlines is None:
        return None
    columns = (wanted.id_column, wanted.name_column, wanted.city_column)
    return outlines.districts_in(wanted.outlines, *columns)


def _tell_outside(centres: pd.DataFrame, districts: gpd.GeoDataFrame | None, tell: Tell) -> None:
    if districts is None:
        return
    places = centres[["lon", "lat"]].apply(pd.to_numeric, errors="coerce")
    outside = int(district_of(places, districts.set_index("district").geometry).isna().sum())
    if outside:
        tell("centres_outside", count=outside)


def people_from(
    wanted: Wanted, districts: gpd.GeoDataFrame | None, tell: Tell, reading: Reading = APART
) -> people.People | None:
    """Return where people live; None where no file is given.

    Parameters
    ----------
    wanted
        Of it `population`, `value_column` and `place_column`.
    districts
        Columns district and geometry; None for people in no district.
    tell, reading
        As for `make`.

    Raises
    ------
    GroundError, DatasetError
        The file cannot be used.
    """
    path = wanted.population
    if path is None:
        return None
    tell("reading", file=path.name)
    if path.suffix.lower() in GEOTIFF:
        bounds = None if districts is None else tuple(districts.total_bounds)
        found = people.of_raster(reading.raster(path, bounds), districts)
    else:
        found = people.of_table(path, districts, wanted.value_column, wanted.place_column)
        if found.column not in ("people", wanted.value_column):
            tell("read_as", file=path.name, heading=found.column, column="people")
    tell("people", count=round(float(found.table["people"].sum())), places=len(found.table))
    if round(found.outside):
        tell("people_outside", count=round(found.outside))
    return found


def _names(
    wanted: Wanted,
    extracts: dict[Path, Extract],
    centres: pd.DataFrame,
    districts: gpd.GeoDataFrame | None,
    tell: Tell,
) -> pd.DataFrame | None:
    path = wanted.places_from
    if path is None:
        return None
    if path in extracts:
        found = names.names_among(extracts[path].elements)
    else:
        tell("reading", file=path.name)
        found = names.names_in(path, tell)
    positions = centres[["lon", "lat"]].apply(pd.to_numeric, errors="coerce")
    kept = names.around(found, positions, districts)
    if kept.empty:
        raise GroundError("no_names", file=path.name)
    tell("names", count=len(kept), outside=len(found) - len(kept))
    return kept


def _travel(wanted: Wanted, found: people.People | None, tell: Tell) -> pd.DataFrame | None:
    if wanted.travel is None:
        return None
    if found is not None and people.PLACE not in found.table:
        raise GroundError("no_place_ids", file=wanted.population.name)
    columns = {
        "place": wanted.from_column,
        "site": wanted.to_column,
        "minutes": wanted.minutes_column,
        "metres": wanted.metres_column,
    }
    return travel_in(wanted.travel, columns, found.left_out if found else frozenset(), tell)


def streets_from(extract: Extract, file: str, tell: Tell) -> pd.DataFrame:
    """Return the streets of an extract one can walk, those that lead to no others left out and told.

    Parameters
    ----------
    extract, file
        The extract and what it is called.
    tell
        As for `make`.

    Raises
    ------
    GroundError
        There are none.
    """
    found, islands = streets.without_islands(streets.table(extract.pieces, extract.steps))
    if found.empty:
        raise GroundError("no_streets", file=file)
    tell("streets", count=len(found), km=round(float(found["metres"].sum()) / 1000))
    if len(islands):
        tell("islands", count=len(islands), metres=round(float(islands["metres"].sum())))
    return found
