"""A request put to an application without a server."""

import asyncio
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.types import ASGIApp


class Reply(NamedTuple):
    status: int
    headers: Headers
    body: bytes


def request(app: ASGIApp, path: str, method: str = "GET", *, headers=(), body=b"", scheme="http") -> Reply:
    """Return what an application replies; `path` is as it arrives, decoded."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "scheme": scheme,
        "path": path,
        "headers": list(headers),
        "query_string": b"",
        "root_path": "",
    }
    asyncio.run(app(scope, receive, send))
    return Reply(
        sent[0]["status"],
        Headers(raw=sent[0]["headers"]),
        b"".join(message.get("body", b"") for message in sent[1:]),
    )
