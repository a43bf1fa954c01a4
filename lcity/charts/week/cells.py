"""The week as 7 × 24 cells, an hour each: what both forms draw."""

from collections.abc import Callable

import numpy as np

from lcity.colour import shade
from lcity.text import Language

DAYS, HOURS = 7, 24


def days(lang: Language) -> list[str]:
    """Return the short names of the days from Monday."""
    return [lang.t(f"coverage.day_short_{number}") for number in range(DAYS)]


def fills(shares: np.ndarray, *, dark: bool = False) -> list[str]:
    """Return the hex colours of 168 shares (0–1; NaN is no data), on a dark ground or on a light one."""
    return each_once(lambda share: shade(share, dark), shares)


def each_once(of: Callable[[float], str], shares: np.ndarray) -> list[str]:
    """Return what a function makes of each of some shares: of many hours that are alike it is asked once."""
    values, place = np.unique(shares, return_inverse=True)
    made = [of(value) for value in values.tolist()]
    return [made[number] for number in place.tolist()]
