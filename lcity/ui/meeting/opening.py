"""Opening a room, or returning to one."""

from collections.abc import Iterable

import streamlit as st

from lcity.meeting.ballots import MOST_QUESTION_CHARACTERS, VoteError
from lcity.meeting.like_minded import FEWEST_VOTES
from lcity.meeting.rooms import CODE_CHARACTERS, read_code
from lcity.ui.meeting import choices, numbers
from lcity.ui.server import public_address
from lcity.ui.shared import cache, frame, in_force
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.window import side_by_side

_WRONG = "lcity.meeting.wrong"


def draw() -> None:
    """Draw the form that opens a room, and the way back to one."""
    head(t("meeting.question"), t("meeting.none"), obeys=in_force.RANKED)
    form, back = side_by_side([3, 2], gap="large")
    with form:
        _form()
    with back:
        _back()


def head(question: str, told: str, obeys: Iterable[str] = ()) -> None:
    """Write what is asked, and how things stand where there is no figure yet to be told."""
    frame.draw_question(question, obeys)
    with st.container(key=frame.ANSWER, gap=None):
        st.markdown(f"## {frame.plain(told)}")


def _form() -> None:
    parents, lang = choices.parents(), reader_language()
    if not parents:
        st.info(t("meeting.open.one_only"))
        return
    names = cache.names("indicators", lang.code)
    question = st.text_input(
        t("meeting.open.question"),
        t("meeting.open.question_usual"),
        max_chars=MOST_QUESTION_CHARACTERS,
        key=f"meeting.asked.{lang.code}",
    )
    left, right = side_by_side(2)
    parent = left.selectbox(
        t("meeting.open.parent"),
        parents,
        format_func=lambda key: t("meeting.open.within", name=names[key]) if key else t("meeting.open.top"),
        key=f"meeting.parent.{lang.code}",
    )
    levels = choices.levels()
    level = right.selectbox(
        t("meeting.open.level"),
        levels,
        format_func=lambda one: t(f"compare.level.{one}"),
        key=f"meeting.level.{lang.code}",
    )
    keys = st.multiselect(
        t("meeting.open.keys"),
        choices.keys(parent),
        choices.keys(parent),
        format_func=names.__getitem__,
        key=f"meeting.keys.{parent}.{lang.code}",
    )
    closing = st.segmented_control(
        t("meeting.open.closing"),
        tuple(choices.CLOSING),
        default=choices.BY_HAND,
        format_func=lambda code: t(f"meeting.open.closing.{code}"),
        required=True,
        key=f"meeting.closing.{lang.code}",
    )
    st.caption(t("meeting.open.rest"))
    _before()
    few = len(keys) < 2
    if few:
        st.caption(t("meeting.open.too_few"))
    st.button(
        t("meeting.open.button"),
        key="meeting.open",
        type="primary",
        disabled=few,
        on_click=_open,
        args=(question, level, tuple(key for key in choices.keys(parent) if key in keys), closing),
    )
    _told_wrong()


def _before() -> None:
    """Say what is good to know before a room is opened: how many it takes, and whether they can come."""
    st.caption(t("meeting.open.least", least=reader_language().number(FEWEST_VOTES)))
    found = public_address.current()
    if found.lacking:
        st.warning(frame.plain(t(found.message)))
    else:
        st.caption(frame.plain(t("meeting.open.address", address=found.url)))


def _open(question: str, level: str, keys: tuple[str, ...], closing: str) -> None:
    after = choices.CLOSING[closing]
    try:
        closes_s = None if after is None else numbers.now_s() + after.total_seconds()
        opened = numbers.open_room(numbers.ballot(question.strip(), level, keys), closes_s)
    except VoteError as error:
        st.session_state[_WRONG] = t(error.message, **error.placeholders)
        return
    choices.steer(opened.room.code, opened.secret)


def _back() -> None:
    st.subheader(t("meeting.return"), anchor=False)
    st.text_input(
        t("meeting.return.code"),
        key="meeting.return",
        max_chars=40,
        placeholder="-".join(("x" * (CODE_CHARACTERS // 2),) * 2),
        on_change=_return,
    )


def _return() -> None:
    code = read_code(st.session_state["meeting.return"])
    if not code:
        st.session_state[_WRONG] = t("meeting.return.unreadable")
        return
    try:
        found = numbers.room(code)
    except VoteError as error:
        st.session_state[_WRONG] = t(error.message, **error.placeholders)
        return
    if found is None:
        st.session_state[_WRONG] = t("meeting.gone")
    else:
        choices.room_choice().set(code)


def _told_wrong() -> None:
    if message := st.session_state.pop(_WRONG, ""):
        st.error(frame.plain(message))
