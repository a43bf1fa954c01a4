"""Trends by Theil and Sen: the median of the slopes between every two years, with its interval."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

CONFIDENCE = 0.95


@dataclass(frozen=True, eq=False)
class Trend:
    """What many series do a year; each array has the series' shape without the years.

    Parameters
    ----------
    slope
        Units of the indicator a year; NaN with fewer than two years.
    low, high
        Its 95 % interval; NaN where the years are too few to give one.
    first, last
        The first and the latest value; NaN without any.
    first_year, last_year
        The years these are from; NaN without any.
    count
        How many years have a value.
    """

    slope: np.ndarray
    low: np.ndarray
    high: np.ndarray
    first: np.ndarray
    last: np.ndarray
    first_year: np.ndarray
    last_year: np.ndarray
    count: np.ndarray


def theil_sen(years: np.ndarray, values: np.ndarray) -> Trend:
    """Return the trend of many series at once.

    Parameters
    ----------
    years
        (y,) ascending, each once.
    values
        (…, y) the series; NaN where a year has none.

    Source
    ------
    Sen, P. K. (1968), Estimates of the regression coefficient based on Kendall's tau, Journal of the American
    Statistical Association 63, 1379–1389; the interval by its equation 2.6, as `scipy.stats.theilslopes`.
    """
    shape = values.shape[:-1]
    series = values.reshape(-1, len(years)).astype(float)
    known = ~np.isnan(series)
    count = known.sum(axis=1)
    later, earlier = np.tril_indices(len(years), -1)
    slopes = (series[:, later] - series[:, earlier]) / (years[later] - years[earlier])
    slopes.sort(axis=1)  # What is not known stands last.
    pairs = count * (count - 1) // 2
    slope = (_at(slopes, (pairs - 1) // 2, pairs) + _at(slopes, pairs // 2, pairs)) / 2
    # Equation 2.6, for years that are all different; values may be alike.
    alike = (series[:, :, None] == series[:, None, :]).sum(axis=2)
    ties = np.where(known, (alike - 1) * (2 * alike + 5), 0).sum(axis=1)
    sigma = np.sqrt(np.maximum(count * (count - 1) * (2 * count + 5) - ties, 0) / 18)
    z = ndtri((1 - CONFIDENCE) / 2)
    upper = np.minimum(np.round((pairs - z * sigma) / 2), pairs - 1).astype(int)
    lower = np.maximum(np.round((pairs + z * sigma) / 2) - 1, 0).astype(int)
    start = np.where(count, known.argmax(axis=1), 0)
    end = np.where(count, len(years) - 1 - known[:, ::-1].argmax(axis=1), 0)
    row = np.arange(len(series))
    found = (
        slope,
        _at(slopes, lower, pairs),
        _at(slopes, upper, pairs),
        series[row, start],
        series[row, end],
        np.where(count, years[start], np.nan),
        np.where(count, years[end], np.nan),
        count,
    )
    return Trend(*(each.reshape(shape) for each in found))


def _at(slopes: np.ndarray, place: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """Return one slope a series, by its place among those known; NaN where there are none."""
    if not slopes.shape[1]:
        return np.full(len(slopes), np.nan)
    taken = slopes[np.arange(len(slopes)), np.clip(place, 0, slopes.shape[1] - 1)]
    return np.where(pairs > 0, taken, np.nan)
