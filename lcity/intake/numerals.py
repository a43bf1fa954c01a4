"""Numbers as spreadsheets and people write them: a comma for the decimal point, blanks between thousands."""

import re

from lcity.dataset import codes

COMMA, POINT = "comma", "point"
"""The decimal mark: the other of the two, a blank or an apostrophe parts thousands."""

BLANKS = " \u00a0\u202f\u2009\u2007'\u2019"
"""Blank, no-break, narrow no-break, thin and figure space; apostrophes."""

MINUS, PERCENTS = "-\u2212", "%\uff05"
WRITTEN = re.compile(rf"([+{MINUS[1]}-]?)(\d[\d.,{BLANKS}]*)[{BLANKS}]?([{PERCENTS}]?)")
GROUPED = {mark: re.compile(rf"[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})+") for mark in (*BLANKS, ",", ".")}


def has_percent(text: str) -> bool:
    """Say whether a number is followed by a sign for per cent."""
    return text.rstrip().endswith(tuple(PERCENTS))


def read(text: str, decimal: str) -> float | None:
    """Return a number, None where it is not written so.

    Parameters
    ----------
    text
        The cell. A sign for per cent is passed over; the number stays as it is.
    decimal
        `COMMA` or `POINT`.
    """
    match = WRITTEN.fullmatch(text.strip())
    if match is None:
        return None
    mark, other = (",", ".") if decimal == COMMA else (".", ",")
    whole, found, fraction = match[2].rstrip(BLANKS).partition(mark)
    if found and not (fraction.isascii() and fraction.isdecimal()):
        return None
    partings = {character for character in whole if not character.isdecimal()}
    if partings and not (
        len(partings) == 1
        and (parting := partings.pop()) in BLANKS + other
        and (GROUPED[parting].fullmatch(whole) or (parting == "," and codes.INDIAN.fullmatch(whole)))
    ):
        return None
    digits = "".join(character for character in whole if character.isdecimal())
    if not digits.isascii():
        return None
    sign = "-" if match[1] and match[1] in MINUS else ""
    return float(f"{sign}{digits}.{fraction or 0}")


def read_multiple(text: str) -> float | None:
    """Return the number that "70.4万" or "1.2 million" is; None where it is none, or of two meanings."""
    found = codes.multiple(text)
    if found is None:
        return None
    numbers = {read(found[0], mark) for mark in decimals(found[0])}
    number = numbers.pop() if len(numbers) == 1 else None
    return None if number is None else round(number * found[1], 6)


def decimals(text: str) -> frozenset[str]:
    """Return the decimal marks by which a text is a number.

    One, where its comma or point can be nothing else; both, where "1,234" may be either, or where it has
    neither.
    """
    return frozenset(decimal for decimal in (COMMA, POINT) if read(text, decimal) is not None)


def is_marked(text: str) -> bool:
    """Say whether a number has a comma or a point."""
    return "," in text or "." in text
