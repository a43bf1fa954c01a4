"""The strip below a page shown to a room, what prepares a talk beside it, and the way from view to view."""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from lcity.export import qr
from lcity.ui.parts import draw
from lcity.ui.parts.presenter import presenter
from lcity.ui.presenting import words
from lcity.ui.presenting.style import STYLE
from lcity.ui.server import public_address
from lcity.ui.shared import frame, state, switch, talk
from lcity.ui.shared.reader import LANGUAGE, t
from lcity.ui.shared.selection import request_first_run

OF_NO_YEAR = ("coverage", "monitor", "meeting")
CODE_PX = 300
_TURN = "lcity.talk_turn"
_FULL = "lcity.talk_full"
STRIP, LIST, PREPARE = "talk", "talk-views", "talk-prepare"


def navigation(names: Sequence[str]) -> StreamlitPage:
    """Return the page in view of those there are; before a room they are not listed beside it.

    Parameters
    ----------
    names
        Of the pages, the first the one to begin with.
    """
    pages = [
        st.Page(f"pages/{name}.py", title=t(f"{name}.title"), url_path=name, default=name == names[0])
        for name in names
    ]
    page = st.navigation(pages, position="hidden" if talk.presenting() else "sidebar")
    state.turned_to(page.url_path)
    return page


def around(names: Sequence[str]) -> None:
    """Draw what stands beside a page: the sidebar; before a room the strip below it in its place.

    Parameters
    ----------
    names
        Of the pages.
    """
    _turn()
    of_a_year = state.page() not in OF_NO_YEAR
    if talk.presenting():
        st.html(f"<style>{STYLE}</style>")
        presenter(talk.KEY, _walk, request_first_run)
        with st.container(key=STRIP, horizontal=True, vertical_alignment="center", gap="small"):
            _strip(names, of_a_year)
        return
    frame.sidebar(of_a_year)
    with st.sidebar, st.container(key=PREPARE, gap="xsmall"):
        _prepare()


def _prepare() -> None:
    st.button(
        t("talk.begin"), key="talk.begin", on_click=talk.begin, width="stretch", help=t("talk.begin_help")
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _keep()
        _list()
    _told_full()


def _strip(names: Sequence[str], of_a_year: bool) -> None:
    views, at = talk.VIEWS.value, talk.position()
    if views:
        _step("previous", ":material/chevron_left:", -1, at > 1)
        # What is seen now is none of them: the talk waits where it was left.
        left = at > 0 and not talk.is_seen(views[at - 1])
        place = t("talk.position_left" if left else "talk.position", at=at or "–", of=len(views))
        st.button(
            place,
            key="talk.again",
            type="tertiary",
            on_click=_open,
            args=(max(at, 1) - 1,),
            help=t("talk.again"),
        )
        _step("next", ":material/chevron_right:", 1, at < len(views))
    _keep()
    _list()
    with st.popover(t("talk.choose"), key="talk.choose", type="tertiary", icon=":material/tune:"):
        with st.container(horizontal=True, gap="small"):
            for name in names:
                st.page_link(f"pages/{name}.py", label=t(f"{name}.title"), width="content")
        frame.choices(of_a_year)
    _code()
    st.space("stretch")
    _told_full()
    st.button(t("talk.end"), key="talk.end", type="tertiary", on_click=talk.end, icon=":material/close:")


def _step(name: str, icon: str, by: int, there: bool) -> None:
    st.button(
        "",
        key=f"talk.{name}",
        icon=icon,
        type="tertiary",
        disabled=not there,
        on_click=_walk,
        args=(by,),
        help=t(f"talk.{name}"),
    )


def _keep() -> None:
    st.button(t("talk.keep"), key="talk.keep", type="tertiary", on_click=_kept, icon=":material/add:")


def _kept() -> None:
    st.session_state[_FULL] = not talk.keep()


def _told_full() -> None:
    if st.session_state.pop(_FULL, False):
        st.caption(t("talk.full"), width="content")


def _list() -> None:
    views = talk.VIEWS.value
    if not views:
        return
    label = t("talk.views", n=len(views), count=str(len(views)))
    with st.popover(label, key="talk.views", type="tertiary"), st.container(key=LIST, gap=None):
        for number, view in enumerate(views):
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
                st.button(
                    f"{number + 1}  {words.named(view)}",
                    key=f"talk.open.{number}",
                    type="tertiary",
                    on_click=_open,
                    args=(number,),
                    width="stretch",
                )
                _act("up", number, ":material/arrow_upward:", talk.move, number, -1, off=number == 0)
                last = number == len(views) - 1
                _act("down", number, ":material/arrow_downward:", talk.move, number, 1, off=last)
                _act("remove", number, ":material/close:", talk.remove, number)


def _act(name: str, number: int, icon: str, act, *values: int, off: bool = False) -> None:
    st.button(
        "",
        key=f"talk.{name}.{number}",
        icon=icon,
        type="tertiary",
        on_click=act,
        args=values,
        disabled=off,
        help=t(f"talk.{name}"),
    )


@st.fragment
def _code() -> None:
    """Draw the code of the view, which is made only while somebody looks at it.

    By itself: closed by a click that leads to another page, it must not ask for all of the page before.
    """
    popover = st.popover(
        t("talk.code"), key="talk.code", type="tertiary", icon=":material/qr_code_2:", on_change="rerun"
    )
    if not popover.open:
        return
    with popover:
        address = public_address.current()
        if not address.url:
            st.markdown(t(address.message))
            return
        page = "" if state.page() == state.FIRST_PAGE else state.page()
        whole = address.of(page, urlencode(state.view()))
        draw.picture(qr.svg(whole, t("talk.code_title")), CODE_PX, t("talk.code_title"))
        st.markdown(f"**{frame.plain(address.url)}**")


def _walk(by: int) -> None:
    """Open the view before or after the one last opened, where there is one."""
    number = talk.position() - 1 + by
    if 0 <= number < len(talk.VIEWS.value):
        _open(number)


def _open(number: int) -> None:
    """Open a view by its number from 0; the language stays the room's."""
    views = talk.VIEWS.value
    if not 0 <= number < len(views):
        return
    presenting = talk.presenting()
    switch.reopen(views[number].parameters | {state.LANGUAGE: LANGUAGE.value})
    if presenting:
        talk.PRESENT.set(number + 1)
    st.session_state[_TURN] = views[number].page


def _turn() -> None:
    """Turn to the page of a view that has just been opened: in a callback Streamlit does not."""
    name = st.session_state.get(_TURN, "")
    if name and name != state.page() and words.is_page(name):
        # Something else the browser asks for meanwhile may come from the page before: then once more.
        st.switch_page(f"pages/{name}.py")
    st.session_state[_TURN] = ""
