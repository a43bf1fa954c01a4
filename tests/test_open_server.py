"""A server open to the network, no proxy before it: who may ask, what readers may do, what strangers get."""

import asyncio
import http.client
import re
import socket
import time
from contextlib import closing, suppress
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from lcity.ui.server.address import NAMES
from lcity.ui.server.answer_headers import HEADERS
from lcity.ui.server.same_browser import COOKIE
from tests.browser.harness import serve
from tests.browser.waiting import comes_to

GIVEN, PUBLIC = "observatory.example", "lcity.example.org"
BOUNDARY = "test-boundary"
FORM = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nid\r\n'
    f"--{BOUNDARY}--\r\n"
).encode()
OPEN = {
    "STREAMLIT_SERVER_ADDRESS": "0.0.0.0",
    "STREAMLIT_BROWSER_SERVER_ADDRESS": PUBLIC,
    NAMES: GIVEN,
}
# Each lived through by an app that must not be told of, and must not write a traceback for it.
MALFORMED = {
    "text": "text",
    "noise": b"\xff\xff\xff\xff",
    "half": b"\x5a\x7f\x01",
    "nothing": b"",
    "unknown": b"\xba\x3e\x00",
}
NOT_FOR_READERS = ("clear_cache", "load_git_info", "debug_shutdown_runtime", "debug_disconnect_websocket")


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return tmp_path_factory.mktemp("open") / "server.log"


@pytest.fixture(scope="module")
def port(log):
    with serve(log, env=OPEN) as base:
        yield urlsplit(base).port


def ask(port, path="/_stcore/host-config", method="GET", body=None, to="127.0.0.1", **headers):
    """Return the answer to one request, and what it says."""
    with closing(http.client.HTTPConnection(to, port, timeout=30)) as connection:
        host = headers.pop("Host", f"localhost:{port}")
        connection.request(method, path, body, {"Host": host, **headers})
        answer = connection.getresponse()
        return answer, answer.read()


def stream(port, host=None, origin=None, to="127.0.0.1", **options):
    """Begin a websocket as a browser does: by one name to this machine."""
    address = f"ws://{host or f'localhost:{port}'}/_stcore/stream"
    names = options.pop("subprotocols", ["streamlit"])
    return connect(address, host=to, port=port, origin=origin, subprotocols=names, max_size=None, **options)


def connected(port, host=None, origin=None, **options) -> bool:
    async def attempt():
        try:
            async with stream(port, host, origin, **options):
                return True
        except InvalidStatus:
            return False

    return asyncio.run(attempt())


def browser(port) -> dict[str, str]:
    """Return the cookies of a browser that has asked whether the server is well."""
    answer, _ = ask(port, "/_stcore/health")
    return dict(cookie.partition(";")[0].split("=", 1) for cookie in answer.headers.get_all("Set-Cookie"))


def cookies(jar) -> str:
    return "; ".join(f"{name}={value}" for name, value in jar.items())


async def session(socket) -> str:
    """Run the first page; return the session's name."""
    message = BackMsg()
    message.rerun_script.query_string = "lang=en"
    await socket.send(message.SerializeToString())
    while True:
        answer = ForwardMsg.FromString(await asyncio.wait_for(socket.recv(), 60))
        if answer.WhichOneof("type") == "new_session":
            return answer.new_session.initialize.session_id


def upload(port, name, jar, token, method="PUT", **headers) -> int:
    headers |= {"Cookie": cookies(jar), "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    if token:
        headers["X-Xsrftoken"] = token
    answer, _ = ask(port, f"/_stcore/upload_file/{name}/file", method, FORM, **headers)
    return answer.status


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1", "localhost.", GIVEN, PUBLIC, f"{PUBLIC}:8443", socket.gethostname()],
)
def test_the_server_answers_to_its_own_names(port, host):
    host = host if ":" in host else f"{host}:{port}"
    assert ask(port, Host=host)[0].status == 200
    assert connected(port, host, f"http://{host}")


def test_the_server_answers_to_the_address_it_is_reached_by(port):
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe, suppress(OSError):
        probe.connect(("192.0.2.1", 1))
        own = probe.getsockname()[0]
        assert ask(port, to=own, Host=f"{own}:{port}")[0].status == 200
        assert connected(port, f"{own}:{port}", f"http://{own}:{port}", to=own)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "evil.example@localhost", "localhost/evil", "192.0.2.1", "",
     "127.0.0.1.evil.example", f"x.{PUBLIC}", "[::1].evil.example"],
)  # fmt: skip
def test_a_name_that_leads_here_by_dns_is_not_served(port, host):
    answer, text = ask(port, Host=f"{host}:{port}" if host else "")
    assert answer.status == 421
    assert b"LCity" in text
    assert NAMES.encode() in text
    assert "管理员".encode() in text
    if host and "/" not in host and "@" not in host:
        assert not connected(port, f"{host}:{port}", f"http://{host}:{port}")


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "http://evil.example\\@localhost:{port}", "http://evil.example\\@localhost",
     "null", "http://localhost:{other}", "http://localhost", "https://localhost:{port}", "http://127.0.0.1:{port}",
     "http://evil@localhost:{port}", "http://localhost:{port}/", "file://localhost:{port}",
     "http://localhost:{port}.evil.example", "http://evil.localhost:{port}"],
)  # fmt: skip
def test_a_page_of_another_origin_does_not_connect(port, origin):
    assert not connected(port, origin=origin.format(port=port, other=port + 1))


def test_own_pages_connect_behind_a_proxy_too(port):
    assert connected(port, origin=f"http://localhost:{port}")
    assert connected(port), "no page at all: a program"
    assert connected(port, PUBLIC, f"https://{PUBLIC}")
    assert connected(port, f"{PUBLIC}:8443", f"https://{PUBLIC}:8443")
    assert connected(port, f"127.0.0.1:{port}", f"https://{PUBLIC}"), "a proxy that names this machine"
    assert not connected(port, PUBLIC, f"https://{PUBLIC}:8443")


def test_foreign_handshakes_hold_nobody_up(port):
    async def foreign():
        async def one():
            try:
                async with stream(port, origin="http://evil.example"):
                    return False
            except InvalidStatus:
                return True

        tasks = [asyncio.create_task(one()) for _ in range(10)]
        await asyncio.sleep(0)
        began = time.perf_counter()
        answer, _ = await asyncio.to_thread(ask, port)
        took_s = time.perf_counter() - began
        assert all(await asyncio.gather(*tasks))
        return answer.status, took_s

    status, took_s = asyncio.run(foreign())
    assert status == 200
    assert took_s < 1


def test_every_answer_says_once_what_the_browser_may_do(port):
    for path, host in (("/", "localhost"), ("/_stcore/health", "localhost"), ("/missing.js", "localhost"),
                       ("/", "evil.example")):  # fmt: skip
        answer, _ = ask(port, path, Host=f"{host}:{port}")
        assert {name: answer.headers.get_all(name) for name in HEADERS} == {
            name: [value] for name, value in HEADERS.items()
        }


def test_what_the_server_measures_is_for_this_machine_only(port):
    path = "/_stcore/metrics"
    assert ask(port, path)[0].status == 200
    for written in (path, f"{path}/", f"{path}?families=x"):
        assert ask(port, written, Host=PUBLIC)[0].status == 404
        assert ask(port, written, **{"X-Forwarded-For": "127.0.0.1"})[0].status == 404
        assert ask(port, written, **{"X-Forwarded-For": "192.0.2.1"})[0].status == 404


@pytest.mark.parametrize("content", MALFORMED.values(), ids=MALFORMED)
def test_a_message_that_cannot_be_read_ends_its_connection_and_leaves_no_traceback(port, log, content):
    async def send():
        async with stream(port) as socket:
            await socket.send(content)
            with pytest.raises(ConnectionClosed) as closed:
                await asyncio.wait_for(socket.recv(), 20)
            return closed.value.rcvd.code

    assert asyncio.run(send()) == 1002
    assert ask(port)[0].status == 200
    assert "Traceback" not in log.read_text()


@pytest.mark.parametrize("kind", NOT_FOR_READERS)
def test_messages_for_developers_do_nothing(port, log, kind):
    async def send():
        async with stream(port) as socket:
            message = BackMsg()
            setattr(message, kind, True)
            await socket.send(message.SerializeToString())
            return await session(socket)

    assert asyncio.run(send())
    assert not re.search("Traceback|Client tried", log.read_text())


def test_uploads_need_a_token_of_this_server_s_and_the_browser_whose_session_it_is(port):
    mine, other = browser(port), browser(port)
    token = mine["_streamlit_xsrf"]

    async def bring():
        headers = {"Cookie": cookies(mine)}
        async with stream(port, additional_headers=headers, origin=f"http://localhost:{port}") as socket:
            name = await session(socket)

            def put(*args, **more):
                return asyncio.to_thread(upload, port, name, *args, **more)

            zero = "0" * 12
            assert await put({**mine, "_streamlit_xsrf": zero}, zero) == 403
            assert await put({"_streamlit_xsrf": zero}, zero) == 403
            assert (
                await put({**mine, "_streamlit_xsrf": other["_streamlit_xsrf"]}, other["_streamlit_xsrf"])
                == 403
            )
            assert await put(other, other["_streamlit_xsrf"]) == 403, "a stranger who knows the session"
            assert await put(mine, "") == 403
            assert await put(mine, token, Origin="http://evil.example") == 403
            assert await put(mine, token, Origin=f"http://localhost:{port}") == 204
            assert await put(other, other["_streamlit_xsrf"], method="DELETE") == 403
            assert await put(mine, token, method="DELETE") == 204

    asyncio.run(bring())


def test_a_token_stays_a_browser_s_own(port):
    mine = browser(port)
    answer, _ = ask(port, "/_stcore/health", Cookie=cookies({COOKIE: mine[COOKIE], "_streamlit_xsrf": "00"}))
    (again,) = answer.headers.get_all("Set-Cookie")
    assert (
        upload(port, "nobody", mine | {"_streamlit_xsrf": mine["_streamlit_xsrf"]}, mine["_streamlit_xsrf"])
        == 400
    )
    token = again.partition(";")[0].partition("=")[2]
    assert upload(port, "nobody", mine | {"_streamlit_xsrf": token}, token) == 400, (
        "no such session, but a good token"
    )


def test_a_session_is_taken_over_by_its_own_browser_only(port):
    mine, other = browser(port), browser(port)

    async def come(jar, name=""):
        names = ["streamlit", "token", *([name] if name else [])]
        async with stream(port, additional_headers={"Cookie": cookies(jar)}, subprotocols=names) as socket:
            return await session(socket)

    async def visits():
        first = await come(mine)
        await asyncio.sleep(0.5)
        return first, await come(other, first), await come({}, first), await come(mine, first)

    first, stranger, nobody, back = asyncio.run(visits())
    assert first not in (stranger, nobody)
    assert back == first


def test_streamlit_s_own_scripts_come_compressed_once_nobody_waits(port):
    _, page = ask(port, "/", Accept="text/html")
    (name,) = re.findall(r'<script[^>]* src="\./(static/js/[^"]+)"', page.decode())

    def told():
        answer, _ = ask(port, f"/{name}", **{"Accept-Encoding": "gzip"})
        return answer.headers["Content-Encoding"], "immutable" in answer.headers["Cache-Control"]

    comes_to(told, ("gzip", True))
