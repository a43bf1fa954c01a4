"""Whatever a page that was left still asks for, the browser is never told of a page but the one in view."""

import asyncio
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from lcity.ui.server.left_pages import LeftPages, PageInView
from tests.browser.harness import ROOT, serve

# Two pages behind what stands before LCity's; the second takes as long as a message needs.
APP = f"""
import sys
import time

import streamlit as st

if __name__ == "__main__":

    @st.fragment
    def part():
        st.write("part")

    def second():
        time.sleep(0.3)
        st.write("second")

    st.navigation([st.Page(part, title="first"), st.Page(second, title="second")]).run()
else:
    sys.path.insert(0, {str(ROOT)!r})
    from lcity.ui.server import serving

    app = st.App(__file__, middleware=serving.MIDDLEWARE)
"""
PAGES = st.sampled_from(["overview", "ranking", "plan"])


def ask(page: str, part: str = "") -> bytes:
    message = BackMsg()
    message.rerun_script.page_script_hash = page
    message.rerun_script.fragment_id = part
    return message.SerializeToString()


def begin(page: str, *parts: str) -> bytes:
    message = ForwardMsg()
    message.new_session.page_script_hash = page
    message.metadata.run.fragment_ids.extend(parts)
    return message.SerializeToString()


def turn(page: str) -> bytes:
    message = ForwardMsg()
    message.navigation.page_script_hash = page
    return message.SerializeToString()


def page_of(content: bytes) -> str:
    return ForwardMsg.FromString(content).new_session.page_script_hash


def test_a_part_is_drawn_anew_while_its_page_is_in_view():
    view = PageInView()
    # Opened by its address: nobody knows the page's hash, and the server first tells app.py's.
    assert view.asks(ask(""))
    view.told(begin("app"))
    view.told(turn("overview"))
    assert view.asks(ask("overview", "list"))
    content = begin("overview", "list")
    assert view.told(content) == content


def test_a_part_of_a_page_that_was_left_by_a_link_is_not():
    view = PageInView()
    view.told(turn("overview"))
    assert view.asks(ask("ranking"))
    assert not view.asks(ask("overview", "list"))
    view.told(begin("ranking"))
    assert view.asks(BackMsg(app_heartbeat=True).SerializeToString())
    assert not view.asks(ask("overview", "list"))
    assert view.asks(ask("ranking", "board"))
    assert view.asks(ask("", "board"))


def test_a_part_of_a_page_the_server_has_turned_from_is_not():
    view = PageInView()
    view.asks(ask("plan"))
    view.told(begin("plan"))
    # As `st.switch_page` does: the browser asked for the page it is on.
    view.told(begin("ranking"))
    assert not view.asks(ask("plan", "list"))


def test_asked_before_the_server_turned_it_is_told_as_a_part_of_the_page_there_is():
    view = PageInView()
    view.told(begin("plan"))
    assert view.asks(ask("plan", "list"))
    view.told(begin("ranking"))
    told = ForwardMsg.FromString(view.told(begin("plan", "list")))
    assert told.new_session.page_script_hash == "ranking"
    assert list(told.metadata.run.fragment_ids) == ["list"]


def test_before_any_page_is_known_and_of_what_is_no_page_all_goes_through():
    view = PageInView()
    assert view.asks(ask("overview", "list"))
    other = BackMsg(app_heartbeat=True).SerializeToString()
    assert view.asks(other)
    assert view.asks(ask("plan", "list"))
    assert view.told(b"\x00" * 100_000) == b"\x00" * 100_000


def test_a_browser_that_comes_back_and_asks_for_a_part_first_is_told_its_page_as_it_is():
    view = PageInView()
    assert view.asks(ask("overview", "list"))
    content = begin("overview", "list")
    assert view.told(content) == content


def test_what_one_browser_has_left_another_may_ask_for():
    heard = []

    async def behind(scope, receive, send):
        while (message := await receive())["type"] == "websocket.receive":
            heard.append((scope["path"], message["bytes"]))

    def connection(name, *contents):
        brought = [{"type": "websocket.receive", "bytes": content} for content in contents]
        brought.append({"type": "websocket.disconnect"})

        async def receive():
            await asyncio.sleep(0)
            return brought.pop(0)

        return around({"type": "websocket", "path": name}, receive, None)

    async def both():
        await asyncio.gather(
            connection("one", ask("ranking"), ask("plan", "list"), ask("ranking", "board")),
            connection("other", ask("plan"), ask("plan", "list"), ask("ranking", "board")),
        )

    around = LeftPages(behind)
    asyncio.run(both())
    assert [content for name, content in heard if name == "one"] == [ask("ranking"), ask("ranking", "board")]
    assert [content for name, content in heard if name == "other"] == [ask("plan"), ask("plan", "list")]


@given(st.lists(st.tuples(st.sampled_from(["ask", "part", "whole", "turn"]), PAGES)))
def test_the_run_of_a_part_never_changes_the_page_a_browser_shows(steps):
    view, shown = PageInView(), ""
    for step, page in steps:
        if step == "ask":
            view.asks(ask(page))
        elif step == "part" and shown:
            assert page_of(view.told(begin(page, "list"))) == shown
        elif step == "whole":
            shown = page_of(view.told(begin(page)))
            assert shown == page
            assert view.asks(ask(page, "list"))
        elif step == "turn":
            view.told(turn(page))
            shown = page


def test_a_page_stays_when_the_one_before_it_asks_once_more(tmp_path):
    """As a popover does that closes because a link to another page was clicked."""
    app = tmp_path / "two_pages.py"
    app.write_text(APP, encoding="utf-8")

    async def leave(address):
        async with connect(address, subprotocols=["streamlit"]) as socket:
            await socket.send(ask(""))
            drawn = await run(socket)
            (opened,) = (one.navigation for one in drawn if one.HasField("navigation"))
            (part,) = {one.delta.fragment_id for one in drawn if one.delta.fragment_id}
            first, second = opened.page_script_hash, opened.app_pages[1].page_script_hash
            await socket.send(ask(second))
            await socket.send(ask(first, part))
            drawn = await run(socket)
            with suppress(TimeoutError):
                drawn += await asyncio.wait_for(run(socket), 0.5)
            shown = [one.new_session.page_script_hash for one in drawn if one.HasField("new_session")]
            return second, shown

    with serve(tmp_path / "log", app=app) as base:
        second, shown = asyncio.run(leave(f"{base.replace('http', 'ws', 1)}/_stcore/stream"))
    assert set(shown) == {second}


async def run(socket) -> list[ForwardMsg]:
    """Return what the server says to the end of a run."""
    told = [ForwardMsg.FromString(await socket.recv())]
    while not told[-1].HasField("script_finished"):
        told.append(ForwardMsg.FromString(await socket.recv()))
    return told
