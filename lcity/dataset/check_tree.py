"""The rules of the index tree: parents, weights, goalposts, and what each leaf needs."""

from collections.abc import Collection

import pandas as pd

from lcity.dataset.conform import Table
from lcity.dataset.contents import leaves
from lcity.dataset.problem import Problem

RESERVED = ("city", "district", "year", "people")
MOST_DEPTH = 12
"""Indicators above one another. No index has more than five; each level is drawn, and added up in turn."""


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
    problems += _unknown_names(indicators, "source", sources, "unknown_source")
    problems += _unknown_names(indicators, "computed", computations, "unknown_computation")
    return problems


def _parents(table: Table) -> list[Problem]:
    keys = table.frame["key"]
    parent_of = dict(zip(keys, table.frame["parent"], strict=True))
    depth = _depths(parent_of)
    parents = table.frame["parent"].dropna()
    problems = table.astray(parents[~parents.isin(keys)], "parent", "unknown_parent", keys.dropna())
    looped: set[str] = set()
    for row, key in keys.items():
        loop = [] if key in looped or depth.get(key) else _loop(key, parent_of)
        if loop:
            looped.update(loop)
            problems.append(table.problem(row, "parent", "loop", loop=" > ".join([*loop, key])))
        # What hangs still deeper is told with it.
        if depth.get(key) == MOST_DEPTH + 1:
            problems.append(table.problem(row, "parent", "too_deep", most=MOST_DEPTH))
    return problems


def _depths(parent_of: dict[str, str]) -> dict[str, int]:
    """Return how deep each key stands, 1 at the top; 0 where the way up never ends."""
    depth: dict[str, int] = {}
    for start in parent_of:
        path, key = [], start
        while pd.notna(key) and key in parent_of and key not in depth:
            depth[key] = 0  # Met again before it is known, the way is a loop.
            path.append(key)
            key = parent_of[key]
        above = depth.get(key, 0)
        if above == 0 and pd.notna(key) and key in parent_of:
            continue
        for number, passed in enumerate(reversed(path), start=1):
            depth[passed] = above + number
    return depth


def _loop(key: str, parent_of: dict[str, str]) -> list[str]:
    """Return the keys passed on the way up from `key` if that way leads back to it, else none."""
    path = {}
    while pd.notna(key) and key in parent_of and key not in path:
        path[key] = None
        key = parent_of[key]
    return list(path) if key == next(iter(path), None) else []


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


def _unknown_names(table: Table, column: str, known: Collection[str] | None, code: str) -> list[Problem]:
    """Return a problem for each cell that names something unknown."""
    if known is None or not table.has(column):
        return []
    names = table.frame[column]
    # Not `isin`: of names that take an argument nobody can list all.
    unknown = names[[pd.notna(name) and name not in known for name in names]]
    return table.astray(unknown, column, code, known)
