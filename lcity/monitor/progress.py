"""A row a unit and indicator: its latest figure, its trend, its target, and whether it is on the way."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from lcity.dataset import Dataset, UnitValues
from lcity.errors import ArgumentError
from lcity.monitor import published
from lcity.monitor.series import Series, breaks, series
from lcity.monitor.status import (
    FALLING,
    is_late,
    is_pending,
    is_unsure,
    required_per_year,
    status,
    year_reached,
)
from lcity.monitor.targets import targets_of
from lcity.monitor.trend import Trend, theil_sen

METHODS = {
    "theil_sen": status,
    "four_arrows": published.four_arrows,
    "compound_rate": published.compound_rate,
}
"""How a status is found, the default first."""
WORST_FIRST = (
    FALLING,
    ("missed",),
    ("stalled", "stagnating", "insufficient"),
    ("slow", "improving", "moderate"),
    ("unknown",),
    ("on_track", "significant"),
    ("reached",),
)
"""Every status any method gives, the worst first; those of one rank mean about the same."""
STATUSES = tuple(word for words in WORST_FIRST for word in words)
COLUMNS = (
    "id",
    "name",
    "key",
    "value",
    "year",
    "trend_per_year",
    "target",
    "target_year",
    "required_per_year",
    "status",
    "low",
    "high",
)


def monitored(
    dataset: Dataset,
    level: str,
    latest: UnitValues,
    today: int,
    *,
    targets: pd.DataFrame | None = None,
    keys: Sequence[str] = (),
    method: str = "theil_sen",
) -> pd.DataFrame:
    """Return how every unit does on the way to every target.

    Parameters
    ----------
    dataset
        An open dataset.
    level
        "city" or "district".
    latest
        The values of all leaves as of its latest year, as `lcity.computed.complete` gives them.
    today
        The year we are in.
    targets
        What is to be reached, as `Dataset.targets` or `lcity.monitor.own.beside`; None for the dataset's.
    keys
        Only these indicators; none for all.
    method
        One of `METHODS`.

    Returns
    -------
    pandas.DataFrame
        The worst first; columns `COLUMNS`, in units of the indicator (`low` and `high`: the 95 % interval of
        the trend a year), then reached_from and reached_to (years; infinite where the interval does not lead
        there), unsure (it falls, or may not), late (reached, but not in its year), pending (its year
        is over, and there is no figure of it yet), best and best_year (the
        best figure of the series, the latest where there are several) and target_row (the row of
        `targets`). What has no target has a trend alone, and is "unknown".

    Raises
    ------
    ArgumentError
        There is no such method or indicator.
    """
    if method not in METHODS:
        raise ArgumentError(f"method {method!r}: expected one of {', '.join(METHODS)}")
    if unknown := [key for key in keys if key not in latest.values]:
        raise ArgumentError(f"key {unknown[0]!r}: expected one of {', '.join(latest.values)}")
    found = series(dataset, level, latest).since_breaks(breaks(dataset.indicators))
    chosen = _only(found, tuple(keys) or found.keys)
    targets = dataset.targets if targets is None else targets
    return table(chosen, dataset, level, targets, today, method)


def table(
    found: Series, dataset: Dataset, level: str, targets: pd.DataFrame | None, today: int, method: str
) -> pd.DataFrame:
    """Return the rows of some series; for parameters and columns see `monitored`."""
    trend = theil_sen(found.years, found.values)
    shape = trend.slope.shape
    target, target_year, row = (np.full(shape, np.nan) for _ in range(3))
    if targets is not None and len(targets):
        aims = targets_of(targets, level, found.units, found.keys, today)
        unit, key = (aims.index.get_level_values(name) for name in ("id", "key"))
        at = found.units.get_indexer(unit), pd.Index(found.keys).get_indexer(key)
        target[at], target_year[at] = aims["value"].to_numpy(float), aims["year"].to_numpy(float)
        row[at] = aims["row"].to_numpy(float)
    direction = dataset.indicators["direction"].reindex(list(found.keys)).to_numpy(float)
    direction = np.broadcast_to(direction, shape)
    words = METHODS[method](trend, target, target_year, direction, today)
    earliest, latest = year_reached(trend, target, direction, today)
    best, best_year = _best(found, direction)
    names = dataset.units(level)["name"].reindex(found.units).to_numpy()
    rows = pd.DataFrame(
        {
            "id": np.repeat(found.units.to_numpy(), shape[1]),
            "name": np.repeat(names, shape[1]),
            "key": np.tile(np.array(found.keys, object), shape[0]),
            "value": trend.last.ravel(),
            "year": _years(np.where(np.isin(found.keys, list(found.undated)), np.nan, trend.last_year)),
            "trend_per_year": _enough(trend, trend.slope),
            "target": target.ravel(),
            "target_year": _years(target_year),
            "required_per_year": required_per_year(trend, target, target_year).ravel(),
            "status": words.ravel(),
            "low": _enough(trend, trend.low),
            "high": _enough(trend, trend.high),
            "reached_from": earliest.ravel(),
            "reached_to": latest.ravel(),
            "unsure": is_unsure(words, trend, direction).ravel(),
            "late": is_late(words, found.years, found.values, target, target_year, direction).ravel(),
            "pending": is_pending(words, trend, target, target_year, today).ravel(),
            "best": best.ravel(),
            "best_year": _years(best_year),
            "target_row": pd.array(row.ravel(), "Float64").astype("Int64"),
        }
    )
    rows = rows[rows["value"].notna()]
    rank = {word: number for number, words in enumerate(WORST_FIRST) for word in words}
    # Of what has no target nothing can be said but its trend: it comes last.
    order = rows["status"].map(rank).where(rows["target"].notna(), len(WORST_FIRST)) + rows["unsure"] / 2
    return rows.iloc[np.argsort(order.to_numpy(), kind="stable")].reset_index(drop=True)


def _only(found: Series, keys: tuple[str, ...]) -> Series:
    at = [found.keys.index(key) for key in keys]
    return Series(found.units, keys, found.years, found.values[:, at], found.undated)


def _best(found: Series, direction: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the best figure of each series and the latest year it had it; NaN without any."""
    good = direction[..., None] * found.values
    backwards = np.where(np.isnan(good), -np.inf, good)[..., ::-1]
    at = len(found.years) - 1 - backwards.argmax(axis=-1)
    best = np.take_along_axis(found.values, at[..., None], axis=-1)[..., 0]
    return best, np.where(np.isnan(best), np.nan, found.years[at])


def _years(years: np.ndarray) -> pd.Series:
    return pd.Series(pd.array(years.ravel(), "Float64").astype("Int64"))


def _enough(trend: Trend, figures: np.ndarray) -> np.ndarray:
    """Return figures of those with three years at least: two make no trend."""
    return np.where(trend.count >= 3, figures, np.nan).ravel()
