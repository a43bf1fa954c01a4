"""Rows of the grids that show how sure a ranking is: ranks by chance and by method, who is ahead of whom."""

import math

import numpy as np
import pandas as pd

from lcity.charts.grid.cells import Cell, Row
from lcity.colour import CLUSTERS_ON_DARK, DIVERGING, ink, mixed, shade
from lcity.index.robustness import RankSpread
from lcity.ui.shared.reader import dark, reader_language, t
from lcity.ui.trust import words

ALL, PART = 20, 15
MOST_COLUMNS = 20
SEEN = 0.005


def window(rank: pd.Series, unit: str) -> list[str]:
    """Return the ranked units in order: all where they are few, else those about one of them."""
    order = list(rank.dropna().sort_values(kind="stable").index)
    if len(order) <= ALL:
        return order
    middle = order.index(unit) if unit in order else 0
    start = min(max(middle - PART // 2, 0), len(order) - PART)
    return order[start : start + PART]


def shares_of_ranks(spread: RankSpread, rank: pd.Series, units: list[str]) -> tuple[pd.DataFrame, pd.Series]:
    """Return units × ranks, how often each has which, 0–1; and the column of each unit's rank now.

    Only ranks any of the units has in one of 200 draws have a column; where those are many, a column
    is several ranks. Columns are named as a reader reads them.
    """
    lang = reader_language()
    chances = pd.DataFrame({unit: spread.chance(unit) for unit in units}).fillna(0.0)
    now = rank[units].astype(int)
    seen = chances.index[(chances >= SEEN).any(axis=1)]
    low, high = min(*seen, now.min()), max(*seen, now.max())
    step = math.ceil((high - low + 1) / MOST_COLUMNS)
    starts = range(low, high + 1, step)
    ends = [min(start + step - 1, high) for start in starts]
    heads = [
        lang.number(start) if start == end else f"{lang.number(start)}–{lang.number(end)}"
        for start, end in zip(starts, ends, strict=True)
    ]
    shares = {
        head: chances.loc[start : start + step - 1].sum() for head, start in zip(heads, starts, strict=True)
    }
    return pd.DataFrame(shares, index=units), now.map(lambda own: heads[(own - low) // step])


def chance_rows(
    spread: RankSpread,
    rank: pd.Series,
    units: list[str],
    names: list[str],
    selected: str,
    *,
    printed: bool = False,
) -> tuple[list[Row], list[str]]:
    """Return a row a unit of how often it has each rank, and what the columns are called.

    In print, on a light ground and without tips, figures have their sign of per cent.
    """
    lang, rows = reader_language(), []
    shares, now = shares_of_ranks(spread, rank, units)
    for (unit, own), name in zip(shares.iterrows(), names, strict=True):
        cells = tuple(_chance(share, ranks, ranks == now[unit], printed) for ranks, share in own.items())
        rows.append(Row(f"{lang.number(int(rank[unit]))}  {name}", cells, unit == selected))
    return rows, list(shares.columns)


def _chance(share: float, ranks: str, now: bool, printed: bool) -> Cell:
    lang = reader_language()
    if not share:
        return Cell(ring=now)
    # Small shares are the ones to be told apart: the root gives them more of the ramp.
    fill = shade(math.sqrt(share), dark() and not printed)
    tip = t("trust.chance_tip", rank=ranks, share=lang.percent(share, 1))
    # As in sentences: 100 is only what holds in every draw.
    written = lang.percent(share) if share >= SEEN else ""
    return Cell(written if printed else written.rstrip("%\N{NO-BREAK SPACE}"), fill, ink(fill), tip, now)


def method_rows(ranks: pd.DataFrame, now: tuple[str, str], names: list[str], selected: str) -> list[Row]:
    """Return a row a unit of its rank under each method, shaded by how far it is from that under one."""
    lang = reader_language()
    furthest = max(int(np.abs(ranks.to_numpy(float) - ranks[now].to_numpy(float)[:, None]).max()), 1)
    rows = []
    for (unit, own), name in zip(ranks.iterrows(), names, strict=True):
        cells = tuple(
            _method(int(rank), int(own[now]), furthest, method == now) for method, rank in own.items()
        )
        rows.append(Row(f"{lang.number(int(own[now]))}  {name}", cells, unit == selected))
    return rows


def _method(rank: int, now: int, furthest: int, ring: bool) -> Cell:
    lang, moved = reader_language(), now - rank
    if not moved:
        return Cell(lang.number(rank), ring=ring)
    middle, end = (
        CLUSTERS_ON_DARK["none"] if dark() else DIVERGING[3],
        DIVERGING[5] if moved > 0 else DIVERGING[1],
    )
    fill = mixed(middle, end, 0.25 + 0.75 * abs(moved) / furthest)
    tip = t("trust.moved_tip", places=lang.number(moved, sign=True))
    return Cell(lang.number(rank), fill, ink(fill), tip, ring)


def ahead_rows(spread: RankSpread, units: list[str], names: list[str], *, printed: bool = False) -> list[Row]:
    """Return a row a unit of how often it is ahead of each of the others; in print on a light ground."""
    lang, rows = reader_language(), []
    for unit, name in zip(units, names, strict=True):
        cells = []
        for other in units:
            if other == unit:
                cells.append(Cell("–"))
                continue
            share = words.ahead_share(spread, unit, other)
            fill = shade(share, dark() and not printed)
            cells.append(Cell(lang.percent(share), fill, ink(fill)))
        rows.append(Row(name, tuple(cells), unit == units[0]))
    return rows
