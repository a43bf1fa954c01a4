"""Another dataset: uploaded, confirmed, corrected, compared with the open one, and opened."""

from collections import Counter

import streamlit as st

from lcity.intake.limits import Limits
from lcity.intake.worker import process
from lcity.ui.data import change, check, confirm, ground, mend, open, questions
from lcity.ui.data.draft import current, uploader_key
from lcity.ui.shared import user_dataset
from lcity.ui.shared.reader import reader_language, t

MOST_SAVED = 100


def upload() -> None:
    """Draw the way of an upload from its files to the open dataset."""
    limits, lang = Limits.from_environment(), reader_language()
    process.warm()
    files = st.file_uploader(
        t("data.upload", most=lang.number(limits.upload_mb)),
        accept_multiple_files=True,
        key=uploader_key(),
        max_upload_size=limits.upload_mb,
        help=t("data.upload_help", rows=lang.number(limits.rows), vertices=lang.number(limits.vertices)),
    )
    st.caption(t("data.private"))
    ground.ground()
    draft = current(files)
    if draft is None:
        return
    questions.questions(draft, early=True)
    if draft.reply.plan is not None:
        if draft.reply.composed:
            confirm.standing(draft)
            with st.expander(t("data.understood")):
                awaited = confirm.confirm(draft)
            if awaited:
                # What is wrong with the tables as they were taken before is not what is wrong with these.
                st.info(t("intake.awaited"))
                return
        else:
            st.info(t("data.confirm"))
            confirm.confirm(draft)
    check.problems(draft)
    questions.questions(draft, early=False)
    if draft.reply.composed:
        mend.readings(draft)
        mend.corrections(draft)
    change.change(draft)


def saved() -> None:
    """Offer the datasets saved on the server, where its owner lets them be."""
    found = user_dataset.saved()[:MOST_SAVED]
    if not found:
        return
    titles = Counter(one.title for one in found)
    # A browser tells by the words alone which was chosen.
    labels = [
        t("frame.dataset.folder", title=title, folder=folder.name) if titles[title] > 1 else title
        for folder, title in found
    ]
    st.markdown(f"**{t('data.saved_ones')}**")
    chosen = st.selectbox(
        t("data.saved_one"),
        range(len(found)),
        format_func=labels.__getitem__,
        key="data.saved_one",
        label_visibility="collapsed",
    )
    st.button(t("data.open"), key="data.open_saved", on_click=open.open_saved, args=(found[chosen].folder,))
