"""The contract: which columns each file has, what may stand in them, and nothing else.

One schema a file, in the words of the files themselves; `conform.py` holds frames against
them, and `dictionary` lists them for the data dictionary. A column's `description` is the key of
the message that says what it means.
"""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

import pandas as pd

from lcity.dataset.files import FILES
from lcity.dataset.problem import DIRECTION
from lcity.dataset.provenance import PROVENANCES
from lcity.dataset.schema import Column, Rule, Schema
from lcity.text.units import NAMES as UNIT_NAMES

CODES = (999, 9999)
MODES = ("any", "onsite", "online")
LEVELS = ("city", "district")
KEY = r"[a-z][a-z0-9_]*"
TEXT, NUMBER, WHOLE, YES_NO = "str", "float64", "Int64", "boolean"
DTYPES = {"text": TEXT, "number": NUMBER, "whole": WHOLE, "yes_no": YES_NO}


_KINDS = {dtype: kind for kind, dtype in DTYPES.items()}


def kind(column: Column) -> str:
    """Return what a column holds, as the data dictionary says it: a key of `DTYPES`."""
    return _KINDS[column.dtype]


def stands_apart(values: pd.Series) -> pd.Series:
    """Return False where a value is 999 or 9999 and far beyond all others, as codes for "unknown" are.

    Far is more than twice the largest or less than half the smallest of the others, of which there
    must be three at least.
    """
    coded = values.isin(CODES)
    if not coded.any() or len(others := values[~coded].dropna()) < 3:
        return pd.Series(True, values.index)
    return ~(coded & ((values > 2 * others.max()) | (values < others.min() / 2)))


def is_monday(text: str) -> bool:
    """Say whether text is the date of a Monday, such as 2024-05-13."""
    try:
        day = date.fromisoformat(text)
        # The weeks after it, of which hours are reckoned too, have dates as well.
        return len(text) == len("2024-05-13") and day.weekday() == 0 and day.year < date.max.year
    except ValueError:
        return False


def _one_of(*allowed: float | str) -> Rule:
    return Rule("not_one_of", "isin", (allowed,))


def _in_range(low: float, high: float) -> Rule:
    return Rule("out_of_range", "in_range", (low, high))


AT_LEAST_0 = Rule("negative", "ge", (0,))
NO_CODE = Rule("coded", stands_apart)
MONDAY = Rule("not_monday", is_monday, each=True)
YEARS_LISTED = Rule("years_form", "str_matches", (r"^[12]\d{3}(\s*;\s*[12]\d{3})*$",))
SPELT_AS_KEY = Rule("key_form", "str_matches", (rf"^{KEY}$",))

# What may stand in a column: `required` says whether the file must have it, `nullable` whether its
# cells may be blank.
_must = partial(dict, required=True, nullable=False)
_column = partial(dict, required=True, nullable=True)
_option = partial(dict, required=False, nullable=True)

_text = _must(dtype=TEXT)
_count = partial(dict, dtype=NUMBER, checks=(AT_LEAST_0, NO_CODE))
_year = _option(dtype=WHOLE, checks=(_in_range(1000, 2999),))
_lon = {"dtype": NUMBER, "checks": (_in_range(-180, 180),)}
_lat = {"dtype": NUMBER, "checks": (_in_range(-90, 90),)}


def _table(table: str, unique: list[str], **columns: dict) -> Schema:
    return Schema(
        table,
        {
            name: Column(
                name,
                **column,
                regex=name.endswith(".+"),
                title=name.replace(".+", "…"),
                description=f"dataset.column.{table}.{name.replace('.+', 'group')}",
            )
            for name, column in columns.items()
        },
        tuple(unique),
    )


SCHEMAS: Mapping[str, Schema] = {
    "meta": _table(
        "meta",
        unique=[],
        title=_text,
        title_zh=_option(dtype=TEXT),
        about=_column(dtype=TEXT),
        about_zh=_option(dtype=TEXT),
        licence=_column(dtype=TEXT),
        licence_zh=_option(dtype=TEXT),
        default_year=_year,
        reference_week=_option(dtype=TEXT, checks=(MONDAY,)),
        kinds_not_counted=_option(dtype=TEXT),
        **{f"units.{name}": _option(dtype=TEXT) for name in UNIT_NAMES},
        **{"groups.people_.+": _option(dtype=TEXT)},
    ),
    "sources": _table(
        "sources",
        unique=["source"],
        source=_text,
        producer=_column(dtype=TEXT),
        producer_zh=_option(dtype=TEXT),
        title=_text,
        title_zh=_option(dtype=TEXT),
        url=_column(dtype=TEXT),
        licence=_column(dtype=TEXT),
        licence_zh=_option(dtype=TEXT),
        published=_option(dtype=TEXT),
        accessed=_option(dtype=TEXT),
    ),
    "indicators": _table(
        "indicators",
        unique=["key"],
        key=_must(dtype=TEXT, checks=(SPELT_AS_KEY,)),
        parent=_column(dtype=TEXT),
        name=_text,
        name_zh=_option(dtype=TEXT),
        unit=_column(dtype=TEXT),
        direction=_column(dtype=NUMBER, checks=(_one_of(1, -1),), unread=DIRECTION),
        weight=_must(dtype=NUMBER, checks=(AT_LEAST_0,)),
        low=_option(dtype=NUMBER),
        high=_option(dtype=NUMBER),
        denominator=_option(dtype=TEXT),
        provenance=_column(dtype=TEXT, checks=(_one_of(*PROVENANCES),)),
        source=_column(dtype=TEXT),
        definition=_column(dtype=TEXT),
        definition_zh=_option(dtype=TEXT),
        computed=_option(dtype=TEXT),
        breaks=_option(dtype=TEXT, checks=(YEARS_LISTED,)),
    ),
    "cities": _table(
        "cities",
        unique=["city"],
        city=_text,
        name=_text,
        name_zh=_option(dtype=TEXT),
        lon=_option(**_lon),
        lat=_option(**_lat),
    ),
    "districts": _table(
        "districts",
        unique=["district"],
        district=_text,
        city=_column(dtype=TEXT),
        name=_text,
        name_zh=_option(dtype=TEXT),
    ),
    "values_city": _table("values_city", unique=["city", "year"], city=_text, year=_year),
    "values_district": _table(
        "values_district",
        unique=["district", "year"],
        district=_text,
        city=_column(dtype=TEXT),
        year=_year,
        people=_count(required=True, nullable=True),
        **{"people_.+": _count(required=False, nullable=True)},
    ),
    "centres": _table(
        "centres",
        unique=["centre"],
        centre=_text,
        name=_text,
        name_zh=_option(dtype=TEXT),
        kind=_text,
        lon=_must(**_lon),
        lat=_must(**_lat),
        seats=_count(required=False, nullable=True),
        area_m2=_option(dtype=NUMBER, checks=(AT_LEAST_0,)),
        hours=_option(dtype=TEXT),
        by_appointment=_option(dtype=YES_NO),
        hours_provenance=_option(dtype=TEXT, checks=(_one_of(*PROVENANCES),)),
        provenance=_must(dtype=TEXT, checks=(_one_of(*PROVENANCES),)),
    ),
    "candidates": _table(
        "candidates",
        unique=["site"],
        site=_text,
        name=_text,
        name_zh=_option(dtype=TEXT),
        lon=_must(**_lon),
        lat=_must(**_lat),
        kind=_option(dtype=TEXT),
        seats=_count(required=False, nullable=True),
        hours=_option(dtype=TEXT),
        cost=_option(dtype=NUMBER, checks=(AT_LEAST_0,)),
    ),
    "population": _table(
        "population",
        unique=[],
        lon=_must(**_lon),
        lat=_must(**_lat),
        people=_count(required=True, nullable=False),
        **{"people_.+": _count(required=False, nullable=True)},
        district=_option(dtype=TEXT),
        place=_option(dtype=TEXT),
        provenance=_option(dtype=TEXT, checks=(_one_of(*PROVENANCES),)),
    ),
    "participation": _table(
        "participation",
        unique=["district", "year", "activity", "group", "mode"],
        district=_text,
        year=_year,
        activity=_option(dtype=TEXT),
        activity_zh=_option(dtype=TEXT),
        group=_text,
        mode=_must(dtype=TEXT, checks=(_one_of(*MODES),)),
        participants=_count(required=True, nullable=True),
        people=_count(required=True, nullable=True),
        provenance=_option(dtype=TEXT, checks=(_one_of(*PROVENANCES),)),
        source=_option(dtype=TEXT),
    ),
    "streets": _table(
        "streets",
        unique=[],
        lon_from=_must(**_lon),
        lat_from=_must(**_lat),
        lon_to=_must(**_lon),
        lat_to=_must(**_lat),
        metres=_must(dtype=NUMBER, checks=(AT_LEAST_0,)),
        steps=_option(dtype=YES_NO),
    ),
    "travel": _table(
        "travel",
        unique=["place", "site"],
        place=_text,
        site=_text,
        metres=_option(dtype=NUMBER, checks=(AT_LEAST_0,)),
        minutes=_option(dtype=NUMBER, checks=(AT_LEAST_0,)),
    ),
    "policies": _table(
        "policies",
        unique=["policy", "dimension"],
        policy=_text,
        issuer_en=_option(dtype=TEXT),
        issuer_zh=_option(dtype=TEXT),
        title_en=_text,
        title_zh=_option(dtype=TEXT),
        year=_year,
        dimension=_text,
        says_en=_text,
        says_zh=_option(dtype=TEXT),
        source_title=_option(dtype=TEXT),
        source_url=_option(dtype=TEXT),
        seen=_option(dtype=TEXT),
    ),
    "targets": _table(
        "targets",
        unique=["key", "level", "id", "year"],
        key=_text,
        level=_must(dtype=TEXT, checks=(_one_of(*LEVELS),)),
        id=_option(dtype=TEXT),
        year=_must(dtype=WHOLE, checks=(_in_range(1000, 2999),)),
        value=_must(dtype=NUMBER),
        policy=_option(dtype=TEXT),
        source=_option(dtype=TEXT),
        doubt=_option(dtype=TEXT),
        doubt_zh=_option(dtype=TEXT),
    ),
    "cases": _table(
        "cases",
        unique=["case", "dimension"],
        case=_text,
        city=_text,
        city_zh=_option(dtype=TEXT),
        country=_option(dtype=TEXT),
        country_zh=_option(dtype=TEXT),
        people=_option(**_count()),
        year=_year,
        award=_option(dtype=TEXT),
        dimension=_text,
        unesco_area=_option(dtype=TEXT),
        what_en=_text,
        what_zh=_option(dtype=TEXT),
        figure_en=_option(dtype=TEXT),
        figure_zh=_option(dtype=TEXT),
        source_title=_option(dtype=TEXT),
        source_url=_option(dtype=TEXT),
        seen=_option(dtype=TEXT),
    ),
    "names": _table(
        "names",
        unique=[],
        name=_text,
        name_zh=_option(dtype=TEXT),
        lon=_must(**_lon),
        lat=_must(**_lat),
    ),
}
"""The contract, by table."""


def values_schema(table: str, numbers: Mapping[str, bool]) -> Schema:
    """Return the schema of a values file of a dataset with these indicators.

    Parameters
    ----------
    table
        "values_city" or "values_district".
    numbers
        By column (an indicator's key or a denominator): whether it cannot be negative.
    """
    return SCHEMAS[table].with_columns(
        {
            name: Column(name, NUMBER, False, True, (AT_LEAST_0, NO_CODE) if counted else (NO_CODE,))
            for name, counted in numbers.items()
        }
    )


class Entry(NamedTuple):
    """One line of the data dictionary.

    Parameters
    ----------
    file
        The file's name; of several forms the first.
    column
        The column; "people_…" stands for every column whose name so begins, "<key>" for one
        column for each indicator, "<key>_se" for its standard errors.
    kind
        "text", "number", "whole" or "yes_no".
    required
        Whether the file must have the column.
    blank
        Whether its cells may be blank.
    meaning
        The key of the message that says what it means.
    """

    file: str
    column: str
    kind: str
    required: bool
    blank: bool
    meaning: str


def dictionary() -> list[Entry]:
    """Return every column of every file, in the order of the contract."""
    entries = []
    for table, schema in SCHEMAS.items():
        file = FILES[table][0]
        entries += [
            Entry(file, c.title, kind(c), c.required, c.nullable, c.description)
            for c in schema.columns.values()
        ]
        if table.startswith("values_"):
            entries.append(Entry(file, "<key>", "number", False, True, f"dataset.column.{table}.key"))
            entries.append(Entry(file, "<key>_se", "number", False, True, f"dataset.column.{table}.se"))
        if table == "districts":
            entries.append(
                Entry(file, "geometry", "geometry", True, False, "dataset.column.districts.geometry")
            )
    return entries
