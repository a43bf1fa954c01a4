"""Streamlit's own scripts, styles and fonts, as a browser fetches them: read at once, and compressed once.

Streamlit sends them as they are, a hundred of them and 2.3 MB before a first page, each read by several
turns of another thread. On a slow line that is twelve seconds, at a start it holds up the page's own reading.
"""

import gzip
import mimetypes
from functools import cache
from pathlib import Path

import streamlit
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from lcity.ui.server.assets import CODE, MODULES
from lcity.ui.server.middleware import Before

FOLDER = Path(streamlit.__file__).parent / "static" / "static"
LEAST_BYTES = 1_000
"""Less than that is not worth compressing: it goes in one packet either way."""
# Who asks whether a file has changed, or for a part of it, Streamlit answers.
_OTHERWISE = ("if-none-match", "if-modified-since", "range")

_compressed: dict[str, bytes | None] = {}


def compress() -> None:
    """Compress what is worth it, for all who ask from now on: the half second is nobody's who waits."""
    for name, path in _files().items():
        if name not in _compressed:
            content = (_read(path) or b"") if path.suffix in MODULES else b""
            _compressed[name] = gzip.compress(content, mtime=0) if len(content) >= LEAST_BYTES else None


class ShellFiles(Before):
    """Answers who asks for one of them; all else is let through."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let through."""
        answer = _answer(scope) if scope["type"] == "http" else None
        await (answer or self.app)(scope, receive, send)


def _answer(scope: Scope) -> Response | None:
    # Below whatever path all pages stand.
    _, found, name = scope["path"].rpartition("/static/")
    path = _files().get(name) if found and scope["method"] == "GET" else None
    headers = Headers(scope=scope)
    if path is None or any(other in headers for other in _OTHERWISE):
        return None
    told = CODE | {"Vary": "Accept-Encoding"}
    content = _compressed.get(name) if _takes_gzip(",".join(headers.getlist("accept-encoding"))) else None
    if content is not None:
        told["Content-Encoding"] = "gzip"
    elif (content := _read(path)) is None:
        # Streamlit would send its page in place of a script, and a browser could make nothing of that.
        return PlainTextResponse("No such file", 404)
    kind = MODULES.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    return Response(content, media_type=kind or "application/octet-stream", headers=told)


def _takes_gzip(accepted: str) -> bool:
    """Return whether an Accept-Encoding lets gzip be sent (RFC 9110, 12.5.3); a weight that is none is 0."""
    weights = {}
    for one in accepted.lower().replace(" ", "").split(","):
        coding, told, weight = one.partition(";q=")
        try:
            weights[coding] = float(weight) if told else 1.0
        except ValueError:
            weights[coding] = 0.0
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0))) > 0


def _read(path: Path) -> bytes | None:
    """Return what a file holds; None where it is gone, as where Streamlit is replaced below its server."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


@cache
def _files() -> dict[str, Path]:
    """Return them by what stands after ``static/`` in their address; no other file has one."""
    return {path.relative_to(FOLDER).as_posix(): path for path in FOLDER.rglob("*") if path.is_file()}
