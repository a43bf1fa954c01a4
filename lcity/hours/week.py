"""The week of an expression of opening hours: which hours are open, and of which nothing is known."""

import re
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import NamedTuple

import numpy as np
from opening_hours import OpeningHours, ParserError, State

from lcity.errors import ArgumentError
from lcity.hours.rules import FALLBACK, is_plain, joined, needs_place, rules

HOURS = 168
REFERENCE_WEEK = date(2024, 5, 13)
"""The Monday of the week whose hours count where a dataset names none: no holidays in China or England."""

CLOSED, OPEN, UNKNOWN, ON_REQUEST = range(4)
WEEKS_OF_A_YEAR = 52
DAYS_THAT_DIFFER, WEEKS_IN_A_ROW = 12, 3
"""How far hours must differ from the reference week's: on one day a month, or in so many weeks on end."""

_MINUTES = HOURS * 60
_MINUTE = timedelta(minutes=1)
_SEASONAL = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|week|easter)|\b[12]\d{3}\b|\[", re.IGNORECASE
)
_COMMENTS = re.compile(r'"[^"]*"')
_REQUEST = re.compile(
    r"appoint|request|arrang|by (?:tele)?phone|(?:on|by) call|call (?:us|ahead|first)|vereinbar|anfrage"
    r"|absprache|anmeld|telefon|rendez-?vous|rdv|sur demande|cita|petici|appuntament|richiesta|afspraak"
    r"|aanvraag|marca|umow|umów|dohod|bokn|avtal|aftale|договор|запис|预约|預約|予約|예약|电话|電話",
    re.IGNORECASE,
)


class Week(NamedTuple):
    """The 168 hours of a week, Monday 0:00–1:00 to Sunday 23:00–24:00; of many centres, a row each.

    Parameters
    ----------
    open
        (…, 168) bool: open through the whole hour.
    unknown
        (…, 168) bool: not known to be open through the whole hour, nor known to be closed.
    on_request
        (…, 168) bool: of these, the hours in which one has to ask first.
    """

    open: np.ndarray
    unknown: np.ndarray
    on_request: np.ndarray


def week(expression: str, monday: date = REFERENCE_WEEK, lonlat: tuple[float, float] | None = None) -> Week:
    """Return in which hours of a week a centre is open, and in which nothing is known.

    What is stated as open is open, and nothing else: a comment without a state, `unknown` and a closing
    time left open are unknown. There are no public and no school holidays.

    Parameters
    ----------
    expression
        Opening hours in OpenStreetMap's syntax, such as "Mo-Fr 09:00-18:00; PH off".
    monday
        The first day of the week.
    lonlat
        Where the centre stands, WGS84 degrees; counts only for hours that follow the sun, which without
        it rises at 7:00 and sets at 19:00.

    Returns
    -------
    Week
        Each of (168,) bool.

    Raises
    ------
    ArgumentError
        The expression does not follow the syntax.

    Source
    ------
    OpenStreetMap wiki, Key:opening_hours/specification.
    """
    by_hour = minutes(expression, monday, 1, lonlat).reshape(HOURS, 60)
    is_open = (by_hour == OPEN).all(axis=1)
    if by_hour.max() <= OPEN:
        return Week(is_open, np.zeros(HOURS, bool), np.zeros(HOURS, bool))
    unknown = (by_hour != CLOSED).all(axis=1) & ~is_open
    return Week(is_open, unknown, unknown & (by_hour == ON_REQUEST).any(axis=1))


def minutes(
    expression: str, monday: date, weeks: int = 1, lonlat: tuple[float, float] | None = None
) -> np.ndarray:
    """Return the state of each minute: (weeks × 10,080,) `CLOSED`, `OPEN`, `UNKNOWN` or `ON_REQUEST`.

    A rule after `||` holds where those before it leave the centre closed.

    Raises
    ------
    ArgumentError
        The expression does not follow the syntax.
    """
    if not expression.strip():
        raise ArgumentError("opening hours are blank")
    try:
        if is_plain(expression):
            return _evaluated(expression, monday, weeks, None)
        found = rules(expression)
        place = lonlat if lonlat is not None and needs_place(expression) else None
        state = _evaluated(
            joined([rule for rule in found if rule.separator != FALLBACK]), monday, weeks, place
        )
        for number, rule in enumerate(found):
            if rule.separator == FALLBACK:
                later = [other for other in found[number + 1 :] if other.separator != FALLBACK]
                filled = _evaluated(joined([rule, *later]), monday, weeks, place)
                state = np.where(state == CLOSED, filled, state)
    except ParserError as error:
        raise ArgumentError(f"opening hours {expression!r}: not in OpenStreetMap syntax") from error
    return state


def is_valid(expression: str) -> bool:
    """Say whether an expression follows the syntax."""
    try:
        minutes(expression, REFERENCE_WEEK)
    except ArgumentError:
        return False
    return True


def differs_over_the_year(expression: str, monday: date = REFERENCE_WEEK) -> bool:
    """Say whether a centre keeps other hours at other times of the year.

    On `DAYS_THAT_DIFFER` or more of its days, or in `WEEKS_IN_A_ROW` or more of its weeks on end.

    Closing on public holidays does not make it so; seasons, a fortnight's closing, even weeks and the first
    Saturday of a month do.
    """
    if not _SEASONAL.search(_COMMENTS.sub("", expression)):
        return False
    days = minutes(expression, monday, WEEKS_OF_A_YEAR).reshape(WEEKS_OF_A_YEAR, 7, -1)
    differ = (days != days[0]).any(axis=2)
    weeks = differ.any(axis=1)
    on_end = max(len(list(run)) * is_other for is_other, run in groupby(weeks))
    return int(differ.sum()) >= DAYS_THAT_DIFFER or on_end >= WEEKS_IN_A_ROW


def _evaluated(expression: str, monday: date, weeks: int, lonlat: tuple[float, float] | None) -> np.ndarray:
    """Return the state of each minute as the library reads an expression without fallback."""
    start = datetime.combine(monday, time())
    if lonlat is None:
        hours = OpeningHours(expression)
    else:
        hours = OpeningHours(expression, coords=(lonlat[1], lonlat[0]), auto_country=False)
    state = np.zeros(weeks * _MINUTES, np.uint8)
    for since, until, found, comment in hours.intervals(start, start + timedelta(weeks=weeks)):
        if found != State.CLOSED:
            span = slice(*((moment.replace(tzinfo=None) - start) // _MINUTE for moment in (since, until)))
            state[span] = OPEN if found == State.OPEN else ON_REQUEST if _REQUEST.search(comment) else UNKNOWN
    return state
