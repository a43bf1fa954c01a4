"""A page brings its own style and names its modules; nothing else is touched."""

import re

import pytest
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route, Router

from lcity.ui.server.early_head import EarlyHead
from lcity.ui.server.early_modules import links
from lcity.ui.server.early_style import SHEET, STEP_PX, STEPS, Shape, kept
from tests.ui.server.asgi import request

BARE = "<head><title>é</title></head><body></head></body>"
TOLD = {"etag": '"old"', "cache-control": "no-cache"}
ROUTES = [
    Route("/page", lambda request: HTMLResponse(BARE, headers=TOLD)),
    Route("/other", lambda request: PlainTextResponse(BARE, headers=TOLD)),
    Route("/asked", lambda request: PlainTextResponse(request.headers.get("accept-encoding", "none"))),
    Route("/missing", lambda request: HTMLResponse(BARE, status_code=404, headers=TOLD)),
    Route("/zipped", lambda request: HTMLResponse(BARE, headers=TOLD | {"content-encoding": "gzip"})),
]


def ask(path: str, method: str = "GET", headers: tuple = ()) -> tuple[Headers, str]:
    reply = request(EarlyHead(Router(ROUTES)), path, method, headers=headers)
    return reply.headers, reply.body.decode()


def test_a_page_has_style_and_modules_in_its_head_once_and_its_own_length():
    headers, body = ask("/page")
    sheet = SHEET.read_text(encoding="utf-8")
    start, end = BARE.split("</head>", 1)
    assert body.startswith(f"{start}<style>\n{sheet}")
    assert body.endswith(f"</style>\n{links().decode()}</head>{end}")
    assert body.count("</style>") == 1
    assert int(headers["content-length"]) == len(body.encode())
    # The page of before must not be taken for this one.
    assert "etag" not in headers
    assert headers["cache-control"] == "no-cache"


def test_room_is_kept_in_steps_for_what_is_yet_to_come():
    _, body = ask("/page")
    rules = dict(re.findall(r'\[class\*="st-key-([\w-]+)"\] { min-height: ([\d.]+)rem; }', body))
    assert len(rules) == STEPS
    assert kept("of.a.table", 3 * STEP_PX + 5).startswith("kept-3-")
    assert float(rules["kept-3-"]) == 3 * STEP_PX / 16
    assert kept("x", 100_000).removesuffix("x") in rules


@pytest.mark.parametrize(
    ("share", "most_px", "below_px", "expected"),
    [
        (1.019, 640, 0, (100, 1, 640, 0)),
        (0.07, 459, 28, (0, 7, 440, 1.75)),
        (99, 99_000, 990, (400, 9, 1200, 10.5)),
    ],
)
def test_room_is_kept_for_a_picture_as_high_as_its_width_asks_for(share, most_px, below_px, expected):
    _, body = ask("/page")
    key = Shape(share, most_px, below_px).kept("coverage-map")
    rules = re.findall(r'\[class\*="st-key-picture-"\]\[class\*="(-\w+-)"\] { --(\w+): ([\d.]+)\w*; }', body)
    found = {name: float(told) for digit, name, told in rules if digit in f"st-key-{key}"}
    assert found == dict(zip(("tens", "units", "most", "below"), expected, strict=True))
    assert key.endswith("coverage-map")


def test_no_rule_asks_for_what_browsers_drop():
    # One selector of a list that is none takes the whole rule with it.
    sheet = re.sub(r"/\*.*?\*/", "", SHEET.read_text(encoding="utf-8"), flags=re.DOTALL)
    for selector in re.findall(r"([^{}]+){", sheet):
        depth, has = 0, []
        for token in re.findall(r":has\(|\(|\)", selector):
            depth += -1 if token == ")" else 1
            has = [at for at in has if at <= depth]
            if token == ":has(":
                assert not has, selector.strip()
                has.append(depth)


@pytest.mark.parametrize("path", ["/other", "/missing", "/zipped"])
def test_nothing_else_has(path):
    headers, body = ask(path)
    assert body == BARE
    assert headers["etag"] == '"old"'


def test_who_asks_for_the_head_alone_is_told_of_the_page_as_it_is():
    assert ask("/page", "HEAD")[0]["etag"] == '"old"'


def test_a_browser_that_asks_for_a_page_is_not_sent_it_compressed():
    zipped = (b"accept-encoding", b"gzip")
    assert ask("/asked", headers=((b"accept", b"text/html,*/*"), zipped))[1] == "none"
    assert ask("/asked", headers=((b"accept", b"*/*"), zipped))[1] == "gzip"


def test_no_class_that_changes_has_all_below_it_styled_anew():
    """A selector tried at every change of a class, or of what is within, must not end in what is anything."""
    sheet = re.sub(r"/\*.*?\*/", "", SHEET.read_text(encoding="utf-8"), flags=re.DOTALL)
    rules = re.findall(r"[^{}]+(?=\{)", sheet)
    often = [rule for rule in rules if "[class*=" in rule or ":has(" in rule]
    assert often
    assert [rule.strip() for rule in often if re.search(r"[\s(]\*\s*[,)]|[\s(]\*\s*$", rule)] == []
