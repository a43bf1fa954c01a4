"""A figure that leaps from one year to the next as no other unit's does."""

import numpy as np
import pandas as pd

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
    return [found for column in columns(contents) if (found := _jump(column)) is not None]


def _jump(found: Figures) -> Problem | None:
    table, numbers = found.table, found.numbers
    unit = next(of for name, of in UNITS.items() if table.file.startswith(name))
    if not table.has(unit, "year") or numbers.empty or (numbers <= 0).any():
        return None
    rows = table.frame.loc[numbers.index, [unit, "year"]].assign(number=numbers).dropna()
    rows = rows[~rows[unit].isin(_small(table, unit))].astype({"year": int}).sort_values([unit, "year"])
    changes = _changes(rows, unit)
    if changes[unit].nunique() <= FEWEST:
        return None
    size = changes["change"].abs()
    largest = size.groupby(changes[unit]).max().sort_values()
    leaps = changes[(changes[unit] == largest.index[-1]) & (size == largest.iloc[-1])].iloc[0]
    spread = max(1.4826 * size.median(), LEAST_SPREAD)
    other = largest.iloc[-2]
    if largest.iloc[-1] < max(np.log(FACTOR), SPREADS * spread, BEYOND * other):
        return None
    row, near = _odd(rows[rows[unit] == leaps[unit]], leaps)
    at = rows.loc[row]
    details = {
        "unit": str(at[unit]),
        "year": str(at["year"]),
        "found": shown(at["number"]),
        "beside": shown(near["number"]),
        "of": str(near["year"]),
        "times": _times(at["number"], near["number"]),
        "most": f"{np.exp(changes['ratio'].abs()[changes[unit] != leaps[unit]].max()):.3g}",
    }
    answers = (*_shifted(at["number"], near["number"]), UNKNOWN, KEEP)
    return found.question("jump", pd.Index([row]), answers, **details)


def _small(table: Table, unit: str) -> pd.Index:
    """Return the units of far fewer people than others; none where nobody says how many they have."""
    if not table.has("people"):
        return pd.Index([])
    people = table.frame["people"].groupby(table.frame[unit]).max()
    return people.index[people < SMALL * people.median()]


def _changes(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Return the change from each figure to its unit's next, as it is and less that of all in those years."""
    before = rows.groupby(unit).shift(1)
    found = rows.assign(
        row=rows.index,
        row_before=rows.index.to_series().groupby(rows[unit]).shift(1),
        since=before["year"],
        ratio=np.log(rows["number"] / before["number"]),
    ).dropna()
    together = found.groupby(["since", "year"])["ratio"]
    of_all = together.transform("median").where(together.transform("size") > FEWEST, 0.0)
    return found.assign(change=found["ratio"] - of_all)


def _times(one: float, other: float) -> str:
    return f"{max(one, other) / min(one, other):.3g}"


def _odd(own: pd.DataFrame, leap: pd.Series) -> tuple[int, pd.Series]:
    """Return the row of a unit that fits its other years least, of the two a leap parts, and the other."""
    pair = [int(leap["row"]), int(leap["row_before"])]
    others = np.log(own["number"].drop(pair))
    if len(others):
        away = (np.log(own["number"][pair]) - others.median()).abs()
        pair = sorted(pair, key=lambda row: -away[row])
    return pair[0], own.loc[pair[1]]


def _shifted(odd: float, near: float) -> list[Answer]:
    """Return the answer that a decimal mark is out of place, where moving it brings the figure near."""
    factors = [factor for shift in SHIFTS for factor in (1 / shift, shift) if 1 / 2 < odd * factor / near < 2]
    return [Answer("times", f"{f:g}", shown(odd), shown(round(odd * f, 9))) for f in factors[:1]]
