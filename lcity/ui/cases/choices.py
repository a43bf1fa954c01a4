"""What cases and policies are browsed by: dimension, country and award."""

from lcity.ui.shared import cache
from lcity.ui.shared.state import Choice

ALL = ""


def dimension_choice() -> Choice:
    """Return the choice of a dimension; `ALL` for all."""
    return Choice("topic", ALL, allowed=(ALL, *_values_of("dimension")))


def country_choice() -> Choice:
    """Return the choice of a country; `ALL` for all."""
    return Choice("country", ALL, allowed=(ALL, *_values_of("country")))


def award_choice() -> Choice:
    """Return the choice of an award; `ALL` for all cases, with one or without."""
    return Choice("award", ALL, allowed=(ALL, *_values_of("award")))


def made() -> bool:
    """Return whether anything is chosen, here or in the link."""
    return any(choice().value != ALL for choice in (dimension_choice, country_choice, award_choice))


@cache.unplanned(4)
def _values_of(column: str) -> tuple[str, ...]:
    """Return what stands in a column of cases: dimensions in the order of the tree, else by the alphabet."""
    cases = cache.open_dataset().cases
    if cases is None or column not in cases:
        return ()
    found = set(cases[column].dropna())
    if column == "dimension":
        return tuple(key for key in cache.open_dataset().indicators.index if key in found)
    return tuple(sorted(found))
