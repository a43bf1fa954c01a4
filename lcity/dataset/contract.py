"""The contract: which columns each file has, what may stand in them, and nothing else.

One pandera schema a file, in the words of the files themselves; `conform.py` holds frames against
them, and `dictionary` lists them for the data dictionary. A column's `description` is the key of
the message that says what it means.
"""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

import pandas as pd
import pandera.pandas as pa
from pandera import Check

from lcity.dataset.files import FILES
from lcity.dataset.provenance import PROVENANCES
from lcity.text.units import NAMES as UNIT_NAMES

CODES = (999, 9999)
MODES = ("any", "onsite", "online")
LEVELS = ("city", "district")
KEY = r"[a-z][a-z0-9_]*"
DTYPES = {"text": "str", "number": "float64", "whole": "Int64", "yes_no": "boolean"}


def kind(column: pa.Column) -> str:
    """Return what a column holds, as the data dictionary says it: a key of `DTYPES`."""
    return {"float64": "number", "Int64": "whole", "boolean": "yes_no"}.get(str(column.dtype), "text")


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


AT_LEAST_0 = Check.ge(0, error="negative")
NO_CODE = Check(stands_apart, error="coded")
ONE_OF = partial(Check.isin, error="not_one_of")
IN_RANGE = partial(Check.in_range, error="out_of_range")
MONDAY = Check(is_monday, element_wise=True, error="not_monday")
YEARS_LISTED = Check.str_matches(r"^[12]\d{3}(\s*;\s*[12]\d{3})*$", error="years_form")
SPELT_AS_KEY = Check.str_matches(rf"^{KEY}$", error="key_form")

# What may stand in a column: `required` says whether the file must have it, `nullable` whether its
# cells may be blank.
_must = partial(dict, required=True, nullable=False)
_column = partial(dict, required=True, nullable=True)
_option = partial(dict, required=False, nullable=True)

_text = _must(dtype=str)
_count = partial(dict, dtype=float, checks=[AT_LEAST_0, NO_CODE])
_year = _option(dtype="Int64", checks=[IN_RANGE(1000, 2999)])
_lon = {"dtype": float, "checks": [IN_RANGE(-180, 180)]}
_lat = {"dtype": float, "checks": [IN_RANGE(-90, 90)]}


def _table(table: str, unique: list[str], **columns: dict) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(
        {
            name: pa.Column(
                **column,
                regex=name.endswith(".+"),
                title=name.replace(".+", "…"),
                description=f"dataset.column.{table}.{name.replace('.+', 'group')}",
            )
            for name, column in columns.items()
        },
        unique=unique,
        report_duplicates="exclude_first",
        name=table,
    )


SCHEMAS: Mapping[str, pa.DataFrameSchema] = {
    "meta": _table(
        "meta",
        unique=[],
        title=_text,
        title_zh=_option(dtype=str),
        about=_column(dtype=str),
        about_zh=_option(dtype=str),
        licence=_column(dtype=str),
        licence_zh=_option(dtype=str),
        default_year=_year,
        reference_week=_option(dtype=str, checks=[MONDAY]),
        kinds_not_counted=_option(dtype=str),
        **{f"units.{name}": _option(dtype=str) for name in UNIT_NAMES},
        **{"groups.people_.+": _option(dtype=str)},
    ),
    "sources": _table(
        "sources",
        unique=["source"],
        source=_text,
        producer=_column(dtype=str),
        producer_zh=_option(dtype=str),
        title=_text,
        title_zh=_option(dtype=str),
        url=_column(dtype=str),
        licence=_column(dtype=str),
        licence_zh=_option(dtype=str),
        published=_option(dtype=str),
        accessed=_option(dtype=str),
    ),
    "indicators": _table(
        "indicators",
        unique=["key"],
        key=_must(dtype=str, checks=[SPELT_AS_KEY]),
        parent=_column(dtype=str),
        name=_text,
        name_zh=_option(dtype=str),
        unit=_column(dtype=str),
        direction=_column(dtype=float, checks=[ONE_OF([1, -1])]),
        weight=_must(dtype=float, checks=[AT_LEAST_0]),
        low=_option(dtype=float),
        high=_option(dtype=float),
        denominator=_option(dtype=str),
        provenance=_column(dtype=str, checks=[ONE_OF(PROVENANCES)]),
        source=_column(dtype=str),
        definition=_column(dtype=str),
        definition_zh=_option(dtype=str),
        computed=_option(dtype=str),
        breaks=_option(dtype=str, checks=[YEARS_LISTED]),
    ),
    "cities": _table(
        "cities",
        unique=["city"],
        city=_text,
        name=_text,
        name_zh=_option(dtype=str),
        lon=_option(**_lon),
        lat=_option(**_lat),
    ),
    "districts": _table(
        "districts",
        unique=["district"],
        district=_text,
        city=_column(dtype=str),
        name=_text,
        name_zh=_option(dtype=str),
    ),
    "values_city": _table("values_city", unique=["city", "year"], city=_text, year=_year),
    "values_district": _table(
        "values_district",
        unique=["district", "year"],
        district=_text,
        city=_column(dtype=str),
        year=_year,
        people=_count(required=True, nullable=True),
        **{"people_.+": _count(required=False, nullable=True)},
    ),
    "centres": _table(
        "centres",
        unique=["centre"],
        centre=_text,
        name=_text,
        name_zh=_option(dtype=str),
        kind=_text,
        lon=_must(**_lon),
        lat=_must(**_lat),
        seats=_count(required=False, nullable=True),
        area_m2=_option(dtype=float, checks=[AT_LEAST_0]),
        hours=_option(dtype=str),
        by_appointment=_option(dtype="boolean"),
        hours_provenance=_option(dtype=str, checks=[ONE_OF(PROVENANCES)]),
        provenance=_must(dtype=str, checks=[ONE_OF(PROVENANCES)]),
    ),
    "candidates": _table(
        "candidates",
        unique=["site"],
        site=_text,
        name=_text,
        name_zh=_option(dtype=str),
        lon=_must(**_lon),
        lat=_must(**_lat),
        kind=_option(dtype=str),
        seats=_count(required=False, nullable=True),
        hours=_option(dtype=str),
        cost=_option(dtype=float, checks=[AT_LEAST_0]),
    ),
    "population": _table(
        "population",
        unique=[],
        lon=_must(**_lon),
        lat=_must(**_lat),
        people=_count(required=True, nullable=False),
        **{"people_.+": _count(required=False, nullable=True)},
        district=_option(dtype=str),
        place=_option(dtype=str),
        provenance=_option(dtype=str, checks=[ONE_OF(PROVENANCES)]),
    ),
    "participation": _table(
        "participation",
        unique=["district", "year", "activity", "group", "mode"],
        district=_text,
        year=_year,
        activity=_option(dtype=str),
        activity_zh=_option(dtype=str),
        group=_text,
        mode=_must(dtype=str, checks=[ONE_OF(MODES)]),
        participants=_count(required=True, nullable=True),
        people=_count(required=True, nullable=True),
        provenance=_option(dtype=str, checks=[ONE_OF(PROVENANCES)]),
        source=_option(dtype=str),
    ),
    "streets": _table(
        "streets",
        unique=[],
        lon_from=_must(**_lon),
        lat_from=_must(**_lat),
        lon_to=_must(**_lon),
        lat_to=_must(**_lat),
        metres=_must(dtype=float, checks=[AT_LEAST_0]),
        steps=_option(dtype="boolean"),
    ),
    "travel": _table(
        "travel",
        unique=["place", "site"],
        place=_text,
        site=_text,
        metres=_option(dtype=float, checks=[AT_LEAST_0]),
        minutes=_option(dtype=float, checks=[AT_LEAST_0]),
    ),
    "policies": _table(
        "policies",
        unique=["policy", "dimension"],
        policy=_text,
        issuer_en=_option(dtype=str),
        issuer_zh=_option(dtype=str),
        title_en=_text,
        title_zh=_option(dtype=str),
        year=_year,
        dimension=_text,
        says_en=_text,
        says_zh=_option(dtype=str),
        source_title=_option(dtype=str),
        source_url=_option(dtype=str),
        seen=_option(dtype=str),
    ),
    "targets": _table(
        "targets",
        unique=["key", "level", "id", "year"],
        key=_text,
        level=_must(dtype=str, checks=[ONE_OF(LEVELS)]),
        id=_option(dtype=str),
        year=_must(dtype="Int64", checks=[IN_RANGE(1000, 2999)]),
        value=_must(dtype=float),
        policy=_option(dtype=str),
        source=_option(dtype=str),
        doubt=_option(dtype=str),
        doubt_zh=_option(dtype=str),
    ),
    "cases": _table(
        "cases",
        unique=["case", "dimension"],
        case=_text,
        city=_text,
        city_zh=_option(dtype=str),
        country=_option(dtype=str),
        country_zh=_option(dtype=str),
        people=_option(**_count()),
        year=_year,
        award=_option(dtype=str),
        dimension=_text,
        unesco_area=_option(dtype=str),
        what_en=_text,
        what_zh=_option(dtype=str),
        figure_en=_option(dtype=str),
        figure_zh=_option(dtype=str),
        source_title=_option(dtype=str),
        source_url=_option(dtype=str),
        seen=_option(dtype=str),
    ),
    "names": _table(
        "names",
        unique=[],
        name=_text,
        name_zh=_option(dtype=str),
        lon=_must(**_lon),
        lat=_must(**_lat),
    ),
}
"""The contract, by table."""


def values_schema(table: str, numbers: Mapping[str, bool]) -> pa.DataFrameSchema:
    """Return the schema of a values file of a dataset with these indicators.

    Parameters
    ----------
    table
        "values_city" or "values_district".
    numbers
        By column (an indicator's key or a denominator): whether it cannot be negative.
    """
    columns = {
        name: pa.Column(float, [AT_LEAST_0, NO_CODE] if counted else [NO_CODE], nullable=True, required=False)
        for name, counted in numbers.items()
    }
    fixed = SCHEMAS[table].columns
    return SCHEMAS[table].add_columns({name: column for name, column in columns.items() if name not in fixed})


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
