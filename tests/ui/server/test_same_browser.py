"""A browser is known by a secret of its own, set once, where the page asks first; no script reads it."""

import re
from types import SimpleNamespace

import pytest

from lcity.ui.server import same_browser
from lcity.ui.server.same_browser import COOKIE, BrowserSecret
from tests.ui.server.asgi import request

SECRET = "0123456789abcdef" * 2


async def _answer(scope, receive, send):
    status = 200 if scope["path"] == "/_stcore/health" else 404
    await send({"type": "http.response.start", "status": status, "headers": [(b"set-cookie", b"other=1")]})
    await send({"type": "http.response.body", "body": b"ok"})


def cookies(path="/_stcore/health", cookie="", scheme="http") -> list[str]:
    """Return what cookies the answer to a request sets."""
    headers = [(b"cookie", cookie.encode())] if cookie else []
    reply = request(BrowserSecret(_answer), path, headers=headers, scheme=scheme)
    assert reply.body == b"ok"
    return reply.headers.getlist("set-cookie")


def test_a_browser_without_a_secret_gets_one_beside_other_cookies():
    other, own = cookies()
    assert other == "other=1"
    assert re.fullmatch(rf"{COOKIE}=[0-9a-f]{{32}}; Path=/; HttpOnly; SameSite=Strict", own)
    assert own != cookies()[1], "nobody else's"
    assert cookies(scheme="https")[1].endswith("; Secure")


def test_a_browser_keeps_its_secret():
    assert cookies(cookie=f"a=1; {COOKIE}={SECRET}; b=2") == ["other=1"]


@pytest.mark.parametrize("bad", ["", "x" * 32, SECRET[:-1], SECRET + "0", SECRET.upper()])
def test_what_is_no_secret_is_replaced(bad):
    assert len(cookies(cookie=f"{COOKIE}={bad}")) == 2


@pytest.mark.parametrize("path", ["/", "/data", "/data/_stcore/health", "/_stcore/stream", "/fetch/0123"])
def test_no_other_answer_sets_it(path):
    assert cookies(path) == ["other=1"]


def test_of_a_session_only_the_secret_s_hash_is_told(monkeypatch):
    sent = {COOKIE: SECRET, "other": "1"}
    monkeypatch.setattr(same_browser.st, "context", SimpleNamespace(cookies=sent))
    told = same_browser.browser()
    assert len(told) == 64
    assert SECRET not in told
    sent[COOKIE] = SECRET.upper()
    assert same_browser.browser() == ""
    del sent[COOKIE]
    assert same_browser.browser() == ""


def test_what_is_sealed_only_the_same_browser_opens_and_only_for_the_same(monkeypatch):
    sent = {COOKIE: SECRET}
    monkeypatch.setattr(same_browser.st, "context", SimpleNamespace(cookies=sent))
    told = "Ab3-_xyz" * 4
    found = same_browser.sealed(told, "room")
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", found)
    assert same_browser.unsealed(found, "room") == told
    assert same_browser.unsealed(found, "another") != told
    assert same_browser.unsealed("?", "room") != told
    sent[COOKIE] = SECRET[::-1]
    assert same_browser.unsealed(found, "room") != told
    del sent[COOKIE]
    assert (same_browser.sealed(told, "room"), same_browser.unsealed(found, "room")) == ("", "")
