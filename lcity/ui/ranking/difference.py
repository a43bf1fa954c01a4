"""Which ranks and scores the scenario in force moves: a table of the units it touches, before and after."""

from typing import NamedTuple

import pandas as pd
import streamlit as st

from lcity.export.mark import of_share
from lcity.export.table import Column, Table
from lcity.index import Ranking, moves
from lcity.ui.shared import frame, scenario, standing
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.takeaway import export, ranks

LEAST = 0.05
"""Points of score from which a change is told, as scores are written."""
MOST_ROWS = 12


def before_and_after(ranking: Ranking, level: str, city: str) -> pd.DataFrame:
    """Return ranks and scores before and after of the units that have both.

    Returns
    -------
    DataFrame
        Unit → rank_before, rank, moved (places gained), score_before, score (0–100), in rank order.
    """
    with scenario.before():
        was = standing.ranked(level, standing.chosen_rules(), city)
    table = ranking.table()[["rank", "score"]]
    found = table.assign(
        rank_before=was.rank.reindex(table.index),
        moved=moves(was, ranking).reindex(table.index),
        score_before=was.score.reindex(table.index),
    )
    return found.dropna()[["rank_before", "rank", "moved", "score_before", "score"]]


def draw(ranking: Ranking, level: str, city: str) -> None:
    """Write whose rank or score is another with the scenario; nothing unless the reader wants to see it."""
    if not scenario.shows_difference():
        return
    lang, rows = reader_language(), before_and_after(ranking, level, city)
    gained = rows["score"] - rows["score_before"]
    rows = rows[(rows["moved"] != 0) | (gained.abs() >= LEAST)]
    st.subheader(f"{t('ranking.difference')} {frame.tag('planned')}", anchor=False)
    if rows.empty:
        st.markdown(t("ranking.difference_none"))
        return
    first = gained[rows.index].abs().sort_values(ascending=False, kind="stable").index[:MOST_ROWS]
    shown = rows.loc[rows.index.isin(first)]
    names = ranks.names(level, city, shown.index)
    table = pd.DataFrame(
        {
            t("ranking.csv.name"): names.to_numpy(),
            t("ranking.csv.rank"): [_rank(row) for row in shown.itertuples()],
            t("ranking.csv.score"): [
                f"{lang.number(row.score, 1)} {_arrow(row.score - row.score_before, 1)}"
                for row in shown.itertuples()
            ],
        }
    )
    st.table(table.set_index(table.columns[0]), border="horizontal")
    if len(rows) > len(shown):
        st.caption(
            t("ranking.difference_more", n=len(rows) - len(shown), count=lang.number(len(rows) - len(shown)))
        )


def table(ranking: Ranking, level: str, city: str, rules: standing.Rules) -> Table:
    """Return ranks and scores before and after, for the export."""
    rows = before_and_after(ranking, level, city)
    with scenario.before():
        was = _mark(rules, level)
    mark = _mark(rules, level)
    points = t("export.points")
    before, after = t("frame.scenario.side.before"), t("frame.scenario.side.after")
    columns = (
        *export.identified(rows, standing.names(level)),
        Column("rank_before", t("ranking.of_side", what=t("ranking.csv.rank"), side=before), provenance=was),
        Column("rank", t("ranking.of_side", what=t("ranking.csv.rank"), side=after), provenance=mark),
        Column("moved", t("ranking.difference_places"), t("export.places"), mark),
        Column(
            "score_before", t("ranking.of_side", what=t("ranking.csv.score"), side=before), points, was, 1
        ),
        Column("score", t("ranking.of_side", what=t("ranking.csv.score"), side=after), points, mark, 1),
    )
    return Table(t("ranking.difference"), columns, rows)


def _mark(rules: standing.Rules, level: str) -> str:
    """Return the mark of an index in the export: what is planned on simulated figures bears both."""
    return of_share(standing.simulated_share(rules, level), planned=standing.is_planned(rules, level))


def _rank(row: NamedTuple) -> str:
    return f"{reader_language().number(int(row.rank))} {_arrow(row.moved, 0)}"


def _arrow(change: float, digits: int) -> str:
    """Write a change as ▲ or ▼ and by how much; nothing where it would read as 0."""
    if round(abs(change), digits) == 0:
        return ""
    return f"{'▲' if change > 0 else '▼'}\N{NO-BREAK SPACE}{reader_language().number(abs(change), digits)}"
