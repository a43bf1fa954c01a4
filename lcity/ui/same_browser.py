"""Tells whether two sessions are of the same browser: by a secret that only the browser has."""

import re
import secrets
from collections.abc import Mapping
from hashlib import sha256

import streamlit as st
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "lcity_browser"
_SECRET = re.compile(r"[0-9a-f]{32}")
_ASKED = "/_stcore/health"


class BrowserSecret:
    """Gives every browser a secret of its own, which no script in it can read.

    Streamlit's page asks whether the server is well before it connects; the answer brings the secret.
    Asked by the page itself, a browser sends even a `SameSite=Strict` cookie when a link from elsewhere
    has opened the page; the document's own request would come without, and the secret be replaced.

    Parameters
    ----------
    app
        The application behind.
    """

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, and set the cookie with the answer where the browser has none."""
        asked = scope["type"] == "http" and scope["path"].endswith(_ASKED)
        if not asked or _hashed(HTTPConnection(scope).cookies):
            await self.app(scope, receive, send)
            return

        async def send_with_secret(message: Message) -> None:
            # A page opened by a deep link looks for the server under wrong addresses first.
            if message["type"] == "http.response.start" and message["status"] == 200:
                secure = "; Secure" if scope.get("scheme") == "https" else ""
                cookie = f"{COOKIE}={secrets.token_hex(16)}; Path=/; HttpOnly; SameSite=Strict{secure}"
                message["headers"] = [*message.get("headers", ()), (b"set-cookie", cookie.encode())]
            await send(message)

        await self.app(scope, receive, send_with_secret)


def browser() -> str:
    """Return the hash of the secret of this session's browser; "" where it has none."""
    return _hashed(st.context.cookies)


def _hashed(cookies: Mapping[str, str]) -> str:
    secret = cookies.get(COOKIE, "")
    return sha256(secret.encode()).hexdigest() if _SECRET.fullmatch(secret) else ""
