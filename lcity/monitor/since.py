"""What changed since last time, on what both times have: a new indicator never looks like decline."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from lcity.errors import ArgumentError
from lcity.index import Tree, Weights, score_units
from lcity.monitor.series import Series

OLD_YEARS = 3
ROUNDING = 1e-9
SURE = 1.96
"""Standard errors within which 95 of 100 changes are that are chance alone."""


@dataclass(frozen=True, eq=False)
class Since:
    """What changed between two tables of values.

    Parameters
    ----------
    moved
        id, key, before, after, change (in the indicator's unit) and points (0–100 of the way between the
        goalposts, better above 0), and sure: False where the change is within its 95 % sampling error; what
        has another figure, those that are sure first, the furthest first.
    lost
        id, key, before: what had a figure and has none.
    gained
        id, key, after: what had none and has one, of indicators both have.
    new, gone
        Indicators with figures only after, only before.
    same
        How many figures are what they were.
    joined, left
        Units there only after, only before; nothing of them is compared.
    """

    moved: pd.DataFrame
    lost: pd.DataFrame
    gained: pd.DataFrame
    new: tuple[str, ...]
    gone: tuple[str, ...]
    same: int
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Twice:
    """The figures of two times.

    Parameters
    ----------
    before, after
        Units × indicators; NaN is missing.
    years
        Indicator → the years of both, where each has one.
    errors
        Units × indicators: the standard error of the change, where it is known.
    """

    before: pd.DataFrame
    after: pd.DataFrame
    years: Mapping[str, tuple[int, int]]
    errors: pd.DataFrame = field(default_factory=pd.DataFrame)

    def only(self, units: pd.Index) -> "Twice":
        """Return the figures of some units."""
        return replace(self, before=self.before.loc[units], after=self.after.loc[units])


@dataclass(frozen=True, eq=False)
class Order:
    """How units are ranked at both times: by the same weights and methods."""

    tree: Tree
    weights: Weights
    normalise: str
    aggregate: str


@dataclass(frozen=True, eq=False)
class LastTime:
    """What changed since last time, and what that was.

    Parameters
    ----------
    twice
        The figures of both times.
    since
        What changed between them.
    ranks
        As of `ranked_twice`.
    old
        As of `old`: what is older than three years now.
    on, of_all
        On how many indicators both times are ranked, and how many there are to rank on.
    """

    twice: Twice
    since: Since
    ranks: pd.DataFrame
    old: pd.DataFrame
    on: int
    of_all: int

    def of(self, unit: str) -> "LastTime":
        """Return what is of one unit; its ranks stay those among all."""
        own = self.since
        moved, lost, gained = (table[table["id"] == unit] for table in (own.moved, own.lost, own.gained))
        then, now = (
            table.loc[table.index == unit].reindex(columns=self.twice.after.columns).notna().to_numpy()
            for table in (self.twice.before, self.twice.after)
        )
        same = int((then & now).sum()) - len(moved) if then.shape == now.shape else 0
        return replace(
            self,
            since=replace(own, moved=moved, lost=lost, gained=gained, same=same, joined=(), left=()),
            old=self.old[self.old["id"] == unit],
        )


def last_time(
    twice: Twice, indicators: pd.DataFrame, order: Order, years: pd.DataFrame, today: int
) -> LastTime:
    """Return what changed between two times.

    Parameters
    ----------
    twice
        The figures of both.
    indicators
        As `Dataset.indicators`.
    order
        How units are ranked at both times.
    years
        Units × indicators: the year each figure of today is from.
    today
        The year we are in.
    """
    return LastTime(
        twice,
        since(twice.before, twice.after, indicators, twice.errors),
        ranked_twice(twice, indicators, order),
        old(years, today),
        len(common(twice, order.tree)),
        len(order.tree.leaves),
    )


def last_two(found: Series) -> Twice:
    """Return each indicator's figures of its latest year and of the one before it that has any.

    Parameters
    ----------
    found
        The figures of every year, without what lies before a break.
    """
    values = np.full((2, len(found.units), len(found.keys)), np.nan)
    years = {}
    known = (~np.isnan(found.values)).any(axis=0)
    for number, key in enumerate(found.keys):
        there = np.flatnonzero(known[number])[-2:]
        values[2 - len(there) :, :, number] = found.values[:, number, there].T
        if len(there) == 2:
            years[key] = tuple(int(year) for year in found.years[there])
    before, after = (pd.DataFrame(table, found.units, list(found.keys)) for table in values)
    return Twice(before, after, years)


def since(
    before: pd.DataFrame,
    after: pd.DataFrame,
    indicators: pd.DataFrame,
    errors: pd.DataFrame | None = None,
) -> Since:
    """Compare the values of two times.

    Parameters
    ----------
    before, after
        Units × indicators; NaN is missing. Units of only one of them are left out.
    indicators
        Index key; direction, low and high.
    errors
        As of `Twice`; None where none is known.
    """
    had, has = (
        [key for key in table if key in indicators.index and table[key].notna().any()]
        for table in (before, after)
    )
    keys = [key for key in has if key in had]
    units = after.index[after.index.isin(before.index)]
    one, other = (table.reindex(index=units, columns=keys) for table in (before, after))
    rows = _long(one, "before").assign(after=_long(other, "after")["after"])
    alike = np.isclose(rows["before"], rows["after"], rtol=ROUNDING, atol=1e-12)
    there = rows["before"].notna(), rows["after"].notna()
    moved = rows[there[0] & there[1] & ~alike]
    moved = moved.assign(change=moved["after"] - moved["before"], points=_points(moved, indicators))
    moved["sure"] = _sure(moved, errors)
    far = moved.assign(far=moved["points"].abs())
    order = far.sort_values(["sure", "far"], ascending=False, kind="stable", na_position="last").index
    return Since(
        moved.loc[order].reset_index(drop=True),
        rows.loc[there[0] & ~there[1], ["id", "key", "before"]].reset_index(drop=True),
        rows.loc[~there[0] & there[1], ["id", "key", "after"]].reset_index(drop=True),
        tuple(key for key in has if key not in had),
        tuple(key for key in had if key not in has),
        int(alike.sum()),
        tuple(after.index[~after.index.isin(before.index)]),
        tuple(before.index[~before.index.isin(after.index)]),
    )


def common(twice: Twice, tree: Tree) -> list[str]:
    """Return the leaves of a tree that have figures at both times."""
    return [
        leaf
        for leaf in tree.leaves
        if all(leaf in table and table[leaf].notna().any() for table in (twice.before, twice.after))
    ]


def ranked_twice(twice: Twice, indicators: pd.DataFrame, order: Order) -> pd.DataFrame:
    """Rank the units of both times, on the indicators both have.

    Parameters
    ----------
    twice
        The figures of both times.
    indicators
        As for `lcity.index.normalise`; the same for both.
    order
        How they are ranked.

    Returns
    -------
    DataFrame
        Unit → before, after: ranks among the same units, 1 the best; those without a rank at either time
        are left out, and so are all where no indicator with a weight has figures of both.
    """
    units = twice.after.index[twice.after.index.isin(twice.before.index)]
    tree = order.tree.prune(common(twice, order.tree))
    empty = pd.DataFrame(columns=["before", "after"], dtype=float)
    if not len(units) or not tree.leaves:
        return empty
    tables = {"before": twice.before.loc[units], "after": twice.after.loc[units]}
    while True:
        try:
            ranks = pd.DataFrame(
                {
                    name: score_units(
                        table, indicators, tree, order.weights, order.normalise, order.aggregate
                    ).rank
                    for name, table in tables.items()
                }
            )
        except ArgumentError:  # No weight on any of these indicators.
            return empty
        both = ranks.dropna().index
        if len(both) in (0, len(ranks)):
            return ranks.loc[both].astype(float)
        # Who has a rank only once would push others about.
        tables = {name: table.loc[both] for name, table in tables.items()}


def crossings(ranks: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return who passed whom, those that moved furthest first.

    Parameters
    ----------
    ranks
        Unit → before, after: 1 is the best.
    most
        How many units are told at most.

    Returns
    -------
    DataFrame
        id, before, after; passed: who ranked before it and ranks behind it now; passed_by: who overtook
        it. Both are tuples of units, the best placed now first.
    """
    then, now = ranks["before"].to_numpy(), ranks["after"].to_numpy()
    moved = np.abs(then - now)
    furthest = np.argsort(-moved, kind="stable")
    by_rank = np.argsort(now, kind="stable")
    rows = []
    for one in furthest[: most if len(moved) else 0]:
        if not moved[one]:
            break
        others = ranks.index[by_rank]
        passed = (then[by_rank] < then[one]) & (now[by_rank] > now[one])
        passed_by = (then[by_rank] > then[one]) & (now[by_rank] < now[one])
        rows.append((ranks.index[one], then[one], now[one], tuple(others[passed]), tuple(others[passed_by])))
    return pd.DataFrame(rows, columns=["id", "before", "after", "passed", "passed_by"])


def old(years: pd.DataFrame, today: int) -> pd.DataFrame:
    """Return the figures that are older than three years: id, key, year, the oldest first.

    Parameters
    ----------
    years
        Units × indicators: the year each figure is from; missing where it has none.
    today
        The year we are in.
    """
    rows = _long(years.astype("Float64"), "year").dropna().astype({"year": int})
    return rows[rows["year"] < today - OLD_YEARS].sort_values("year", kind="stable", ignore_index=True)


def _long(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return a row a cell: id, key, and the cell under a name."""
    units, keys = table.index.to_numpy(object), table.columns.to_numpy(object)
    cells = table.to_numpy(float, na_value=np.nan)
    return pd.DataFrame(
        {"id": np.repeat(units, len(keys)), "key": np.tile(keys, len(units)), name: cells.ravel()}
    )


def _sure(moved: pd.DataFrame, errors: pd.DataFrame | None) -> np.ndarray:
    """Say which changes are more than sampling alone makes of none in 95 of 100 cases."""
    if errors is None or errors.empty:
        return np.ones(len(moved), bool)
    at = errors.index.get_indexer(moved["id"]), errors.columns.get_indexer(moved["key"])
    known = (at[0] >= 0) & (at[1] >= 0)
    own = np.where(known, errors.to_numpy(float)[at], np.nan)
    return ~(moved["change"].abs().to_numpy() <= SURE * own)


def _points(moved: pd.DataFrame, indicators: pd.DataFrame) -> np.ndarray:
    """Return how far each moved between the goalposts, in points, better above 0; NaN without goalposts."""
    own = indicators.reindex(moved["key"])
    width = (own["high"] - own["low"]).to_numpy(float)
    change = (moved["after"] - moved["before"]).to_numpy(float)
    return 100 * own["direction"].to_numpy(float) * change / np.where(width > 0, width, np.nan)
