"""From an indicator's own unit to scores of 0–100 that can be added up."""

import numpy as np
import pandas as pd

from lcity.errors import ArgumentError

METHODS = ("goalposts", "minmax", "zscore", "rank", "percentile")


def normalise(values: pd.DataFrame, indicators: pd.DataFrame, method: str = "goalposts") -> pd.DataFrame:
    """Return the scores of units on each indicator, more always being better.

    An indicator with direction −1 is turned round first. With x the value, over the n units that
    have one:

    - goalposts: 100 (x − low) / (high − low), clipped to 0–100; minmax where an indicator has none
    - minmax: 100 (x − min) / (max − min)
    - zscore: 50 + 10 (x − mean) / sd, sd with n − 1; not clipped
    - rank: 100 (r − 1) / (n − 1), r the average ascending rank
    - percentile: 100 (below + ½ equal) / n, counting the unit itself among the equal

    Where the units do not differ, minmax, zscore and rank give 50.

    Parameters
    ----------
    values
        Units × leaves, each in its own unit; NaN is missing.
    indicators
        Index: the leaves at least; columns `direction` (1, −1), `low`, `high` (goalposts in the
        indicator's own unit, low < high, or missing).
    method
        One of `METHODS`.

    Returns
    -------
    DataFrame
        As `values`, 0–100 (zscore unbounded); NaN where the value is missing.

    Raises
    ------
    ArgumentError
        No such method, a direction that is neither 1 nor −1, or goalposts with high ≤ low.

    Source
    ------
    OECD and JRC, Handbook on Constructing Composite Indicators (2008), step 5; goalposts as in UNDP,
    Human Development Report, technical note 1.
    """
    if method not in METHODS:
        raise ArgumentError(f"no such normalisation: {method}; one of {', '.join(METHODS)}")
    facts = indicators.loc[values.columns, ["direction", "low", "high"]].astype("float64")
    direction, low, high = facts.to_numpy().T
    if not np.isin(direction, (1, -1)).all():
        raise ArgumentError("the direction of an indicator is 1 or -1")
    if (high <= low).any():
        raise ArgumentError(f"goalposts with high not above low: {', '.join(facts.index[high <= low])}")
    turned = values.to_numpy("float64") * direction
    if method == "goalposts":
        low, high = np.where(direction > 0, (low, high), (-high, -low))
        scores = _goalposts(turned, low, high)
    else:
        scores = _FORMULAE[method](turned)
    return pd.DataFrame(np.asfortranarray(scores), index=values.index, columns=values.columns, copy=False)


def _goalposts(x: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(high - low), _minmax(x), np.clip(100 * ((x - low) / (high - low)), 0, 100))


def _minmax(x: np.ndarray) -> np.ndarray:
    low, high = _range(x)
    return _or_50(x, x - low, high - low)


def _zscore(x: np.ndarray) -> np.ndarray:
    has = ~np.isnan(x)
    n = has.sum(axis=0)
    off = x - np.where(has, x, 0).sum(axis=0) / np.maximum(n, 1)
    sd = np.sqrt(np.where(has, off**2, 0).sum(axis=0) / np.maximum(n - 1, 1))
    low, high = _range(x)
    return _or_50(x, 0.5 * sd + 0.1 * off, np.where(high > low, sd, 0))


def _rank(x: np.ndarray) -> np.ndarray:
    below, up_to, n = _counts(x)
    return _or_50(x, (below + up_to - 1) / 2, n - 1)


def _percentile(x: np.ndarray) -> np.ndarray:
    below, up_to, n = _counts(x)
    return 100 * ((below + up_to) / 2 / np.maximum(n, 1))


def _range(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return np.fmin.reduce(x, axis=0, initial=np.nan), np.fmax.reduce(x, axis=0, initial=np.nan)


def _or_50(x: np.ndarray, above: np.ndarray, spread: np.ndarray) -> np.ndarray:
    half = np.where(np.isnan(x), np.nan, 0.5)
    return 100 * np.divide(above, spread, out=half, where=np.broadcast_to(spread > 0, x.shape))


def _counts(x: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return how many values are below and up to each one (NaN for a missing one), and how many there are."""
    below, up_to = np.full(x.shape, np.nan), np.full(x.shape, np.nan)
    for i, column in enumerate(x.T):
        has = ~np.isnan(column)
        ascending = np.sort(column[has])
        below[has, i] = np.searchsorted(ascending, column[has], "left")
        up_to[has, i] = np.searchsorted(ascending, column[has], "right")
    return below, up_to, (~np.isnan(x)).sum(axis=0)


_FORMULAE = {"minmax": _minmax, "zscore": _zscore, "rank": _rank, "percentile": _percentile}
