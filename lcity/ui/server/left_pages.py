"""What a page asks for once the reader has left it: it must not take away the page that came in its place.

Where a part of a page alone is drawn anew (`st.fragment`), the browser says which page the part stands on. A
popover that closes because a link was clicked asks just after the click, still as the page that was left.
Streamlit draws the new page, then begins a run of the old page that draws nothing; told of another page, the
browser clears what it shows, and the reader is left with an empty page.
"""

from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from lcity.ui.server.middleware import Before

MOST_BYTES = 65_536
"""Longer than what is told of a page: a table or a map, which need not be read here."""


class LeftPages(Before):
    """Lets a part of a page be drawn anew only while that page is in view, each connection by itself."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through; a websocket from now on by way of what is known of its page."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        view = PageInView()

        async def receive_of_view() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive" or view.asks(message["bytes"]):
                    return message

        async def send_of_view(message: Message) -> None:
            if message["type"] == "websocket.send" and (content := message.get("bytes")):
                message = {**message, "bytes": view.told(content)}
            await send(message)

        await self.app(scope, receive_of_view, send_of_view)


class PageInView:
    """The page one browser is on, by the hash Streamlit gives it; "" while it is not known."""

    def __init__(self) -> None:
        # The page of the last whole run, as the browser has asked for it or been told of it; and as told.
        self._wanted = ""
        self._shown = ""

    def asks(self, content: bytes) -> bool:
        """Note what a browser asks for, and return whether Streamlit is to hear of it.

        Parameters
        ----------
        content
            A `BackMsg`.
        """
        message = BackMsg.FromString(content)
        request = message.rerun_script
        if request.fragment_id:
            return request.page_script_hash in ("", self._wanted) or not self._wanted
        if message.WhichOneof("type") == "rerun_script":
            self._wanted = request.page_script_hash
        return True

    def told(self, content: bytes) -> bytes:
        """Note what a browser is told of its page, and return it as it is to be sent.

        The run of a part is told as one of the page that is there: the server may have turned to another page
        by itself, in the moment between what the browser asked and what it is told.

        Parameters
        ----------
        content
            A `ForwardMsg`.
        """
        if len(content) > MOST_BYTES:
            return content
        message = ForwardMsg.FromString(content)
        kind = message.WhichOneof("type")
        if kind not in ("new_session", "navigation"):
            return content
        opened = getattr(message, kind)
        if not message.metadata.run.fragment_ids:
            self._wanted = self._shown = opened.page_script_hash
        elif self._shown and opened.page_script_hash != self._shown:
            opened.page_script_hash = self._shown
            return message.SerializeToString()
        return content
