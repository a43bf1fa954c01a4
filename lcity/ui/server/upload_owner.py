"""An upload, and a session, are their browser's: who only knows a session's name gets nowhere with it."""

import hmac
from weakref import WeakKeyDictionary

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.session_manager import SessionClient
from streamlit.web.server.server_util import is_xsrf_enabled
from streamlit.web.server.starlette.starlette_app_utils import decode_xsrf_token_string

from lcity.ui.server.same_browser import known_as, upload_token

CHANGES = frozenset({"PUT", "DELETE"})
PROTOCOLS = b"sec-websocket-protocol"


class UploadOwner:
    """Refuses uploads without a token of this server's, and into sessions of another browser.

    Streamlit takes any token that stands in header and cookie alike, and any session's name that is known;
    by a name, it also lets a connection take over a session whose reader has gone.

    Parameters
    ----------
    app
        The application behind.
    """

    def __init__(self, app: ASGIApp):
        self.app = app
        self._owners: WeakKeyDictionary[AppSession, str] = WeakKeyDictionary()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer 403; a connection to another's session gets one of its own."""
        if scope["type"] == "websocket":
            await self._connect(scope, receive, send)
            return
        session = changed_session(scope)
        if session is not None and not self._may(scope, session):
            await PlainTextResponse("Not this browser's", 403)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        browser = known_as(HTTPConnection(scope).cookies)
        wanted = _wanted(scope)
        if wanted and not (browser and self._owner(wanted) == browser):
            scope = {**scope, "headers": [_unnamed(pair) for pair in scope["headers"]]}

        async def receive_noting() -> Message:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                # Streamlit lets the client go now, and with it whose the session was.
                for info in runtime.get_instance()._session_mgr.list_active_sessions():
                    self._owners[info.session] = _browser_of(info.client)
            return message

        await self.app(scope, receive_noting, send)

    def _may(self, scope: Scope, session: str) -> bool:
        connection = HTTPConnection(scope)
        if is_xsrf_enabled():
            token = upload_token(connection.cookies)
            given, _ = decode_xsrf_token_string(connection.headers.get("x-xsrftoken", ""))
            if not token or not given or not hmac.compare_digest(token, given):
                return False
        # Whether there is such a session at all is for Streamlit to say, to who has a token.
        return self._owner(session) in ("", known_as(connection.cookies))

    def _owner(self, session: str) -> str:
        """Return who a session belongs to, there or gone; "" where that is not known."""
        client = runtime.get_instance().get_client(session)
        if client is not None:
            return _browser_of(client)
        return next((owner for gone, owner in list(self._owners.items()) if gone.id == session), "")


def changed_session(scope: Scope) -> str | None:
    """Return the session whose uploads a request changes; None of any other request."""
    if scope["type"] != "http" or scope["method"] not in CHANGES:
        return None
    *_, folder, session, _ = ("", "", *scope["path"].split("/"))
    return session if folder == "upload_file" else None


def _browser_of(client: SessionClient) -> str:
    """Return whose a client is; "" of one without a browser, such as who the first page is drawn for."""
    context = client.client_context
    return known_as(context.cookies) if context else ""


def _wanted(scope: Scope) -> str:
    """Return the session that a connection wants to go on with; "" where none."""
    named = HTTPConnection(scope).headers.get(PROTOCOLS.decode(), "").split(",")
    return named[2].strip() if len(named) > 2 else ""


def _unnamed(pair: tuple[bytes, bytes]) -> tuple[bytes, bytes]:
    name, value = pair
    return (name, b",".join(value.split(b",")[:2])) if name.lower() == PROTOCOLS else pair
