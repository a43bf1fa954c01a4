"""With a page come the names of the modules that its components will need, each of which the server has."""

import re

import pytest
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route, Router

from lcity.ui.server import assets
from lcity.ui.server.early_modules import EarlyModules
from tests.ui.server.asgi import request

PAGE = Route("/ranking", lambda request: HTMLResponse("<p>"))
OTHER = Route("/health", lambda request: PlainTextResponse("ok"))
# A proxy holds back 4 kB of headers unless told otherwise; there are others.
MOST_BYTES = 2_000
APP = EarlyModules(Router([PAGE, OTHER, *assets.ROUTES]))


def test_a_page_names_modules_the_server_has():
    headers = request(APP, "/ranking").headers
    named = re.findall(r"<([^>]+)>; rel=modulepreload", headers["link"])
    assert assets.script("lib/component.js") in named
    assert assets.script("table/table.js") in named
    assert [request(APP, f"/{name}").status for name in named] == [200] * len(named)
    assert len(headers["link"]) < MOST_BYTES


@pytest.mark.parametrize("path", ["/health", "/nothing", "/" + assets.script("lib/tip.js")])
def test_nothing_else_names_any(path):
    assert "link" not in request(APP, path).headers
