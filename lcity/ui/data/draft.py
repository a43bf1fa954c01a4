"""An upload on its way: its files, what its owner has decided, and what came back."""

import dataclasses
from collections.abc import Iterable
from itertools import count
from typing import NamedTuple

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lcity.computed import complete
from lcity.errors import ArgumentError
from lcity.intake.layout import Layout
from lcity.intake.limits import MB, Limits
from lcity.intake.plan import Plan
from lcity.intake.worker.answer import refused
from lcity.intake.worker.request import Job
from lcity.intake.worker.room import NoRoomError
from lcity.ui.data import open
from lcity.ui.shared import cache, frame, user_dataset
from lcity.ui.shared.reader import reader_language, t

_DRAFT, _TURN, _OPENED = "lcity.draft", "lcity.draft.turn", "lcity.draft.opened"
_MADE, _GOES_ON = "lcity.draft.made", "lcity.draft.goes_on"
_numbers = count(1)


class Draft:
    """An upload on its way.

    Parameters
    ----------
    files
        As Streamlit holds them.
    """

    def __init__(self, files: list):
        self.number = next(_numbers)
        self.files = tuple(file.file_id for file in files)
        self.laid_over = cache.as_it_is().hash
        self.plan: Plan | None = None
        self.layouts: dict[str, Layout] = {}
        self.answers: dict[str, str] = {}
        self._values: dict[tuple[str, str], pd.DataFrame] = {}
        limits = Limits.from_environment()
        names = [file.name for file in files]
        if sum(file.size for file in files) > limits.upload_mb * MB:
            self.job, self.reply = None, refused(names, "upload_too_large", most=limits.upload_mb)
            return
        try:
            self.job = Job([(file.name, file.getvalue()) for file in files])
        except NoRoomError as full:
            self.job, self.reply = None, refused(names, full.code, **full.details)
            return
        self.decide(None)

    def decide(self, plan: Plan | None) -> None:
        """Go on with what the owner has decided."""
        with st.spinner(t("data.reading")):
            self.reply = self.job.ask(cache.as_it_is().folder, plan, self.layouts, self.answers)
        self.plan = plan or (self.reply.plan if self.reply.composed else None)
        if self.plan is None and not (self.reply.parts or self.reply.questions):
            self.job.remove()  # Nothing more can be made of it.

    def values(self, level: str) -> pd.DataFrame:
        """Return the values of all leaves of the dataset that came, by unit; computed once."""
        dataset = self.reply.dataset
        if (dataset.hash, level) not in self._values:
            self._values[dataset.hash, level] = complete(dataset, level).values
        return self._values[dataset.hash, level]

    @property
    def due(self) -> int:
        """How much is to be answered before the dataset can be opened: questions, and doubts of positions."""
        answered = () if self.plan is None else self.plan.corrections
        return self.reply.due + len({of.table for of in self.reply.corrections}.difference(answered))

    def layout(self, part: str) -> Layout:
        """Return where a part's table is, as its owner says or else as it seems."""
        return self.layouts.get(part) or self.reply.layouts.get(part) or Layout()


def uploader_key() -> str:
    """Return the key of the uploader: another after each dataset opened, so that it is empty again."""
    return f"data.upload.{turn()}"


def turn() -> int:
    """Return how many datasets have been opened or dropped: uploaders are empty again after each."""
    return st.session_state.get(_TURN, 0)


class MadeFile(NamedTuple):
    """A file that was made here of others, as Streamlit holds those that are uploaded."""

    file_id: str
    name: str
    content: bytes

    @property
    def size(self) -> int:
        """Its bytes."""
        return len(self.content)

    def getvalue(self) -> bytes:
        """Return its content."""
        return self.content


def take(files: Iterable[tuple[str, bytes]]) -> None:
    """Go on with files that were made here, name and content, as with uploaded ones."""
    number = next(_numbers)
    st.session_state[_MADE] = [MadeFile(f"made-{number}-{name}", name, content) for name, content in files]


def current(files: list) -> Draft | None:
    """Return the draft of these files, begun anew where those or the open one changed; None without.

    Where none are uploaded, files that were made here count.
    """
    draft = st.session_state.get(_DRAFT)
    if files:
        st.session_state.pop(_MADE, None)
    files = files or st.session_state.get(_MADE, [])
    if not files:
        _forget()
        return None
    ids = tuple(file.file_id for file in files)
    if draft is None or (draft.files, draft.laid_over) != (ids, cache.as_it_is().hash):
        _forget(ids)
        draft = st.session_state[_DRAFT] = Draft(files)
    return draft


def drop() -> None:
    """Forget the draft and its files."""
    _forget()
    st.session_state.pop(_MADE, None)
    st.session_state[_TURN] = turn() + 1


def _forget(kept: tuple[str, ...] = ()) -> None:
    """Forget the draft, and the files of it that are not kept: Streamlit would hold them with the session."""
    draft = st.session_state.pop(_DRAFT, None)
    context = get_script_run_ctx()
    for file in draft.files if draft else ():
        if file not in kept:
            context.uploaded_file_mgr.remove_file(context.session_id, file)


# What a click calls must not hold a draft: Streamlit keeps it for as long as the session lives.


def revise(**decided) -> None:
    """Go on with the draft, something of its plan decided anew."""
    draft = st.session_state[_DRAFT]
    draft.decide(dataclasses.replace(draft.plan, **decided))


def lay(part: str, layout: Layout) -> None:
    """Go on with the draft, a part's table being elsewhere; what it holds is to be confirmed again."""
    draft = st.session_state[_DRAFT]
    draft.layouts[part] = layout
    draft.decide(None)


def answer(question: str, chosen: str, early: bool) -> None:
    """Go on with the draft, a question answered, or no more where the answer is ""."""
    draft = st.session_state[_DRAFT]
    draft.answers = {**draft.answers, question: chosen}
    draft.decide(None if early else draft.plan)


def accept(page: str = "") -> None:
    """Open the draft's dataset in this session, once nothing is left to be asked.

    Parameters
    ----------
    page
        Where to go then; "" to stay.
    """
    draft = st.session_state[_DRAFT]
    if draft.due:
        return
    try:
        user_dataset.open_(draft.reply.dataset, draft.job)
    except ArgumentError as full:
        st.toast(t("data.full", most=str(full)))
        return
    st.session_state[_OPENED] = draft.reply.dataset.hash
    if page:
        st.session_state[_GOES_ON] = page
    drop()
    open.forget_choices()


def announce() -> None:
    """Say which dataset was opened a moment ago, or go on to the page its reader has asked for."""
    if page := st.session_state.pop(_GOES_ON, ""):
        st.session_state.pop(_OPENED, None)
        st.switch_page(page)
    dataset = cache.as_it_is()
    if st.session_state.pop(_OPENED, None) == dataset.hash:
        lang = reader_language()
        message = frame.plain(t("intake.opened", title=lang.text(vars(dataset.meta), "title")))
        st.success(message)
        st.toast(message)
