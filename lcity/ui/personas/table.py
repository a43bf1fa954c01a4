"""Units ranked through a persona's eyes, beside the usual ranking."""

import pandas as pd

from lcity.access.persona import Persona
from lcity.charts.table import Cell, Column, Row, Table
from lcity.colour import SHARES, ink
from lcity.index import moves
from lcity.ui.personas import numbers
from lcity.ui.shared import cache, standing, unit_choice
from lcity.ui.shared.intervals import intervals
from lcity.ui.shared.reader import dark, reader_language, t

TALL_PX = 480
MOST_WHOLE = 20


def numbers_of(persona: Persona, level: str) -> pd.DataFrame:
    """Return what stands in the table of a level's units, by their rank for the persona, the unranked last.

    Returns
    -------
    DataFrame
        Unit → rank, low, high (its interval), usual, usual_low, usual_high, moved (Int64), score, share and
        all (0–1: the persona's coverage and everyone's).
    """
    own, usual = numbers.ranking(persona, level), numbers.usual(level)
    spread, usual_spread = numbers.interval(persona, level), intervals(level, standing.chosen_rules())
    table = pd.DataFrame(
        {
            "rank": own.rank,
            "low": spread.low,
            "high": spread.high,
            "usual": usual.rank,
            "usual_low": usual_spread.low,
            "usual_high": usual_spread.high,
            "moved": moves(usual, own),
            "score": own.score,
            "share": numbers.coverage(persona, level)["share"],
            "all": numbers.everyone(level)["share"],
        }
    )
    return table.loc[own.table().index]


def ranked(persona: Persona, level: str) -> Table:
    """Return the table of a level's units as it is drawn."""
    table = numbers_of(persona, level)
    cover, index = (
        cache.spatial_provenance(bool(persona.free)),
        standing.index_mark(numbers.rules(persona), level),
    )
    mark = t(f"common.provenance.{index}") if index else ""
    cover_mark = t(f"common.provenance.{cover}")
    columns = (
        Column(t("persona.col_rank"), "right", "13%", mark, tip=t("persona.interval")),
        Column(t("persona.col_usual"), "right", "13%", mark, tip=t("persona.interval")),
        Column(t("persona.col_moved"), "right", "7%"),
        Column(t(f"compare.unit.{level}"), width="24%", heading=True),
        Column(t("persona.col_score"), "right", "13%", mark, sortable=True),
        Column(t("persona.col_share"), "center", "16%", cover_mark, sortable=True),
        Column(t("persona.col_all"), "center", "16%", cover_mark, sortable=True),
    )
    names = unit_choice.names(level)
    fills = {column: SHARES.on(dark()).colour(table[column]) for column in ("share", "all")}
    rows = tuple(
        _row(unit, names[unit], row, fills["share"][unit], fills["all"][unit])
        for unit, row in zip(table.index, table.itertuples(), strict=True)
    )
    label = t("persona.table", units=t(f"compare.level.{level}"))
    return Table(label, columns, rows, height_px=TALL_PX if len(rows) > MOST_WHOLE else 0, least_px=640)


def _row(unit: str, name: str, row: tuple, fill: str, all_fill: str) -> Row:
    lang = reader_language()
    unranked = pd.isna(row.rank)
    moved = None if pd.isna(row.moved) else int(row.moved)
    cells = (
        Cell(_rank_text(row.rank, row.low, row.high), tone="strong"),
        Cell(_rank_text(row.usual, row.usual_low, row.usual_high), tone="quiet"),
        Cell(_arrow(moved), tone="quiet" if not moved else "strong"),
        Cell(name),
        Cell(lang.number(row.score, 1), None if pd.isna(row.score) else float(row.score)),
        _share(row.share, fill),
        _share(row.all, all_fill),
    )
    return Row(unit, cells, faint=bool(unranked))


def _rank_text(rank: int, low: int, high: int) -> str:
    """Write a rank with its interval."""
    lang = reader_language()
    if pd.isna(rank) or pd.isna(low):
        return lang.number(None if pd.isna(rank) else int(rank))
    numbers_ = {"rank": rank, "low": low, "high": high}
    return t("persona.ranked", **{name: lang.number(int(number)) for name, number in numbers_.items()})


def _arrow(moved: int | None) -> str:
    lang = reader_language()
    if not moved:
        return lang.number(None) if moved is None else "="
    return f"{'▲' if moved > 0 else '▼'}{lang.number(abs(moved))}"


def _share(share: float, fill: str) -> Cell:
    lang = reader_language()
    if pd.isna(share):
        return Cell(lang.number(share), tone="quiet")
    return Cell(lang.percent(share), float(share), fill, ink(fill))
