"""What a fragment draws anew reaches the browser in one go, not message by message.

The browser draws the page anew with whatever has come: of forty messages that trickle in while the server
computes between them it makes twenty pages, each as dear as the last and most of them seen by nobody.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import RerunException, StopException, get_script_run_ctx


@contextmanager
def sent_together() -> Iterator[None]:
    """Hold what a fragment's own run tells the browser until all of it is told.

    In a run of the whole app nothing is held: there what comes first is to be seen first. A run that is to
    end, because the reader has chosen something else meanwhile, ends where it would have; what it has told by
    then is sent, so that no widget is believed drawn that is not.
    """
    context = get_script_run_ctx(suppress_warning=True)
    if context is None or not context.fragment_ids_this_run:
        yield
        return
    send, held = context._enqueue, []

    def hold(message: ForwardMsg) -> None:
        if context.yield_check is not None:
            context.yield_check()
        held.append(message)

    context._enqueue = hold
    try:
        yield
    finally:
        context._enqueue = send
        ending = None
        for message in held:
            try:
                send(message)
            except (RerunException, StopException) as end:
                ending = end
                send(message)
        if ending is not None:
            raise ending
