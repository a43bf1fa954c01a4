"""One language: its messages and its way of writing numbers, dates and names."""

import datetime
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter

from babel import dates, lists, numbers
from babel.messages.pofile import read_po

from lcity.text.contained import contained
from lcity.text.units import renamed

LANGUAGES = {"en": "English", "zh": "中文"}
MISSING, ABOUT = "–", "≈"
WITHIN = "–"
"""What joins the parts of one name among several."""
MOST_MORE = 3
"""Decimals that are added at most to tell figures apart."""
NOISE_DIGITS = 9


@dataclass(frozen=True)
class Language:
    """A reader's language.

    Parameters
    ----------
    code
        A key of `LANGUAGES`.
    units
        What the dataset that is spoken of calls its units, by `lcity.text.units.NAMES`.
    """

    code: str
    _messages: Mapping[str, str | tuple[str, ...]] = field(repr=False, compare=False, hash=False)
    units: tuple[tuple[str, str], ...] = ()

    @property
    def _locale(self) -> str:
        return {"en": "en_GB"}.get(self.code, self.code)

    def t(self, key: str, **values) -> str:
        """Return the message `key` with its ``{placeholders}`` filled.

        Parameters
        ----------
        key
            ``area.name``, as in the catalogues.
        **values
            What stands in for the placeholders, as text or numbers already written out; a whole
            number ``n`` chooses the plural form where the message has one. ``{cities:city|cities}`` is
            the number with its noun, the first where the number is written "1".

        Raises
        ------
        KeyError
            The catalogue has no such message, or the message wants another value.
        """
        message = self._messages[key]
        if isinstance(message, tuple):
            message = message[-1 if len(message) == 1 or values["n"] != 1 else 0]
        # Nouns that follow their number are few: most messages take the quicker way.
        return _COUNTED.vformat(message, (), values) if "|" in message else message.format_map(values)

    def has(self, key: str) -> bool:
        """Say whether the catalogue has a message `key`."""
        return key in self._messages

    def messages(self, prefix: str) -> dict[str, str | tuple[str, ...]]:
        """Return the messages whose keys start with `prefix`, by the rest of their keys, for the browser.

        A message with plural forms is a tuple of them, the one for 1 first.
        """
        return {
            key.removeprefix(prefix): message
            for key, message in self._messages.items()
            if key.startswith(prefix)
        }

    def number(self, value: float, digits: int = 0, *, sign: bool = False) -> str:
        """Write a number with `digits` decimals; missing is a dash, never 0.

        With `sign` it is a difference, written with a plus or a minus sign.
        """
        if _missing(value):
            return MISSING
        shown = rounded(value, digits) + 0  # so that -0.0 is 0.0
        # No commas in Chinese: they part by ten thousands, and large numbers of people are written with 万.
        pattern = ("0" if self.code == "zh" else "#,##0") + ("." + "0" * digits if digits else "")
        signed = f"+{pattern};\N{MINUS SIGN}{pattern}" if sign and shown else pattern
        return _decimal(shown, signed, self._locale)

    def percent(self, share: float, digits: int = 0) -> str:
        """Write a share (0–1) per cent: 81 %; 81%.

        Only none is written as 0 % and only all as 100 %; what would round to them gets a decimal more.
        """
        if _missing(share):
            return MISSING
        gap = "" if self.code == "zh" else "\N{NO-BREAK SPACE}"
        # What lacks a rounding error of all is all.
        percent = rounded(100 * float(share), 9)
        return f"{self.number(_not_quite(percent, digits), _telling(percent, digits))}{gap}%"

    def numbers(self, values: Sequence[float], digits: int = 0) -> list[str]:
        """Write numbers that are set beside one another: they look equal only where they are."""
        return apart(values, self.number, digits)

    def percents(self, shares: Sequence[float], digits: int = 0) -> list[str]:
        """Write shares (0–1) set beside one another per cent: they look equal only where they are."""
        return apart(shares, self.percent, digits)

    def rank(self, rank: float, alike: bool = False) -> str:
        """Write a rank; a sign stands before that of a unit not told apart from the one before it: ≈6."""
        return MISSING if _missing(rank) else f"{ABOUT if alike else ''}{self.number(int(rank))}"

    def people(self, count: float, *, tenths: bool = False) -> str:
        """Write a number of people as one says it: 9,400; 4.1 million; 5.7万; 412万, in tenths 412.3万."""
        if _missing(count):
            return MISSING
        rounded = round(count, -2 if abs(count) >= 1_000 else None)
        large = 10_000 if self.code == "zh" else 1_000_000
        if abs(rounded) < large:
            return self.number(rounded)
        whole = self.code == "zh" and 1e6 <= abs(count) < 1e8 and not tenths
        form = "short" if self.code == "zh" else "long"
        return _compact(count if abs(count) >= large else rounded, form, self._locale, 0 if whole else 1)

    def headcount(self, count: float) -> str:
        """Write a number of people in a column, in full where the language reads that at a glance: 36.2万."""
        return self.people(count) if self.code == "zh" else self.number(count)

    def date(self, day: datetime.date) -> str:
        """Write a date."""
        return dates.format_date(day, "long", self._locale)

    def listed(self, items: Iterable[str]) -> str:
        """Join names into a list: "A, B and C".

        A name that holds the mark which parts a Chinese list, as that of districts that were merged does,
        is seen to be one: "甲–乙、丙和丁". The board's side of it is `listed` in its words.js.
        """
        names = [name.replace("、", WITHIN) for name in items] if self.code == "zh" else list(items)
        return lists.format_list(names, locale=self._locale)

    def sentences(self, parts: Iterable[str]) -> str:
        """Join sentences, "" being none: in Chinese they follow each other without a space."""
        return ("" if self.code == "zh" else " ").join(filter(None, parts))

    def and_more(self, named: Iterable[str], count: int, key: str = "ranking.more") -> list[str]:
        """Return the first of some names, and last how many more there are.

        Parameters
        ----------
        named
            Those that are named.
        count
            Of all.
        key
            The message for the rest.
        """
        named = list(named)
        more = count - len(named)
        return [*named, self.t(key, n=more, count=self.number(more))] if more else named

    def listed_either(self, items: Iterable[str]) -> str:
        """Join quoted choices into a list: “A”, “B” or “C”."""
        return lists.format_list([f"“{item}”" for item in items], style="or", locale=self._locale)

    def name(self, row: Mapping) -> str:
        """Return the name of a row (a city, district, centre, indicator) in this language."""
        own = row.get(f"name_{self.code}") if self.code != "en" else None
        return contained(own if isinstance(own, str) and own else row["name"])

    def text(self, row: Mapping, column: str) -> str:
        """Return a text of a row in this language, else as the dataset's owner wrote it; "" if none."""
        own = row.get(f"{column}_{self.code}") if self.code != "en" else None
        chosen = own if isinstance(own, str) and own else row.get(column)
        return contained(chosen) if isinstance(chosen, str) else ""


class _Counted(Formatter):
    """Numbers with the noun that follows them: ``{cities:city|cities}``."""

    def format_field(self, value: object, format_spec: str) -> str:
        if "|" not in format_spec:
            return super().format_field(value, format_spec)
        one, many = format_spec.split("|")
        return f"{value} {one if str(value) == '1' else many}"


_COUNTED = _Counted()


def apart(values: Sequence[float], write: Callable[[float, int], str], digits: int) -> list[str]:
    """Write figures that are set beside one another with decimals enough to tell those apart that differ.

    Parameters
    ----------
    values
        The figures; what differs by less than a rounding error of floating point is equal.
    write
        Writes a figure with so many decimals.
    digits
        How many decimals they have at least; at most `MOST_MORE` are added.
    """
    differing = len({round(value, NOISE_DIGITS) for value in values if not _missing(value)})
    for more in range(MOST_MORE + 1):
        written = [write(value, digits + more) for value in values]
        shown = {text for text, value in zip(written, values, strict=True) if not _missing(value)}
        if len(shown) >= differing:
            break
    return written


@lru_cache(maxsize=16_384)
def _decimal(value: float, pattern: str, locale: str) -> str:
    """Write a number as Babel does; pages write the same few over and over."""
    return numbers.format_decimal(value, pattern, locale)


@lru_cache(maxsize=16_384)
def _compact(value: float, form: str, locale: str, digits: int) -> str:
    """Write a large number as Babel does, with its thousands, millions or 万 as words."""
    return numbers.format_compact_decimal(value, format_type=form, locale=locale, fraction_digits=digits)


def _telling(percent: float, digits: int) -> int:
    shown = rounded(percent, digits)
    return digits + 1 if shown in (0, 100) and shown != percent else digits


def _not_quite(percent: float, digits: int) -> float:
    step = 10 ** -_telling(percent, digits)
    if 0 < percent < 100:
        return min(max(percent, step), 100 - step)
    return percent


def rounded(value: float, digits: int) -> float:
    """Round as browsers write numbers, so that page, board and paper say the same.

    What is rounded is the number as it is written, in its shortest decimal form (1.005, not what is stored
    of it); a half goes away from zero. The board's side of it is `rounded` in its words.js.
    """
    return float(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def _missing(value) -> bool:
    if isinstance(value, float | int):
        return not math.isfinite(value)
    from pandas import isna  # not at the top: text alone, such as the command line's help, needs no tables

    return bool(isna(value)) or math.isinf(value)


def language(code: str, units: tuple[tuple[str, str], ...] = ()) -> Language:
    """Return the language `code`, its catalogues read once.

    Parameters
    ----------
    code
        A key of `LANGUAGES`.
    units
        What the dataset that is spoken of calls its units: pairs of one of `lcity.text.units.NAMES` and a
        name.

    Raises
    ------
    KeyError
        LCity does not speak it.
    """
    return _language(code, units)


@lru_cache(maxsize=16)
def _language(code: str, units: tuple[tuple[str, str], ...]) -> Language:
    messages = _catalogues(code)
    if units:
        messages = {key: _renamed(key, message, code, dict(units)) for key, message in messages.items()}
    return Language(code, messages, units)


def _renamed(
    key: str, message: str | tuple[str, ...], code: str, names: Mapping[str, str]
) -> str | tuple[str, ...]:
    if isinstance(message, tuple):
        return tuple(renamed(key, form, code, names) for form in message)
    return renamed(key, message, code, names)


@cache
def _catalogues(code: str) -> dict[str, str | tuple[str, ...]]:
    if code not in LANGUAGES:
        raise KeyError(code)
    messages = {}
    for path in sorted((Path(__file__).parent / code).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=code, abort_invalid=True):
                if message.id:
                    key = message.id if isinstance(message.id, str) else message.id[0]
                    messages[key] = message.string
    return messages
