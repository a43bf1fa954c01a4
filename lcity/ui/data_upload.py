"""Another dataset: uploaded, confirmed, corrected, compared with the open one, and opened."""

import streamlit as st

from lcity.intake.limits import Limits
from lcity.ui import (
    data_change,
    data_check,
    data_confirm,
    data_draft,
    data_mend,
    data_open,
    data_process,
    data_questions,
    opened,
)
from lcity.ui.reader import reader_language, t

MOST_SAVED = 100


def upload() -> None:
    """Draw the way of an upload from its files to the open dataset."""
    limits, lang = Limits.from_environment(), reader_language()
    data_process.warm()
    files = st.file_uploader(
        t("data.upload", most=lang.number(limits.upload_mb)),
        accept_multiple_files=True,
        key=data_draft.uploader_key(),
        max_upload_size=limits.upload_mb,
        help=t("data.upload_help", rows=lang.number(limits.rows), vertices=lang.number(limits.vertices)),
    )
    st.caption(t("data.private"))
    draft = data_draft.current(files)
    if draft is None:
        return
    if draft.reply.plan is not None:
        if draft.reply.composed:
            data_confirm.standing(draft)
            with st.expander(t("data.understood")):
                data_confirm.confirm(draft)
        else:
            st.info(t("data.confirm"))
            data_confirm.confirm(draft)
    data_check.problems(draft)
    data_questions.questions(draft)
    if draft.reply.composed:
        data_mend.readings(draft)
        data_mend.corrections(draft)
    data_change.change(draft)


def saved() -> None:
    """Offer the datasets saved on the server, where its owner lets them be."""
    found = opened.saved()[:MOST_SAVED]
    if not found:
        return
    st.markdown(f"**{t('data.saved_ones')}**")
    folder = st.selectbox(
        t("data.saved_one"),
        range(len(found)),
        format_func=lambda number: found[number].title,
        key="data.saved_one",
        label_visibility="collapsed",
    )
    st.button(
        t("data.open"), key="data.open_saved", on_click=data_open.open_saved, args=(found[folder].folder,)
    )
