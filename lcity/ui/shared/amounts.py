"""Values of indicators as the reader's language writes them, with decimals enough to tell units apart."""

from collections.abc import Mapping, Sequence
from typing import Any

from lcity.export import amounts
from lcity.export.amounts import SCALE
from lcity.text.language import apart
from lcity.ui.shared import cache, selection
from lcity.ui.shared.reader import reader_language

__all__ = ["SCALE", "digits", "number", "told_apart", "unit_of", "value", "with_unit"]


def value(level: str, leaf: str, amount: float) -> str:
    """Write a value of an indicator with its unit, with decimals enough to tell units apart."""
    return amounts.value(_indicator(leaf), amount, digits(level, leaf), reader_language())


def with_unit(written: str, leaf: str) -> str:
    """Return a value as it is written with its unit; of a scale, with where that ends: "7.89 of 10"."""
    return amounts.with_unit(_indicator(leaf), written, reader_language())


def number(level: str, leaf: str, amount: float, more: int = 0) -> str:
    """Write a value of an indicator without its unit, but a percentage with its mark; `more` decimals."""
    return amounts.number(_indicator(leaf), amount, digits(level, leaf), reader_language(), more)


def told_apart(level: str, leaf: str, values: Sequence[float]) -> list[str]:
    """Write values of an indicator without its unit, with decimals enough to tell them apart."""
    return apart(values, lambda amount, more: number(level, leaf, amount, more), 0)


def unit_of(leaf: str) -> str:
    """Return the unit of an indicator in the reader's language; "" where it is a mere number."""
    return amounts.unit_of(_indicator(leaf), reader_language())


def digits(level: str, leaf: str) -> int:
    """Return how many decimals tell the values of a leaf apart."""
    return _digits(level, selection.chosen_year(), leaf)


def _indicator(leaf: str) -> Mapping[str, Any]:
    return cache.row("indicators", leaf)


@cache.shared(256)
def _digits(level: str, year: int | None, leaf: str) -> int:
    return amounts.digits(cache.values(level, year).values[leaf])
