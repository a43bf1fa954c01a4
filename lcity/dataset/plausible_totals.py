"""Rows that are no units of their own but sums or means of others."""

import math
import unicodedata
from collections.abc import Iterator

import numpy as np
import pandas as pd

from lcity.dataset.conform import Table
from lcity.dataset.contents import Contents
from lcity.dataset.problem import Answer, Problem

ANSWERS = (Answer("leave_out"), Answer("keep"))
UNITS = {"values_district": "district", "values_city": "city", "cities": "city"}
NAMED = ("name", "name_zh")
ROUNDED = 1e-6
"""How far a sum may lie from its parts, as a share of it, or by half a person a part."""
MOST_BY_CHANCE = {2: 1 / 1000, 3: 1 / 30}
"""Parts → how likely a sum by chance may be for it to be asked about; more parts as three."""

WORDS = frozenset(
    """
    total totals subtotal grandtotal sum sums all overall average mean
    gesamt insgesamt summe gesamtsumme zusammen durchschnitt mittelwert ensemble totalgénéral moyenne
    totalgeneral suma media totale complessivo totaal gemiddeld totalt summa ialt sammenlagt genomsnitt
    yhteensä keskiarvo kokku kopā išviso ogółem razem średnia celkem součet průměr spolu összesen átlag
    ukupno skupaj prosjek общо итого всего среднее всього разом усього середнє σύνολο toplam geneltoplam
    ortalama المجموع الإجمالي مجموع اجمالي جمع کل סהכ รวม รวมทั้งหมด tổng tổngcộng tổngsố jumlah कुल योग মোট
    合计 总计 小计 共计 总和 总数 全市 全市合计 全国 平均 均值 平均值 合計 総計 総数 小計 計 全体
    계 합계 총계 소계 전체 평균
    """.split()
)
WITHIN = frozenset("total totals subtotal totale gesamt insgesamt ogółem итого всего".split())
"""Words for total that make a total of a name they begin or end."""
ENDINGS = ("合计", "总计", "小计", "合計", "総計", "합계")


def totals(contents: Contents) -> list[Problem]:
    """Ask of rows that seem to be sums of others.

    Such a row is called by a word for total, or by the id of a city that has other districts, or its
    people are the sum of the others' in every year it has, beyond what round numbers bring about by chance.

    Parameters
    ----------
    contents
        What the folder holds.
    """
    found = []
    for name, unit in UNITS.items():
        table = contents.table(name, unit)
        if table is None:
            continue
        summed = _called_total(table, unit)
        if name == "values_district":
            summed |= _as_city(table, contents)
            summed |= _sums(table, ~summed)
        rows = tuple(summed.index[summed].tolist())
        if rows:
            ids = table.frame.loc[list(rows), unit].dropna().unique()[:6]
            details = {"ids": tuple(ids)}
            found.append(Problem(table.file, rows[0], unit, "total_rows", details, "question", rows, ANSWERS))
    return found


def is_total(text: object) -> bool:
    """Say whether a text is a word for total, or a name with one: "Ashby total", "全市合计"."""
    if not isinstance(text, str):
        return False
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = "".join(" " if unicodedata.category(c)[0] in "PZC" else c for c in folded).split()
    joined = "".join(words)
    return joined in WORDS or joined.endswith(ENDINGS) or bool({*words[:1], *words[-1:]} & WITHIN)


def _called_total(table: Table, unit: str) -> pd.Series:
    columns = [column for column in (unit, *NAMED) if table.has(column)]
    called = [table.frame[column] for column in columns]
    words = {text for texts in called for text in texts.dropna().unique() if is_total(text)}
    return pd.concat([texts.isin(words) for texts in called], axis=1).any(axis=1)


def _as_city(table: Table, contents: Contents) -> pd.Series:
    """Return which rows are called by a city's id, of cities that have other districts too."""
    frame = table.frame
    cities = contents.table("cities", "city")
    known = set() if cities is None else set(cities.frame["city"].dropna())
    none = pd.Series(False, frame.index)
    if not table.has("city"):
        return none
    own = frame["district"] == frame["city"]
    others = frame["city"].isin(frame["city"][~own & frame["city"].notna()].unique())
    of_other = frame["district"].isin(known) & ~own
    return (own & others) | of_other


def _sums(table: Table, alone: pd.Series) -> pd.Series:
    """Return which rows hold the people of all others of their city, or of all, in each of their years."""
    found = pd.Series(False, table.frame.index)
    if not table.has("people"):
        return found
    frame = table.frame[alone & (table.frame["people"] > 0) & table.frame["district"].notna()]
    for column in ("city", None):
        for _, group in _groups(frame[~found[frame.index]], column):
            chance = dict.fromkeys(group["district"].unique(), 1.0)
            parts = 0
            years = group.groupby("year", dropna=False) if "year" in group else [(None, group)]
            for _, rows in years:
                parts = max(parts, len(rows) - 1)
                likely = _by_chance(rows["people"])
                for district, of in zip(rows["district"], likely, strict=True):
                    chance[district] *= of
            if parts >= 2:
                most = MOST_BY_CHANCE[min(parts, 3)]
                summed = {district for district, likely in chance.items() if likely <= most}
                found |= found.index.isin(group.index[group["district"].isin(summed)])
    return found


def _groups(frame: pd.DataFrame, column: str | None) -> Iterator[tuple]:
    if column is None:
        yield None, frame
    elif column in frame:
        yield from frame.groupby(column)


def _by_chance(people: pd.Series) -> np.ndarray:
    """Return of each row how likely chance makes it the sum of the others; 1 would be where it is not.

    Where it is not, the answer is infinite, so that no other year outweighs it. Numbers rounded to
    thousands meet by chance a thousand times as often.
    """
    numbers = people.to_numpy()
    total = numbers.sum()
    slack = max(ROUNDED * total, 0.5 * len(numbers) if (numbers % 1).any() else 0.0)
    is_sum = np.abs(2 * numbers - total) <= slack
    step = math.gcd(*(round(number) for number in numbers)) if not (numbers % 1).any() else 1
    return np.where(is_sum, max(step, 1) / numbers, np.inf)
