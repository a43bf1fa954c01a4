"""What Excel's number formats do to a number: per cent, scaling by commas, zeros in front."""

import operator
import re

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
    sections = [match[0] for match in SECTION.finditer(number_format)]
    sections = [part for place, part in enumerate(sections) if part or not place or sections[place - 1] == ""]
    conditions = [CONDITION.search(section) for section in sections]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=True):
            if condition is None or COMPARED[condition[1]](value, float(condition[2])):
                return QUIET.sub("", section)
        return QUIET.sub("", sections[-1])
    place = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    return QUIET.sub("", sections[place])


def is_percent(number_format: str, value: float) -> bool:
    """Say whether a number is shown per cent: 0.125 as 12.5%."""
    section = section_of(number_format, value)
    return "%" in section and re.search("[0#?]", section) is not None


def thousands(number_format: str, value: float) -> int:
    """Return how many times a number is divided by a thousand to be shown: 1 where 12,500 shows as 12.5."""
    return sum(len(match[1]) for match in SCALED.finditer(section_of(number_format, value)))


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
    section = section_of(number_format, value)
    zeros = re.fullmatch("0{2,}", section)
    if zeros and float(value).is_integer():
        return ("-" if value < 0 else "") + str(abs(int(value))).zfill(len(section))
    if is_percent(number_format, value):
        value *= 100 ** section.count("%")
    if scaled:
        value /= 1000 ** thousands(number_format, value)
    rounded = float(f"{value:.{DIGITS}g}")
    return str(int(rounded)) if rounded.is_integer() and abs(rounded) < 10**DIGITS else repr(rounded)
