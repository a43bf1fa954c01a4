"""A room on the presenter's screen: how to join it, what it values, and what divides it."""

import streamlit as st

from lcity.charts.bars.rows import Bar, Piece
from lcity.charts.bars.screen import bars
from lcity.charts.cloud.rows import scale_of
from lcity.charts.cloud.screen import cloud
from lcity.meeting.ballots import VoteError
from lcity.meeting.consensus import Consensus
from lcity.meeting.rooms import Room
from lcity.ui.meeting import charts, export, joining, numbers, opening, steering, words
from lcity.ui.meeting.numbers import Count
from lcity.ui.parts.live import live
from lcity.ui.shared import frame, selection
from lcity.ui.shared.reader import dark, reader_language, t
from lcity.ui.shared.window import side_by_side

MOST_ROWS = 15
EXPORTED = "lcity.meeting.handed_out"
"""Whether the page was drawn with a result to export."""
INK, INK_ON_DARK = "#1d2627", "#e6ecec"


def room(code: str) -> Count | None:
    """Draw a room, and return its votes where there are enough to be shown."""
    try:
        found = numbers.room(code)
        count = None if found is None else numbers.count(found)
    except VoteError:
        found = count = None  # What is drawn below says so.
    shown = count if count is not None and count.found is not None else None
    st.session_state[EXPORTED] = shown is not None
    _live(code)
    if found is not None:
        frame.foot(**export.basis(found))
    return shown


@st.fragment
def _live(code: str) -> None:
    """Draw what changes with every vote: it runs anew, and nothing else."""
    selection.rerun_if_requested()
    try:
        _draw(code)
    except VoteError as error:
        opening.head(t("meeting.question"), t(error.message, **error.placeholders))
        st.button(t("meeting.retry"), key="meeting.retry", on_click=selection.request_rerun)


def _draw(code: str) -> None:
    found = numbers.room(code)
    if found is None:
        opening.head(t("meeting.question"), t("meeting.gone"))
        st.button(t("meeting.another"), key="meeting.leave", on_click=steering.leave)
        return
    count = numbers.count(found)
    if (count.found is not None) != st.session_state.get(EXPORTED, False):
        # What stands around this begins or ends with the result.
        st.rerun(scope="app")
    if count.found is None:
        opening.head(found.ballot.question, words.finding(found, count))
        code_place, state = side_by_side([2, 3], gap="large")
        with code_place:
            joining.draw(found, large=True)
        with state:
            _state(found, count)
            st.markdown(t("meeting.join.how"))
            steering.draw(found, count)
        return
    simulated = numbers.simulated(found.ballot)
    frame.heading(found.ballot.question, words.finding(found, count), simulated, obeys=())
    st.markdown(f"**{frame.plain(words.disagreement(found, count.found))}**")
    ranking, weights, aside = side_by_side([5, 6, 3])
    with ranking:
        _ranking(found, count.found)
    with weights:
        _weights(found, count)
    with aside:
        _state(found, count)
        joining.draw(found)
        steering.draw(found, count)
    agreement, groups, compromise = side_by_side(3, gap="large")
    with agreement:
        _paragraph(t("meeting.agreement"), words.agreement(count.found))
    with groups:
        _paragraph(t("meeting.groups"), *words.groups(found, count))
    with compromise:
        _paragraph(t("meeting.compromise"), words.compromise(found, count.found))
    if found.round > 1:
        _since(found, count.found)


def _state(found: Room, count: Count) -> None:
    """Draw how many have voted, and whether more can."""
    forms = t("meeting.votes", n=1), t("meeting.votes", n=2)
    now_s = numbers.now_s()
    shown = count.number, found.revision, found.is_open(now_s)
    live("meeting.live", joining.events(found), shown, forms, lambda: None)
    st.caption(words.state(found, now_s))


def _paragraph(title: str, *sentences: str) -> None:
    st.subheader(title, anchor=False)
    for sentence in sentences:
        st.markdown(frame.plain(sentence))


def _ranking(found: Room, result: Consensus) -> None:
    lang = reader_language()
    st.subheader(t("meeting.ranking"), anchor=False)
    rows, heads = charts.ranking(found, result)
    st.html(bars(rows[:MOST_ROWS], heads, dark=dark()))
    note = t("meeting.ranking.note")
    if len(rows) > MOST_ROWS:
        more = t("meeting.ranking.more", shown=lang.number(MOST_ROWS), count=lang.number(len(rows)))
        note = words.together(more, note)
    st.caption(note)


def _weights(found: Room, count: Count) -> None:
    st.subheader(t("meeting.cloud"), anchor=False)
    rows, heads = charts.weights(found, count)
    marks = [reader_language().percent(mark) for mark in scale_of(rows)]
    st.html(cloud(rows, heads, marks, ink=INK_ON_DARK if dark() else INK))
    st.caption(frame.plain(words.weights_note(count.found)))


def _since(found: Room, after: Consensus) -> None:
    """Draw what the discussion has changed since the round before."""
    lang, names = reader_language(), words.keys(found)
    st.subheader(t("meeting.since"), anchor=False)
    before = numbers.count(found, found.round - 1).found
    if before is None:
        st.markdown(t("meeting.since.too_few"))
        return
    st.markdown(frame.plain(words.since(found, before, after)))
    colours = numbers.colours(found.ballot)
    rows = [
        Bar(
            names[key],
            (Piece(before.median[key], after.median[key], colours[key]),),
            tuple(lang.percents([before.median[key], after.median[key]])),
        )
        for key in found.ballot.keys
    ]
    heads = [t(f"meeting.since.{head}") for head in ("of", "change", "before", "after")]
    st.html(bars(rows, heads, dark=dark()))
