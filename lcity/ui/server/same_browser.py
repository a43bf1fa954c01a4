"""Tells whether two sessions are of the same browser: by a secret that only the browser has."""

import hmac
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256

import streamlit as st
from starlette.requests import HTTPConnection
from starlette.types import Message, Receive, Scope, Send
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME

from lcity.ui.server.middleware import Before

COOKIE = "lcity_browser"
_SECRET = re.compile(r"[0-9a-f]{32}")
_HEALTH = "/_stcore/health"


class BrowserSecret(Before):
    """Gives every browser a secret of its own, which no script in it can read.

    Streamlit's page asks whether the server is well before it connects; the answer brings the secret.
    Asked by the page itself, a browser sends even a `SameSite=Strict` cookie when a link from elsewhere
    has opened the page; the document's own request would come without, and the secret be replaced.

    The answer brings Streamlit's token for uploads too. Streamlit compares it with itself only; here it is
    made of the secret, so that nobody can have one that this server has not given to this browser.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, and set the cookie with the answer where the browser has none."""
        health_check = scope["type"] == "http" and scope["path"].endswith(_HEALTH)
        if not health_check:
            await self.app(scope, receive, send)
            return
        had = _secret(HTTPConnection(scope).cookies)
        secret = had or secrets.token_hex(16)

        async def send_with_secret(message: Message) -> None:
            # A page opened by a deep link looks for the server under wrong addresses first.
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = [_signed(pair, secret) for pair in message.get("headers", ())]
                if not had:
                    secure = "; Secure" if scope.get("scheme") == "https" else ""
                    cookie = f"{COOKIE}={secret}; Path=/; HttpOnly; SameSite=Strict{secure}"
                    headers.append((b"set-cookie", cookie.encode()))
                message["headers"] = headers
            await send(message)

        await self.app(scope, receive, send_with_secret)


def browser() -> str:
    """Return the hash of the secret of this session's browser; "" where it has none."""
    return known_as(st.context.cookies)


def upload_token(cookies: Mapping[str, str]) -> bytes | None:
    """Return what a browser's token for uploads is of, 16 bytes; None where the browser has no secret."""
    secret = _secret(cookies)
    return _token(secret) if secret else None


def sealed(text: str, about: str) -> str:
    """Return a secret as an address may hold it: only the browser of this session can make use of it.

    Parameters
    ----------
    text
        At most 32 characters of ASCII.
    about
        What it is the secret of: that of another is sealed otherwise.

    Returns
    -------
    str
        Letters, digits, - and _; "" where the browser has no secret of its own.
    """
    secret = _secret(st.context.cookies)
    return urlsafe_b64encode(_mixed(text.encode(), secret, about)).decode().rstrip("=") if secret else ""


def unsealed(found: str, about: str) -> str:
    """Return what `sealed` has sealed for this browser; anything at all where another's, or nothing, was."""
    secret = _secret(st.context.cookies)
    try:
        mixed = urlsafe_b64decode(found + "=" * (-len(found) % 4))
        return _mixed(mixed, secret, about).decode("ascii") if secret else ""
    except ValueError:
        return ""


def _mixed(content: bytes, secret: str, about: str) -> bytes:
    key = hmac.digest(secret.encode(), f"sealed {about}".encode(), "sha256")
    return bytes(one ^ other for one, other in zip(content, key, strict=False))


def known_as(cookies: Mapping[str, str]) -> str:
    """Return the hash of the secret among a browser's cookies; "" where there is none."""
    secret = _secret(cookies)
    return sha256(secret.encode()).hexdigest() if secret else ""


def _secret(cookies: Mapping[str, str]) -> str:
    secret = cookies.get(COOKIE, "")
    return secret if _SECRET.fullmatch(secret) else ""


def _token(secret: str) -> bytes:
    return hmac.digest(get_cookie_secret().encode(), f"upload {secret}".encode(), "sha256")[:16]


def _signed(pair: tuple[bytes, bytes], secret: str) -> tuple[bytes, bytes]:
    """Return a header; where it sets Streamlit's token, with ours in its place."""
    name, value = pair
    start = f"{XSRF_COOKIE_NAME}=".encode()
    if name.lower() != b"set-cookie" or not value.startswith(start):
        return pair
    _, mark, settings = value.partition(b";")
    return name, start + generate_xsrf_token_string(_token(secret)).encode() + mark + settings
