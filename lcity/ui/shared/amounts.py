"""Values of indicators as they are written: with their unit, and decimals enough to tell units apart."""

import math
import re
from collections.abc import Sequence

from lcity.text.language import MISSING, apart
from lcity.ui.shared import cache, selection
from lcity.ui.shared.reader import reader_language, t

PURE = ("", "ratio", "0–1", "0-1", "index", "score")
MOST_STRETCHED = 2
"""By how much the range of all values may exceed that of the middle four fifths before they count alone."""
SCALE = re.compile(r"(?:0 ?[-–—] ?|(?:out )?of |分（满分)(?P<top>\d+(?:\.\d+)?)(?:分）)?")
"""Units that are scales: "0-10", "of 10", "分（满分10分）"."""


def value(level: str, leaf: str, amount: float) -> str:
    """Write a value of an indicator with its unit, with decimals enough to tell units apart."""
    written = number(level, leaf, amount)
    # One of what is counted in the plural: "1.0 hours", not "1 hours".
    return with_unit(number(level, leaf, amount, 1) if written == "1" else written, leaf)


def with_unit(written: str, leaf: str) -> str:
    """Return a value as it is written with its unit; of a scale, with where that ends: "7.89 of 10"."""
    unit = unit_of(leaf)
    if written == MISSING or not unit or unit == "%":
        return written
    if scale := SCALE.fullmatch(unit):
        return t("compare.of_scale", value=written, top=scale["top"])
    return t("compare.with_unit", value=written, unit=unit)


def number(level: str, leaf: str, amount: float, more: int = 0) -> str:
    """Write a value of an indicator without its unit, but a percentage with its mark; `more` decimals."""
    lang = reader_language()
    if unit_of(leaf) == "%":
        return lang.percent(amount / 100, min(digits(level, leaf), 1) + more)
    return lang.number(amount, digits(level, leaf) + more)


def told_apart(level: str, leaf: str, amounts: Sequence[float]) -> list[str]:
    """Write values of an indicator without its unit, with decimals enough to tell them apart."""
    return apart(amounts, lambda amount, more: number(level, leaf, amount, more), 0)


def unit_of(leaf: str) -> str:
    """Return the unit of an indicator in the reader's language; "" where it is a mere number."""
    row = cache.open_dataset().indicators.loc[leaf]
    return "" if row["unit"] in PURE else reader_language().text(row, "unit")


def digits(level: str, leaf: str) -> int:
    """Return how many decimals tell the values of a leaf apart."""
    return _digits(level, selection.chosen_year(), leaf)


@cache.shared(256)
def _digits(level: str, year: int | None, leaf: str) -> int:
    known = cache.values(level, year).values[leaf].dropna()
    # One unit far from all others must not take their decimals away.
    inner = MOST_STRETCHED * (known.quantile(0.9) - known.quantile(0.1)) if len(known) else 0.0
    whole = known.max() - known.min() if len(known) else 0.0
    spread = (min(whole, inner) if inner else whole) or 1.0
    return max(0, 2 - math.ceil(math.log10(spread)))
