"""Opening hours as people write them, and the one expression in OpenStreetMap's syntax they can mean."""

import re
import unicodedata
from itertools import pairwise
from typing import NamedTuple

from lcity.hours.week import is_valid
from lcity.hours.words import MIDNIGHT, NOON, Time, UnreadError, Words, languages, span, split_words

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
HOLIDAYS = "PH"
OFF, ALL_DAY, ON_REQUEST = "off", "00:00-24:00", 'unknown "by appointment"'
LONGEST = 500

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−~〜～﹣", "-"))


class _Rule(NamedTuple):
    """Days and what holds on them: spans, `OFF` or `ON_REQUEST`."""

    days: tuple[str, ...]
    holds: tuple[str, ...]


def read(text: str) -> str | None:
    """Return what opening hours that are not in OpenStreetMap's syntax can mean.

    Parameters
    ----------
    text
        Such as "Mon-Fri: 9:00AM to 5:00PM", "24 Hours" or "周一至周五9:00-17:00".

    Returns
    -------
    str or None
        The expression; None where the text cannot be read, or may mean two things.
    """
    if len(text) > LONGEST:
        return None
    plain = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).casefold().translate(_DASHES)).strip()
    mended = plain_syntax(text)
    found = {mended} if mended is not None else {_read(plain, words) for words in languages()} - {None}
    return found.pop() if len(found) == 1 else None


def plain_syntax(text: str) -> str | None:
    """Return text that is OpenStreetMap's syntax but for its dashes and for marks at its end; else None."""
    mended = unicodedata.normalize("NFKC", text).translate(_DASHES).strip(" ;,.")
    mended = re.sub(r"\s*;[\s;]*", "; ", mended)
    mended = re.sub(r"(?<=[A-Za-z]): (?=\d)", " ", mended)
    return mended if is_valid(mended) else None


def _read(text: str, words: Words) -> str | None:
    try:
        expression = _text_of(_rules(list(split_words(text, words))))
    except UnreadError:
        return None
    return expression if is_valid(expression) else None


def _rules(tokens: list[tuple[str, object]]) -> list[_Rule]:
    """Return the rules that words make: days, then what holds on them; or times, and their days after."""
    tokens = [token for token in tokens if token[0] != "fill"]
    found, at = [], 0
    while at < len(tokens):
        days, at = _days(tokens, at)
        holds, at = _holds(tokens, at)
        if not days and found and holds != (ON_REQUEST,):
            raise UnreadError
        if not holds:
            raise UnreadError
        if not found and not days and at < len(tokens) and tokens[at][0] in _OF_DAYS:
            days, at = _days(tokens, at)
            if at < len(tokens):
                raise UnreadError
        found.append(_Rule(tuple(days), holds))
        while at < len(tokens) and tokens[at][0] == "and":
            at += 1
    if not found:
        raise UnreadError
    return found


_OF_DAYS = ("day", "bare", "daily", "weekdays", "weekend", "holidays")
_GROUPS = {"daily": DAYS, "weekdays": DAYS[:5], "weekend": DAYS[5:], "holidays": (HOLIDAYS,)}


def _days(tokens: list[tuple[str, object]], at: int) -> tuple[list[str], int]:
    """Return the days named from a token on, and where they end."""
    days: list[str] = []
    while at < len(tokens):
        kind, what = tokens[at]
        if kind == "and" and days and at + 1 < len(tokens) and tokens[at + 1][0] in _OF_DAYS:
            at += 1
        elif kind in _GROUPS:
            days += _GROUPS[kind]
            at += 1
        elif kind == "day" or (kind == "bare" and days):
            last = what
            if at + 2 < len(tokens) and tokens[at + 1][0] == "to" and tokens[at + 2][0] in ("day", "bare"):
                last, at = tokens[at + 2][1], at + 2
            days += [DAYS[number % 7] for number in range(what, last + 1 + 7 * (last < what))]
            at += 1
        else:
            break
    return days, at


def _holds(tokens: list[tuple[str, object]], at: int) -> tuple[tuple[str, ...], int]:
    """Return what holds from a token on: spans of time, or one word for all day; and where it ends."""
    if at < len(tokens) and tokens[at][0] in ("closed", "all_day", "appointment"):
        word = {"closed": OFF, "all_day": ALL_DAY, "appointment": ON_REQUEST}[tokens[at][0]]
        return (word,), at + 1
    spans: list[str] = []
    while at < len(tokens):
        start, at = _moment(tokens, at)
        if at >= len(tokens) or tokens[at][0] != "to":
            raise UnreadError
        end, at = _moment(tokens, at + 1)
        spans.append(span(start, end))
        if not (at + 1 < len(tokens) and tokens[at][0] == "and" and tokens[at + 1][0] in _OF_TIMES):
            if at < len(tokens) and tokens[at][0] in _OF_TIMES:
                continue
            break
        at += 1
    return tuple(spans), at


_OF_TIMES = ("time", "am", "pm", "noon", "midnight")


def _moment(tokens: list[tuple[str, object]], at: int) -> tuple[Time, int]:
    """Return the time at a token, with the half of the day said before or after it; and where it ends."""
    half = ""
    if at < len(tokens) and tokens[at][0] in ("am", "pm") and at + 1 < len(tokens):
        half, at = tokens[at][0], at + 1
    if at >= len(tokens) or tokens[at][0] not in ("time", "noon", "midnight"):
        raise UnreadError
    kind, what = tokens[at]
    if kind != "time":
        return Time(NOON if kind == "noon" else MIDNIGHT, True, "fixed"), at + 1
    at += 1
    if not half and at < len(tokens) and tokens[at][0] in ("am", "pm"):
        # Of "9:00 上午": a half of the day said before the next time is not this one's.
        before_next = at + 1 < len(tokens) and tokens[at + 1][0] == "time"
        if not before_next:
            half, at = tokens[at][0], at + 1
    return what._replace(half=half), at


def _text_of(rules: list[_Rule]) -> str:
    """Write rules in OpenStreetMap's syntax.

    Raises
    ------
    UnreadError
        Of two rules of one day nobody can say which counts.
    """
    merged: dict[tuple[str, ...], tuple[str, ...]] = {}
    fallback = ""
    for rule in rules:
        if rule.holds == (ON_REQUEST,) and not rule.days and merged:
            fallback = ' || "by appointment"'
            continue
        known = merged.get(rule.days)
        if known and not {OFF, ON_REQUEST, ALL_DAY}.isdisjoint(known + rule.holds):
            raise UnreadError
        merged[rule.days] = (known or ()) + rule.holds
    spans = [set(days or DAYS) for days, holds in merged.items() if holds != (OFF,)]
    if any(one & other for number, one in enumerate(spans) for other in spans[number + 1 :]):
        raise UnreadError
    ordered = sorted(merged.items(), key=lambda rule: rule[1] == (OFF,))
    text = "; ".join(_rule(days, holds) for days, holds in ordered)
    return ("24/7" if text in (ALL_DAY, f"Mo-Su {ALL_DAY}") else text) + fallback


def _rule(days: tuple[str, ...], holds: tuple[str, ...]) -> str:
    return " ".join(part for part in (_day_list(days), ",".join(holds)) if part)


def _day_list(days: tuple[str, ...]) -> str:
    """Write days as the syntax does: runs of three or more as a range."""
    numbers = sorted({DAYS.index(day) for day in days if day in DAYS})
    runs: list[list[int]] = []
    for before, number in pairwise([-9, *numbers]):
        if number == before + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = []
    for run in runs:
        named = [DAYS[number] for number in run]
        parts += [f"{named[0]}-{named[-1]}"] if len(run) > 2 else named
    return ",".join([*parts, *([HOLIDAYS] if HOLIDAYS in days else [])])
