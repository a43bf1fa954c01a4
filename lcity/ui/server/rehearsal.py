"""The first page is drawn for nobody while the first browser starts: what it needs is there in time.

So it is the page itself that says what is to be imported, read and computed.
"""

import asyncio
import gc
from contextlib import suppress

from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.session_manager import SessionClient

LONGEST_S = 60
"""So long a first page is waited for: one that does not end is for its readers to see."""


class Nobody(SessionClient):
    """Who has no browser: learns when the page is drawn, and shows nothing of it."""

    def __init__(self) -> None:
        self.drawn = asyncio.Event()

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """Take what a browser would be sent."""
        if msg.WhichOneof("type") == "script_finished":
            self.drawn.set()


async def rehearse() -> None:
    """Draw the first page, as it is for who has chosen nothing; what is wrong with a dataset it says."""
    nobody, running = Nobody(), runtime.get_instance()
    # All that is imported and read stays: to look for circles among it again and again takes a tenth.
    gc.disable()
    session = ""
    try:
        session = running.connect_session(nobody, {})
        running.handle_backmsg(session, BackMsg(rerun_script=ClientState()))
        with suppress(TimeoutError):
            await asyncio.wait_for(nobody.drawn.wait(), LONGEST_S)
    finally:
        if session:
            running.close_session(session)
        gc.freeze()
        gc.enable()
