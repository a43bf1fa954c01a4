"""What Excel's number formats do to a number: per cent, scaling by commas, zeros in front."""

import operator
import re
from functools import lru_cache

QUIET = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]')
"""What a format shows besides the number: quoted text, an escaped character, a blank, a filling; a colour."""
SECTION = re.compile(rf"(?:{QUIET.pattern}|[^;])*")
CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[\d.]+)\]")
SCALED = re.compile(r"[0#?](,+)(?![,0#?])")
COMPARED = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
DIGITS = 15
"""What a spreadsheet holds of a number."""


def section_of(number_format: str, value: float) -> str:
    """Return the section of a format by which a number is shown, without what it only shows.

    Parameters
    ----------
    number_format
        As Excel writes it: "0.0;-0.0;0".
    value
        The number held.
    """
    sections = _sections(number_format)
    if any(condition for condition, _ in sections):
        for condition, section in sections:
            if condition is None or COMPARED[condition[0]](value, condition[1]):
                return section
        return sections[-1][1]
    place = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    return sections[place][1]


@lru_cache(4096)
def _sections(number_format: str) -> tuple[tuple[tuple[str, float] | None, str], ...]:
    """Return the sections of a format, each with its condition, as a comparison and a number."""
    found, position = [], 0
    while position <= len(number_format):
        match = SECTION.match(number_format, position)
        condition = CONDITION.search(match[0])
        compared = condition and (condition[1], float(condition[2]))
        found.append((compared, QUIET.sub("", match[0])))
        position = match.end() + 1
    return tuple(found)


def is_percent(number_format: str, value: float) -> bool:
    """Say whether a number is shown per cent: 0.125 as 12.5%."""
    return _scale(section_of(number_format, value))[0] > 0


def thousands(number_format: str, value: float) -> int:
    """Return how many times a number is divided by a thousand to be shown: 1 where 12,500 shows as 12.5."""
    return _scale(section_of(number_format, value))[1]


@lru_cache(4096)
def _scale(section: str) -> tuple[int, int, int]:
    """Return how often a section multiplies by 100 and divides by 1,000, and how many digits it fills up."""
    percents = section.count("%") if re.search("[0#?]", section) else 0
    scaled = sum(len(match[1]) for match in SCALED.finditer(section))
    return percents, scaled, len(section) if re.fullmatch("0{2,}", section) else 0


def written(value: float, number_format: str, *, scaled: bool = False) -> str:
    """Return a number as text: as it is held, per cent as it is shown, with the zeros shown in front.

    Parameters
    ----------
    value
        The number held.
    number_format
        As Excel writes it.
    scaled
        Whether a number shown in thousands is written so.
    """
    percents, divided, digits = _scale(section_of(number_format, value))
    if digits and float(value).is_integer():
        return ("-" if value < 0 else "") + str(abs(int(value))).zfill(digits)
    value *= 100**percents
    if scaled:
        value /= 1000**divided
    rounded = float(f"{value:.{DIGITS}g}")
    return str(int(rounded)) if rounded.is_integer() and abs(rounded) < 10**DIGITS else repr(rounded)
