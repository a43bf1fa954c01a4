"""What is wrong with an upload, what its positions need, and what it would change."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from lcity.dataset import Problem
from lcity.errors import ArgumentError
from lcity.index import Tree
from lcity.intake import coordinates, difference, marked, templates
from lcity.intake.coordinates import SHIFTS, SWAPPED, Correction
from lcity.ui import cache, frame
from lcity.ui.data_draft import Draft, accept, correct, drop
from lcity.ui.reader import reader_language, t

MOST_SHOWN = 500
MOST_NAMED = 6
MOST_LACKING = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OWN_GRID = "grid"


def problems(draft: Draft) -> None:
    """List what is wrong, to be taken away in a table or marked in the files themselves."""
    found, lang = draft.reply.problems, reader_language()
    errors = sum(problem.severity == "error" for problem in found)
    if errors:
        st.error(t("data.not_sound", n=errors, count=lang.number(errors)))
    if not found:
        return
    table = pd.DataFrame(marked.rows(found[:MOST_SHOWN], lang), columns=marked.headings(lang))
    row = t("intake.problem.row")
    table[row] = table[row].astype("Int64")
    st.dataframe(table, hide_index=True, width="stretch", key=f"data.problems.{draft.number}")
    if len(found) > MOST_SHOWN:
        st.caption(t("data.more_problems", count=lang.number(len(found) - MOST_SHOWN)))
    parts = draft.reply.parts
    lacking = marked.left_out(parts, found)
    with st.container(horizontal=True):
        _download(t("data.problems_csv"), partial(_listed, found), "problems.csv", "text/csv")
        if len(lacking) < len(parts):
            content = partial(marked.workbook, parts, found, lang)
            _download(t("data.marked_xlsx"), content, "marked.xlsx", XLSX)
        texts = [part for part in parts if part.name.lower().endswith(".csv")]
        if len(texts) == 1:
            content = partial(marked.text, texts[0], found, lang, templates.text)
            _download(t("data.marked_csv"), content, "marked.csv", "text/csv")
    if len(lacking) < len(parts):
        named = [*lacking[:MOST_LACKING], *(["…"] if len(lacking) > MOST_LACKING else [])]
        lacks = [t("data.marked_lacks", names=", ".join(named))] if named else []
        st.caption(frame.plain(" ".join([t("data.marked_about"), *lacks])))


def corrections(draft: Draft) -> None:
    """Offer the corrections that positions seem to need, say which are made, and let others be chosen."""
    made = {} if draft.plan is None else dict(draft.plan.corrections)
    for correction in draft.reply.corrections:
        if correction.table in made:
            continue
        st.warning(frame.plain(_evidence(correction)))
        st.button(
            t("data.correct", how=_how(correction.how)),
            key=f"data.correct.{draft.number}.{correction.table}",
            on_click=correct,
            args=(made | {correction.table: correction.how},),
        )
    for table, how in made.items():
        rest = {other: of for other, of in made.items() if other != table}
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(frame.plain(t("data.corrected", table=t(f"data.table.{table}"), how=_how(how))))
            key = f"data.uncorrect.{draft.number}.{table}"
            st.button(t("data.undo"), key=key, on_click=correct, args=(rest,), type="tertiary")
    _by_hand(draft, made)


def change(draft: Draft) -> None:
    """Say what the sound dataset would change, and open it once its owner says so."""
    dataset, lang = draft.reply.dataset, reader_language()
    if dataset is None:
        return
    st.success(
        t(
            "data.sound",
            indicators=lang.number(len(Tree.from_table(dataset.indicators).leaves)),
            cities=lang.number(len(dataset.cities)),
            districts=lang.number(len(dataset.districts)),
        )
    )
    found = difference.difference(cache.open_dataset(), dataset)
    st.markdown(f"**{t('data.difference')}**")
    if found.empty:
        st.caption(t("data.no_difference"))
    else:
        _difference(draft, found)
    with st.container(horizontal=True):
        st.button(t("data.open"), key=f"data.open.{draft.number}", type="primary", on_click=accept)
        st.button(t("data.drop"), key=f"data.drop.{draft.number}", on_click=drop)


def _difference(draft: Draft, found: difference.Difference) -> None:
    lang = reader_language()
    counts = found.rows[found.rows.any(axis=1)]
    if len(counts):
        table = pd.DataFrame(
            {
                t("data.table"): [t(f"data.table.{name}") for name in counts.index],
                **{t(f"data.{what}"): [lang.number(n) for n in counts[what]] for what in counts},
            }
        )
        st.dataframe(table, hide_index=True, width="stretch", key=f"data.rows.{draft.number}")
    for table in ("cities", "districts", "indicators"):
        for what in ("added", "gone"):
            if ids := found.ids(table, what):
                named = [*ids[:MOST_NAMED], *(["…"] if len(ids) > MOST_NAMED else [])]
                st.text(f"{t(f'data.table.{table}')} · {t(f'data.{what}')}: {', '.join(named)}")
    values = found.values
    st.caption(
        t(
            "data.values_changed",
            **{
                what: lang.number(int((values["what"] == what).sum()))
                for what in ("changed", "added", "gone")
            },
        )
    )
    if values.empty:
        return
    shown = values.head(MOST_SHOWN).assign(
        table=[t(f"data.table.{name}") for name in values["table"].head(MOST_SHOWN)],
        what=[t(f"data.{what}") for what in values["what"].head(MOST_SHOWN)],
    )
    names = {column: t(f"data.values.{column}") for column in shown}
    st.dataframe(
        shown.rename(columns=names), hide_index=True, width="stretch", key=f"data.values.{draft.number}"
    )
    _download(t("data.difference_csv"), partial(templates.text, values), "difference.csv", "text/csv")


def _evidence(correction: Correction) -> str:
    lang = reader_language()
    said = t(
        "data.evidence",
        table=t(f"data.table.{correction.table}"),
        how=_how(correction.how),
        points=lang.number(correction.points),
        before=lang.percent(correction.before, 1),
        after=lang.percent(correction.after, 1),
    )
    if correction.shift_m is None or correction.how not in SHIFTS:
        return said
    return " ".join([said, t("data.evidence_shift", metres=lang.number(correction.shift_m))])


def _how(how: str) -> str:
    return t(f"data.how.{how}") if how in (SWAPPED, *SHIFTS) else how


def _by_hand(draft: Draft, made: dict[str, str]) -> None:
    """Let the owner say what positions are in, where nothing was found out."""
    tables = [name for name in ("cities", "districts", "centres", "population") if name in draft.reply.tables]
    if not tables or draft.plan is None:
        return
    with st.expander(t("data.by_hand")), st.container(horizontal=True, vertical_alignment="bottom"):
        number = draft.number
        table = st.selectbox(
            t("data.of_table"),
            tables,
            format_func=lambda name: t(f"data.table.{name}"),
            key=f"data.of.{number}",
        )
        options = (SWAPPED, *SHIFTS, OWN_GRID)
        how = st.selectbox(
            t("data.they_are"),
            options,
            format_func=lambda way: t("data.how.grid") if way == OWN_GRID else _how(way),
            key=f"data.how.{number}",
        )
        if how == OWN_GRID:
            code = st.text_input("EPSG", key=f"data.epsg.{number}", max_chars=11, placeholder="27700")
            how = _grid(code)
        st.button(
            t("data.apply"),
            key=f"data.apply.{number}",
            disabled=not how,
            on_click=correct,
            args=(made | {table: how},),
        )


def _grid(code: str) -> str:
    """Return a grid's code as corrections name it; "" where there is none such."""
    try:
        coordinates.grid(code)
    except ArgumentError:
        if code:
            st.caption(t("data.no_grid"))
        return ""
    return f"EPSG:{code.upper().removeprefix('EPSG:').strip()}"


def _listed(found: Sequence[Problem]) -> bytes:
    lang = reader_language()
    return templates.text(pd.DataFrame(marked.rows(found, lang), columns=marked.headings(lang)))


def _download(label: str, content, name: str, mime: str) -> None:
    st.download_button(
        label,
        content,
        file_name=f"lcity-{name}",
        mime=mime,
        key=f"data.download.{name}",
        on_click="ignore",
        icon=":material/download:",
    )
