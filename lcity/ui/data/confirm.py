"""What each table and each column of an upload is: as its owner confirms."""

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from lcity.dataset.files import FILES, OUTLINES
from lcity.intake import headings
from lcity.intake.figures import Figures
from lcity.intake.headings import FIGURES
from lcity.intake.part import Part
from lcity.intake.plan import MODES, OWN, UPDATE, Plan
from lcity.ui.data import figures
from lcity.ui.data.draft import Draft, lay
from lcity.ui.shared import frame
from lcity.ui.shared.reader import reader_language, t


def confirm(draft: Draft) -> bool:
    """Draw what was understood, table by table, and go on once it is confirmed.

    Returns
    -------
    bool
        Whether something else is chosen than what was taken, and not confirmed yet.
    """
    proposed = draft.plan or draft.reply.plan
    above = st.container()
    exact = {part.name: table for part in draft.reply.parts if (table := headings.table_of(part))}
    if exact:
        st.markdown(t("data.known_by_name", parts=", ".join(map(frame.plain, exact))))
    chosen = Chosen({}, {}, {})
    for number, part in enumerate(draft.reply.parts):
        table = exact.get(part.name) or _table(draft, part, number, proposed)
        chosen.tables[part.name] = table
        _layout(draft, part, number)
        if table == FIGURES:
            samples = draft.reply.samples.get(part.name, {})
            key = _key(draft, "figures", number)
            chosen.figures[part.name] = figures.form(part, proposed.figures.get(part.name), samples, key)
        elif table and part.columns:
            chosen.headings[part.name] = _headings(draft, part, number, table, proposed)
    mode = OWN
    if not chosen.figures:
        with above:
            in_view = draft.reply.composed and _has_choice(draft)
            if not in_view:
                _elsewhere(proposed)
            mode = proposed.mode if in_view else _mode(proposed.mode, _key(draft, "mode"))
    if st.button(t("data.use_these"), key=_key(draft, "use"), type="primary", disabled=chosen.lacking):
        layouts = {name: draft.layout(name) for name in draft.reply.layouts}
        draft.decide(replace(proposed, mode=mode, layouts=layouts, **vars(chosen)))
        st.rerun()
    return draft.reply.composed and chosen != _taken(draft)


@dataclass
class Chosen:
    """What its owner says of an upload: which table each part is, its headings, or its figures."""

    tables: dict[str, str]
    headings: dict[str, dict[str, str]]
    figures: dict[str, Figures]

    @property
    def lacking(self) -> bool:
        """Whether anything is still to be said before it can be read."""
        return None in self.tables.values() or any(one.lacking for one in self.figures.values())


def _taken(draft: Draft) -> Chosen:
    """Return what an upload was taken for, as `confirm` gives it."""
    plan = draft.plan
    tables = {part.name: plan.tables.get(part.name, "") for part in draft.reply.parts}
    named = [
        part.name for part in draft.reply.parts if tables[part.name] not in ("", FIGURES) and part.columns
    ]
    own = {name: plan.figures[name] for name, table in tables.items() if table == FIGURES}
    return Chosen(tables, {name: dict(plan.headings.get(name, {})) for name in named}, own)


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
    if proposed.mode == OWN and not {"indicators", FIGURES} & set(proposed.tables.values()):
        st.info(t("intake.mode.elsewhere"))


def _has_choice(draft: Draft) -> bool:
    """Say whether an upload may be something else than a dataset of its own."""
    stated = {"indicators", FIGURES} & set(draft.plan.tables.values())
    return not stated or draft.plan.mode != OWN


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
    if seen.depth > 1:
        st.markdown(frame.plain(t("intake.layout.blocks", part=part.name, row=str((seen.header or 1) + 1))))
        other = now._replace(depth=1 if now.depth > 1 else seen.depth)
        key = _key(draft, "depth", number)
        label = t("intake.layout.blocks_taken")
        st.checkbox(label, now.depth > 1, key=key, on_change=lay, args=(part.name, other))
    if seen.left_out:
        rows = [f"{row} (“{text}”)" for row, text in zip(seen.left_out, seen.notes, strict=True)]
        message = t("intake.layout.left_out", part=part.name, rows=", ".join(rows))
        other = now._replace(left_out=() if now.left_out else seen.left_out)
        key = _key(draft, "left_out", number)
        st.markdown(frame.plain(message))
        label = t("intake.layout.left_out_taken", n=len(rows), count=str(len(rows)))
        st.checkbox(label, bool(now.left_out), key=key, on_change=lay, args=(part.name, other))


def _table(draft: Draft, part: Part, number: int, proposed: Plan) -> str | None:
    """Draw the choice of a table for a part whose name does not say which it is; None before it is made."""
    options = ["", OUTLINES] if part.outlined else ["", *([FIGURES] if any(part.columns) else []), *FILES]
    suggested = proposed.tables.get(part.name, "")
    possible = headings.possible_tables(part, draft.reply.keys)
    ambiguous = len(possible) > 1 and not draft.reply.composed
    # Text of an upload stands beside a label, not in it: what is escaped there is read out as it is written.
    st.markdown(f"**{frame.plain(part.name)}**")
    if ambiguous:
        named = [t(f"data.table.{table}") for table in (*possible, FIGURES)]
        st.info(t("intake.which", names=reader_language().listed(named)))
    return st.selectbox(
        t("data.part_is_which"),
        options,
        None if ambiguous else options.index(suggested),
        format_func=lambda table: t(f"data.table.{table}") if table else t("data.not_used"),
        key=_key(draft, "table", number),
        placeholder=t("data.figures.choose"),
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
