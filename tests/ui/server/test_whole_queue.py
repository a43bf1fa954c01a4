"""Where a part of a page is drawn anew, what waits to be sent arrives whole and in order."""

import asyncio
from types import SimpleNamespace

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from websockets.asyncio.client import connect

from lcity.ui.server import whole_queue
from lcity.ui.server.whole_queue import send_all_of_parts
from tests.browser.harness import ROOT, serve

WHOLE, WITHIN = "the whole part", "a part within it"


@pytest.fixture
def session(monkeypatch):
    monkeypatch.setattr(AppSession, "_clear_queue", whole_queue._clear)
    send_all_of_parts()
    return SimpleNamespace(_browser_queue=ForwardMsgQueue())


def drawn(session, path: list[int], part: str, text: str = "") -> None:
    message = ForwardMsg()
    message.metadata.delta_path[:] = path
    message.delta.fragment_id = part
    message.delta.new_element.markdown.body = text
    session._browser_queue.enqueue(message)


def begun(session, *parts: str) -> None:
    """Do as Streamlit does where a run begins: of parts, or of all."""
    AppSession._clear_queue(session, list(parts) or None)
    message = ForwardMsg()
    message.new_session.name = "another"
    session._browser_queue.enqueue(message)


def sent(session) -> list[tuple]:
    return [
        (*message.metadata.delta_path, message.delta.new_element.markdown.body)
        if message.HasField("delta")
        else message.WhichOneof("type")
        for message in session._browser_queue.flush()
    ]


@pytest.mark.parametrize("again", [WHOLE, WITHIN])
def test_none_that_stands_after_what_is_drawn_anew_comes_before_it(session, again):
    for path, part in (([0, 0], WHOLE), ([0, 1], WITHIN), ([0, 2], WHOLE)):
        drawn(session, path, part)
    begun(session, again)
    assert sent(session) == [(0, 0, ""), (0, 1, ""), (0, 2, ""), "new_session"]


def test_what_is_drawn_anew_is_told_after_the_run_has_begun(session):
    drawn(session, [0, 0], WHOLE, "before")
    begun(session, WHOLE)
    drawn(session, [0, 0], WHOLE, "after")
    assert sent(session) == [(0, 0, "before"), "new_session", (0, 0, "after")]


def test_where_all_is_drawn_anew_what_waits_is_dropped_as_ever(session):
    drawn(session, [0, 0], WHOLE)
    begun(session)
    assert sent(session) == ["new_session"]


# Two parts, one within the other; the outer one is asked for again before all of it has been sent.
APP = f"""
import sys
import time

import streamlit as st

if __name__ == "__main__":

    @st.fragment
    def within():
        st.write("within")

    @st.fragment
    def whole():
        st.write("first")
        time.sleep(0.2)
        st.write("second")
        within()
        st.write("last")

    whole()
else:
    sys.path.insert(0, {str(ROOT)!r})
    from lcity.ui.server import serving

    app = st.App(__file__, **serving.around(lambda: None, lambda room: None))
"""


class Tree:
    """The page as a browser has it: how many children each block has."""

    def __init__(self):
        self.children: dict[tuple, int] = {}

    def put(self, path: tuple) -> None:
        *above, last = path
        there = self.children.get(tuple(above), 0)
        # The blocks of all pages are there from the start.
        assert len(path) == 1 or last <= there, f"{path} where {there} are"
        self.children[tuple(above)] = max(there, last + 1)


async def opened(base: str) -> Tree:
    """Open the page as a browser does, and ask for the outer part as soon as anything of it is there."""
    tree, runs, wanted = Tree(), 0, False
    async with connect(f"{base.replace('http', 'ws')}/_stcore/stream", subprotocols=["streamlit"]) as socket:
        message = BackMsg()
        message.rerun_script.query_string = ""
        await socket.send(message.SerializeToString())
        while runs < 2:
            told = ForwardMsg.FromString(await asyncio.wait_for(socket.recv(), 60))
            if told.HasField("delta"):
                tree.put(tuple(told.metadata.delta_path))
                if told.delta.fragment_id and not wanted:
                    wanted = True
                    message.rerun_script.fragment_id = told.delta.fragment_id
                    await socket.send(message.SerializeToString())
            runs += told.WhichOneof("type") == "script_finished"
    return tree


def test_a_part_asked_for_while_it_is_drawn_comes_whole(tmp_path):
    app = tmp_path / "app.py"
    app.write_text(APP)
    with serve(tmp_path / "server.log", app=app) as base:
        for _ in range(3):
            tree = asyncio.run(opened(base))
            assert max(tree.children.values()) >= 4
