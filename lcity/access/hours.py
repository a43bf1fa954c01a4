"""Opening hours as the 168 hours of a week, and how an hour of the week is read and written."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

import numpy as np
import pandas as pd
from opening_hours import OpeningHours, ParserError, State

from lcity.errors import ArgumentError
from lcity.text import Language

HOURS = 168
MONDAY = datetime(2024, 1, 1)
NEXT_MONDAY = MONDAY + timedelta(days=7)
MINUTES = HOURS * 60
WORDS = 3
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS_ZH = ("一", "二", "三", "四", "五", "六", "日")
HOUR = re.compile(r"(?:([a-z]+)|(?:周|星期)(.))\s*([0-9]{1,2})", re.IGNORECASE)


def week(expression: str) -> np.ndarray:
    """Return in which hours of the reference week a centre is open.

    The reference week is 2024-01-01 to 2024-01-07, with no public holidays. An hour counts only
    if the centre is open through the whole of it; a state the expression calls unknown is not open.

    Parameters
    ----------
    expression
        Opening hours in the OpenStreetMap syntax, such as "Mo-Fr 09:00-18:00; PH off".

    Returns
    -------
    numpy.ndarray
        (168,) bool, Monday 0:00–1:00 to Sunday 23:00–24:00.

    Raises
    ------
    ArgumentError
        The expression does not follow the syntax.

    Source
    ------
    OpenStreetMap wiki, Key:opening_hours/specification.
    """
    try:
        intervals = OpeningHours(expression).intervals(MONDAY, NEXT_MONDAY)
    except ParserError as error:
        raise ArgumentError(f"opening hours {expression!r}: not in OpenStreetMap syntax") from error
    open_minutes = np.zeros(MINUTES, bool)
    for start, end, state, _ in intervals:
        if state == State.OPEN:
            open_minutes[_minute(start) : _minute(end)] = True
    return open_minutes.reshape(HOURS, 60).all(axis=1)


def _minute(moment: datetime) -> int:
    return (moment - MONDAY) // timedelta(minutes=1)


def weeks(expressions: Iterable[str | None]) -> tuple[np.ndarray, np.ndarray]:
    """Return the weeks of many centres, each distinct expression evaluated once.

    Parameters
    ----------
    expressions
        Opening hours of n centres; missing or blank is unknown.

    Returns
    -------
    open_hours : numpy.ndarray
        (n, 168) bool; all False where the hours are unknown.
    known : numpy.ndarray
        (n,) bool: whether the hours are known.

    Raises
    ------
    ArgumentError
        An expression does not follow the syntax.
    """
    codes, distinct = pd.factorize(pd.Series(expressions, dtype=object).str.strip().replace("", None))
    table = np.zeros((len(distinct) + 1, HOURS), bool)
    for number, expression in enumerate(distinct):
        table[number] = week(expression)
    return table[codes], codes >= 0


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
