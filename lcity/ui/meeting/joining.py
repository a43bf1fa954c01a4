"""How a room is joined: its QR code, its address, and its code to be typed."""

from urllib.parse import quote

import streamlit as st

from lcity.export import qr
from lcity.meeting.rooms import Room, spelled
from lcity.ui.server import public_address
from lcity.ui.shared import frame
from lcity.ui.shared.reader import t
from lcity.ui.shared.window import side_by_side

SMALL_PX, LARGE_PX, LARGEST_PX = 190, 430, 640


def address(room: Room) -> str:
    """Return the address at which others vote in a room; "" where they can reach none."""
    found = public_address.current()
    return "" if found.lacking else found.of(_path(room))


def events(room: Room) -> str:
    """Return where the server tells of each change of a room, from the page's own address."""
    return f"{_path(room)}/events"


def draw(room: Room, *, large: bool = False) -> None:
    """Draw how to join a room; what to do where others cannot reach this server.

    Parameters
    ----------
    room
        The room.
    large
        Whether the code is to be read from the back of a hall.
    """
    found = public_address.current()
    if found.lacking:
        st.warning(frame.plain(t(found.message)))
        return
    url = address(room)
    if large:
        _code(url, LARGE_PX)
        _spelled(room, url)
        return
    _code(url, SMALL_PX)
    st.caption(frame.plain(t("meeting.join", address=_shortly(url))))
    st.button(
        t("meeting.large"),
        key="meeting.large",
        type="tertiary",
        icon=":material/qr_code_2:",
        on_click=lambda: st.session_state.update({_LARGE: True}),
    )
    if st.session_state.pop(_LARGE, False):
        _dialog(room)


_LARGE = "lcity.meeting.large"


def _dialog(room: Room) -> None:
    @st.dialog(frame.plain(room.ballot.question), width="large")
    def shown() -> None:
        url = address(room)
        code, told = side_by_side([3, 2], gap="large", align="center")
        with code:
            _code(url, LARGEST_PX)
        with told:
            _spelled(room, url)

    shown()


def _spelled(room: Room, url: str) -> None:
    """Write the address and the code, for whose camera does not take it."""
    st.title(frame.plain(t("meeting.join.code", code=spelled(room.code))), anchor=False)
    st.markdown(f"**{frame.plain(t('meeting.join', address=_shortly(url)))}**")


def _code(url: str, side_px: int) -> None:
    picture = quote(qr.svg(url, t("meeting.join.qr")), safe="")
    st.html(
        f'<img style="display:block;width:100%;max-width:{side_px}px" alt="{t("meeting.join.qr")}" '
        f'src="data:image/svg+xml,{picture}">'
    )


def _path(room: Room) -> str:
    return f"room/{room.code}"


def _shortly(url: str) -> str:
    """Return an address as people read it aloud."""
    return url.partition("://")[2]
