"""Figures shown beside one another, rounded so that what is shown of them still agrees."""

import math
from collections.abc import Collection

import pandas as pd

from lcity.text.language import MOST_MORE, rounded

# What is smaller is an error of floating point.
NOISE_DIGITS = 9
TELLING_PEOPLE, TELLING_ROWS = 10_000, 3
"""Of so many people one count in a hundred is a whole per cent by chance, of as many rows none is."""


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


def difference(
    first: float, second: float, digits: int, only_exact: Collection[float] = ()
) -> tuple[int, float]:
    """Round two figures and their difference so that the figures shown differ by the difference shown.

    Where they would not, or would look equal and are not, all get a decimal more; from then on the
    difference is that of the figures shown, at most one in its last digit from what it is.

    Parameters
    ----------
    first, second
        Finite numbers.
    digits
        How many decimals they have at least; at most `MOST_MORE` are added.
    only_exact
        What is shown only of a figure that is just that, as 0 and 100 %.

    Returns
    -------
    int, float
        The decimals of all three, and what is shown of first − second.
    """
    exact = round(first - second, NOISE_DIGITS)
    for shown_digits in range(digits, digits + MOST_MORE + 1):
        shown = [rounded(number, shown_digits) for number in (first, second)]
        apart = rounded(shown[0] - shown[1], shown_digits)
        agrees = shown_digits > digits or apart == rounded(exact, shown_digits)
        taken = any(
            number in only_exact and abs(number - own) > 10**-NOISE_DIGITS
            for number, own in zip(shown, (first, second), strict=True)
        )
        if agrees and bool(apart) == bool(exact) and not taken:
            break
    return shown_digits, apart


def whole_percents(participants: pd.Series, people: pd.Series) -> bool:
    """Say whether counts were made of shares in whole per cent, so that no digit beyond those is known.

    Parameters
    ----------
    participants, people
        Counts of the same rows. Of few people any count fits a whole per cent: rows of many are to be there.
    """
    known = participants.notna() & (people > 0)
    if (people[known] >= TELLING_PEOPLE).sum() < TELLING_ROWS:
        return False
    counts, people = participants[known].astype(float), people[known].astype(float)
    shares = (100 * counts / people).round() / 100
    return bool(((shares * people - counts).abs() <= 0.5 + 10**-NOISE_DIGITS * people).all())


def of_whole_percent(participants: float, people: float) -> float:
    """Return a count whose share is known in whole per cent, no finer than one per cent of the people is.

    Parameters
    ----------
    participants, people
        Counts; NaN where unknown.

    Returns
    -------
    float
        A multiple of the power of ten at or below one per cent: 22,786 of 113,928 is 23,000.
    """
    if not (people > 0 and participants >= 0):
        return participants
    step = 10 ** max(math.floor(math.log10(people / 100)), 0)
    return float(round(participants / step) * step)
