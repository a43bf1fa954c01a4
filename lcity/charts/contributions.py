"""Units in rank order as stacked bars: the points each dimension contributes to the score."""

import math
from collections.abc import Mapping

import pandas as pd

from lcity.charts.table import Cell, Column, Row, Table
from lcity.index import Ranking
from lcity.text import Language

STEP = 20


def contribution_table(
    ranking: Ranking,
    moved: pd.Series,
    names: pd.Series,
    dimensions: Mapping[str, str],
    colours: Mapping[str, str],
    lang: Language,
    *,
    label: str,
    unit: str,
    mark: str = "",
    height_px: int = 0,
) -> Table:
    """Return a table of ranked units: rank, its change, name, stacked bar, score.

    Units without a rank are left out. A full bar is the greatest score, rounded up to a multiple of 20.

    Parameters
    ----------
    ranking
        Of the units.
    moved
        Unit → places climbed since the ranking it is held against; missing where there was no rank.
    names
        Unit → name.
    dimensions, colours
        Dimension → name, in the order to stack them; dimension → hex colour.
    label
        What the table shows, for who cannot see it.
    unit
        What a row is: the head of the column of names.
    mark
        The tag beside the head of the score.
    height_px
        The height beyond which it scrolls; 0 for none.
    """
    table = ranking.table()
    table = table[table["rank"].notna()]
    full = STEP * math.ceil(table["score"].max() / STEP) if len(table) else STEP
    pieces = tuple(
        (colours[key], lang.t("ranking.part_tip", name=name, points="{points}"))
        for key, name in dimensions.items()
    )
    columns = (
        Column(lang.t("ranking.rank"), "right", "2.4rem"),
        Column(lang.t("ranking.change"), width="2.2rem", tip=lang.t("ranking.change_tip")),
        Column(unit, width="24%", heading=True),
        Column("", pieces=pieces, full=full),
        Column(lang.t("ranking.score"), "right", "4rem", mark=mark),
    )
    points = ranking.contributions.loc[table.index, list(dimensions)].fillna(0.0).clip(lower=0).round(2)
    rows = tuple(
        Row(
            key,
            (
                Cell(lang.number(rank), tone="quiet"),
                change_cell(moved[key], lang),
                Cell(names[key]),
                Cell(parts=tuple(parts)),
                Cell(lang.number(score, 1), tone="strong"),
            ),
        )
        for key, rank, score, parts in zip(
            table.index, table["rank"], table["score"], points.to_numpy().tolist(), strict=True
        )
    )
    return Table(label, columns, rows, row_px=26, height_px=height_px)


def change_cell(places: int, lang: Language) -> Cell:
    """Return how far a unit has moved: ▲2, ▼1, or a dash for not at all."""
    if pd.isna(places):
        return Cell("", tone="quiet")
    if places == 0:
        return Cell("–", tone="quiet", tip=lang.t("index.kept"))
    key = "index.climbed" if places > 0 else "index.fell"
    written = lang.number(abs(int(places)))
    return Cell(
        f"{'▲' if places > 0 else '▼'}{written}",
        tone="up" if places > 0 else "down",
        tip=lang.t(key, n=abs(int(places)), places=written),
    )
