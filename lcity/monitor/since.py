"""What changed since last time, on what both times have: a new indicator never looks like decline."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

OLD_YEARS = 3
ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Since:
    """What changed between two tables of values.

    Parameters
    ----------
    moved
        id, key, before, after, change (in the indicator's unit) and points (0–100 of the way between the
        goalposts, better above 0): what has another figure, the furthest first.
    lost
        id, key, before: what had a figure and has none.
    gained
        id, key, after: what had none and has one, of indicators both have.
    new, gone
        Indicators with figures only after, only before.
    same
        How many figures are what they were.
    """

    moved: pd.DataFrame
    lost: pd.DataFrame
    gained: pd.DataFrame
    new: tuple[str, ...]
    gone: tuple[str, ...]
    same: int


def since(before: pd.DataFrame, after: pd.DataFrame, indicators: pd.DataFrame) -> Since:
    """Compare the values of two times.

    Parameters
    ----------
    before, after
        Units × indicators; NaN is missing. Units of only one of them are left out.
    indicators
        Index key; direction, low and high.
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
    order = moved["points"].abs().sort_values(ascending=False, kind="stable", na_position="last").index
    return Since(
        moved.loc[order].reset_index(drop=True),
        rows.loc[there[0] & ~there[1], ["id", "key", "before"]].reset_index(drop=True),
        rows.loc[~there[0] & there[1], ["id", "key", "after"]].reset_index(drop=True),
        tuple(key for key in has if key not in had),
        tuple(key for key in had if key not in has),
        int(alike.sum()),
    )


def crossed(before: pd.Series, after: pd.Series) -> list[tuple[str, str]]:
    """Return who passed whom: pairs of a unit that ranked below another and now ranks above it.

    Parameters
    ----------
    before, after
        Unit → rank, 1 the best; missing ones are left out.
    """
    ranks = pd.DataFrame({"before": before, "after": after}).dropna().astype(float)
    then, now = ranks["before"].to_numpy(), ranks["after"].to_numpy()
    passer, passed = np.nonzero((then[:, None] > then[None, :]) & (now[:, None] < now[None, :]))
    return [(ranks.index[one], ranks.index[other]) for one, other in zip(passer, passed, strict=True)]


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


def _points(moved: pd.DataFrame, indicators: pd.DataFrame) -> np.ndarray:
    """Return how far each moved between the goalposts, in points, better above 0; NaN without goalposts."""
    own = indicators.reindex(moved["key"])
    width = (own["high"] - own["low"]).to_numpy(float)
    change = (moved["after"] - moved["before"]).to_numpy(float)
    return 100 * own["direction"].to_numpy(float) * change / np.where(width > 0, width, np.nan)
