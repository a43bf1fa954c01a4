"""The words and times that people write opening hours with, in several languages."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

NOON, MIDNIGHT = 12 * 60, 24 * 60
EARLIEST, EVENING = 6 * 60, 17 * 60
"""Hours without minutes begin no earlier, spans past midnight no earlier: else 1-5 or 9-5 may be either."""

Words = Mapping[str, tuple[str, object]]
"""Word → its kind and what it stands for."""

_TIME = re.compile(
    r"(?P<joined>[0-2]\d[0-5]\d)(?!\d)|(?P<hour>\d{1,2})(?:(?:[:.h]|[点點时時](?!间))\s?(?P<minute>[0-5]\d)(?!\d)分?"
    r"|\s?(?P<sign>h(?![a-z])|[点點时時](?!间)半?))?"
)
_LETTER = re.compile(r"[^\W\d_]")


class Time(NamedTuple):
    """A time as written: minutes since midnight, whether minutes were given, and which half of the day."""

    minute: int
    exact: bool
    half: str


class UnreadError(Exception):
    """The words are known, what they say together is not."""


@cache
def languages() -> list[Words]:
    """Return the words of each language, with those of every one: word → kind and what it stands for."""
    forms_of = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    every = forms_of.pop("every")
    return [_words(every) | _words(own) for own in forms_of.values()]


def _words(forms_of: Mapping[str, list[str]]) -> Words:
    days = {
        form: ("day", number)
        for number, forms in enumerate(forms_of.get("days", ()))
        for form in forms.split()
    }
    bare = {form: ("bare", number) for number, form in enumerate(forms_of.get("bare_days", ()))}
    kinds = (name for name in forms_of if name not in ("days", "bare_days"))
    return {form: (kind, form) for kind in kinds for form in forms_of[kind]} | bare | days


def split_words(text: str, words: Words) -> Iterator[tuple[str, object]]:
    """Yield what a text says, word by word; the longest word counts.

    Raises
    ------
    UnreadError
        There is a word nobody knows.
    """
    longest, at = max(map(len, words)), 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        word = next(
            (w for n in range(longest, 0, -1) if _ends(text, at, w := text[at : at + n]) and w in words), None
        )
        time = _TIME.match(text, at)
        if word is not None and not (time and len(time[0]) >= len(word)):
            yield words[word]
            at += len(word)
        elif time:
            yield "time", _time(time)
            at = time.end()
        else:
            raise UnreadError


def _ends(text: str, start: int, word: str) -> bool:
    """Say whether a word of letters ends where the letters end; Chinese has no blanks between words."""
    end = start + len(word)
    if end > len(text) or not word:
        return False
    after, last = text[end : end + 1], word[-1]
    return (
        not (last.isascii() or last < "\u0500")
        or not (_LETTER.match(last) and _LETTER.match(after))
        or (after > "\u2e80")
    )


def _time(found: re.Match) -> Time:
    if found["joined"]:
        hour, minute = int(found["joined"][:2]), int(found["joined"][2:])
    else:
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["sign"] or "").endswith("半")
    if hour > 24 or (hour == 24 and minute):
        raise UnreadError
    exact = bool(found["joined"] or found["minute"] or found["sign"])
    return Time(60 * hour + (30 if half else minute), exact, "")


def span(start: Time, end: Time) -> str:
    """Write a span of time that can be only one."""
    if end.half in ("am", "pm") and not start.half and start.minute < NOON + 60:
        same = _clock(start._replace(half=end.half))
        start = start._replace(half=end.half if same < _clock(end) else _other(end.half))
    elif start.half in ("am", "pm") and not end.half and end.minute <= NOON:
        later = _clock(end._replace(half=start.half))
        end = end._replace(half=start.half if later > _clock(start) else _other(start.half))
    first, last = _clock(start), _clock(end) or MIDNIGHT
    told = start.half in ("am", "pm", "fixed") and end.half in ("am", "pm", "fixed")
    if not told and (last <= first and first < EVENING):
        raise UnreadError
    if (
        not told
        and not (start.exact and end.exact)
        and (last <= first or (first < EARLIEST and last <= NOON))
    ):
        raise UnreadError
    if last == first:
        raise UnreadError
    return "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in (first % MIDNIGHT, last))


def _other(half: str) -> str:
    return "am" if half == "pm" else "pm"


def _clock(time: Time) -> int:
    """Return minutes since midnight of a time with its half of the day."""
    if time.half not in ("am", "pm"):
        return time.minute
    if time.minute >= NOON + 60:
        if time.half == "am":
            raise UnreadError
        return time.minute
    return time.minute % NOON + (NOON if time.half == "pm" else 0)
