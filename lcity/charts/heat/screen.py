"""Units ranked, with a shaded score for each dimension."""

import math
from collections.abc import Collection, Mapping

import pandas as pd

from lcity.charts.table import Cell, Column, Row, Table
from lcity.colour import ink, shade
from lcity.index import Ranking
from lcity.text import Language

LEAST_PX = 676
LEAST_NAME, MOST_NAME, WIDTH_A_LETTER = 13.5, 20.0, 0.95
"""Per cent of the table's width: what names may take, and what a letter does."""
WIDE_FROM = 0x2E7F
RANK_NARROW, RANK_WIDE = "2.4rem", "4.2rem"


def heat_table(
    ranking: Ranking,
    names: pd.Series,
    dimensions: Mapping[str, str],
    simulated: pd.Series,
    lang: Language,
    *,
    label: str,
    unit: str,
    height_px: int = 0,
    dark: bool = False,
    between: pd.DataFrame | None = None,
    rank: str = "",
    not_apart: Collection[str] = (),
) -> Table:
    """Return a table of units in rank order: rank, its range, name, index, and a shaded score a dimension.

    Parameters
    ----------
    ranking
        Of the units; only those in `names` are shown, with the ranks they have among all.
    names
        Unit → name.
    dimensions
        Dimension → name, in the order to show them.
    simulated
        Dimension, and "" for the whole index → share (0–1) of its weight that is simulated.
    label
        What the table shows, for who cannot see it.
    unit
        What a row is: the head of the column of names.
    height_px
        The height beyond which it scrolls; 0 for none.
    dark
        Whether it lies on a dark ground.
    between
        Units × low, high: the ranks between which a unit stays as weights move; None leaves them out.
    rank
        The head of the column of ranks where it has to say among whom; "" for "Rank".
    not_apart
        Units that cannot be told apart from the one above them: a sign stands before their rank.
    """
    columns = (
        Column(rank or lang.t("overview.rank"), "right", RANK_WIDE if rank else RANK_NARROW),
        *([] if between is None else [Column(lang.t("overview.range"), "right", _range_width(between))]),
        Column(unit, width=_name_width(names), heading=True),
        _score_column(lang.t("overview.index"), simulated[""], lang),
        *(_score_column(name, simulated[key], lang) for key, name in dimensions.items()),
    )
    order = [unit_id for unit_id in ranking.table().index if unit_id in names.index]
    rows = [
        _row(
            ranking,
            unit_id,
            names[unit_id],
            list(dimensions),
            lang,
            dark,
            between,
            unit_id in not_apart,
        )
        for unit_id in order
    ]
    return Table(label, columns, tuple(rows), height_px=height_px, least_px=LEAST_PX)


def _name_width(names: pd.Series) -> str:
    """Return what a column takes for its longest name, within bounds: Chinese characters are wide as two."""
    widest = max((sum(2 if ord(letter) > WIDE_FROM else 1 for letter in name) for name in names), default=0)
    return f"{min(max(LEAST_NAME, WIDTH_A_LETTER * widest), MOST_NAME):g}%"


def _range_width(between: pd.DataFrame) -> str:
    """Return what a column needs for its ranges to stay in one line, the largest text included."""
    digits = len(str(int(between["high"].max()))) if between["high"].notna().any() else 1
    return f"{max(3.2, 0.7 + 0.6 * (2 * digits + 1)):g}rem"


def _score_column(name: str, simulated: float, lang: Language) -> Column:
    mark, sign, tip = "", "", name
    if simulated > 0:
        whole = round(simulated, 3) == 1
        sign = "whole" if whole else "part"
        mark = lang.t("common.provenance.simulated")
        if not whole:
            mark = lang.t("overview.part_simulated", share=lang.percent(simulated))
        tip = lang.t("overview.simulated_tip", name=name, share=lang.percent(simulated))
    return Column(name, "center", mark=mark, sign=sign, tip=tip, sortable=True)


def _row(
    ranking: Ranking,
    unit: str,
    name: str,
    dimensions: list[str],
    lang: Language,
    dark: bool,
    between: pd.DataFrame | None,
    about: bool,
) -> Row:
    rank, score = ranking.rank[unit], ranking.score[unit]
    unranked = bool(pd.isna(rank))
    why = ""
    if unranked:
        why = lang.t("overview.unranked_tip", present=lang.percent(ranking.present[unit]))
    cells = (
        Cell(
            lang.rank(rank, about),
            tone="quiet",
            tip=why or (lang.t("overview.not_apart_tip") if about else ""),
        ),
        *([] if between is None else [_range(between.loc[unit], lang)]),
        Cell(name, tip=why),
        Cell(lang.number(score, 1), value=_or_none(score), tone="strong", tip=why),
        *(_shaded(ranking.nodes.loc[unit, key], lang, dark) for key in dimensions),
    )
    return Row(unit, cells, faint=unranked)


def _range(ends: pd.Series, lang: Language) -> Cell:
    if ends.isna().any():
        return Cell(lang.number(None), tone="quiet")
    return Cell("–".join(dict.fromkeys(lang.number(int(end)) for end in ends)), tone="quiet")


def _shaded(score: float, lang: Language, dark: bool) -> Cell:
    if math.isnan(score):
        return Cell(lang.number(score), tone="quiet", tip=lang.t("frame.no_data"))
    fill = shade(score / 100, dark)
    return Cell(lang.number(score), value=float(score), fill=fill, ink=ink(fill), tip=lang.number(score, 1))


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
