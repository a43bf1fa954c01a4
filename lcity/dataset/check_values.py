"""The rules between the tree and the values: every leaf has a column, every column a use."""

from itertools import chain

import pandas as pd

from lcity.dataset.cells import nearest
from lcity.dataset.conform import MOST_NEAR, Table
from lcity.dataset.contents import (
    VALUES,
    Contents,
    denominators,
    error_columns,
    leaves,
    read_leaves,
)
from lcity.dataset.contract import SCHEMAS
from lcity.dataset.problem import Problem


def check_values(contents: Contents) -> list[Problem]:
    """Return what is wrong between `indicators.csv` and the values files, and what they hold unread."""
    table = contents.table("indicators", "key", "parent")
    if table is None:
        return []
    values = {name: contents.tables[name] for name in VALUES if name in contents.tables}
    read = read_leaves(table.frame)
    problems = list(chain.from_iterable(_columns(name, t, table.frame, read) for name, t in values.items()))
    if values and not contents.broken.intersection(VALUES):
        problems += _without_column(table, values, read)
    if "values_district" in values:
        problems += _without_denominator(table, values["values_district"], read)
    return problems


def _columns(name: str, table: Table, indicators: pd.DataFrame, leaves_read: pd.DataFrame) -> list[Problem]:
    """Return a note for each column of a values file that is not read."""
    read = set(leaves_read["key"])
    computed = set(leaves(indicators)["key"]) - read
    inner = set(indicators["key"].dropna()) - read - computed
    fixed = set(SCHEMAS[name].columns)
    used = fixed | read | error_columns(leaves_read, indicators)
    if name == "values_district":
        used |= denominators(indicators)
    notes = []
    for column in table.frame:
        if column in used or (name == "values_district" and column.startswith("people_")):
            continue
        code = (
            "computed_values"
            if column in computed
            else "inner_values"
            if column in inner
            else "column_unused"
        )
        compared = code == "column_unused" and len(notes) < MOST_NEAR
        near = nearest(column, (fixed | read) - set(table.frame)) if compared else {}
        notes.append(Problem(table.file, 1, column, code, near, "note"))
    return notes


def _without_column(table: Table, values: dict[str, Table], read: pd.DataFrame) -> list[Problem]:
    columns = set(chain.from_iterable(t.frame for t in values.values()))
    keys = read["key"]
    lacking = keys[~keys.isin(columns)]
    free = columns - set(keys) - set(chain.from_iterable(SCHEMAS[name].columns for name in values))
    return table.astray(lacking, "key", "no_values_column", free)


def _without_denominator(table: Table, districts: Table, read: pd.DataFrame) -> list[Problem]:
    if not table.has("denominator"):
        return []
    named = read["denominator"].dropna()
    lacking = named[~named.isin(list(districts.frame))]
    return table.astray(lacking, "denominator", "no_denominator", districts.frame)
