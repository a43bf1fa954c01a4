"""What the server measures of itself is for its owner: readers do not get it."""

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from lcity.ui.server.address import LOOPBACK, Place
from lcity.ui.server.middleware import Before

MEASURED = "/_stcore/metrics"
# What says that a proxy has passed a request on, whatever address and name it gives then.
PASSED_ON = frozenset({b"forwarded", b"via", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip"})


class OwnMetrics(Before):
    """Answers Streamlit's metrics (sessions, memory) on this machine only, and by its own name.

    A proxy on this machine comes from it too; what it passes on is a reader's.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer 404 as if nothing were measured."""
        measured = scope["type"] == "http" and scope["path"].rstrip("/").endswith(MEASURED)
        if measured and not _of_this_machine(scope):
            await PlainTextResponse("Not found", 404)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _of_this_machine(scope: Scope) -> bool:
    headers = dict(scope["headers"])
    host = Place.parse(headers.get(b"host", b"").decode("latin-1"))
    client, *_ = scope.get("client") or ("",)
    here = client in LOOPBACK and host is not None and host.host in LOOPBACK
    return here and PASSED_ON.isdisjoint(headers)
