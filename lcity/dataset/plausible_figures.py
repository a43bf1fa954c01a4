"""Figures that may be no figures, or of another unit: fractions among per cents, codes, another magnitude."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from lcity.dataset.cells import shown
from lcity.dataset.conform import Table
from lcity.dataset.contents import VALUES, Contents, denominators, never_negative, read_leaves
from lcity.dataset.groups import PREFIX
from lcity.dataset.problem import Answer, Problem

PERCENT = frozenset(("%", "％", "per cent", "percent", "pct", "百分比", "百分之"))
APART = 10
"""How many times larger all per cents must be than all fractions beside them."""
FULL_SCALE = 10
"""From which upper goalpost on per cents are meant, not fractions."""
FEWEST = 3
NEGATIVE_CODES = (*range(-9, 0), -66, -77, -88, -97, -98, -99, -888, -998, -999, -9999, -99999)
POSITIVE_CODES = (66, 77, 88, 97, 98, 99, 888, 998, 99_999, 999_999)
DECADES = 2
"""How many powers of ten part figures of another magnitude from the others."""
SCALES = (100, 1_000, 10_000, 1_000_000)
MOST_APART = 0.25
"""Share of figures that may be of another magnitude than the others."""
UNKNOWN, KEEP = Answer("blank"), Answer("keep")


class Figures(NamedTuple):
    """A column of figures: where it stands, its numbers without blanks, and what is known of it."""

    table: Table
    column: str
    numbers: pd.Series
    counted: bool
    percent: bool = False
    high: float = np.nan

    def question(self, code: str, rows: pd.Index, answers: tuple[Answer, ...], **details) -> Problem:
        """Return a question about some of its rows."""
        rows = tuple(rows.tolist())
        return Problem(self.table.file, rows[0], self.column, code, details, "question", rows, answers)


def figures(contents: Contents) -> list[Problem]:
    """Ask of figures that may be fractions, codes for "unknown", or of another magnitude.

    Parameters
    ----------
    contents
        What the folder holds.
    """
    found = []
    for column in columns(contents):
        coded = _codes(column)
        rest = column._replace(numbers=column.numbers.drop(list(coded.rows))) if coded else column
        fractions = _fractions(rest) if column.percent else None
        apart = None if fractions else _magnitude(rest)
        found += filter(None, (coded, fractions, apart))
    return found + _participants(contents)


def columns(contents: Contents) -> Iterator[Figures]:
    """Yield each column of figures that is read: of the indicators and of the people they are counted by.

    Parameters
    ----------
    contents
        What the folder holds.
    """
    indicators = contents.table("indicators", "key", "parent")
    if indicators is None:
        return
    read = read_leaves(indicators.frame)
    about = read.assign(counted=never_negative(read)).drop_duplicates("key").set_index("key")
    people = denominators(indicators.frame)
    for name in VALUES:
        table = contents.tables.get(name)
        for column in () if table is None else table.frame:
            numbers = table.frame[column]
            if not pd.api.types.is_float_dtype(numbers.dtype):
                continue
            numbers = numbers.dropna()
            if column in about.index:
                row = about.loc[column]
                unit = row.get("unit")
                percent = isinstance(unit, str) and unit.strip().casefold() in PERCENT
                yield Figures(table, column, numbers, bool(row["counted"]), percent, row.get("high", np.nan))
            elif column in people or column.startswith(PREFIX):
                yield Figures(table, column, numbers, counted=True)


def _fractions(found: Figures) -> Problem | None:
    """Ask of per cents that lie between 0 and 1, where others do not, or where all do."""
    numbers = found.numbers[found.numbers != 0]
    small = (numbers > 0) & (numbers <= 1)
    others = numbers[~small]
    if not small.any() or (numbers < 0).any() or (numbers[small] == 1).all():
        return None
    if len(others):
        scaled = 100 * numbers[small].median()
        if others.min() < APART * numbers[small].max() or not _like(scaled, others):
            return None
        code = "fractions_among"
    else:
        if small.sum() < FEWEST or found.high < FULL_SCALE:
            return None
        code = "fractions_all"
    first = numbers[small].iloc[0]
    times = Answer("times", "100", shown(first), shown(round(100 * first, 9)))
    return found.question(code, numbers.index[small], (times, KEEP), found=shown(first))


def _codes(found: Figures) -> Problem | None:
    """Ask of numbers that are written where nothing is known, and stand apart from all others."""
    numbers = found.numbers
    coded = numbers.isin(NEGATIVE_CODES) if not found.counted else pd.Series(False, numbers.index)
    others = numbers[~coded]
    if coded.any() and ((others < 0).any() or not _no_numbers(numbers[coded], others)):
        coded[:] = False
    high = numbers.isin(POSITIVE_CODES) & ~coded
    others = numbers[~coded & ~high]
    high &= (numbers > 2 * others.max()) | (numbers < others.min() / 2)
    coded |= high if len(others) >= FEWEST else False
    if not coded.any():
        return None
    written = tuple(shown(code) for code in sorted(numbers[coded].unique()))
    return found.question("codes", numbers.index[coded], (UNKNOWN, KEEP), codes=written)


def _no_numbers(codes: pd.Series, others: pd.Series) -> bool:
    """Say whether whole negative numbers among others can hardly be numbers: those are far, or not whole."""
    if len(others) < FEWEST:
        return False
    far = others.quantile(0.05) > 3 * codes.abs().max()
    return far or (others % 1 != 0).mean() > 0.5 or (len(codes) > 1 and (codes <= -9).all())


def _magnitude(found: Figures) -> Problem | None:
    """Ask of figures that are a hundred times larger or smaller than the nearest of the others."""
    apart = _apart(found.numbers)
    if apart is None:
        return None
    odd, others = found.numbers[apart], found.numbers.drop(apart)
    return found.question("magnitude", apart, (*_scales(odd, others), UNKNOWN, KEEP),
                          found=shown(odd.iloc[0]), low=shown(others[others > 0].min()),
                          high=shown(others.max()))  # fmt: skip


def _participants(contents: Contents) -> list[Problem]:
    """Ask of people who take part whose share of all people is of another magnitude than other shares.

    Each activity has a magnitude of its own.
    """
    table = contents.table("participation", "participants", "people")
    if table is None:
        return []
    frame = table.frame[["participants", "people"]].astype(float)
    shares = (frame["participants"] / frame["people"].where(frame["people"] > 0)).dropna()
    activity = table.frame["activity"] if table.has("activity") else pd.Series(None, frame.index, dtype="str")
    questions = (_apart_among(table, frame, own) for _, own in shares.groupby(activity, dropna=False))
    return [question for question in questions if question]


def _apart_among(table: Table, frame: pd.DataFrame, shares: pd.Series) -> Problem | None:
    apart = _apart(shares)
    if apart is None:
        return None
    odd, others = shares[apart], shares.drop(apart)
    number = frame.loc[apart[0], "participants"]
    scales = [
        answer._replace(before=shown(number), after=shown(round(number * float(answer.value), 9)))
        for answer in _scales(odd, others)
    ]
    found = Figures(table, "participants", frame["participants"], counted=True)
    return found.question("participants_apart", apart, (*scales, UNKNOWN, KEEP), found=shown(number),
                          people=shown(frame.loc[apart[0], "people"]))  # fmt: skip


def _apart(numbers: pd.Series) -> pd.Index | None:
    """Return the rows of the few figures that a gap of powers of ten parts from all others."""
    positive = numbers[numbers > 0].sort_values(kind="stable")
    if len(positive) <= FEWEST:
        return None
    gaps = np.diff(np.log10(positive.to_numpy()))
    place = int(np.argmax(gaps)) + 1
    below, above = positive.index[:place], positive.index[place:]
    few = min(below, above, key=len)
    if gaps[place - 1] < DECADES or len(few) > MOST_APART * len(positive):
        return None
    return few.sort_values()


def _scales(odd: pd.Series, others: pd.Series) -> list[Answer]:
    """Return by what the odd figures may be multiplied or divided to be like the others; the likeliest."""
    middle = np.log10(others[others > 0].median())
    found = [
        (abs(np.log10(odd.median() * factor) - middle), factor)
        for scale in SCALES
        for factor in (scale, 1 / scale)
        if _like(odd.min() * factor, others) and _like(odd.max() * factor, others)
    ]
    return [
        Answer("times", f"{factor:g}", shown(odd.iloc[0]), shown(round(odd.iloc[0] * factor, 9)))
        for _, factor in sorted(found)[:1]
    ]


def _like(number: float, others: pd.Series) -> bool:
    """Say whether a number lies among others or near them."""
    others = others[others > 0]
    return bool(others.min() / 2 <= number <= others.max() * 2)
