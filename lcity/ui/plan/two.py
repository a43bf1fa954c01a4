"""Scenarios opened from files, and two side by side: before, the one in force (A), one held beside (B)."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import streamlit as st

from lcity.errors import ArgumentError, DatasetError
from lcity.scenario import Scenario, parse
from lcity.scenario.question import Question
from lcity.ui.plan import numbers, view
from lcity.ui.shared import cache, frame, scenario, selection, standing
from lcity.ui.shared.intervals import AROUND, intervals
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.scenario_strip import described
from lcity.ui.shared.standing import names

MOST_MB = 1
MOST_TOLD = 5
UNKNOWN = "–"


def draw(question: Question) -> None:
    """Draw the two where there are any, what can be done with them, and the way to open a file."""
    found, beside = scenario.in_force(), scenario.beside()
    if found or beside:
        st.subheader(f"{t('plan.two')} {frame.tag('planned')}", anchor=False)
        st.table(_table(question, found, beside), border="horizontal")
        _hand(found, beside)
    _opener()


def _table(question: Question, found: Scenario | None, beside: Scenario | None) -> pd.DataFrame:
    """Return what is told of each side: rows of measures, a column each side."""
    sides = {t("frame.scenario.side.before"): None}
    if found:
        sides[f"A · {frame.plain(found.name)}"] = found
    if beside:
        sides[f"B · {frame.plain(beside.name)}"] = beside
    told = {}
    for name, one in sides.items():
        with scenario.looking_at(one):
            told[name] = dict(_measures(question, one))
    return pd.DataFrame(told)


def _measures(question: Question, one: Scenario | None) -> Iterator[tuple[str, str]]:
    """Yield what is looked at is like: what is measured, and what it is."""
    lang = reader_language()
    yield t("plan.changes"), described(one) if one else UNKNOWN
    try:
        districts = numbers.model(question).districts()
    except ArgumentError:
        districts = pd.DataFrame({"people": [], "covered": [], "share": []})
    people = districts["people"].sum()
    covered = districts["covered"].sum() / people if people else float("nan")
    yield t("plan.row_coverage"), lang.percent(covered, 1)
    known = districts["share"].dropna()
    if len(known) > 1:
        worst = names("district", [known.idxmin()]).iloc[0]
        yield t("plan.row_worst"), t("plan.row_district", share=lang.percent(known.min(), 1), name=worst)
    yield from _standing()


def _standing() -> Iterator[tuple[str, str]]:
    level, unit = _unit()
    if not unit or not cache.open_dataset().has_index:
        return
    lang, rules = reader_language(), standing.chosen_rules()
    try:
        ranking = standing.ranked(level, rules)
    except ArgumentError:
        return
    name = names(level, [unit]).iloc[0]
    yield t("plan.row_index", name=name), lang.number(ranking.score[unit], 1)
    rank = ranking.rank[unit]
    if pd.isna(rank):
        yield t("plan.row_rank", name=name), UNKNOWN
        return
    spread = intervals(level, rules, question=AROUND)
    low, high = (lang.number(int(of[unit])) for of in (spread.low, spread.high))
    yield t("plan.row_rank", name=name), t("plan.rank_range", rank=lang.number(int(rank)), low=low, high=high)


def _unit() -> tuple[str, str]:
    """Return the level and the id of the unit chosen, else of the city in view."""
    if district := selection.district_choice().value:
        return "district", district
    return "city", selection.city_in_view()


def _hand(found: Scenario | None, beside: Scenario | None) -> None:
    """Draw what can be done with the two: hold beside, exchange, let go, export."""
    with st.container(horizontal=True):
        if found:
            view.download(found, t("plan.file_of", side="A"), key="plan.two.file")
            st.button(
                t("plan.hold_beside"), key="plan.two.hold", on_click=scenario.hold_beside, args=(found,)
            )
        if beside:
            st.button(t("plan.exchange"), key="plan.two.exchange", on_click=scenario.exchange)
            st.button(t("plan.let_go"), key="plan.two.let_go", on_click=scenario.hold_beside, args=(None,))


def _opener() -> None:
    """Draw the place to open a scenario's file, and what it may become."""
    file = st.file_uploader(t("plan.open"), "json", key="plan.two.open", max_upload_size=MOST_MB)
    if file is None:
        return
    try:
        found = parse(file.getvalue(), file.name)
        scenario.dataset_with(found)
    except DatasetError as error:
        for problem in error.problems[:MOST_TOLD]:
            st.text(replace(problem, file=file.name).text(reader_language()))
        if (more := len(error.problems) - MOST_TOLD) > 0:
            st.caption(t("frame.more_problems", n=more))
        return
    st.markdown(f"**{frame.plain(found.name)}**: {frame.plain(described(found))}")
    with st.container(horizontal=True):
        st.button(t("plan.put"), key="plan.two.put", on_click=scenario.put, args=(found,), type="primary")
        st.button(t("plan.hold_file"), key="plan.two.hold_file", on_click=scenario.hold_beside, args=(found,))
