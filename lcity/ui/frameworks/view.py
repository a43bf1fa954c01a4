"""The same figures under two frameworks: LCity's dimensions and UNESCO's key features."""

import pandas as pd
import streamlit as st

from lcity.charts.two_ranks.screen import two_ranks
from lcity.ui import takeaway
from lcity.ui.frameworks import numbers, words
from lcity.ui.frameworks.charts import rank_pairs
from lcity.ui.frameworks.export import frameworks_export
from lcity.ui.parts import draw
from lcity.ui.shared import frame, selection, standing, unit_choice
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.window import side_by_side

KEY = "crosswalk.ranks"


def finding(level: str, units: tuple[str, ...]) -> str:
    """Return the sentence that says how much depends on the framework."""
    return words.finding(level, units[0])


def simulated(level: str) -> bool:
    """Say whether the ranks rest on simulated figures, wholly or in part."""
    return standing.simulated_share(standing.chosen_rules(), level) > 0


def show() -> None:
    """Draw everything below the heading."""
    level = unit_choice.level_choice().value
    found = numbers.table(level)
    if found is not None:
        left, right = side_by_side([5, 4])
        with left:
            _ranks(found, level)
        with right:
            _framework(level)
    frame.foot(**words.footing(level))
    if found is not None:
        takeaway.offer("frameworks", lambda: frameworks_export(level))


def _ranks(found: pd.DataFrame, level: str) -> None:
    lang = reader_language()
    unit_choice.level_control()
    title, pairs = rank_pairs(found, level)
    mark = f" {frame.tag('simulated')}" if simulated(level) else ""
    st.markdown(f"**{frame.plain(title)}**{mark}")
    if among := words.left_out(found, level):
        st.caption(frame.plain(among))
    sentence = words.outside(pairs.table, pairs.table["name"])
    draw.figure(
        two_ranks(pairs, lang),
        KEY,
        sentence,
        lambda: _clicked(level),
        bar=False,
    )
    st.markdown(frame.plain(sentence))


def _clicked(level: str) -> None:
    point = draw.clicked(KEY)
    if point and point.get("customdata"):
        unit = point["customdata"]
        selection.choose_unit(level, unit[0] if isinstance(unit, list) else unit)


def _framework(level: str) -> None:
    mark = f" {frame.tag('simulated')}" if simulated(level) else ""
    st.markdown(f"**{frame.plain(t('crosswalk.framework'))}**{mark}")
    st.markdown(words.framework())
