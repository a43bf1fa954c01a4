"""Standard errors from an indicator's own unit to points of its score."""

import numpy as np
import pandas as pd

from lcity.index.normalise import METHODS


def score_errors(
    values: pd.DataFrame, errors: pd.DataFrame, indicators: pd.DataFrame, method: str = "goalposts"
) -> pd.DataFrame:
    """Return the standard errors of scores, to first order and with all other units' values held.

    With e the error of a value:

    - goalposts: 100 e / (high − low); minmax where an indicator has none
    - minmax: 100 e / (max − min)
    - zscore: 10 e / sd
    - rank, percentile: half of what the score would differ between value − e and value + e

    Parameters
    ----------
    values, indicators, method
        As for `lcity.index.normalise`.
    errors
        As `values`, each in the unit of its value, ≥ 0; NaN where none is known.

    Returns
    -------
    DataFrame
        As `values`, in points, ≥ 0; NaN where no error is known, 0 where units do not differ.
    """
    found = {}
    for key in values.columns:
        x, e = values[key].to_numpy("float64"), errors[key].to_numpy("float64")
        found[key] = np.where(np.isnan(x), np.nan, _points(x, e, indicators.loc[key], method))
    return pd.DataFrame(found, values.index, columns=values.columns, dtype="float64")


def _points(x: np.ndarray, e: np.ndarray, facts: pd.Series, method: str) -> np.ndarray:
    present = x[~np.isnan(x)]
    if method not in METHODS[:3]:
        ascending, others = np.sort(present), max(len(present) - (method == "rank"), 1)
        below, above = np.searchsorted(ascending, x - e, "left"), np.searchsorted(ascending, x + e, "right")
        # The unit itself stands in between and is no step.
        return np.where(e > 0, 50 * (above - below - 1) / others, 0 * e)
    goalposts = float(facts["high"]) - float(facts["low"])
    if method == "zscore":
        spread, points = np.std(present, ddof=1) if len(present) > 1 else 0.0, 10
    elif method == "minmax" or np.isnan(goalposts):
        spread, points = np.ptp(present) if len(present) else 0.0, 100
    else:
        spread, points = goalposts, 100
    return points * e / spread if spread > 0 else 0 * e
