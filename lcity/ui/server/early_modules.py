"""Modules that components will need are told with the page, and come while Streamlit's own are starting."""

from functools import cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lcity.ui.server import assets

BOARD = tuple(f"board/js/{name}.js" for name in ("mount", "channel", "board", "layout"))
"""Of the board's modules, many and only on one page, those that name the others."""


class EarlyModules:
    """Names modules in the header "Link" of every page, relative to it.

    Parameters
    ----------
    app
        The application behind.
    """

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, and name the modules with a page."""

        async def send_with_link(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message.get("headers", ())
                told = {name.lower(): value for name, value in headers}
                # A page that says itself what it needs is none of Streamlit's.
                if told.get(b"content-type", b"").startswith(b"text/html") and b"link" not in told:
                    message["headers"] = [*headers, (b"link", link())]
            await send(message)

        await self.app(scope, receive, send_with_link if scope["type"] == "http" else send)


@cache
def link() -> bytes:
    """Return the header's value; short, for a proxy takes no long headers."""
    own = (name for name in assets.modules() if name.endswith(".js") and not name.startswith("board/"))
    early = [*(name for name in own if name not in assets.WITH_THE_PAGE), *BOARD]
    return ", ".join(f"<{assets.script(name)}>; rel=modulepreload" for name in early).encode()
