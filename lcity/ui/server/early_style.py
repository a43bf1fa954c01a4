"""The page's own style comes with the page: what is styled only once it is drawn jumps."""

from functools import cache
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Receive, Scope, Send

from lcity.ui.server import assets
from lcity.ui.server.middleware import Before

SHEET = Path(__file__).with_name("early.css")
HEAD = b"</head>"
BOARD = "board/place.css"
ROOM = "/room/"
STEP_PX, STEPS = 28, 24
"""Room is kept in so many steps of so many px, where letters have 16 px."""
# What tells of the page as Streamlit has it, and not of this one.
_OF_ANOTHER = ("etag", "last-modified", "accept-ranges")


class EarlyStyle(Before):
    """Writes `SHEET` into the head of every page of Streamlit's; others have their own style."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through; a page is held until it is whole, for its length changes."""
        start: Message | None = None
        parts: list[bytes] = []

        async def send_with_style(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
            elif start is None:
                await send(message)
            else:
                parts.append(message.get("body", b""))
                if not message.get("more_body", False):
                    body = b"".join(parts).replace(HEAD, _style() + HEAD, 1)
                    headers = MutableHeaders(raw=list(start["headers"]))
                    headers["content-length"] = str(len(body))
                    for name in _OF_ANOTHER:
                        del headers[name]
                    await send({**start, "headers": headers.raw})
                    await send({"type": "http.response.body", "body": body})

        asks = scope["type"] == "http" and scope["method"] == "GET" and ROOM not in scope["path"]
        if asks and any(name == b"accept" and b"text/html" in value for name, value in scope["headers"]):
            # What is compressed could not be written into.
            plain = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            scope = {**scope, "headers": plain}
        await self.app(scope, receive, send_with_style if asks else send)


def kept(key: str, least_px: float) -> str:
    """Return the key of a container that is so high from the first frame, whatever is still to come in it.

    Parameters
    ----------
    key
        Of what comes in it.
    least_px
        How high that is at least, where letters have 16 px; less than a step of it is not kept.
    """
    return f"kept-{min(int(least_px // STEP_PX), STEPS)}-{key}"


def _is_page(start: Message) -> bool:
    headers = MutableHeaders(raw=list(start.get("headers", ())))
    whole = start["status"] == 200 and "content-encoding" not in headers
    return whole and headers.get("content-type", "").startswith("text/html")


@cache
def _style() -> bytes:
    room = "".join(
        f'[class*="st-key-{kept("", step * STEP_PX)}"] {{ min-height: {step * STEP_PX / 16:g}rem; }}\n'
        for step in range(1, STEPS + 1)
    )
    return f"<style>\n{SHEET.read_text(encoding='utf-8')}{assets.source(BOARD)}{room}</style>\n".encode()
