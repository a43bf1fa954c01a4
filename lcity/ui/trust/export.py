"""The export of *How sure* on Compare: how often each unit has each rank, and who is ahead of whom."""

import pandas as pd

from lcity.charts.grid.print import ShadedGrid
from lcity.export import mark as head
from lcity.export.pictures.page import Picture
from lcity.export.table import Column, Table
from lcity.index.robustness import RankSpread
from lcity.ui.shared import intervals, selection, standing
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import Rules
from lcity.ui.takeaway import export
from lcity.ui.takeaway.export import Export
from lcity.ui.trust import words
from lcity.ui.trust.grids import ahead_rows, chance_rows, window


def units_export(
    question: str, finding: str, footing: dict, level: str, units: tuple[str, ...], rules: Rules
) -> Export:
    """Return the view's export of the units compared, the main one first."""
    draws = intervals.question_choice().value
    spread = intervals.intervals(level, rules, question=draws)
    rank = standing.ranked(level, rules).rank
    ranked = [unit for unit in units if unit in spread.ranked]
    names = pd.Series({unit: words.name(unit, level) for unit in units})
    metadata = export.metadata(
        question,
        finding,
        **footing | {"method": f"{t('trust.method.ranks')}\n\n{footing['method']}"},
        chosen=[
            (t("compare.compared"), reader_language().listed(names)),
            (t("trust.draws"), t(f"trust.draws.{draws}.short")),
        ],
        rules=rules,
    )
    if not ranked:
        return Export(metadata)
    mark = standing.index_mark(rules, level)
    tables = [_ranks(spread, rank, ranked, names, level, mark)]
    panels = [_chances(spread, rank, ranked, names, mark, ranked[0])]
    if len(ranked) > 1:
        shares = _ahead(spread, ranked, names)
        tables.append(_ahead_table(shares, names, level, mark))
        panels.append(_ahead_picture(spread, ranked, names, mark))
    return Export(metadata, tuple(tables), Picture((tuple(panels),)))


def ranks_by_chance(level: str, city: str, rules: Rules) -> ShadedGrid | None:
    """Return how often the units about the chosen one, or the first, have each rank; None where none has."""
    spread = intervals.intervals(level, rules, city, intervals.question_choice().value)
    rank = standing.ranked(level, rules, city).rank
    if rank.isna().all():
        return None
    chosen = selection.chosen_unit(level)
    units = window(rank, chosen)
    names = pd.Series({unit: words.name(unit, level, city) for unit in units})
    mark = standing.index_mark(rules, level)
    return _chances(spread, rank, units, names, mark, chosen)


def _marked(title: str, mark: str) -> str:
    return head.marked(title, mark, reader_language())


def _ranks(
    spread: RankSpread, rank: pd.Series, units: list[str], names: pd.Series, level: str, mark: str
) -> Table:
    """Return a row for each rank a unit has in any draw."""
    chances = pd.concat({unit: spread.chance(unit) for unit in units}, names=["id", "place"])
    rows = chances.rename("share").reset_index()
    rows.insert(1, "name", rows["id"].map(names))
    rows.insert(2, "now", rows["id"].map(rank).astype("Int64"))
    columns = (
        Column("id", t("ranking.csv.id")),
        Column("name", t(f"compare.unit.{level}")),
        Column("now", t("trust.rank_now"), "", mark),
        Column("place", t("trust.rank"), "", mark),
        Column("share", t("trust.share_of_draws"), t("export.share_unit"), mark, 2, share=True),
    )
    return Table(t("trust.compare.ranks"), columns, rows)


def _chances(
    spread: RankSpread, rank: pd.Series, units: list[str], names: pd.Series, mark: str, selected: str
) -> ShadedGrid:
    rows, heads = chance_rows(spread, rank, units, list(names[units]), selected, printed=True)
    title = _marked(t("trust.compare.ranks"), mark)
    return ShadedGrid(title, rows, [t("trust.rank"), *heads], reader_language())


def _ahead(spread: RankSpread, units: list[str], names: pd.Series) -> pd.DataFrame:
    """Return units × units, how often the first is ahead of the second; NaN of itself."""
    return pd.DataFrame(
        {
            other: [
                float("nan") if unit == other else words.ahead_share(spread, unit, other) for unit in units
            ]
            for other in units
        },
        index=units,
    )


def _ahead_table(shares: pd.DataFrame, names: pd.Series, level: str, mark: str) -> Table:
    rows = shares.rename_axis("id").reset_index().melt("id", var_name="other", value_name="share")
    rows = rows.dropna(subset="share").sort_values("id", kind="stable", ignore_index=True)
    rows.insert(1, "name", rows["id"].map(names))
    rows.insert(3, "other_name", rows["other"].map(names))
    columns = (
        Column("id", t("ranking.csv.id")),
        Column("name", t(f"compare.unit.{level}")),
        Column("other", t("trust.other_id")),
        Column("other_name", t("trust.ahead_of")),
        Column("share", t("trust.share_of_draws"), t("export.share_unit"), mark, 2, share=True),
    )
    return Table(t("trust.compare.ahead"), columns, rows)


def _ahead_picture(spread: RankSpread, units: list[str], names: pd.Series, mark: str) -> ShadedGrid:
    title, named = _marked(t("trust.compare.ahead"), mark), list(names[units])
    rows = ahead_rows(spread, units, named, printed=True)
    return ShadedGrid(title, rows, [t("trust.ahead_of"), *named], reader_language())
