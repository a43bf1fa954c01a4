"""Values of indicators as they are written: with their unit, and decimals enough to tell units apart."""

import math
import re
from collections.abc import Mapping

import pandas as pd

from lcity.text import Language
from lcity.text.language import MISSING

PURE = ("", "ratio", "0–1", "0-1", "index", "score")
MOST_STRETCHED = 2
"""By how much the range of all values may exceed that of the middle four fifths before they count alone."""
SCALE = re.compile(r"(?:0 ?[-–—] ?|(?:out )?of |分（满分)(?P<top>\d+(?:\.\d+)?)(?:分）)?")
"""Units that are scales: "0-10", "of 10", "分（满分10分）"."""


def value(indicator: Mapping, amount: float, digits: int, lang: Language) -> str:
    """Write a value of an indicator with its unit.

    Parameters
    ----------
    indicator
        Its row of `indicators.csv`.
    amount
        In its unit; NaN is missing.
    digits
        As `digits` finds them.
    """
    written = number(indicator, amount, digits, lang)
    # One of what is counted in the plural: "1.0 hours", not "1 hours".
    if written == "1":
        written = number(indicator, amount, digits + 1, lang)
    return with_unit(indicator, written, lang)


def with_unit(indicator: Mapping, written: str, lang: Language) -> str:
    """Return a value as it is written with its unit; of a scale, with where that ends: "7.89 of 10"."""
    unit = unit_of(indicator, lang)
    if written == MISSING or not unit or unit == "%":
        return written
    if scale := SCALE.fullmatch(unit):
        return lang.t("compare.of_scale", value=written, top=scale["top"])
    return lang.t("compare.with_unit", value=written, unit=unit)


def number(indicator: Mapping, amount: float, digits: int, lang: Language, more: int = 0) -> str:
    """Write a value without its unit, but a percentage with its mark; with `more` decimals than needed."""
    if unit_of(indicator, lang) == "%":
        return lang.percent(amount / 100, min(digits, 1) + more)
    return lang.number(amount, digits + more)


def unit_of(indicator: Mapping, lang: Language) -> str:
    """Return the unit of an indicator in a language; "" where it is a mere number."""
    return "" if indicator["unit"] in PURE else lang.text(indicator, "unit")


def digits(values: pd.Series) -> int:
    """Return how many decimals tell the values of an indicator apart."""
    known = values.dropna()
    # One unit far from all others must not take their decimals away.
    inner = MOST_STRETCHED * (known.quantile(0.9) - known.quantile(0.1)) if len(known) else 0.0
    whole = known.max() - known.min() if len(known) else 0.0
    spread = (min(whole, inner) if inner else whole) or 1.0
    return max(0, 2 - math.ceil(math.log10(spread)))
