"""What a component tells is taken over without a run of its script, where that would draw nothing new.

A run costs the server some milliseconds, however little it draws. A room that settles a hundred weights a
second has no need of it: the component shows what it has told already, and the rest of the page waits until
the hand rests. So the callbacks run, the address bar follows, and that is the answer. Whatever is told
otherwise, or draws anything else, runs as ever.
"""

import asyncio
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st
from starlette.types import Message, Receive, Scope, Send
from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.runtime_util import serialize_forward_msg
from streamlit.runtime.scriptrunner.exec_code import exec_func_with_error_handling
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext, add_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context_attr import SCRIPT_RUN_CONTEXT_ATTR_NAME
from streamlit.runtime.state.common import user_key_from_element_id
from streamlit.runtime.state.query_params import sanitize_query_string

from lcity.ui.server.middleware import Before

_KEY = "lcity.without_run"
# What holds for one run only needs that run.
_TRIGGERS = frozenset({"trigger_value", "string_trigger_value", "chat_input_value", "json_trigger_value"})


@dataclass(frozen=True)
class _Offer:
    """What a session's page lets be taken over; for parameters see `offer`.

    Parameters
    ----------
    drawn
        What `draws` returned when the fragment was drawn.
    """

    key: str
    name: str
    draws: Callable[[], Any]
    drawn: Any


def offer(key: str, name: str, draws: Callable[[], Any]) -> None:
    """Let what a component tells be taken over without a run; to be called where its fragment is drawn.

    Parameters
    ----------
    key
        Of the component.
    name
        Of the state it tells; what it tells by another name runs its fragment.
    draws
        Returns all that this state changes in the fragment beside the component: while that is what it was,
        there is nothing to draw. It is called on a thread of its own, after the component's callbacks.
    """
    st.session_state[_KEY] = _Offer(key, name, draws, draws())


class WithoutRun(Before):
    """Keeps a message from Streamlit where it only tells what `offer` lets be taken over."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through; of a websocket, all but the messages that are answered here."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        connection = _Connection()

        async def receive_rest() -> Message:
            while True:
                message = await receive()
                told = message["type"] == "websocket.receive"
                answer = await connection.answer(message["bytes"]) if told else None
                if answer is None:
                    return message
                await tell(answer)

        async def send_noted(message: Message) -> None:
            await send(message)
            await tell(connection.note(message))

        # Not by the session's queue: to empty that, Streamlit looks into everybody's.
        async def tell(messages: list[ForwardMsg]) -> None:
            for message in messages:
                await send({"type": "websocket.send", "bytes": serialize_forward_msg(message)})

        await self.app(scope, receive_rest, send_noted)


class _Connection:
    """A browser's connection: whose session it is, and what stood in its widgets when it last told."""

    def __init__(self) -> None:
        self._session_id = ""
        self._states: dict[str, WidgetState] = {}
        # What callbacks have told the browser before the run that follows: it goes out as part of that.
        self._of_run: list[ForwardMsg] = []

    def note(self, sent: Message) -> list[ForwardMsg]:
        """Learn whose session this is where a run has begun; return what is to be sent as part of that."""
        if (self._session_id and not self._of_run) or not sent.get("bytes"):
            return []
        begun = ForwardMsg.FromString(sent["bytes"])
        if not begun.HasField("new_session"):
            return []
        self._session_id = begun.new_session.initialize.session_id
        of_run, self._of_run = self._of_run, []
        return of_run

    async def answer(self, content: bytes) -> list[ForwardMsg] | None:
        """Return the answer to a message; None where it is to be answered by a run."""
        brought = BackMsg.FromString(content)
        if brought.WhichOneof("type") != "rerun_script":
            return None
        request = brought.rerun_script
        before, self._states = self._states, {state.id: state for state in request.widget_states.widgets}
        moved = [state for widget, state in self._states.items() if before.get(widget) != state]
        session = self._idle_session(request)
        if session is None or _KEY not in session.session_state or len(moved) != 1:
            return None
        wanted: _Offer = session.session_state[_KEY]
        if not self._tells_only(wanted, moved[0], before.get(moved[0].id)):
            return None
        holds, answer = await asyncio.to_thread(_taken_over, session, request, wanted)
        if holds:
            return answer
        self._of_run += answer
        return None

    def _session(self) -> AppSession | None:
        found = runtime.get_instance()._session_mgr.get_active_session_info(self._session_id)
        return found and found.session

    def _idle_session(self, request: ClientState) -> AppSession | None:
        """Return the session where it is at rest, and the request is of a fragment it has; else None."""
        session = self._session()
        if session is None or request.is_auto_rerun or request.is_history_navigation:
            return None
        same_page = request.page_script_hash == session.page_script_hash
        here = same_page and request.fragment_id and session.has_fragment(request.fragment_id)
        still = session._scriptrunner is None and session._browser_queue.is_empty()
        return session if here and still else None

    def _tells_only(self, wanted: _Offer, state: WidgetState, before: WidgetState | None) -> bool:
        """Say whether a widget that has changed is the one wanted, and nothing else of it has."""
        if any(each.WhichOneof("value") in _TRIGGERS for each in self._states.values()):
            return False
        if user_key_from_element_id(state.id) != wanted.key or state.WhichOneof("value") != "json_value":
            return False
        told, knew = (_object(text) for text in (state.json_value, before.json_value if before else "{}"))
        return wanted.name in told and told == knew | {wanted.name: told[wanted.name]}


def _object(text: str) -> dict[str, Any]:
    """Read an object in JSON; an empty one where it is anything else."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _taken_over(session: AppSession, request: ClientState, wanted: _Offer) -> tuple[bool, list[ForwardMsg]]:
    """Do what a run does before its script; return whether that would draw what is there, and the answer.

    A callback that fails is shown and written into the log as in a run, which then follows.
    """
    answer: list[ForwardMsg] = []
    query = sanitize_query_string(request.query_string)
    context = session.create_detached_script_run_ctx(query_string=query, context_info=request.context_info)
    context._enqueue = answer.append

    def holds() -> bool:
        context.session_state.on_script_will_rerun(request.widget_states)
        return wanted.draws() == wanted.drawn

    thread = threading.current_thread()
    add_script_run_ctx(thread, context)
    try:
        context.reset(
            query_string=query,
            page_script_hash=request.page_script_hash,
            fragment_ids_this_run=[request.fragment_id],
            context_info=request.context_info,
        )
        found, *_ = exec_func_with_error_handling(holds, context)
        if found and not answer:
            _tell_link(context)
    finally:
        delattr(thread, SCRIPT_RUN_CONTEXT_ATTR_NAME)
    return bool(found), answer


def _tell_link(context: ScriptRunContext) -> None:
    """Tell the browser the address it has: nothing has changed it, and it is to know that it was heard."""
    message = ForwardMsg()
    message.page_info_changed.query_string = context.query_string
    context.enqueue(message)
