"""What is asked before an upload is opened: what was found, and a button for each way to understand it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import streamlit as st

from lcity.dataset import Problem
from lcity.dataset.answers import label
from lcity.ui.data.draft import Draft, answer
from lcity.ui.shared import frame
from lcity.ui.shared.reader import reader_language, t


class Way(NamedTuple):
    """A button: what it says, its key, and what a click calls."""

    label: str
    key: str
    click: Callable
    args: tuple = ()
    kwargs: Mapping[str, Any] | None = None


def ask(message: str, ways: Iterable[Way], where: str = "") -> None:
    """Draw a question: where it arose, what was found, and its answers side by side.

    Parameters
    ----------
    message
        What was found.
    ways
        Its answers.
    where
        File and column.
    """
    with st.container(border=True):
        if where:
            st.caption(frame.plain(where))
        st.markdown(frame.plain(message))
        with st.container(horizontal=True):
            for way in ways:
                st.button(
                    frame.plain(way.label), way.key, on_click=way.click, args=way.args, kwargs=way.kwargs
                )


def taken(message: str, back: Way) -> None:
    """Draw what was answered, and the way back to the question."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(frame.plain(message))
        st.button(
            back.label, back.key, on_click=back.click, args=back.args, kwargs=back.kwargs, type="tertiary"
        )


def questions(draft: Draft, *, early: bool) -> None:
    """Draw what is asked of an upload, first what is still to be answered.

    Parameters
    ----------
    draft
        The upload.
    early
        Whether to draw what decides what its tables are, or what is asked of these.
    """
    found = sorted(
        (question for question in draft.reply.questions if question.early == early),
        key=lambda question: bool(question.chosen),
    )
    lang = reader_language()
    for question in found:
        problem = question.problem
        message = problem.sentence(lang)
        message = message[:1].upper() + message[1:] + t("data.stop")
        key = f"data.answer.{draft.number}.{problem.question}"
        if question.chosen:
            chosen = next(one for one in problem.answers if one.key == question.chosen)
            told = t(
                "data.answered", where=_where(problem), sentence=message, answer=label(chosen, problem, lang)
            )
            taken(told, Way(t("data.undo"), f"{key}.back", answer, (problem.question, "", question.early)))
        else:
            ways = [
                Way(label(one, problem, lang), f"{key}.{one.key}", answer,
                    (problem.question, one.key, question.early))
                for one in problem.answers
            ]  # fmt: skip
            ask(message, ways, _where(problem))


def _where(problem: Problem) -> str:
    return " · ".join(filter(None, (problem.file, problem.column)))
