"""The years figures are from, and how many units' figures are older than the others'."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lcity.dataset.rollup import UnitValues
from lcity.text import Language


@dataclass(frozen=True)
class Behind:
    """Units of a level with a figure older than others have of the same indicator.

    Parameters
    ----------
    level
        "city" or "district".
    count, of
        How many, and of how many with a dated figure.
    first, last
        Between which years their older figures are from.
    """

    level: str
    count: int
    of: int
    first: int
    last: int


@dataclass(frozen=True)
class Vintage:
    """Between which years some figures are from, and whose are older than others'."""

    first: int
    last: int
    behind: tuple[Behind, ...] = ()

    def text(self, lang: Language) -> str:
        """Return it in words: "2010–2020; 3 of 6 districts 2010"."""
        parts = [
            lang.t(
                f"dataset.years_behind.{each.level}",
                n=each.of,
                count=lang.number(each.count),
                all=lang.number(each.of),
                years=span(each.first, each.last),
            )
            for each in self.behind
        ]
        return lang.t("dataset.years_and").join([span(self.first, self.last), *parts])


def span(first: int, last: int) -> str:
    """Return two years as text: "2010–2020", or "2020" where they are the same."""
    return "–".join(map(str, dict.fromkeys((first, last))))


def vintage(found: UnitValues, leaves: Sequence[str]) -> Vintage | None:
    """Return the years the values of leaves are from; None where none has a year.

    Parameters
    ----------
    found
        The values of a level's units.
    leaves
        The indicators asked about.
    """
    figures = {
        level: table[list(leaves)].astype("float64").to_numpy() for level, table in found.figures.items()
    }
    dated = [table[~np.isnan(table)] for table in figures.values()]
    years = np.concatenate(dated) if dated else np.empty(0)
    if not years.size:
        return None
    latest = np.concatenate(list(figures.values())).max(axis=0, initial=-np.inf, where=_has_figure(figures))
    behind = []
    for level, table in figures.items():
        known = ~np.isnan(table)
        older = known & (table < latest)
        if older.any():
            units, own = older.any(axis=1), table[older]
            behind.append(
                Behind(level, int(units.sum()), int(known.any(axis=1).sum()), int(own.min()), int(own.max()))
            )
    return Vintage(int(years.min()), int(years.max()), tuple(behind))


def _has_figure(figures: dict[str, np.ndarray]) -> np.ndarray:
    return ~np.isnan(np.concatenate(list(figures.values())))
