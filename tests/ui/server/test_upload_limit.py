"""A reader uploads no more at once than the limit says, however many files it is in."""

import asyncio
from types import SimpleNamespace

import pytest

from lcity.intake.limits import MB
from lcity.ui.server import upload_limit
from lcity.ui.server.upload_limit import UploadLimit

PATH = "/_stcore/upload_file/{session}/{file}"


class Streamlit:
    """Stands in for the uploads behind: reads nothing, and answers when it is told to."""

    def __init__(self):
        self.requests, self.go = [], asyncio.Event()

    async def __call__(self, scope, receive, send):
        self.requests.append(scope["path"])
        await self.go.wait()
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})


@pytest.fixture
def held(monkeypatch):
    """What sessions have brought: session → file → its record."""
    files = {}
    running = SimpleNamespace(uploaded_file_mgr=SimpleNamespace(file_storage=files))
    monkeypatch.setattr(upload_limit.runtime, "get_instance", lambda: running)
    monkeypatch.setenv("LCITY_MAX_UPLOAD_MB", "10")
    return files


async def ask(app, length, *, session="one", file="f", method="PUT", path=PATH, more=()) -> int:
    sent = []

    async def send(message):
        sent.append(message)

    async def never():
        raise AssertionError("what is refused is not read")

    headers = [] if length is None else [(b"content-length", str(length).encode())]
    headers += more
    path = path.format(session=session, file=file)
    scope = {"type": "http", "method": method, "path": path, "headers": headers}
    await app(scope, never, send)
    return sent[0]["status"]


def answers(*requests) -> list[int]:
    """Return what is answered to requests that come at once."""

    async def all_of_them():
        behind = Streamlit()
        limit = UploadLimit(behind)
        tasks = [asyncio.create_task(ask(limit, **one)) for one in requests]
        await asyncio.sleep(0)
        behind.go.set()
        found = await asyncio.gather(*tasks)
        assert len(behind.requests) == found.count(204)
        assert not limit._coming, "what has come is counted where it is held"
        return found

    return asyncio.run(all_of_them())


def test_files_that_come_at_once_count_together(held):
    four = {"length": 4 * MB}
    assert answers(four, four, four) == [204, 204, 413]
    assert answers(four, four, four | {"session": "another"}) == [204, 204, 204]


def test_what_a_session_holds_already_counts(held):
    held["one"] = {"a": SimpleNamespace(data=bytes(7 * MB))}
    assert answers({"length": 3 * MB}) == [204]
    assert answers({"length": 4 * MB}) == [413]
    assert answers({"length": 4 * MB, "session": "another"}) == [204]


def test_one_file_of_the_whole_size_passes_with_the_form_around_it(held):
    assert answers({"length": 10 * MB + 400}) == [204]
    assert answers({"length": 11 * MB}) == [413]


@pytest.mark.parametrize("length", [None, "-1", "1e9", ""])
def test_who_does_not_say_how_much_it_brings_is_refused(held, length):
    assert answers({"length": length}) == [411]


def test_nothing_else_is_measured(held):
    assert answers({"length": 99 * MB, "method": "POST", "path": "/_stcore/other"}) == [204]
    assert answers({"length": None, "method": "DELETE"}) == [204]
    assert answers({"length": 99 * MB, "path": "/lcity/_stcore/upload_file/{session}/{file}"}) == [413]


def test_what_comes_in_pieces_is_refused_whatever_length_is_said(held):
    assert answers({"length": 1, "more": [(b"transfer-encoding", b"chunked")]}) == [411]
