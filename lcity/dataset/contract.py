"""The contract: which columns each file has, what may stand in them, and nothing else.

One schema a file, in the words of the files themselves; `conform.py` holds frames against them, and
`dictionary` lists them for the data dictionary.
"""

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

import pandas as pd

from lcity.dataset.files import FILES
from lcity.dataset.provenance import PROVENANCES
from lcity.dataset.schema import Check, Column, Schema, at_least, in_range, one_of, spelt

CODES = (999, 9999)
MODES = ("any", "onsite", "online")
KEY = r"[a-z][a-z0-9_]*"
DTYPES = {"text": "str", "number": "float64", "whole": "Int64"}


def stands_apart(values: pd.Series) -> pd.Series:
    """Return False where a value is 999 or 9999 and far beyond all others, as codes for "unknown" are.

    Far is more than twice the largest or less than half the smallest of the others, of which there
    must be three at least.
    """
    coded = values.isin(CODES)
    others = values[~coded].dropna()
    if not coded.any() or len(others) < 3:
        return pd.Series(True, values.index)
    return ~(coded & ((values > 2 * others.max()) | (values < others.min() / 2)))


AT_LEAST_0 = at_least(0, "negative")
NO_CODE = Check("coded", stands_apart)
SPELT_AS_KEY = spelt(KEY, "key_form")

# What may stand in a column: `required` says whether the file must have it, `nullable` whether its
# cells may be blank.
_must = partial(dict, required=True, nullable=False)
_column = partial(dict, required=True, nullable=True)
_option = partial(dict, required=False, nullable=True)

_text = _must(kind="text")
_count = partial(dict, kind="number", checks=[AT_LEAST_0, NO_CODE])
_year = _option(kind="whole", checks=[in_range(1000, 2999)])
_lon = {"kind": "number", "checks": [in_range(-180, 180)]}
_lat = {"kind": "number", "checks": [in_range(-90, 90)]}


def _table(table: str, unique: list[str], **columns: dict) -> Schema:
    return Schema(
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
        title_zh=_option(kind="text"),
        about=_column(kind="text"),
        about_zh=_option(kind="text"),
        licence=_column(kind="text"),
        licence_zh=_option(kind="text"),
        default_year=_year,
    ),
    "sources": _table(
        "sources",
        unique=["source"],
        source=_text,
        producer=_column(kind="text"),
        producer_zh=_option(kind="text"),
        title=_text,
        title_zh=_option(kind="text"),
        url=_column(kind="text"),
        licence=_column(kind="text"),
        licence_zh=_option(kind="text"),
        published=_option(kind="text"),
        accessed=_option(kind="text"),
    ),
    "indicators": _table(
        "indicators",
        unique=["key"],
        key=_must(kind="text", checks=[SPELT_AS_KEY]),
        parent=_column(kind="text"),
        name=_text,
        name_zh=_option(kind="text"),
        unit=_column(kind="text"),
        direction=_column(kind="number", checks=[one_of([1, -1])]),
        weight=_must(kind="number", checks=[AT_LEAST_0]),
        low=_option(kind="number"),
        high=_option(kind="number"),
        denominator=_option(kind="text"),
        provenance=_column(kind="text", checks=[one_of(PROVENANCES)]),
        source=_column(kind="text"),
        definition=_column(kind="text"),
        definition_zh=_option(kind="text"),
        computed=_option(kind="text"),
    ),
    "cities": _table(
        "cities",
        unique=["city"],
        city=_text,
        name=_text,
        name_zh=_option(kind="text"),
        lon=_option(**_lon),
        lat=_option(**_lat),
    ),
    "districts": _table(
        "districts",
        unique=["district"],
        district=_text,
        city=_column(kind="text"),
        name=_text,
        name_zh=_option(kind="text"),
    ),
    "values_city": _table("values_city", unique=["city", "year"], city=_text, year=_year),
    "values_district": _table(
        "values_district",
        unique=["district", "year"],
        district=_text,
        city=_column(kind="text"),
        year=_year,
        people=_count(required=True, nullable=True),
        **{"people_.+": _count(required=False, nullable=True)},
    ),
    "centres": _table(
        "centres",
        unique=["centre"],
        centre=_text,
        name=_text,
        name_zh=_option(kind="text"),
        kind=_text,
        lon=_must(**_lon),
        lat=_must(**_lat),
        seats=_count(required=False, nullable=True),
        area_m2=_option(kind="number", checks=[AT_LEAST_0]),
        hours=_option(kind="text"),
        provenance=_must(kind="text", checks=[one_of(PROVENANCES)]),
    ),
    "population": _table(
        "population",
        unique=[],
        lon=_must(**_lon),
        lat=_must(**_lat),
        people=_count(required=True, nullable=False),
        **{"people_.+": _count(required=False, nullable=True)},
        district=_option(kind="text"),
        provenance=_option(kind="text", checks=[one_of(PROVENANCES)]),
    ),
    "participation": _table(
        "participation",
        unique=["district", "year", "group", "mode"],
        district=_text,
        year=_year,
        group=_text,
        mode=_must(kind="text", checks=[one_of(MODES)]),
        participants=_count(required=True, nullable=True),
        people=_count(required=True, nullable=True),
        provenance=_option(kind="text", checks=[one_of(PROVENANCES)]),
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
        Column(name, checks=(AT_LEAST_0, NO_CODE) if counted else (NO_CODE,))
        for name, counted in numbers.items()
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
        "text", "number" or "whole".
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
            Entry(file, c.title, c.kind, c.required, c.nullable, c.description)
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
