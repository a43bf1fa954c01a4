"""Parts of a whole, rounded so that they still make it up."""

import math

import pandas as pd

from lcity.text.language import rounded

# What is smaller is an error of floating point.
NOISE_DIGITS = 9


def adding_up(parts: pd.Series, digits: int) -> pd.Series:
    """Round parts so that what is shown of them adds up to what is shown of their sum.

    Each is rounded down, and those that lose most by it are rounded up instead (largest remainders): none
    is further than one in its last digit from what it is, and what is nothing stays nothing.

    Parameters
    ----------
    parts
        Finite numbers.
    digits
        How many decimals are shown.
    """
    scale = 10**digits
    exact = (parts * scale).round(NOISE_DIGITS)
    down = exact.map(math.floor)
    whole = round(rounded(round(parts.sum(), NOISE_DIGITS), digits) * scale)
    up = (exact - down).sort_values(ascending=False, kind="stable").index[: whole - int(down.sum())]
    return (down + down.index.isin(up)) / scale
