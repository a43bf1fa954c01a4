"""What is wrong with an upload, told on the page and in the files themselves."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from lcity.dataset import Problem
from lcity.intake import marked, templates
from lcity.ui.data.draft import Draft
from lcity.ui.shared import frame
from lcity.ui.shared.reader import reader_language, t

MOST_GROUPS = 40
MOST_LACKING = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def problems(draft: Draft) -> None:
    """List what is wrong, to be taken away in a table or marked in the files themselves."""
    found, lang = draft.reply.problems, reader_language()
    errors = sum(problem.severity == "error" for problem in found)
    if errors:
        st.error(t("data.not_sound", n=errors, count=lang.number(errors)))
    if not found:
        return
    told = marked.grouped(found, lang)
    heads = [t(f"intake.problem.{head}") for head in ("severity", "where", "said")]
    table = pd.DataFrame(told[:MOST_GROUPS], columns=heads)
    st.table(table.map(frame.plain), border="horizontal", hide_index=True)
    if len(told) > MOST_GROUPS:
        st.caption(t("data.more_problems", count=lang.number(len(told) - MOST_GROUPS)))
    parts = draft.reply.parts
    lacking = marked.left_out(parts, found)
    with st.container(horizontal=True):
        download(t("data.problems_csv"), partial(_csv, found), "problems.csv", "text/csv")
        if len(lacking) < len(parts):
            content = partial(marked.workbook, parts, found, lang)
            download(t("data.marked_xlsx"), content, "marked.xlsx", XLSX)
        texts = [part for part in parts if part.name.lower().endswith(".csv")]
        if len(texts) == 1:
            content = partial(marked.text, texts[0], found, lang, templates.text)
            download(t("data.marked_csv"), content, "marked.csv", "text/csv")
    if len(lacking) < len(parts):
        named = [*lacking[:MOST_LACKING], *(["…"] if len(lacking) > MOST_LACKING else [])]
        lacks = [t("data.marked_lacks", names=", ".join(named))] if named else []
        st.caption(frame.plain(" ".join([t("data.marked_about"), *lacks])))


def _csv(found: Sequence[Problem]) -> bytes:
    lang = reader_language()
    return templates.text(pd.DataFrame(marked.rows(found, lang), columns=marked.headings(lang), dtype=object))


def download(label: str, content, name: str, mime: str) -> None:
    """Offer a file of this upload."""
    st.download_button(
        label,
        content,
        file_name=f"lcity-{name}",
        mime=mime,
        key=f"data.download.{name}",
        on_click="ignore",
        icon=":material/download:",
    )
