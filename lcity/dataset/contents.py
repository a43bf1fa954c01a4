"""Everything a folder holds, each file held against its own schema but not yet against the others."""

import re
import sys
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd

from lcity.dataset import long
from lcity.dataset.cells import nearest
from lcity.dataset.conform import Table, column_of, conform
from lcity.dataset.contract import SCHEMAS, kind, values_schema
from lcity.dataset.encoding import guesses, problems_of, stated, text_in
from lcity.dataset.files import find
from lcity.dataset.forms.shapefiles import undeclared
from lcity.dataset.layers import named_districts, read_districts
from lcity.dataset.problem import Problem
from lcity.dataset.schema import Schema
from lcity.dataset.tables import read_table, unreadable

VALUES = ("values_city", "values_district")
LISTED = ("kinds_not_counted",)
GROUPS, UNITS = "groups.", "units."
"""How the names of groups and of units begin, which stand in tables of their own in `dataset.toml`."""
MOST_BYTES = 2**20
MOST_DOTS = 100
"""Of a line, outside quotes: a key of keys takes time by the square of how many they are."""
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
MOST_SETTINGS = 200
"""Of `dataset.toml`, which has few settings and is read by people."""

COUNTABLE = {"people", "persons", "count", "centres", "seats", "years", "m2", "m²", "km", "km2", "km²"}


@dataclass(eq=False)
class Contents:
    """What was found in a folder.

    Parameters
    ----------
    tables
        Each table that could be read.
    outlines
        The districts' outlines by feature number, or None.
    broken
        Tables that have a file which could not be read; nothing is said of what refers to them.
    problems
        What is wrong with single files.
    """

    tables: dict[str, Table] = field(default_factory=dict)
    outlines: gpd.GeoSeries | None = None
    broken: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def table(self, name: str, *columns: str) -> Table | None:
        """Return a table if it was read and has these columns."""
        table = self.tables.get(name)
        return table if table is not None and table.has(*columns) else None


def gather(folder: Path) -> Contents:
    """Read every file of a folder and hold each against its schema.

    Parameters
    ----------
    folder
        The dataset folder.
    """
    contents = Contents()
    files = find(folder)
    texts = {p.name: p.read_bytes() for p in files.values() if p.suffix in (".csv", ".toml")}
    texts |= {
        p.name: held for p in files.values() if p.suffix == ".zip" and (held := undeclared(p)) is not None
    }
    found = guesses(texts)
    contents.problems += problems_of(found)
    for name, path in files.items():
        encoding = found[path.name].encoding if path.name in found else stated(texts.get(path.name, b""))
        if encoding is None:
            contents.broken.add(name)
            continue
        raw, outlines, problems = _raw(name, path, encoding)
        contents.problems += problems
        if raw is None:
            contents.broken.add(name)
            continue
        if name in VALUES and (turn := long_table(path.name, raw, contents)):
            contents.problems.append(turn)
            contents.broken.add(name)
            continue
        schema = values_schema(name, _numbers(contents)) if name in VALUES else SCHEMAS[name]
        table, problems = conform(path.name, raw, schema)
        if name == "meta":
            problems = [Problem(p.file, None, p.column, p.code, p.details) for p in problems]
        elif name not in VALUES:
            problems += _near_misses(table, schema)
        contents.tables[name] = table
        contents.problems += problems
        contents.outlines = outlines if name == "districts" else contents.outlines
    return contents


def long_table(file: str, raw: pd.DataFrame, contents: Contents) -> Problem | None:
    """Return the problem of a table with one row a value, of which nothing else is then told.

    Parameters
    ----------
    file
        Its name.
    raw
        Its cells.
    contents
        The folder, as far as read: the indicators at least.
    """
    indicators = contents.table("indicators", "key")
    if indicators is None:
        return None
    names = [column for column in ("key", "name", "name_zh") if indicators.has(column)]
    found = long.seen(raw, {name for column in names for name in indicators.frame[column].dropna()})
    return None if found is None else Problem(file, 1, None, "long_table", long.details(found))


def leaves(indicators: pd.DataFrame) -> pd.DataFrame:
    """Return the indicators nobody names as their parent: those that have values of their own."""
    return indicators[_are_leaves(indicators)]


def read_leaves(indicators: pd.DataFrame) -> pd.DataFrame:
    """Return the leaves whose values are read, not computed."""
    read = _are_leaves(indicators)
    return indicators[read & indicators["computed"].isna() if "computed" in indicators else read]


def _are_leaves(indicators: pd.DataFrame) -> pd.Series:
    return indicators["key"].notna() & ~indicators["key"].isin(indicators["parent"])


def error_columns(read: pd.DataFrame, indicators: pd.DataFrame) -> set[str]:
    """Return the columns of values files that hold standard errors: "<key>_se" of each leaf that is read."""
    return {f"{key}_se" for key in read["key"]}.difference(indicators["key"])


def never_negative(indicators: pd.DataFrame) -> pd.Series:
    """Say of each indicator whether it cannot be negative: by its low goalpost or by what it counts."""
    unit = (
        indicators["unit"].fillna("").str.lower() if "unit" in indicators else pd.Series("", indicators.index)
    )
    counted = unit.isin(COUNTABLE) | unit.str.contains(" per ", regex=False)
    return counted | (indicators["low"] >= 0) if "low" in indicators else counted


def denominators(indicators: pd.DataFrame) -> set[str]:
    """Return the columns of values_district.csv by which indicators roll up."""
    named = indicators["denominator"].dropna() if "denominator" in indicators else ()
    return {"people", *named}


def _raw(
    name: str, path: Path, encoding: str
) -> tuple[pd.DataFrame | None, gpd.GeoSeries | None, list[Problem]]:
    if name == "meta":
        raw, problems = _read_meta(path, encoding)
    elif name == "districts":
        return read_districts(path, named_districts(path.parent), encoding)
    else:
        raw, problems = read_table(path, encoding)
    return raw, None, problems


def _read_meta(path: Path, encoding: str) -> tuple[pd.DataFrame | None, list[Problem]]:
    size = path.stat().st_size
    if size > MOST_BYTES:
        return None, [Problem(path.name, None, None, "settings_long", {"count": size, "most": MOST_BYTES})]
    try:
        text = text_in(path.read_bytes(), encoding) or ""
        if any(QUOTED.sub("", line).count(".") > MOST_DOTS for line in text.splitlines()):
            raise RecursionError
        settings = _flat(tomllib.loads(text))
        written = {name: str(value) for name, value in settings.items()}
    except tomllib.TOMLDecodeError as error:
        return None, [unreadable(path, "TOML", error)]
    except RecursionError:
        return None, [unreadable(path, "TOML", ValueError("nested too deep"))]
    except ValueError:
        # Python neither reads nor writes longer ones, for it would take it minutes.
        most = sys.get_int_max_str_digits()
        return None, [Problem(path.name, None, None, "number_long", {"most": most})]
    if len(settings) > MOST_SETTINGS:
        found = {"count": len(settings), "most": MOST_SETTINGS}
        return None, [Problem(path.name, None, None, "settings_many", found)]
    listed = {name: value for name, value in settings.items() if name in LISTED and _is_list_of_text(value)}
    settings |= {name: ", ".join(value) for name, value in listed.items()}
    written |= {name: settings[name] for name in listed}
    texts = {name for name, column in SCHEMAS["meta"].columns.items() if kind(column) == "text"}
    problems = [
        Problem(path.name, None, name, "not_text", {"found": written[name]})
        for name, value in settings.items()
        if not isinstance(value, str)
        if name in texts or name.startswith((GROUPS, UNITS)) or isinstance(value, list | dict)
        if not (name == "reference_week" and isinstance(value, date))
    ]
    return pd.DataFrame({name: [text] for name, text in written.items()}, index=[1]), problems


def _flat(settings: dict) -> dict:
    """Return settings with the names of groups and units beside the others, as "groups.people_no_qual"."""
    flat = {}
    for name, value in settings.items():
        if f"{name}." in (GROUPS, UNITS) and isinstance(value, dict):
            flat |= {f"{name}.{inner}": held for inner, held in value.items()}
        else:
            flat[name] = value
    return flat


def _is_list_of_text(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _numbers(contents: Contents) -> dict[str, bool]:
    """Return the number columns a values file may have, and of each whether it cannot be negative."""
    table = contents.table("indicators", "key", "parent")
    if table is None:
        return {}
    read = read_leaves(table.frame)
    counted = dict(zip(read["key"], never_negative(read), strict=True))
    return counted | dict.fromkeys(denominators(table.frame) | error_columns(read, table.frame), True)


def _near_misses(table: Table, schema: Schema) -> list[Problem]:
    """Return a note for each column that is called almost like an optional one the file lacks."""
    lacking = [name for name, column in schema.columns.items() if not (column.regex or table.has(name))]
    unknown = [name for name in table.frame if column_of(schema, name) is None]
    near = {name: nearest(name, lacking) for name in unknown}
    return [
        Problem(table.file, 1, name, "column_unused", near[name], "note") for name in unknown if near[name]
    ]
