"""Tables with one row a value, seen and turned into one column an indicator."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from lcity.dataset.cells import to_number, to_text

NEARLY_ALL = 0.9
"""Share of a column's cells that must be what it is taken for."""
VALUES = frozenset(
    "value values val obsvalue observation figure amount score number wert valeur valor waarde wartość"
    " значение 值 数值 指标值 数据 수치 값".split()
)
YEARS = frozenset(
    "year date period time refyear referenceyear jahr année año rok год 年 年份 年度 时间".split()
)
UNITS = frozenset(
    "district city area areacode areacd geocode geography geographycode geoareacode geo region regioncode"
    " unit code id ladcode lad gsscode districtid cityid 区县 城市 地区 行政区划代码 区划代码".split()
)
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Long:
    """Where in a table with one row a value everything stands.

    Parameters
    ----------
    unit
        The column of units.
    key
        The column that says which indicator.
    value
        The column of figures; "" where each year has one.
    year
        The column of years; "" without.
    years
        The columns of years.
    beside
        Columns that say the same in every row of a unit.
    """

    unit: str
    key: str
    value: str = ""
    year: str = ""
    years: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def seen(frame: pd.DataFrame, keys: Collection[str]) -> Long | None:
    """Return how a table is long; None where it has not one row a value.

    It is long where a column holds names of indicators, each in several rows, another or one a year their
    figures, and a third the units, each once for an indicator and year.

    Parameters
    ----------
    frame
        Cells as they are written.
    keys
        Keys of indicators, and what else they are called.
    """
    known = {_plain(key) for key in keys}
    text = {column: to_text(frame[column]) for column in frame}
    key = next((column for column in frame if _names(text[column], known)), None)
    if key is None or text[key].nunique() == len(frame):
        return None
    numeric = [column for column in frame if column != key and _numbers(text[column])]
    year = next((c for c in numeric if _plain(c) in YEARS and _are_years(text[c])), "")
    year = year or next((c for c in numeric if _are_years(text[c])), "")
    years = tuple(column for column in numeric if YEAR.fullmatch(column))
    values = [column for column in numeric if column not in (year, *years)]
    value = "" if years else next((c for c in values if _plain(c) in VALUES), values[-1] if values else "")
    if not (years or value):
        return None
    rest = [column for column in frame if column not in (key, value, year, *years)]
    rest.sort(key=lambda column: _plain(column) not in UNITS)
    told_apart = [key, *([year] if year else [])]
    for unit in rest:
        apart = pd.concat([text[column] for column in (unit, *told_apart)], axis=1)
        if apart.notna().all(axis=None) and _differ(text[unit]) and not apart.duplicated().any():
            beside = [c for c in rest if c != unit and _same(text[c], text[unit])]
            return Long(unit, key, value, "" if years else year, years, tuple(beside))
    return None


def turned(frame: pd.DataFrame, long: Long, called: dict[str, str]) -> pd.DataFrame:
    """Return a table with one column an indicator, its rows from 2 on.

    Parameters
    ----------
    frame
        Cells as they are written.
    long
        Where everything stands.
    called
        What indicators are called, folded → key; others stay as they are written.
    """
    year = long.year or "year"
    if long.years:
        frame = frame.melt([long.unit, long.key, *long.beside], list(long.years), year, "")
    key = to_text(frame[long.key]).map(lambda name: called.get(_plain(name), name))
    of = [long.unit, *([year] if long.year or long.years else [])]
    frame = frame.assign(**{long.key: key})
    rows = frame[of].drop_duplicates()
    for name in key.unique():
        figures = frame.loc[key == name, [*of, long.value]].rename(columns={long.value: name})
        rows = rows.merge(figures, "left", of)
    wide = rows
    beside = frame.drop_duplicates(long.unit).set_index(long.unit)[list(long.beside)]
    wide = wide.join(beside, on=long.unit)[[*of[:1], *long.beside, *of[1:], *key.unique()]]
    return wide.set_axis(pd.RangeIndex(2, len(wide) + 2))


def details(long: Long) -> dict[str, str]:
    """Return what a sentence names of a long table."""
    value = long.value or ", ".join(long.years)
    return {"unit": long.unit, "series": long.key, "value": value}


def folded_names(keys: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Return what indicators are called, folded → key."""
    return {_plain(name): key for key, names in keys.items() for name in (*names, key)}


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", str(text)).casefold() if c.isalnum())


def _names(cells: pd.Series, known: set[str]) -> bool:
    written = Counter(cells.dropna().tolist())
    named = sum(count for cell, count in written.items() if _plain(cell) in known)
    return written.total() > 1 and named / written.total() >= NEARLY_ALL


def _numbers(cells: pd.Series) -> bool:
    cells = cells.dropna()
    return len(cells) > 0 and float((~to_number(cells)[1]).mean()) >= NEARLY_ALL


def _are_years(cells: pd.Series) -> bool:
    return bool(cells.dropna().str.fullmatch(YEAR.pattern).all())


def _same(cells: pd.Series, unit: pd.Series) -> bool:
    """Say whether a column says of each unit one thing, and not of all the same unless it is of units."""
    pairs = pd.concat([cells.rename("cell"), unit.rename("unit")], axis=1).drop_duplicates()
    return not pairs["unit"].duplicated().any() and (_differ(cells) or _plain(cells.name) in UNITS)


def _differ(cells: pd.Series) -> bool:
    return len(cells.dropna().unique()) > 1
