"""On the way or not: what a trend is beside the change a target asks for, in one word."""

import numpy as np

from lcity.monitor.trend import Trend

SLOW, ON_TRACK = 0.5, 1.0
FEWEST_YEARS = 3
FALLING = ("away", "decreasing")
"""What is said, by any method, of what moves away from its target."""
DIGITS = 9
"""Decimals of what is compared: what floating point adds in another unit must not change a word."""


def required_per_year(trend: Trend, target: np.ndarray, target_year: np.ndarray) -> np.ndarray:
    """Return the change a year from the first value that leads to the target in its year.

    NaN where the series does not begin before that year.
    """
    years = target_year - trend.first_year
    return np.divide(target - trend.first, years, out=np.full(np.shape(trend.first), np.nan), where=years > 0)


def is_reached(value: np.ndarray, target: np.ndarray, direction: np.ndarray) -> np.ndarray:
    """Say whether values are at their targets or better.

    Parameters
    ----------
    value, target
        In the same unit; NaN is not reached.
    direction
        1 where more is better, -1 where less is.
    """
    beyond = direction * (value - target)
    return beyond >= -(10.0**-DIGITS) * np.maximum(np.abs(value), np.abs(target))


def has_passed(target_year: np.ndarray, today: int) -> np.ndarray:
    """Say whether the year of a target is over."""
    return target_year < today


def is_pending(
    words: np.ndarray, trend: Trend, target: np.ndarray, target_year: np.ndarray, today: int
) -> np.ndarray:
    """Say of which targets the year is over without a figure of it: neither reached nor missed yet."""
    known = ~np.isnan(trend.last) & ~np.isnan(target) & (words != "reached")
    return known & has_passed(target_year, today) & (trend.last_year < target_year)


def status(
    trend: Trend, target: np.ndarray, target_year: np.ndarray, direction: np.ndarray, today: int
) -> np.ndarray:
    """Return a word for each series.

    "reached" where the latest value has got there; else "missed" where the target's year is over and there is
    a figure of that year or a later one; else, by trend over required change a year, "on_track" from 1,
    "slow" from 0.5, "stalled" from 0, "away" below; "unknown" with fewer than three years. Where a series
    began at its target or beyond it, nothing more is required of it: it is "away" where it falls and
    "on_track" where it does not.

    Parameters
    ----------
    trend
        Of the series.
    target, target_year
        What is to be reached, and by when; NaN where nothing is.
    direction
        1 where more is better, -1 where less is.
    today
        The year we are in.
    """
    required = direction * required_per_year(trend, target, target_year)
    moved = direction * trend.slope
    share = np.divide(moved, required, out=np.full(np.shape(moved), np.nan), where=required > 0)
    share = np.where(required <= 0, np.where(moved < 0, -1.0, ON_TRACK), share)
    share = np.round(share, DIGITS)
    known = (trend.count >= FEWEST_YEARS) & ~np.isnan(share)
    words = np.select([share >= ON_TRACK, share >= SLOW, share >= 0], ["on_track", "slow", "stalled"], "away")
    return settled(np.where(known, words, "unknown"), trend, target, target_year, direction, today)


def is_unsure(words: np.ndarray, trend: Trend, direction: np.ndarray) -> np.ndarray:
    """Say of which series that fall the 95 % interval of the trend leaves open whether they do."""
    best = np.maximum(direction * trend.low, direction * trend.high)
    return np.isin(words, FALLING) & (best >= 0)


def is_late(
    words: np.ndarray,
    years: np.ndarray,
    values: np.ndarray,
    target: np.ndarray,
    target_year: np.ndarray,
    direction: np.ndarray,
) -> np.ndarray:
    """Say which targets are reached by now, and were not by their year.

    That is told by the figure of that year, else by the latest before it; what has none is not late.

    Parameters
    ----------
    words
        The status of each series.
    years
        (y,) ascending.
    values
        (…, y) the series; NaN where a year has none.
    target, target_year, direction
        As for `status`.
    """
    known = ~np.isnan(values) & (years <= target_year[..., None])
    at = len(years) - 1 - known[..., ::-1].argmax(axis=-1)
    then = np.take_along_axis(values, at[..., None], axis=-1)[..., 0]
    return (words == "reached") & known.any(axis=-1) & ~is_reached(then, target, direction)


def settled(
    words: np.ndarray,
    trend: Trend,
    target: np.ndarray,
    target_year: np.ndarray,
    direction: np.ndarray,
    today: int,
) -> np.ndarray:
    """Return words of what is under way, but "reached" and "missed" where that is decided already."""
    no_value = np.isnan(trend.last) | np.isnan(target)
    return np.select(
        [
            no_value,
            is_reached(trend.last, target, direction),
            has_passed(target_year, today) & (trend.last_year >= target_year),
        ],
        ["unknown", "reached", "missed"],
        words,
    )


def year_reached(
    trend: Trend, target: np.ndarray, direction: np.ndarray, today: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return between which years a target is reached if it goes on as the interval of the trend says.

    What may have been reached since the latest figure is told of this year: a year that is over is no
    forecast.

    Returns
    -------
    tuple of array
        The earliest and the latest year, from the latest value on; infinite where that end of the interval
        does not lead there, NaN where nothing is known or the target is reached already.
    """
    gap = direction * (target - trend.last)
    ends = np.sort(np.stack([direction * trend.low, direction * trend.high]), axis=0)[::-1]
    open_ = (trend.count >= FEWEST_YEARS) & ~is_reached(trend.last, target, direction)
    found = []
    for pace in ends:
        needed = np.divide(gap, pace, out=np.full(np.shape(gap), np.inf), where=pace > 0)
        year = np.where(np.isnan(pace) | np.isnan(gap), np.nan, np.ceil(trend.last_year + needed - 1e-9))
        year = np.where(np.isnan(year), year, np.maximum(year, today))
        found.append(np.where(open_, year, np.nan))
    return found[0], found[1]
