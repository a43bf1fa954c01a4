"""What a dataset would change of the one that is open."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lcity.dataset import Dataset, unit_values
from lcity.dataset.rollup import read_keys
from lcity.index import Ranking, Tree, score_units

TABLES = ("values_city", "values_district", "participation")
IDS = {
    "values_city": ("city", "year"),
    "values_district": ("district", "year"),
    "participation": ("district", "year", "activity", "group", "mode"),
}
LISTED = ("cities", "districts", "indicators", "sources", "centres", "candidates")
PLACED = ("population", "streets", "travel")
UNNAMED = (*PLACED, "policies", "targets", "cases")
"""Tables whose rows have no id, so that only their number can be told."""
CHANGED, ADDED, GONE = "changed", "added", "gone"
COMPUTED_FROM = ("districts", "indicators", "centres", *PLACED)
"""Tables that computed figures stand on."""


@dataclass(frozen=True, eq=False)
class Difference:
    """What changes, table by table.

    Parameters
    ----------
    rows
        Index table; columns `ADDED`, `CHANGED`, `GONE`: units, indicators, sources and centres, by id.
    values
        Columns table, unit, year, column, what (`CHANGED`, `ADDED`, `GONE`), before, after: each
        figure that is not what it was; a blank is missing.
    """

    rows: pd.DataFrame
    values: pd.DataFrame

    @property
    def empty(self) -> bool:
        """Whether nothing changes."""
        return self.values.empty and not self.rows.to_numpy().any()

    def ids(self, table: str, what: str) -> tuple[str, ...]:
        """Return which rows of a table were added, changed or gone."""
        return self.rows.attrs["ids"][table, what]


def difference(before: Dataset, after: Dataset) -> Difference:
    """Return what is not the same in two datasets.

    Parameters
    ----------
    before, after
        The open one, and the one that may take its place.
    """
    ids = {}
    for table in LISTED:
        old, new = (_rows(getattr(dataset, table)) for dataset in (before, after))
        ids[table, ADDED] = tuple(new.index.difference(old.index, sort=False))
        ids[table, GONE] = tuple(old.index.difference(new.index, sort=False))
        ids[table, CHANGED] = tuple(_changed_ids(old, new))
    counts = pd.DataFrame(
        {what: [len(ids[table, what]) for table in LISTED] for what in (ADDED, CHANGED, GONE)},
        index=pd.Index(LISTED, name="table"),
    )
    for table in UNNAMED:
        old, new = (_rows(getattr(dataset, table)) for dataset in (before, after))
        changed = int(_differ(old, new).sum()) if len(old) == len(new) else 0
        counts.loc[table] = [max(len(new) - len(old), 0), changed, max(len(old) - len(new), 0)]
    counts.attrs["ids"] = ids
    values = [_values(table, getattr(before, table), getattr(after, table)) for table in TABLES]
    return Difference(counts, pd.concat(values, ignore_index=True))


def _rows(table: pd.DataFrame | None) -> pd.DataFrame:
    return pd.DataFrame() if table is None else pd.DataFrame(table)


def _differ(old: pd.DataFrame, new: pd.DataFrame) -> np.ndarray:
    """Return which rows of two tables of one length are not the same: (rows,) bool."""
    columns = old.columns.union(new.columns)
    different = [~_same(_column(old, name), _column(new, name)) for name in columns]
    return np.any(different, axis=0) if different else np.zeros(len(old), bool)


def _changed_ids(old: pd.DataFrame, new: pd.DataFrame) -> pd.Index:
    """Return the ids of rows that are in both and not the same in some column of either."""
    common = old.index.intersection(new.index, sort=False)
    differs = np.zeros(len(common), bool)
    for column in dict.fromkeys([*old, *new]):
        sides = [_column(table, column).reindex(common) for table in (old, new)]
        differs |= ~_same(*sides)
    return common[differs]


def _column(table: pd.DataFrame, column: str) -> pd.Series:
    return table[column] if column in table else pd.Series(None, table.index, dtype=object)


def _same(left: pd.Series, right: pd.Series) -> np.ndarray:
    left, right = left.astype(object), right.astype(object)
    missing = left.isna().to_numpy() & right.isna().to_numpy()
    # A missing true or false compares as neither.
    left, right = (side.astype(object).where(side.notna(), None) for side in (left, right))
    return missing | (left.to_numpy() == right.to_numpy())


def _values(name: str, before: pd.DataFrame | None, after: pd.DataFrame | None) -> pd.DataFrame:
    columns = ["table", "unit", "year", "column", "what", "before", "after"]
    sides = [_long(name, table) for table in (before, after)]
    joined = pd.concat(
        [side.rename(label) for side, label in zip(sides, ("before", "after"), strict=True)], axis=1
    )
    changed = joined[joined["before"].ne(joined["after"])].reset_index()
    if changed.empty:
        return pd.DataFrame(columns=columns)
    what = np.select([changed["before"].isna(), changed["after"].isna()], [ADDED, GONE], CHANGED)
    year = pd.to_numeric(changed["year"]).where(changed["year"] >= 0).astype("Int64")
    return changed.assign(table=name, what=what, year=year)[columns]


def _long(name: str, table: pd.DataFrame | None) -> pd.Series:
    """Return the figures of a table by unit, year and column; a year-less row has the year -1."""
    keys = ["unit", "year", "column"]
    if table is None:
        empty = pd.MultiIndex.from_arrays([[], [], []], names=keys)
        return pd.Series([], empty, dtype=float)
    ids = IDS[name]
    units, years = table[ids[0]], table["year"].fillna(-1).astype("int64")
    more = [table[part].astype(str) for part in ids[2:] if part in table and table[part].notna().all()]
    figures = {}
    # No column of ours stands beside theirs: a key may be "unit" or "value".
    for column in (c for c in table.select_dtypes("float64") if c not in ids):
        called = pd.Series(column, table.index, dtype="str").str.cat(more, sep=" · ")
        figures[column] = pd.Series(
            table[column].to_numpy(), pd.MultiIndex.from_arrays([units, years, called], names=keys)
        )
    return pd.concat(figures.values()).dropna() if figures else _long(name, None)


def recomputes(found: Difference, after: Dataset) -> bool:
    """Say whether a change may reach figures that are computed, which no table holds.

    Parameters
    ----------
    found
        What changes.
    after
        The dataset that may be opened.
    """
    if not after.indicators["computed"].notna().any():
        return False
    of_people = found.values["column"].astype(str).str.startswith("people").any()
    learners = found.values["table"].eq("participation").any()
    return bool(found.rows.loc[list(COMPUTED_FROM)].to_numpy().any() or of_people or learners)


def recomputed(before: pd.DataFrame, after: pd.DataFrame, indicators: pd.DataFrame) -> dict[str, int]:
    """Return how many computed figures are `CHANGED`, `ADDED` and `GONE`.

    Parameters
    ----------
    before, after
        Units × leaves, computed ones included.
    indicators
        The indicators that may be opened.
    """
    keys = indicators.index[indicators["computed"].notna()]
    sides = [side.reindex(columns=keys).stack() for side in (before, after)]  # noqa: PD013
    old, new = sides[0].align(sides[1], join="outer")
    return {
        CHANGED: int((old.notna() & new.notna() & old.ne(new)).sum()),
        ADDED: int((old.isna() & new.notna()).sum()),
        GONE: int((old.notna() & new.isna()).sum()),
    }


def reranked(
    before: Dataset, after: Dataset, old: pd.DataFrame, new: pd.DataFrame
) -> tuple[Ranking, Ranking] | None:
    """Return how units rank before and after, under each dataset's own weights; None where others are ranked.

    Parameters
    ----------
    before, after
        The datasets.
    old, new
        The values of all leaves of each one's units, computed ones included.
    """
    if not old.index.equals(new.index) or list(old) != list(new):
        return None
    trees = (Tree.from_table(dataset.indicators) for dataset in (before, after))
    return tuple(
        score_units(values, dataset.indicators, tree)
        for values, dataset, tree in zip((old, new), (before, after), trees, strict=True)
    )


def ranked(
    found: Difference, before: Dataset, after: Dataset, level: str, values: pd.DataFrame
) -> tuple[Ranking, Ranking] | None:
    """Return how units rank before and after, under the dataset's own weights.

    Parameters
    ----------
    found
        What changes.
    before, after
        The datasets.
    level
        "city" or "district".
    values
        The values of all leaves of the open dataset's units, computed ones included.

    Returns
    -------
    tuple or None
        None where more changes than figures that are read, so that computed ones may change too.
    """
    leaves = read_keys(after)
    read = found.values["table"].isin(("values_city", "values_district")) & found.values["column"].isin(
        leaves
    )
    if found.values.empty or not read.all() or found.rows.to_numpy().any():
        return None
    tree = Tree.from_table(after.indicators)
    new = values.copy()
    new[leaves] = unit_values(after, level).values[leaves]
    new = new[list(values)]
    return score_units(values, before.indicators, tree), score_units(new, after.indicators, tree)
