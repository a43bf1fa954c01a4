"""The weeks of many centres, packed; and how an hour of the week is read and written."""

import re
from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd

from lcity.errors import ArgumentError
from lcity.hours import HOURS, REFERENCE_WEEK, Week, week
from lcity.hours.rules import needs_place
from lcity.text import Language

WORDS = 3
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS_ZH = ("一", "二", "三", "四", "五", "六", "日")
HOUR = re.compile(r"(?:([a-z]+)|(?:周|星期)(.))\s*([0-9]{1,2})", re.IGNORECASE)
NEAR_DECIMALS = 1
"""Of the degrees by which hours that follow the sun are told apart: within half a minute of sunset."""


def weeks(
    expressions: Iterable[str | None], monday: date = REFERENCE_WEEK, lonlat: np.ndarray | None = None
) -> Week:
    """Return the weeks of many centres, each distinct expression evaluated once.

    Parameters
    ----------
    expressions
        Opening hours of n centres; where missing or blank, every hour is unknown.
    monday
        The first day of the week.
    lonlat
        (n, 2) WGS84 degrees, for hours that follow the sun; None where not known.

    Returns
    -------
    Week
        Each of (n, 168) bool.

    Raises
    ------
    ArgumentError
        An expression does not follow the syntax.
    """
    texts = pd.Series(expressions, dtype=object).str.strip().replace("", None)
    codes, distinct = pd.factorize(texts)
    by_sun = np.array([*map(needs_place, distinct), False])[codes]
    if lonlat is not None and by_sun.any():
        near = np.round(lonlat[by_sun], NEAR_DECIMALS).tolist()
        texts[by_sun] = pd.Series(
            [(text, tuple(place)) for text, place in zip(texts[by_sun], near, strict=True)],
            texts.index[by_sun],
        )
        codes, distinct = pd.factorize(texts)
    found = [week(key, monday) if isinstance(key, str) else week(key[0], monday, key[1]) for key in distinct]
    nothing, everything = np.zeros(HOURS, bool), np.ones(HOURS, bool)
    found.append(Week(nothing, everything, nothing))  # blank cells, whose code is -1
    return Week(*(np.stack(part)[codes] for part in zip(*found, strict=True)))


def pack(open_hours: np.ndarray) -> np.ndarray:
    """Pack weeks into bits: (n, 168) bool to (n, 3) uint64."""
    packed = np.zeros((len(open_hours), WORDS * 8), np.uint8)
    packed[:, : HOURS // 8] = np.packbits(open_hours, axis=1, bitorder="little")
    return packed.view(np.uint64)


def unpack(packed: np.ndarray) -> np.ndarray:
    """Unpack what `pack` packed: (n, 3) uint64 to (n, 168) bool."""
    as_bytes = np.ascontiguousarray(packed).view(np.uint8)
    return np.unpackbits(as_bytes, axis=1, count=HOURS, bitorder="little").view(bool)


def check_hour(hour: int) -> None:
    """Raise ArgumentError unless an hour of the week is 0 (Monday 0:00) to 167 (Sunday 23:00)."""
    if not 0 <= hour < HOURS:
        raise ArgumentError(f"hour {hour}: expected an hour of the week, 0 to {HOURS - 1}")


def parse_hour(text: str) -> int:
    """Read an hour of the week, such as "Sat 19", "Saturday 19", "sat19" or "周六 19".

    Returns
    -------
    int
        0 (Monday 0:00–1:00) to 167 (Sunday 23:00–24:00).

    Raises
    ------
    ArgumentError
        The text names no day, or no hour from 0 to 23.
    """
    found = HOUR.fullmatch(text.strip())
    day = _day(found[1], found[2]) if found else None
    if day is None or int(found[3]) > 23:
        raise ArgumentError(
            f'hour {text!r}: expected a day and an hour from 0 to 23, such as "Sat 19" or "周六 19"'
        )
    return 24 * day + int(found[3])


def _day(english: str | None, chinese: str | None) -> int | None:
    if chinese:
        return DAYS_ZH.index(chinese) if chinese in DAYS_ZH else 6 if chinese == "天" else None
    name = english.lower()
    return next((number for number, day in enumerate(DAYS) if name in (day, day[:3])), None)


def day_name(day: int, lang: Language) -> str:
    """Name a day of the week, 0 (Monday) to 6 (Sunday)."""
    return lang.t(f"access.day_{day}")


def hour_label(hour: int, lang: Language) -> str:
    """Write an hour of the week, 0–167: "Saturday 19:00–20:00"."""
    day, start = divmod(hour, 24)
    return lang.t("access.hour", day=day_name(day, lang), start=f"{start}:00", end=f"{start + 1}:00")
