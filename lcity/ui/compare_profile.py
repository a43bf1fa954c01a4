"""The profile: where the units compared stand on every indicator, among all and among their peers."""

import pandas as pd
import streamlit as st

from lcity.ui import compare_units, frame, standing
from lcity.ui.reader import reader_language, t


def finding(level: str, units: tuple[str, ...]) -> str:
    """Return the sentence that says where the main unit stands."""
    lang = reader_language()
    ranking = standing.ranked(level, standing.chosen_rules())
    unit = units[0]
    name = compare_units.names(level)[unit]
    rank = ranking.rank[unit]
    if pd.isna(rank):
        return t("compare.unranked", name=name, present=lang.percent(ranking.present[unit]))
    return t(
        f"compare.stands.{level}",
        name=name,
        score=lang.number(ranking.score[unit], 1),
        rank=lang.number(int(rank)),
        count=lang.number(int(ranking.rank.notna().sum())),
    )


def show(level: str, units: tuple[str, ...]) -> None:
    """Draw the profile."""
    st.markdown(frame.plain(finding(level, units)))
