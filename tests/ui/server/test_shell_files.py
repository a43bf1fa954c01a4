"""Streamlit's own files come at once and compressed; nothing else is touched."""

import gzip

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from lcity.ui.server import shell_files
from lcity.ui.server.shell_files import FOLDER, LEAST_BYTES, ShellFiles, compress
from tests.ui.server.asgi import Reply, request

PASSED_ON = b"passed on"
LARGE = max(FOLDER.glob("js/*.js"), key=lambda path: path.stat().st_size)
SMALL = min(FOLDER.glob("js/*.js"), key=lambda path: path.stat().st_size)
STYLE, FONT = next(FOLDER.glob("css/*.css")), next(FOLDER.glob("media/*.woff2"))


async def behind(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse(PASSED_ON)(scope, receive, send)


def ask(name: str, accepted: str = "gzip, deflate, br", method: str = "GET", **headers: str) -> Reply:
    told = {"accept-encoding": accepted} | {key.replace("_", "-"): value for key, value in headers.items()}
    raw = [(key.encode(), value.encode()) for key, value in told.items()]
    return request(ShellFiles(behind), name, method, headers=raw)


@pytest.fixture(autouse=True)
def nothing_compressed(monkeypatch):
    """Stand where no file has been compressed yet."""
    monkeypatch.setattr(shell_files, "_compressed", {})


@pytest.fixture
def compressed(monkeypatch):
    """Compress a few of them, as a server does with all."""
    some = {f"{path.parent.name}/{path.name}": path for path in (LARGE, SMALL, STYLE, FONT)}
    monkeypatch.setattr(shell_files, "_files", lambda: some)
    compress()


@pytest.mark.parametrize("base", ["", "/city/board"])
@pytest.mark.parametrize(
    ("path", "kind"), [(LARGE, "text/javascript"), (STYLE, "text/css"), (FONT, "font/woff2")]
)
def test_a_file_comes_whole_and_may_be_kept_for_ever(path, kind, base):
    reply = ask(f"{base}/static/{path.parent.name}/{path.name}")
    assert (reply.status, reply.body) == (200, path.read_bytes())
    assert reply.headers["content-type"].split(";")[0] == kind
    assert int(reply.headers["content-length"]) == len(reply.body)
    assert {"public", "immutable"} <= set(reply.headers["cache-control"].split(", "))


def test_once_compressed_it_comes_so_to_who_can_read_that(compressed):
    name = f"/static/js/{LARGE.name}"
    reply = ask(name)
    assert reply.headers["content-encoding"] == "gzip"
    assert reply.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(reply.body) == LARGE.read_bytes()
    assert len(reply.body) < LARGE.stat().st_size / 2
    plain = ask(name, accepted="br")
    assert "content-encoding" not in plain.headers
    assert plain.headers["vary"] == "Accept-Encoding"
    assert plain.body == LARGE.read_bytes()


@pytest.mark.parametrize(
    "accepted",
    [
        "gzip",
        "GZIP",
        "x-gzip",
        "br, gzip",
        "gzip;q=0.1",
        "gzip ; Q = 0.001",
        "br;q=1.0, *;q=0.5",
        "*",
        "identity;q=0, *",
    ],
)
def test_who_takes_gzip_gets_it(compressed, accepted):
    assert ask(f"/static/js/{LARGE.name}", accepted).headers["content-encoding"] == "gzip"


@pytest.mark.parametrize(
    "accepted",
    [
        "",
        "identity",
        "br",
        "gzip;q=0",
        "gzip; q=0.000, *",
        "*;q=0",
        "br, *;q=0",
        "gzip;q=",
        "gzip;q=much",
        "not-gzip",
    ],
)
def test_who_does_not_take_gzip_gets_it_as_it_is(compressed, accepted):
    reply = ask(f"/static/js/{LARGE.name}", accepted)
    assert "content-encoding" not in reply.headers
    assert reply.body == LARGE.read_bytes()


def test_what_is_gone_since_the_server_started_is_not_found_and_the_others_are_compressed(
    tmp_path, monkeypatch
):
    gone, kept = tmp_path / "gone.js", tmp_path / "kept.js"
    kept.write_bytes(LARGE.read_bytes())
    monkeypatch.setattr(shell_files, "_files", lambda: {"js/gone.js": gone, "js/kept.js": kept})
    compress()
    reply = ask("/static/js/gone.js")
    assert reply.status == 404
    assert "cache-control" not in reply.headers
    assert ask("/static/js/kept.js").headers["content-encoding"] == "gzip"


def test_what_is_compressed_is_not_compressed_again(compressed, monkeypatch):
    before = ask(f"/static/js/{LARGE.name}")
    monkeypatch.setattr(shell_files.gzip, "compress", lambda *_args, **_more: pytest.fail("once was enough"))
    compress()
    assert ask(f"/static/js/{LARGE.name}") == before


def test_what_compressing_does_not_make_smaller_stays_as_it_is(compressed):
    assert SMALL.stat().st_size < LEAST_BYTES
    for path in (SMALL, FONT):
        reply = ask(f"/static/{path.parent.name}/{path.name}")
        assert "content-encoding" not in reply.headers
        assert reply.body == path.read_bytes()


@pytest.mark.parametrize(
    "name",
    [
        "/",
        "/static/js/none.js",
        "/static/",
        "/static/../index.html",
        "/static/js/../../index.html",
        "/static//etc/passwd",
        f"/static/static/{LARGE.parent.name}",
        f"/js/{LARGE.name}",
    ],
)
def test_no_other_path_is_answered(name):
    assert ask(name).body == PASSED_ON


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("HEAD", {}),
        ("POST", {}),
        ("GET", {"if_none_match": '"e"'}),
        ("GET", {"if_modified_since": "Mon, 30 Nov 2026 00:00:00 GMT"}),
        ("GET", {"range": "bytes=0-9"}),
    ],
)
def test_what_is_asked_otherwise_streamlit_answers(method, headers):
    assert ask(f"/static/js/{LARGE.name}", method=method, **headers).body == PASSED_ON
