"""Refuses what is more than one reader may upload at once before it is read."""

from collections import Counter

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime

from lcity.intake.limits import MB, Limits
from lcity.ui.server.upload_owner import changed_session

AROUND = 2**16
"""Bytes a form adds to the file in it, generously."""


class UploadLimit:
    """Stands before Streamlit's uploads, each of which knows only its own file.

    What a session has brought and not yet given up counts, and what is on its way to it.

    Parameters
    ----------
    app
        The application behind.
    """

    def __init__(self, app: ASGIApp):
        self.app = app
        self._coming: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer 413 (411 where it does not say how much it brings)."""
        session = _uploading(scope)
        if session is None:
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        length = headers.get(b"content-length", b"")
        # What comes in pieces goes on for as long as it likes, whatever length is said before.
        if not length.isdigit() or b"transfer-encoding" in headers:
            await PlainTextResponse("How long?", 411)(scope, receive, send)
            return
        most = Limits.from_environment().upload_mb * MB
        if _held(session) + self._coming[session] + int(length) > most + AROUND:
            await PlainTextResponse("Too much at once", 413)(scope, receive, send)
            return
        self._coming[session] += int(length)
        try:
            await self.app(scope, receive, send)
        finally:
            self._coming[session] -= int(length)
            if not self._coming[session]:
                del self._coming[session]


def _uploading(scope: Scope) -> str | None:
    """Return the session that a request uploads a file to; None of any other request."""
    return changed_session(scope) if scope.get("method") == "PUT" else None


def _held(session: str) -> int:
    files = runtime.get_instance().uploaded_file_mgr.file_storage.get(session, {})
    return sum(len(file.data) for file in list(files.values()))
