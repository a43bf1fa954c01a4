"""A folder read into a `Dataset`, once it is valid."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd

from lcity.dataset.check import has_errors, in_order, inspect
from lcity.dataset.check_targets import known_targets
from lcity.dataset.check_years import few
from lcity.dataset.contents import GROUPS, UNITS, VALUES, Contents, read_leaves
from lcity.dataset.contract import DTYPES, SCHEMAS, kind
from lcity.dataset.files import content_hash
from lcity.dataset.lifetimes import Lifetimes
from lcity.dataset.locate import placed
from lcity.dataset.model import Dataset, Meta
from lcity.dataset.problem import Problem
from lcity.errors import DatasetError


def check(folder: str | Path, computations: Collection[str] | None = None) -> list[Problem]:
    """Hold a folder against the contract.

    Parameters
    ----------
    folder
        The dataset folder.
    computations
        The names that the `computed` column of `indicators.csv` may use; None if any may.

    Returns
    -------
    list of Problem
        All of them, errors and notes, by file and row; empty for a valid folder.
    """
    return examine(folder, computations)[1]


def read(folder: str | Path, computations: Collection[str] | None = None) -> Dataset:
    """Read a dataset.

    Parameters
    ----------
    folder
        The dataset folder.
    computations
        The names that the `computed` column of `indicators.csv` may use; None if any may.

    Raises
    ------
    DatasetError
        The folder has errors; the exception lists them all. Notes are kept in `Dataset.notes`.
    """
    dataset, problems = examine(folder, computations)
    if dataset is None:
        raise DatasetError(p for p in problems if p.severity == "error")
    return dataset


def examine(
    folder: str | Path, computations: Collection[str] | None = None
) -> tuple[Dataset | None, list[Problem]]:
    """Read a dataset if it is valid, and tell in any case all that `check` tells.

    Parameters
    ----------
    folder
        The dataset folder.
    computations
        The names that the `computed` column of `indicators.csv` may use; None if any may.

    Returns
    -------
    tuple
        The dataset, None where there are errors; and every problem, errors and notes.
    """
    folder = Path(folder)
    contents, problems = inspect(folder, computations)
    if has_errors(problems):
        return None, problems
    districts = _districts(contents)
    values = _values(contents, "values_district")
    gone = Lifetimes.of(values, districts["city"]).gone(None)
    population, astray = _population(contents, gone)
    problems = in_order(problems + astray)
    dataset = Dataset(
        folder=folder,
        hash=content_hash(folder),
        meta=_meta(contents, folder),
        sources=_keyed(contents, "sources", "source"),
        indicators=_indicators(contents),
        cities=_cities(contents, districts),
        districts=districts,
        values_city=_values(contents, "values_city"),
        values_district=values,
        centres=_keyed(contents, "centres", "centre") if "centres" in contents.tables else None,
        candidates=_keyed(contents, "candidates", "site") if "candidates" in contents.tables else None,
        population=population,
        participation=_participation(contents),
        streets=_plain(contents, "streets"),
        travel=_plain(contents, "travel"),
        policies=_plain(contents, "policies"),
        targets=_targets(contents),
        cases=_plain(contents, "cases"),
        names=_plain(contents, "names"),
        notes=tuple(problems),
    )
    return dataset, problems


def _meta(contents: Contents, folder: Path) -> Meta:
    if "meta" not in contents.tables:
        return Meta(folder.resolve().name)
    settings = contents.tables["meta"].frame.iloc[0].dropna()
    names = ("title", "title_zh", "about", "about_zh", "licence", "licence_zh")
    texts = {name: settings[name] for name in names if name in settings}
    year = settings.get("default_year")
    if "reference_week" in settings:
        texts["reference_week"] = date.fromisoformat(settings["reference_week"])
    kinds = settings.get("kinds_not_counted", "").split(",")
    return Meta(
        **texts,
        default_year=None if year is None else int(year),
        kinds_not_counted=tuple(kind.strip() for kind in kinds if kind.strip()),
        groups=_called(settings, GROUPS),
        units=_called(settings, UNITS),
    )


def _called(settings: pd.Series, prefix: str) -> dict[str, str]:
    """Return the settings of one of the tables in `dataset.toml`, by their names in it."""
    return {name.removeprefix(prefix): settings[name] for name in settings.index if name.startswith(prefix)}


def _complete(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with every column of the contract, those it lacks wholly missing."""
    columns = [column for column in SCHEMAS[table].columns.values() if not column.regex]
    empty = {
        c.name: pd.Series(index=frame.index, dtype=DTYPES[kind(c)]) for c in columns if c.name not in frame
    }
    fixed = [column.name for column in columns]
    return frame.assign(**empty)[fixed + [name for name in frame if name not in fixed]]


def _keyed(contents: Contents, name: str, key: str) -> pd.DataFrame:
    table = contents.tables.get(name)
    frame = pd.DataFrame({key: pd.Series(dtype="str")}) if table is None else table.frame
    return _complete(name, frame).set_index(key)


def _indicators(contents: Contents) -> pd.DataFrame:
    indicators = _keyed(contents, "indicators", "key")
    inner = indicators.index.isin(indicators["parent"])
    indicators["denominator"] = indicators["denominator"].mask(inner)
    indicators["direction"] = indicators["direction"].mask(inner)
    return indicators


def _nameless_units(ids: pd.Series, key: str) -> pd.DataFrame:
    """Return units nobody names, called by their ids."""
    found = pd.Index(ids.dropna().unique(), dtype="str", name=key)
    return pd.DataFrame({"name": pd.Series(found, found, dtype="str")}, index=found)


def _cities(contents: Contents, districts: pd.DataFrame) -> pd.DataFrame:
    if "cities" in contents.tables:
        return _keyed(contents, "cities", "city")
    tables = [contents.tables[name].frame["city"] for name in VALUES if name in contents.tables]
    cities = _nameless_units(pd.concat([*tables, districts["city"]]), "city")
    return _complete("cities", cities.reset_index()).set_index("city")


def _districts(contents: Contents) -> pd.DataFrame | gpd.GeoDataFrame:
    values = contents.tables.get("values_district")
    if "districts" in contents.tables:
        districts = _keyed(contents, "districts", "district")
    elif values is not None:
        districts = _nameless_units(values.frame["district"], "district")
        districts = _complete("districts", districts.reset_index()).set_index("district")
    else:
        return _keyed(contents, "districts", "district")
    if values is not None:
        city_of = values.frame.dropna(subset="city").drop_duplicates("district").set_index("district")["city"]
        districts["city"] = districts["city"].fillna(city_of)
    if contents.outlines is None:
        return districts
    return gpd.GeoDataFrame(districts, geometry=contents.outlines.set_axis(districts.index))


def _values(contents: Contents, name: str) -> pd.DataFrame | None:
    """Return a values file without the columns nobody reads."""
    table = contents.tables.get(name)
    if table is None:
        return None
    frame = _complete(name, table.frame).reset_index(drop=True)
    read = {*SCHEMAS[name].columns, *read_leaves(contents.tables["indicators"].frame)["key"]}
    return frame[[c for c in frame if c in read or pd.api.types.is_float_dtype(frame[c].dtype)]]


def _targets(contents: Contents) -> pd.DataFrame | None:
    """Return the targets of what there is; a note has named the others."""
    targets = _plain(contents, "targets")
    return None if targets is None else targets[known_targets(contents)].reset_index(drop=True)


def _population(contents: Contents, gone: pd.Index) -> tuple[pd.DataFrame | None, list[Problem]]:
    """Return the places, each in a district that goes on, and notes on those that lie in none."""
    table = contents.tables.get("population")
    if table is None:
        return None, []
    outlines = contents.outlines
    if outlines is not None:
        outlines = outlines.set_axis(contents.tables["districts"].frame["district"])
    found = placed(table.frame, outlines, gone)
    notes = []
    if len(found.ended):
        details = {"count": len(found.ended), "names": few(found.ended.unique())}
        notes.append(Problem(table.file, None, "district", "ended_places", details, "note"))
    if found.outside:
        details = {"count": found.outside}
        notes.append(Problem(table.file, None, "district", "outside", details, "note"))
    return found.places, notes


def _plain(contents: Contents, name: str) -> pd.DataFrame | None:
    """Return a table as it is, with the contract's columns only."""
    table = contents.tables.get(name)
    if table is None:
        return None
    return _complete(name, table.frame)[list(SCHEMAS[name].columns)].reset_index(drop=True)


def _participation(contents: Contents) -> pd.DataFrame | None:
    table = contents.tables.get("participation")
    if table is None:
        return None
    frame = _complete("participation", table.frame).reset_index(drop=True)
    return frame if table.has("provenance") else frame.drop(columns="provenance")
