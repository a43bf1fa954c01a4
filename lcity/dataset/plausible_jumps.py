"""A figure that leaps from one year to the next as no other unit's does."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from pandas.api.types import is_numeric_dtype

from lcity.dataset.cells import shown
from lcity.dataset.conform import Table
from lcity.dataset.contents import Contents
from lcity.dataset.plausible_figures import KEEP, UNKNOWN, Figures, columns
from lcity.dataset.problem import Answer, Problem

UNITS = {"values_city": "city", "values_district": "district"}
FEWEST = 5
"""Other units' changes a leap is held against."""
FACTOR = 3
"""From how many times more or less on a change is a leap."""
BEYOND = 2.5
"""How many times the largest change of any other unit, in logarithms, a leap is."""
SPREADS = 12
"""How many times the usual spread of changes (1.4826 times the median absolute deviation) a leap is."""
LEAST_SPREAD = 0.02
SMALL = 0.1
"""Share of the median unit's people below which a unit's rates leap by chance."""
SHIFTS = (10, 100)


def jumps(contents: Contents) -> list[Problem]:
    """Ask of a figure that leaps in one year of one unit, far beyond all changes of all others.

    Changes are ratios of a unit's consecutive figures, in logarithms, less the median change of the same
    years; columns with figures of 0 or below are passed over, as ratios of theirs say nothing, and so are
    units of far fewer people than others, whose rates leap by chance.

    Parameters
    ----------
    contents
        What the folder holds.
    """
    tables = {name: contents.table(name, unit, "year") for name, unit in UNITS.items()}
    series = {
        table.file: _Series.of_table(table, UNITS[name])
        for name, table in tables.items()
        if table and is_numeric_dtype(table.frame["year"])
    }
    series_of = ((column, series.get(column.table.file)) for column in columns(contents))
    return [found for column, own in series_of if own and (found := _jump(column, own)) is not None]


@dataclass(frozen=True, eq=False)
class _Series:
    """The rows of a table that have a unit and a year, by unit and year: where each stands, and of what.

    Parameters
    ----------
    unit
        The name of the column with the units.
    place
        Which row of the table each is, from 0.
    of
        A number for the unit of each.
    year
        The year of each.
    """

    unit: str
    place: np.ndarray
    of: np.ndarray
    year: np.ndarray

    @classmethod
    def of_table(cls, table: Table, unit: str) -> "_Series":
        """Put a table's rows in order, those of small units left out."""
        frame = table.frame
        year = frame["year"].to_numpy("float64", na_value=np.nan)
        of, _ = pd.factorize(frame[unit].where(~frame[unit].isin(_small(table, unit))))
        place = np.lexsort((year, of))
        place = place[(of[place] >= 0) & ~np.isnan(year[place])]
        return cls(unit, place, of[place], year[place].astype(int))

    def known(self, numbers: np.ndarray) -> "tuple[_Series, np.ndarray]":
        """Return the rows that have a number, and their numbers."""
        own = numbers[self.place]
        there = ~np.isnan(own)
        return _Series(self.unit, self.place[there], self.of[there], self.year[there]), own[there]


def _jump(found: Figures, series: _Series) -> Problem | None:
    table, numbers = found.table, found.numbers.to_numpy()
    if not len(numbers) or (numbers <= 0).any():
        return None
    series, numbers = series.known(table.frame[found.column].to_numpy())
    later = np.flatnonzero(series.of[1:] == series.of[:-1]) + 1
    of = series.of[later]
    begins = np.flatnonzero(np.diff(of, prepend=-1))
    if len(begins) <= FEWEST:
        return None
    ratio = np.log(numbers[later] / numbers[later - 1])
    size = np.abs(ratio - _of_all(ratio, series.year[later - 1], series.year[later]))
    largest = np.maximum.reduceat(size, begins)
    *_, other, most = np.sort(largest)
    spread = max(1.4826 * np.median(size), LEAST_SPREAD)
    if most < max(np.log(FACTOR), SPREADS * spread, BEYOND * other):
        return None
    leap = later[np.argmax(size)]
    odd, near = _odd(leap, np.flatnonzero(series.of == series.of[leap]), numbers)
    row = table.frame.index[series.place[odd]]
    details = {
        "unit": str(table.frame.at[row, series.unit]),
        "year": str(series.year[odd]),
        "found": shown(numbers[odd]),
        "beside": shown(numbers[near]),
        "of": str(series.year[near]),
        "times": _times(numbers[odd], numbers[near]),
        "most": f"{np.exp(np.abs(ratio[of != series.of[leap]]).max()):.3g}",
    }
    answers = (*_shifted(numbers[odd], numbers[near]), UNKNOWN, KEEP)
    return found.question("jump", pd.Index([row]), answers, **details)


def _small(table: Table, unit: str) -> pd.Index:
    """Return the units of far fewer people than others; none where nobody says, in numbers, how many."""
    if not table.has("people") or not is_numeric_dtype(table.frame["people"]):
        return pd.Index([])
    people = table.frame["people"].groupby(table.frame[unit]).max()
    return people.index[people < SMALL * people.median()]


def _of_all(ratio: np.ndarray, since: np.ndarray, year: np.ndarray) -> np.ndarray:
    """Return the median of all changes from the same year to the same, of each; 0 where they are few."""
    _, together = np.unique(since * (year.max() + 1) + year, return_inverse=True)
    in_order = ratio[np.lexsort((ratio, together))]
    count = np.bincount(together)
    first = np.cumsum(count) - count
    median = (in_order[first + (count - 1) // 2] + in_order[first + count // 2]) / 2
    return np.where(count > FEWEST, median, 0.0)[together]


def _times(one: float, other: float) -> str:
    return f"{max(one, other) / min(one, other):.3g}"


def _odd(leap: int, own: np.ndarray, numbers: np.ndarray) -> tuple[int, int]:
    """Return which of the two figures a leap parts fits the unit's other years least, and the other."""
    pair = [leap, leap - 1]
    others = np.log(numbers[np.setdiff1d(own, pair)])
    if len(others):
        away = np.abs(np.log(numbers) - np.median(others))
        pair = sorted(pair, key=lambda place: -away[place])
    return tuple(pair)


def _shifted(odd: float, near: float) -> list[Answer]:
    """Return the answer that a decimal mark is out of place, where moving it brings the figure near."""
    factors = [factor for shift in SHIFTS for factor in (1 / shift, shift) if 1 / 2 < odd * factor / near < 2]
    return [Answer("times", f"{f:g}", shown(odd), shown(round(odd * f, 9))) for f in factors[:1]]
