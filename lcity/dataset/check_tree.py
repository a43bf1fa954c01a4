"""The rules of the index tree: parents, weights, goalposts, and what each leaf needs."""

from collections.abc import Collection

import pandas as pd

from lcity.dataset.cells import nearest
from lcity.dataset.conform import Table
from lcity.dataset.contents import leaves
from lcity.dataset.problem import Problem

RESERVED = ("city", "district", "year", "people")


def check_tree(
    indicators: Table, sources: Collection[str] | None, computations: Collection[str] | None
) -> list[Problem]:
    """Return everything wrong with the tree as `indicators.csv` states it.

    Parameters
    ----------
    indicators
        The table, with at least key and parent.
    sources
        The ids of `sources.csv`; None if that is not known.
    computations
        The names a computed indicator may use; None if any may.
    """
    problems = indicators.each(indicators.frame["key"].isin(RESERVED), "key", "reserved")
    problems += _parents(indicators)
    problems += _leaves(indicators)
    problems += _weights(indicators)
    problems += _goalposts(indicators)
    problems += _named(indicators, "source", sources, "unknown_source")
    problems += _named(indicators, "computed", computations, "unknown_computation")
    return problems


def _parents(table: Table) -> list[Problem]:
    keys = table.frame["key"]
    parent_of = dict(zip(keys, table.frame["parent"], strict=True))
    problems, looped = [], set()
    for row, key, parent in zip(keys.index, keys, table.frame["parent"], strict=True):
        if pd.notna(parent) and parent not in parent_of:
            problems.append(table.problem(row, "parent", "unknown_parent", **nearest(parent, keys.dropna())))
        loop = _loop(key, parent_of)
        if key in loop and key not in looped:
            looped.update(loop)
            problems.append(table.problem(row, "parent", "loop", loop=" > ".join([*loop, key])))
    return problems


def _loop(key: str, parent_of: dict[str, str]) -> list[str]:
    """Return the keys passed on the way up from `key` if that way never ends, else none."""
    path = []
    while pd.notna(key) and key in parent_of:
        if key in path:
            return path[path.index(key) :]
        path.append(key)
        key = parent_of[key]
    return []


def _leaves(table: Table) -> list[Problem]:
    rows = leaves(table.frame).index
    problems = []
    for column in ("direction", "provenance"):
        if table.has(column):
            blank = table.raw.loc[rows, column].isna()
            problems += table.each(blank, column, "blank_leaf")
    return problems


def _weights(table: Table) -> list[Problem]:
    if not table.has("weight"):
        return []
    problems = []
    for parent, siblings in table.frame.groupby("parent", dropna=False, sort=False):
        if siblings["weight"].notna().all() and (siblings["weight"] == 0).all():
            code, named = (
                ("weights_zero_top", {}) if pd.isna(parent) else ("weights_zero", {"parent": parent})
            )
            problems.append(table.problem(siblings.index[0], "weight", code, **named))
    return problems


def _goalposts(table: Table) -> list[Problem]:
    low, high = (
        table.frame[side] if table.has(side) else pd.Series(float("nan"), table.frame.index)
        for side in ("low", "high")
    )
    written = {side: table.raw[side].notna() for side in ("low", "high") if table.has(side)}
    problems = []
    for side, other in (("low", "high"), ("high", "low")):
        if side in written:
            lone = written[side] & ~written.get(other, pd.Series(False, low.index))
            problems += table.each(lone, side, "lone_goalpost", other=other)
    for row in low.index[low >= high]:
        problems.append(table.problem(row, "low", "goalposts", high=table.cell(row, "high")))
    return problems


def _named(table: Table, column: str, known: Collection[str] | None, code: str) -> list[Problem]:
    """Return a problem for each cell that names something unknown."""
    if known is None or not table.has(column):
        return []
    names = table.frame[column]
    # Not `isin`: of names that take an argument nobody can list all.
    unknown = [row for row, name in names.dropna().items() if name not in known]
    return [table.problem(row, column, code, **nearest(names[row], known)) for row in unknown]
