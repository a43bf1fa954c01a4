"""Which table a part is and what its columns are: by their exact names, else a suggestion to confirm."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import pandas as pd

from lcity.dataset.contract import SCHEMAS
from lcity.dataset.files import FILES, OUTLINES
from lcity.intake.part import Part

SETTINGS = "dataset"
"""What a sheet is called that holds what dataset.toml holds."""

NAMES = Path(__file__).parent / "headings.toml"
UNGUESSED = ("meta", OUTLINES, "names")
"""Tables no headings speak for: no text holds outlines, and a name with a position is of many."""
OF_CENTRES = {"lon", "lat", "seats", "kind", "hours", "area_m2"}
"""What of these no other table has, but for a position."""
NEVER_WITHOUT = {
    "population": ("people",),
    "participation": ("participants",),
    "policies": ("policy", "says_en"),
    "targets": ("key", "value"),
    "cases": ("case", "what_en"),
}
"""Columns without which nothing speaks for a table, whatever else it shares with others."""
FIGURES = "figures"
"""What a part is that holds units and figures of its owner's own: no table of the contract, but the makings
of one of values and one of indicators."""

Headings = dict[str, str]
"""Heading as written → column of the contract."""


def table_of(part: Part) -> str:
    """Return the table a part says it is, by its exact name; "" if it says none."""
    if part.path.suffix == ".toml":
        return "meta"
    if part.outlined:
        return "" if part.layer else OUTLINES
    if part.title == SETTINGS and "title" in part.columns:
        return "meta"
    return part.title if part.title in FILES and part.title != "meta" else ""


def suggested_table(part: Part, keys: Mapping[str, tuple[str, ...]]) -> str:
    """Return the table a part may be, by what it is called or by its headings; "" if none is likely.

    Parameters
    ----------
    part
        A table as it came.
    keys
        Indicator key → its names, of the upload itself or of the open dataset.
    """
    found = possible_tables(part, keys)
    return found[0] if len(found) == 1 else ""


def possible_tables(part: Part, keys: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the tables a part may be: none, the likeliest, or several where its owner alone can say.

    Parameters
    ----------
    part
        A table as it came.
    keys
        Indicator key → its names, of the upload itself or of the open dataset.
    """
    if part.outlined:
        return (OUTLINES,)
    titled_as = titled(part)
    if titled_as.startswith("values_"):
        return (_level_of(part, titled_as),)
    # A title is not believed against the headings: places where people live are not called by names.
    named = _named_places(part)
    if titled_as and not (named and titled_as == "population"):
        return (titled_as,)
    of_centres = _columns_of(part.columns, "centres", keys) & OF_CENTRES
    if len(of_centres) >= 3 and of_centres & {"kind", "seats", "hours"}:
        return ("centres",)
    if named:
        return named
    tables = (table for table in FILES if table not in UNGUESSED)
    counted = {table: _fitting(part.columns, table, keys) for table in tables}
    best = max(counted, key=counted.__getitem__)
    return (_level_of(part, best),) if counted[best] >= 0.5 else ()


def titled(part: Part) -> str:
    """Return the table that a part is called as, in other words; "" if as none."""
    title = _plain(part.title)
    return next((table for table, names in _tables().items() if title in names), "")


def _named_places(part: Part) -> tuple[str, ...]:
    """Return what places with a name may be; () where there are none, or where they say what they are."""
    if not {"lon", "lat", "name"} <= _columns_of(part.columns, "centres", {}):
        return ()
    if {"city", "district"} & {known_as("values_district", column, {}) for column in part.columns}:
        return ()
    people = "people" in _columns_of(part.columns, "population", {})
    branches = any(_plain(column) in _branches() for column in part.columns)
    return ("centres",) if branches and not people else ("centres", "population", "cities")


def _level_of(part: Part, table: str) -> str:
    """Return of two tables of values the one whose units a part names: a district's city is no unit of it."""
    if not table.startswith("values_"):
        return table
    districts, cities = (
        unit in _columns_of(part.columns, f"values_{unit}", {}) for unit in ("district", "city")
    )
    return table if not (districts or cities) else f"values_{'district' if districts else 'city'}"


def suggest(table: str, columns: tuple[str, ...], keys: Mapping[str, tuple[str, ...]]) -> Headings:
    """Return for headings that are no column of a table the column each may mean.

    Parameters
    ----------
    table
        The table.
    columns
        Headings as they are written.
    keys
        Indicator key → its names; they are columns of the values files.

    Returns
    -------
    dict
        Heading → column; headings that are right as they are, and those nothing is known of, are not
        in it. No column is suggested twice, or where the table has it already.
    """
    known = _columns(table, keys)
    taken = {column for column in columns if column in known}
    found: Headings = {}
    for heading in columns:
        if heading in known or not heading:
            continue
        column = known_as(table, heading, keys)
        if column and column not in taken:
            found[heading] = column
            taken.add(column)
    return found


def known_as(table: str, heading: str, keys: Mapping[str, tuple[str, ...]]) -> str:
    """Return the column of a table that a heading names in other words; "" if none."""
    folded = _plain(heading)
    names = _names(table)
    if table.startswith("values_"):
        names = {
            _plain(name): key for key, headings in keys.items() for name in (key, *headings) if name
        } | names
    if folded in names:
        return names[folded]
    if not folded.isascii() or len(folded) < 4:
        return ""
    close = get_close_matches(folded, [name for name in names if name.isascii()], n=1, cutoff=0.85)
    return names[close[0]] if close else ""


def indicator_names(indicators: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return key → names in every language, of a table of indicators indexed by key."""
    named = [column for column in indicators if str(column).startswith("name")]
    return {
        str(key): tuple(str(name) for name in row if pd.notna(name))
        for key, row in zip(indicators.index, indicators[named].to_numpy(), strict=True)
    }


def choosable(table: str, keys: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the columns a heading of a table may be said to mean, in the contract's order."""
    return tuple(_columns(table, keys))


def _columns(table: str, keys: Mapping[str, tuple[str, ...]]) -> list[str]:
    fixed = [column.name for column in SCHEMAS[table].columns.values() if not column.regex]
    groups = ["people_0_14", "people_15_59", "people_60p", "people_15p"]
    more = groups if table in ("values_district", "population") else []
    return fixed + more + (list(keys) if table.startswith("values_") else [])


def _fitting(columns: tuple[str, ...], table: str, keys: Mapping[str, tuple[str, ...]]) -> float:
    """Return the share of a table's required columns that the headings may be, 0 where its id is not."""
    meant = _columns_of(columns, table, keys)
    schema = SCHEMAS[table]
    required = [name for name, column in schema.columns.items() if column.required]
    needed = [*required, *(name for name in schema.unique or () if name == "year" and name not in required)]
    if table.startswith("values_") and not meant.intersection(keys):
        return 0.0
    if not meant.issuperset(NEVER_WITHOUT.get(table, ())):
        return 0.0
    if required[0] not in meant or len(meant) < 2:
        return 0.0
    return sum(name in meant for name in needed) / len(needed)


def _columns_of(columns: tuple[str, ...], table: str, keys: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return the columns of a table that headings may be."""
    known = set(_columns(table, keys))
    return {c if c in known else known_as(table, c, keys) for c in columns} - {""}


def _plain(text: str) -> str:
    """Return a heading without case, width, spaces, punctuation and what stands in brackets."""
    text = unicodedata.normalize("NFKC", text).casefold().strip()
    bare = re.sub(r"[(\[（【].*?[)\]）】]", "", text) or text
    return re.sub(r"[\s_\-./:：,，、]+", "", bare)


@cache
def _known_headings() -> dict:
    return tomllib.loads(NAMES.read_text(encoding="utf-8"))


@cache
def _tables() -> dict[str, frozenset[str]]:
    return {
        table: frozenset(map(_plain, (table, *names))) for table, names in _known_headings()["tables"].items()
    }


@cache
def _branches() -> frozenset[str]:
    """Return what the names of learning centres are called, and those of nothing else."""
    return frozenset(map(_plain, _known_headings()["centres"]["name"]))


@cache
def _names(table: str) -> dict[str, str]:
    """Return name, folded → column of a table; what all tables share, then its own."""
    columns = {column for column in SCHEMAS[table].columns if not column.endswith(".+")}
    grouped = table in ("values_district", "population")
    names = {_plain(column): column for column in columns}
    for section in ("everywhere", table):
        for column, headings in _known_headings().get(section, {}).items():
            if column in columns or (grouped and column.startswith("people_")):
                names |= {_plain(name): column for name in headings}
    return names
