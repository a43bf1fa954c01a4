"""The week as 7 × 24 cells, an hour each: what both forms draw."""

import numpy as np

from lcity.colour import shade
from lcity.text import Language

DAYS, HOURS = 7, 24


def days(lang: Language) -> list[str]:
    """Return the short names of the days from Monday."""
    return [lang.t(f"coverage.day_short_{number}") for number in range(DAYS)]


def fills(shares: np.ndarray, *, dark: bool = False) -> list[str]:
    """Return the hex colours of 168 shares (0–1; NaN is no data), on a dark ground or on a light one."""
    return [shade(share, dark) for share in shares.tolist()]
