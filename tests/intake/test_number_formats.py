"""Numbers as Excel shows them, held against the npm package ssf; ssf.mjs made ssf.json."""

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest

from lcity.intake.number_formats import is_percent, section_of, thousands, written

SSF = json.loads((Path(__file__).parent / "ssf.json").read_text(encoding="utf-8"))
CASES = [
    (number_format, value, text)
    for number_format, texts in SSF["shown"].items()
    for value, text in zip(SSF["values"], texts, strict=True)
]
FIGURE = re.compile(r"\d[\d,]*(?:\.\d*)?(?:E[+-]?\d+)?|\.\d+")
PER_CENT = {value: value * 100 for value in SSF["values"]}
HELD = {value: value for value in SSF["values"]}
OTHERWISE = {
    # ssf gives up on a sign parted by a blank or before the digits; Excel shows 12.5 % and %13.
    "0.0 %": PER_CENT,
    "%0": PER_CENT,
    # Excel and ssf show 101-01 of 10101; what was entered is the number, and a table may refer to it so.
    "000-00": HELD,
}


def shown(text: str) -> tuple[float, float] | None:
    """Return the size of the number that a text shows, and how exactly it shows it; None without digits."""
    if parts := re.search(r"(?:(\d+) +)?(\d+)\s*/\s*(\d+)", text):
        return float(int(parts[1] or 0) + Fraction(int(parts[2]), int(parts[3]))), 0.1
    match = FIGURE.search(re.sub(r"(?<=\d) (?=\d)", "", text))
    if match is None:
        return None
    figure = match[0].replace(",", "")
    digits, _, power = figure.partition("E")
    exact = 0.5 * 10.0 ** -len(digits.partition(".")[2]) * 10 ** int(power or 0)
    return float(figure), exact


@pytest.mark.parametrize(("number_format", "value", "text"), CASES)
def test_a_number_is_what_excel_shows_as_exactly_as_it_is_held(number_format, value, text):
    found = written(value, number_format, scaled=True)
    seen = None if text is None else shown(text)
    if seen is None or number_format in OTHERWISE:
        assert float(found) == pytest.approx(OTHERWISE.get(number_format, HELD)[value])
        return
    size, exact = seen
    assert abs(abs(float(found)) - size) <= exact * 1.0001
    assert float(found) * value >= 0, "a sign stays, whatever shows it"


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (12.5, '0.0"%"', "12.5"),
        (12.5, "0.0\\%", "12.5"),
        (12.5, "0.0_%", "12.5"),
        (12.5, "0.0*%", "12.5"),
        (12.5, "0.0[$%-409]", "12.5"),
        (0.125, "0%", "12.5"),
        (0.125, '[>=1]0.0"%";0.0%', "12.5"),
        (12.5, '[>=1]0.0"%";0.0%', "12.5"),
        (-0.125, "0.0;0.0%", "-12.5"),
        (0.1 + 0.2, "General", "0.3"),
        (0.07 * 100, "General", "7"),
        (123, "00000", "00123"),
        (123, '00000"号"', "00123"),
        (-12, "0000;-0000", "-12"),
        (12500, "0.0,", "12500"),
        (1e20, "General", "1e+20"),
    ],
)
def test_what_is_read(value, number_format, text):
    assert written(value, number_format) == text


def test_what_a_format_says():
    assert section_of("0.0%;[Red]-0.0;0", 0) == "0"
    assert is_percent("0.0%;0.0", 1)
    assert not is_percent("0.0%;0.0", -1)
    assert [thousands(f, 1) for f in ("0.0,", "#,##0", "0,,", '0.0,"k"', "#,##0,")] == [1, 0, 2, 1, 1]
