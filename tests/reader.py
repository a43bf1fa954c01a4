"""A reader's browser as the server sees it: Streamlit's own protocol over a websocket, nothing drawn."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

FINISHED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class Part(NamedTuple):
    """A component on the page: its widget, the fragment it stands in, and what it is told."""

    widget: str
    fragment: str
    data: dict[str, Any]


@dataclass
class Answer:
    """What the server said to one message.

    Parameters
    ----------
    ran
        Whether a script or a fragment was run for it.
    size
        In bytes.
    texts
        What `st.text` wrote, in order.
    """

    ran: bool = False
    size: int = 0
    texts: list[str] = field(default_factory=list)


class Failed(RuntimeError):
    """A run failed, or shows an exception."""


class Reader:
    """One session; what its components have told goes with every message, as a browser does it."""

    def __init__(self, socket: ClientConnection):
        self.socket = socket
        self.page = self.page_name = self.query = self.session = ""
        self.parts: dict[str, Part] = {}
        self._states: dict[str, WidgetState] = {}

    @classmethod
    @asynccontextmanager
    async def at(cls, base: str, session: str = "", **options: Any) -> AsyncIterator["Reader"]:
        """Connect to a server.

        Parameters
        ----------
        base
            Its address.
        session
            The session to go on with, as a browser does whose connection has broken.
        options
            Of the connection.
        """
        address = f"{base.replace('http', 'ws', 1)}/_stcore/stream"
        names = ["streamlit", *(["token", session] if session else [])]
        async with connect(address, subprotocols=names, max_size=None, **options) as socket:
            yield cls(socket)

    async def open(self, page: str = "", query: str = "") -> Answer:
        """Open a page by its link."""
        self.page, self.page_name, self.query = "", page, query
        self._states.clear()
        return await self.run()

    async def tell(self, component: str, name: str, value: Any) -> Answer:
        """Tell one thing of a component, which asks for the fragment it stands in.

        Parameters
        ----------
        component
            As the page names it, without what stands before its last point.
        """
        self.tell_later(component, name, value)
        return await self.run(self.parts[component].fragment)

    def tell_later(self, component: str, name: str, value: Any) -> None:
        """Have the next message tell one thing of a component; for parameters see `tell`."""
        part = self.parts[component]
        told = json.loads(self._states[part.widget].json_value) if part.widget in self._states else {}
        told |= {name: value}
        self._states[part.widget] = WidgetState(id=part.widget, json_value=json.dumps(told))

    async def run(self, fragment: str = "", trigger: str = "") -> Answer:
        """Ask for a fragment, or for all; `trigger` is the widget that was clicked."""
        await self.ask(fragment, trigger)
        return await self.answer()

    async def ask(self, fragment: str = "", trigger: str = "") -> None:
        """Ask as `run` does, and do not wait for the answer."""
        message = BackMsg()
        request = message.rerun_script
        request.fragment_id, request.query_string = fragment, self.query
        request.page_script_hash, request.page_name = self.page, self.page_name
        request.widget_states.widgets.extend(self._states.values())
        if trigger:
            request.widget_states.widgets.add(id=trigger, trigger_value=True)
        await self.socket.send(message.SerializeToString())

    async def answer(self, until: str = "") -> Answer:
        """Take what the server says to one message, to the end of the run where there is one.

        Parameters
        ----------
        until
            How a text begins that is waited for, and not the end.

        Raises
        ------
        Failed
            The run has.
        """
        found = Answer()
        while True:
            message = ForwardMsg.FromString(await self.socket.recv())
            found.size += message.ByteSize()
            self._note(message, found)
            kind = message.WhichOneof("type")
            if until and found.texts and found.texts[-1].startswith(until):
                return found
            if kind == "page_info_changed" and not found.ran:
                return found
            if kind == "script_finished" and message.script_finished in FINISHED:
                return found
            if kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                raise Failed(ForwardMsg.ScriptFinishedStatus.Name(message.script_finished))

    def _note(self, message: ForwardMsg, found: Answer) -> None:
        if message.HasField("new_session"):
            found.ran = True
            self.page, self.session = (
                message.new_session.page_script_hash,
                message.new_session.initialize.session_id,
            )
        if message.HasField("navigation"):
            # Which page of the app it is; a part is asked for as one of that page.
            self.page = message.navigation.page_script_hash
        if message.HasField("page_info_changed"):
            self.query = message.page_info_changed.query_string
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise Failed(element.exception.message)
        if kind == "text":
            found.texts.append(element.text.body)
        if kind == "button":
            self.parts[element.button.label] = Part(element.button.id, message.delta.fragment_id, {})
        if kind == "bidi_component":
            part = element.bidi_component
            name = part.component_name.rpartition(".")[2]
            self.parts[name] = Part(part.id, message.delta.fragment_id, json.loads(part.json or "{}"))
