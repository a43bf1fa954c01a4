"""Targets a reader sets, beside those of a dataset: theirs alone, and no policy."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote

import pandas as pd

from lcity.errors import ArgumentError

MOST_OWN = 12
YEARS = (1900, 2200)
MOST_DIGITS = 12
LEVELS = ("city", "district")


@dataclass(frozen=True)
class OwnTarget:
    """What a reader wants an indicator to reach; whether more of it is better the indicator says.

    Parameters
    ----------
    key
        The indicator.
    level
        "city" or "district".
    unit
        Whose; "" for every unit of the level.
    value
        In the indicator's unit.
    year
        By when.
    """

    key: str
    level: str
    unit: str
    value: float
    year: int

    @property
    def of(self) -> tuple[str, str, str]:
        """What it is a target of: there is one for each."""
        return self.level, self.key, self.unit


def write(targets: Iterable[OwnTarget]) -> str:
    """Return targets as the text of a link."""
    return ",".join(
        ":".join(
            (
                own.level,
                quote(own.key, ""),
                quote(own.unit, ""),
                f"{own.value:.{MOST_DIGITS}g}",
                str(own.year),
            )
        )
        for own in targets
    )


def parse(text: str) -> tuple[OwnTarget, ...]:
    """Read targets from the text of a link, believing nothing of it.

    Raises
    ------
    ArgumentError
        It names none, too many, the same twice, or one no reader can set.
    """
    parts = text.split(",")
    if len(parts) > MOST_OWN:
        raise ArgumentError(f"{len(parts)} targets: expected at most {MOST_OWN}")
    found = tuple(map(_one, parts))
    if len({own.of for own in found}) < len(found):
        raise ArgumentError("one indicator of one unit has two targets")
    return found


def _one(text: str) -> OwnTarget:
    try:
        level, key, unit, value, year = text.split(":")
        own = OwnTarget(unquote(key), level, unquote(unit), float(value), int(year))
    except ValueError:
        raise ArgumentError(f"{text!r} is no target") from None
    if own.level not in LEVELS or not own.key or not math.isfinite(own.value):
        raise ArgumentError(f"{text!r} is no target")
    if not YEARS[0] <= own.year <= YEARS[1]:
        raise ArgumentError(f"year {own.year}: expected one from {YEARS[0]} to {YEARS[1]}")
    return own


def with_one(targets: tuple[OwnTarget, ...], own: OwnTarget) -> tuple[OwnTarget, ...]:
    """Return targets with one more, in the place of one of the same indicator and unit if there is any."""
    if any(other.of == own.of for other in targets):
        return tuple(own if other.of == own.of else other for other in targets)
    return (*targets, own)


def without(targets: tuple[OwnTarget, ...], own: OwnTarget) -> tuple[OwnTarget, ...]:
    """Return targets without the one of the same indicator and unit."""
    return tuple(other for other in targets if other.of != own.of)


def beside(targets: pd.DataFrame | None, own: Iterable[OwnTarget]) -> pd.DataFrame | None:
    """Return the targets of a dataset and after them a reader's, which go before them where they meet.

    Parameters
    ----------
    targets
        As `Dataset.targets`; None for none.
    own
        The reader's.

    Returns
    -------
    DataFrame or None
        Columns of `targets` and `own` (bool); None where there are none.
    """
    rows = pd.DataFrame(
        [(one.key, one.level, one.unit or None, one.year, one.value) for one in own],
        columns=["key", "level", "id", "year", "value"],
    ).astype({"id": object, "value": float})
    if targets is None:
        return rows.assign(own=True) if len(rows) else None
    if rows.empty:
        return targets.assign(own=False)
    rows = rows.astype({"year": targets["year"].dtype}).assign(own=True)
    return pd.concat([targets.assign(own=False), rows], ignore_index=True)
