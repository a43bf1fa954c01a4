"""Whose a session is, is noted as its reader goes; one that is drawn for nobody has no owner."""

import asyncio
from types import SimpleNamespace

import pytest
from streamlit import runtime

from lcity.ui.server.rehearsal import Nobody
from lcity.ui.server.same_browser import COOKIE, known_as
from lcity.ui.server.upload_owner import UploadOwner

SECRET = "0123456789abcdef" * 2


class Session:
    """A session as the runtime lists it."""

    def __init__(self, name: str):
        self.id = name


class Reader(Nobody):
    """Whose browser has a secret."""

    client_context = SimpleNamespace(cookies={COOKIE: SECRET})


@pytest.fixture
def active(monkeypatch):
    """Return the sessions that are active, to be filled; none is known to the runtime any more."""
    found = []
    sessions = SimpleNamespace(list_active_sessions=lambda: found)
    running = SimpleNamespace(_session_mgr=sessions, get_client=lambda _: None)
    monkeypatch.setattr(runtime, "get_instance", lambda: running)
    return found


def leave() -> UploadOwner:
    """Let a reader go; return what has noted whose the sessions were."""
    heard = []

    async def app(scope, receive, send):
        heard.append(await receive())

    async def receive():
        return {"type": "websocket.disconnect"}

    async def run() -> UploadOwner:
        owner = UploadOwner(app)
        await owner({"type": "websocket", "headers": []}, receive, None)
        return owner

    owner = asyncio.run(run())
    assert [message["type"] for message in heard] == ["websocket.disconnect"]
    return owner


def test_a_reader_may_go_while_the_first_page_is_drawn_for_nobody(active):
    nobody, reader = Session("nobody"), Session("reader")
    active += [
        SimpleNamespace(session=nobody, client=Nobody()),
        SimpleNamespace(session=reader, client=Reader()),
    ]
    owner = leave()
    assert owner._owner("nobody") == ""
    assert owner._owner("reader") == known_as({COOKIE: SECRET})
