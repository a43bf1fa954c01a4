"""The proxy's settings at work, in a real nginx before two stand-ins that say which they are."""

import asyncio
import http.client
import re
import ssl
import threading
from contextlib import ExitStack, closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

from tests.browser.harness import serve
from tests.proxy import HOST, NGINX, OPENSSL, proxied
from tests.reader import Reader

pytestmark = [
    pytest.mark.skipif(NGINX is None, reason="nginx is not installed"),
    pytest.mark.skipif(OPENSSL is None, reason="openssl, which makes the certificate, is not installed"),
]


class StandIn(BaseHTTPRequestHandler):
    """Answers with its own port, and with what the proxy told it."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        self.rfile.read(int(self.headers["Content-Length"] or 0))
        self.send_response(200)
        self.send_header("Set-Cookie", "_streamlit_xsrf=token; Path=/")
        for name in ("Host", "Upgrade", "Connection", "X-Forwarded-Proto"):
            self.send_header(f"Told-{name}", self.headers.get(name, ""))
        self.send_header("Port", str(self.server.server_port))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_PUT = answer

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def proxy(tmp_path_factory):
    """The proxy's ports."""
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), StandIn) for _ in range(2)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    with proxied(tmp_path_factory.mktemp("proxy"), [server.server_port for server in servers]) as ports:
        yield ports
    for server in servers:
        server.shutdown()
        server.server_close()


def ask(port: int, path: str = "/", method: str = "GET", body: bytes | None = None, **headers: str):
    """Return the answer to one request of the proxy."""
    context = ssl._create_unverified_context()
    with closing(http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=20)) as connection:
        connection.request(method, path, body, {"Host": "lcity.example.org", **headers})
        answer = connection.getresponse()
        answer.read()
        return answer


def reader_of(answer) -> str:
    (cookie,) = (one for one in answer.headers.get_all("Set-Cookie") if one.startswith("lcity="))
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    return cookie.split(";")[0]


def test_a_reader_stays_with_the_process_that_answered_first(proxy):
    port, _ = proxy
    for _ in range(8):
        first = ask(port)
        reader = reader_of(first)
        answers = [
            ask(port, "/_stcore/stream", Cookie=reader, Upgrade="websocket", Connection="Upgrade"),
            ask(port, "/_stcore/upload_file/session/file", "PUT", b"x" * 100_000, Cookie=reader),
            ask(port, "/fetch/0123456789abcdef", Cookie=f"other=1; {reader}"),
            ask(port, "/media/picture.png", Cookie=reader),
        ]
        assert {answer.headers["Port"] for answer in answers} == {first.headers["Port"]}
        assert not any("lcity=" in cookie for one in answers for cookie in one.headers.get_all("Set-Cookie"))


def test_readers_are_shared_out_between_the_processes(proxy):
    port, _ = proxy
    assert len({ask(port).headers["Port"] for _ in range(40)}) == 2


COUNTING = """
import os
import streamlit as st
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.text(f"{os.getpid()} {st.session_state.runs}")
"""


def test_a_session_goes_on_in_its_process_when_its_connection_has_broken(tmp_path):
    app = tmp_path / "counting.py"
    app.write_text(COUNTING, encoding="utf-8")
    quiet = {"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false", "STREAMLIT_BROWSER_SERVER_ADDRESS": HOST}
    trusting = ssl._create_unverified_context()

    async def visit(port, cookie, session=""):
        options = {"host": "127.0.0.1", "port": port, "ssl": trusting}
        options["additional_headers"] = {"Cookie": cookie}
        async with Reader.at(f"https://{HOST}:{port}", session, **options) as reader:
            (text,) = (await reader.open()).texts
            process, runs = text.split()
            return process, int(runs), reader.session

    async def come_back(port):
        cookie = reader_of(ask(port))
        process, runs, session = await visit(port, cookie)
        assert runs == 1
        # The process may yet be closing the connection before.
        for _ in range(200):
            again, runs, _ = await visit(port, cookie, session)
            assert again == process
            if runs == 2:
                return
        raise AssertionError("the session is gone")

    with ExitStack() as stack:
        bases = [
            stack.enter_context(serve(tmp_path / f"{number}.log", app=app, env=quiet)) for number in (1, 2)
        ]
        port = stack.enter_context(proxied(tmp_path, [urlsplit(base).port for base in bases])).encrypted
        for _ in range(3):
            asyncio.run(come_back(port))


def test_websockets_are_let_through_and_the_process_is_told_the_name(proxy):
    port, _ = proxy
    answer = ask(port, "/_stcore/stream", Upgrade="websocket", Connection="Upgrade")
    assert (answer.headers["Told-Upgrade"], answer.headers["Told-Connection"]) == ("websocket", "upgrade")
    assert answer.headers["Told-Host"] == "lcity.example.org"
    assert answer.headers["Told-X-Forwarded-Proto"] == "https"
    assert ask(port).headers["Told-Connection"] == "close"


def test_every_answer_says_what_the_browser_may_do(proxy):
    port, _ = proxy
    headers = ask(port).headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Strict-Transport-Security"]
    (token,) = (one for one in headers.get_all("Set-Cookie") if one.startswith("_streamlit_xsrf="))
    assert re.search(r";\s*secure", token, re.IGNORECASE)


def test_more_than_may_be_uploaded_is_refused_before_it_is_sent(proxy):
    port, _ = proxy
    context = ssl._create_unverified_context()
    with closing(http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=20)) as connection:
        connection.putrequest("PUT", "/_stcore/upload_file/session/file")
        connection.putheader("Content-Length", str(102 * 2**20))
        connection.endheaders()
        assert connection.getresponse().status == 413


def test_who_comes_without_encryption_is_sent_to_the_encrypted_address(proxy):
    _, plain = proxy
    with closing(http.client.HTTPConnection("127.0.0.1", plain, timeout=20)) as connection:
        connection.request("GET", "/ranking?lang=zh", headers={"Host": "lcity.example.org"})
        answer = connection.getresponse()
        answer.read()
    assert (answer.status, answer.headers["Location"]) == (301, "https://lcity.example.org/ranking?lang=zh")
