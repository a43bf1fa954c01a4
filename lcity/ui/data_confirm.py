"""What each table and each column of an upload is: as its owner confirms."""

import pandas as pd
import streamlit as st

from lcity.dataset.files import FILES
from lcity.intake import headings
from lcity.intake.part import Part
from lcity.intake.plan import MODES, OWN, Plan
from lcity.ui import frame
from lcity.ui.data_draft import Draft
from lcity.ui.reader import t


def confirm(draft: Draft) -> None:
    """Draw what was understood, table by table, and go on once it is confirmed."""
    proposed = draft.plan or draft.reply.plan
    mode = st.radio(
        t("data.mode"),
        MODES,
        MODES.index(proposed.mode),
        format_func=lambda mode: t(f"data.mode.{mode}"),
        captions=[t(f"data.mode.{mode}.about") for mode in MODES],
        key=_key(draft, "mode"),
    )
    exact = {part.name: table for part in draft.reply.parts if (table := headings.table_of(part))}
    if exact:
        st.markdown(t("data.known_by_name", parts=", ".join(map(frame.plain, exact))))
    tables, chosen = {}, {}
    for number, part in enumerate(draft.reply.parts):
        table = exact.get(part.name) or _table(draft, part, number, proposed)
        tables[part.name] = table
        if table and part.columns:
            chosen[part.name] = _headings(draft, part, number, table, proposed)
    if st.button(t("data.use_these"), key=_key(draft, "use"), type="primary"):
        corrections = {} if draft.plan is None else draft.plan.corrections
        draft.decide(Plan(mode, tables, chosen, corrections))
        st.rerun()


def mode_of(draft: Draft) -> str:
    """Return how the draft's dataset stands to the open one."""
    return draft.plan.mode if draft.plan else OWN


def _table(draft: Draft, part: Part, number: int, proposed: Plan) -> str:
    """Draw the choice of a table for a part whose name does not say which it is."""
    options = ["", *(table for table in FILES if table != "meta")]
    suggested = proposed.tables.get(part.name, "")
    return st.selectbox(
        t("data.part_is_which", part=frame.plain(part.name)),
        options,
        options.index(suggested),
        format_func=lambda table: t(f"data.table.{table}") if table else t("data.not_used"),
        key=_key(draft, "table", number),
    )


def _headings(draft: Draft, part: Part, number: int, table: str, proposed: Plan) -> dict[str, str]:
    """Draw the headings that are no column of the table, each with what it may mean."""
    keys = draft.reply.keys
    if proposed.tables.get(part.name) == table and (draft.plan or part.name in proposed.headings):
        suggested = dict(proposed.headings.get(part.name, {}))
    else:
        suggested = headings.suggest(table, part.columns, keys)
    columns = headings.choosable(table, keys)
    others = [heading for heading in part.columns if heading and heading not in columns]
    if not others:
        return {}
    samples = draft.reply.samples.get(part.name, {})
    unchanged = t("data.as_it_is")
    grid = pd.DataFrame(
        {
            "heading": others,
            "cells": ["; ".join(samples.get(heading, ())) for heading in others],
            "column": [suggested.get(heading) or unchanged for heading in others],
        }
    )
    label = t("data.headings", n=len(others), count=str(len(others)), part=frame.plain(part.name))
    with st.expander(label, expanded=bool(suggested)):
        edited = st.data_editor(
            grid,
            key=_key(draft, "headings", number, table),
            hide_index=True,
            disabled=("heading", "cells"),
            width="stretch",
            column_config={
                "heading": st.column_config.TextColumn(t("data.heading")),
                "cells": st.column_config.TextColumn(t("data.cells")),
                "column": st.column_config.SelectboxColumn(
                    t("data.read_as"), options=[unchanged, *columns], required=True
                ),
            },
        )
    pairs = zip(edited["heading"], edited["column"], strict=True)
    return {heading: column for heading, column in pairs if column and column != unchanged}


def _key(draft: Draft, *parts: object) -> str:
    return ".".join(map(str, ("data.draft", draft.number, *parts)))
