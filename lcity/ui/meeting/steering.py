"""What the presenter does with a room: close it, have it vote again, take its weights over, leave."""

from collections.abc import Callable
from urllib.parse import urlencode

import streamlit as st

from lcity.meeting.ballots import VoteError
from lcity.meeting.rooms import Room
from lcity.ui.meeting import choices, numbers
from lcity.ui.meeting.numbers import Count
from lcity.ui.shared import frame, room_weights, selection, state
from lcity.ui.shared.reader import t

_REFUSED = "lcity.meeting.refused"
"""Why what was asked for was not done; "" where it was."""
RANKING = "pages/ranking.py"


def draw(room: Room, count: Count) -> None:
    """Draw what can be done with a room, by whoever has its secret and by anybody."""
    secret = choices.secret(room.code)
    with st.container(horizontal=True, gap="small"):
        if secret:
            _steer(room, secret)
        if count.found is not None:
            _take_over(room, count)
        st.button(t("meeting.leave"), key="meeting.leave", type="tertiary", on_click=leave)
    if why := st.session_state.pop(_REFUSED, ""):
        st.error(frame.plain(why))


def leave() -> None:
    """Leave the room; it goes on, and its code leads back."""
    choices.leave()
    selection.request_rerun()


def _steer(room: Room, secret: str) -> None:
    if room.is_open(numbers.now_s()):
        st.button(t("meeting.close"), key="meeting.close", on_click=_do, args=(numbers.close, room, secret))
    if room.votes:
        st.button(
            t("meeting.again"),
            key="meeting.again",
            help=t("meeting.again.help"),
            on_click=_do,
            args=(numbers.ask_again, room, secret),
        )
    with st.popover(t("meeting.steer"), type="tertiary"):
        st.caption(t("meeting.steer.about"))
        own = state.link() | {"room": room.code, "steer": secret}
        st.code(f"{st.context.url or ''}?{urlencode(own)}", language=None, wrap_lines=True)


def _do(act: Callable[[str, str], None], room: Room, secret: str) -> None:
    try:
        act(room.code, secret)
    except VoteError as error:
        own = "meeting.refused" if error.message == "room.not_presenter" else error.message
        st.session_state[_REFUSED] = t(own, **error.placeholders)


def _take_over(room: Room, count: Count) -> None:
    if not numbers.same_data(room.ballot):
        st.caption(t("meeting.take.other_data"))
        return
    if st.button(t("meeting.take"), key="meeting.take", type="primary"):
        room_weights.take_over(count.found.weights.to_dict(), count.number, room.ballot.question)
        st.switch_page(RANKING)
