"""What a browser sends over its websocket, before Streamlit reads it: only what Streamlit's page sends."""

from google.protobuf.message import DecodeError
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from lcity.ui.server.middleware import Before

# Streamlit knows more, for its developers: clearing everybody's caches, telling about the folder's git,
# writing files beside the app.
KNOWN = frozenset({"rerun_script", "stop_script", "file_urls_request", "app_heartbeat"})
OPERATIONS = frozenset({"deferred_file", "dataframe_chunk"})
PROTOCOL_ERROR = 1002


class KnownMessages(Before):
    """Closes a connection whose messages cannot be read, and lets only those through that a page needs.

    Streamlit writes a traceback into the log for each it cannot read: anybody could fill it.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through; of a websocket, what it brings from now on is looked at."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return

        async def receive_known() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                brought = _read(message.get("bytes"))
                if brought is None:
                    await send({"type": "websocket.close", "code": PROTOCOL_ERROR})
                    return {"type": "websocket.disconnect", "code": PROTOCOL_ERROR}
                if _is_needed(brought):
                    return message

        await self.app(scope, receive_known, send)


def _read(content: bytes | None) -> BackMsg | None:
    """Read a message; None where it is text, or bytes that are no message."""
    try:
        message = BackMsg.FromString(content or b"")
    except DecodeError:
        return None
    return message if message.WhichOneof("type") else None


def _is_needed(message: BackMsg) -> bool:
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") in OPERATIONS
    return kind in KNOWN
