"""With a page come the names of the modules that its components will need, each of which the server has."""

import asyncio
import re

import pytest
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route, Router

from lcity.ui.server import assets
from lcity.ui.server.early_modules import EarlyModules

PAGE = Route("/ranking", lambda request: HTMLResponse("<p>"))
OTHER = Route("/health", lambda request: PlainTextResponse("ok"))
# A proxy holds back 4 kB of headers unless told otherwise; there are others.
MOST_BYTES = 2_000


def get(path: str) -> tuple[int, dict[str, str]]:
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "headers": [],
        "query_string": b"",
        "root_path": "",
    }
    asyncio.run(EarlyModules(Router([PAGE, OTHER, *assets.ROUTES]))(scope, receive, send))
    return sent[0]["status"], {name.decode(): value.decode() for name, value in sent[0]["headers"]}


def test_a_page_names_modules_the_server_has():
    _, headers = get("/ranking")
    named = re.findall(r"<([^>]+)>; rel=modulepreload", headers["link"])
    assert assets.script("lib/component.js") in named
    assert assets.script("table/table.js") in named
    assert [get(f"/{name}")[0] for name in named] == [200] * len(named)
    assert len(headers["link"]) < MOST_BYTES


@pytest.mark.parametrize("path", ["/health", "/nothing", "/" + assets.script("lib/tip.js")])
def test_nothing_else_names_any(path):
    assert "link" not in get(path)[1]
