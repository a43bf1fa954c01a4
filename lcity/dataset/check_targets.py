"""The rules of targets, cases and policies: they speak of indicators, units and dimensions there are."""

import numpy as np
import pandas as pd

from lcity.dataset.contents import Contents, leaves
from lcity.dataset.problem import Problem

UNITS = {
    "city": ("city", ("cities", "values_city", "values_district", "districts")),
    "district": ("district", ("districts", "values_district")),
}
"""By level: the column of ids, and the tables that name units."""


def check_targets(contents: Contents) -> list[Problem]:
    """Return notes on targets, cases and policies of what the dataset does not have."""
    return [*_targets(contents), *_dimensions(contents)]


def known_targets(contents: Contents) -> np.ndarray:
    """Return which targets are of an indicator and of units the dataset has: (rows,) bool."""
    frame = contents.tables["targets"].frame
    known = frame["key"].isin(_keys(contents)).to_numpy()
    if "id" in frame:
        for level in UNITS:
            own = ((frame["level"] == level) & frame["id"].notna()).to_numpy()
            known = known & (~own | frame["id"].isin(_units(contents, level)).to_numpy())
    return known


def _targets(contents: Contents) -> list[Problem]:
    table = contents.table("targets", "key", "level")
    if table is None or contents.table("indicators", "key", "parent") is None:
        return []
    frame = table.frame
    notes = table.each(
        ~frame["key"].isin(_keys(contents)) & frame["key"].notna(), "key", "target_key", "note"
    )
    if "id" in frame:
        for level in UNITS:
            own = (frame["level"] == level) & frame["id"].notna()
            notes += table.each(own & ~frame["id"].isin(_units(contents, level)), "id", "target_id", "note")
    policies = contents.table("policies", "policy")
    if table.has("policy") and "policies" not in contents.broken:
        known = [] if policies is None else policies.frame["policy"].dropna()
        notes += table.each(
            frame["policy"].notna() & ~frame["policy"].isin(known), "policy", "target_policy", "note"
        )
    sources = contents.table("sources", "source")
    if sources is None or not table.has("source"):
        return notes
    known = sources.frame["source"].dropna().unique()
    named = frame["source"].dropna()
    return notes + table.astray(named[~named.isin(known)], "source", "unknown_source", known)


def _dimensions(contents: Contents) -> list[Problem]:
    """Return a note for each case or policy of a dimension that is none of the dataset's."""
    indicators = contents.table("indicators", "key", "parent")
    if indicators is None:
        return []
    top = indicators.frame.loc[indicators.frame["parent"].isna(), "key"].dropna()
    notes = []
    for name in ("policies", "cases"):
        if table := contents.table(name, "dimension"):
            dimension = table.frame["dimension"]
            notes += table.each(dimension.notna() & ~dimension.isin(top), "dimension", "no_dimension", "note")
    return notes


def _keys(contents: Contents) -> pd.Series:
    return leaves(contents.tables["indicators"].frame)["key"].dropna()


def _units(contents: Contents, level: str) -> set[str]:
    column, tables = UNITS[level]
    found = (contents.table(name, column) for name in tables)
    return {unit for table in found if table is not None for unit in table.frame[column].dropna()}
