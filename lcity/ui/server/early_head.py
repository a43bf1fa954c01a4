"""What a page brings in its head: its style, and the names of modules it will need."""

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Receive, Scope, Send

from lcity.ui.server.early_modules import links
from lcity.ui.server.early_style import style
from lcity.ui.server.middleware import Before

HEAD = b"</head>"
ROOM = "/room/"
# What tells of the page as Streamlit has it, and not of this one.
_OF_ANOTHER = ("etag", "last-modified", "accept-ranges")


class EarlyHead(Before):
    """Writes both into the head of every page of Streamlit's; others have their own."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through; a page is held until it is whole, for its length changes."""
        start: Message | None = None
        parts: list[bytes] = []

        async def send_with_head(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
            elif start is None:
                await send(message)
            else:
                parts.append(message.get("body", b""))
                if not message.get("more_body", False):
                    body = b"".join(parts).replace(HEAD, style() + links() + HEAD, 1)
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
        await self.app(scope, receive, send_with_head if asks else send)


def _is_page(start: Message) -> bool:
    headers = MutableHeaders(raw=list(start.get("headers", ())))
    whole = start["status"] == 200 and "content-encoding" not in headers
    return whole and headers.get("content-type", "").startswith("text/html")
