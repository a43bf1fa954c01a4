"""What each table and each column of an upload is: as its owner confirms."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from lcity.dataset.files import FILES, OUTLINES
from lcity.intake import headings
from lcity.intake.part import Part
from lcity.intake.plan import MODES, OWN, UPDATE, Plan
from lcity.ui.data.draft import Draft, lay
from lcity.ui.shared import frame
from lcity.ui.shared.reader import t


def confirm(draft: Draft) -> bool:
    """Draw what was understood, table by table, and go on once it is confirmed.

    Returns
    -------
    bool
        Whether something else is chosen than what was taken, and not confirmed yet.
    """
    proposed = draft.plan or draft.reply.plan
    in_view = draft.reply.composed and _has_choice(draft)
    if not in_view:
        _elsewhere(proposed)
    mode = proposed.mode if in_view else _mode(proposed.mode, _key(draft, "mode"))
    exact = {part.name: table for part in draft.reply.parts if (table := headings.table_of(part))}
    if exact:
        st.markdown(t("data.known_by_name", parts=", ".join(map(frame.plain, exact))))
    tables, chosen = {}, {}
    for number, part in enumerate(draft.reply.parts):
        table = exact.get(part.name) or _table(draft, part, number, proposed)
        tables[part.name] = table
        _layout(draft, part, number)
        if table and part.columns:
            chosen[part.name] = _headings(draft, part, number, table, proposed)
    if st.button(t("data.use_these"), key=_key(draft, "use"), type="primary"):
        layouts = {name: draft.layout(name) for name in draft.reply.layouts}
        draft.decide(replace(proposed, mode=mode, tables=tables, headings=chosen, layouts=layouts))
        st.rerun()
    return draft.reply.composed and (tables, chosen) != _taken(draft)


def _taken(draft: Draft) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Return what parts and their headings were taken for, as `confirm` gives it."""
    tables = {part.name: draft.plan.tables.get(part.name, "") for part in draft.reply.parts}
    headings_ = {
        part.name: dict(draft.plan.headings.get(part.name, {}))
        for part in draft.reply.parts
        if tables[part.name] and part.columns
    }
    return tables, headings_


def standing(draft: Draft) -> None:
    """Say how what was read stands to the open dataset, and let it be otherwise, where it may be."""
    if not _has_choice(draft):
        return
    mode, key = draft.plan.mode, _key(draft, "standing")
    if mode == UPDATE == draft.reply.plan.mode:
        st.info(t("intake.mode.fewer"))
    _elsewhere(draft.reply.plan)
    chosen = _mode(mode, key)
    if chosen != mode:
        draft.decide(replace(draft.plan, mode=chosen))
        st.rerun()


def _elsewhere(proposed: Plan) -> None:
    """Say why tables that could have joined the open dataset are proposed as one of their own."""
    if proposed.mode == OWN and "indicators" not in proposed.tables.values():
        st.info(t("intake.mode.elsewhere"))


def _has_choice(draft: Draft) -> bool:
    """Say whether an upload may be something else than a dataset of its own."""
    return "indicators" not in draft.plan.tables.values() or draft.plan.mode != OWN


def _mode(mode: str, key: str) -> str:
    return st.radio(
        t("data.mode"),
        MODES,
        MODES.index(mode),
        format_func=lambda mode: t(f"data.mode.{mode}"),
        captions=[t(f"data.mode.{mode}.about") for mode in MODES],
        key=key,
    )


def _layout(draft: Draft, part: Part, number: int) -> None:
    """Draw where a part's table seems to be, to be said otherwise."""
    seen, now = draft.reply.layouts.get(part.name), draft.layout(part.name)
    if seen is None:
        return
    if seen.header:
        message = t("intake.layout.header", part=part.name, row=str(seen.header), title="; ".join(seen.title))
        other = now._replace(header=None if now.header else seen.header)
        key = _key(draft, "header", number)
        st.markdown(frame.plain(message))
        label = t("intake.layout.header_taken", row=str(seen.header))
        st.checkbox(label, now.header is not None, key=key, on_change=lay, args=(part.name, other))
    if seen.left_out:
        rows = [f"{row} (“{text}”)" for row, text in zip(seen.left_out, seen.notes, strict=True)]
        message = t("intake.layout.left_out", part=part.name, rows=", ".join(rows))
        other = now._replace(left_out=() if now.left_out else seen.left_out)
        key = _key(draft, "left_out", number)
        st.markdown(frame.plain(message))
        label = t("intake.layout.left_out_taken", n=len(rows), count=str(len(rows)))
        st.checkbox(label, bool(now.left_out), key=key, on_change=lay, args=(part.name, other))


def _table(draft: Draft, part: Part, number: int, proposed: Plan) -> str:
    """Draw the choice of a table for a part whose name does not say which it is."""
    options = ["", OUTLINES] if part.outlined else ["", *FILES]
    suggested = proposed.tables.get(part.name, "")
    # Text of an upload stands beside a label, not in it: what is escaped there is read out as it is written.
    st.markdown(f"**{frame.plain(part.name)}**")
    return st.selectbox(
        t("data.part_is_which"),
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
