"""Frees what sessions that are gone still hold: uploads among it."""

import gc

from streamlit import runtime


def end_those_gone() -> None:
    """End the sessions whose readers did not come back in time; to be called where the server runs.

    Streamlit looks for them only when the next reader leaves, which after the last one is never. Its loop,
    waiting for the next to come, still holds the session it saw last: what that held is let go by itself.
    """
    stored = runtime.get_instance()._session_mgr._session_storage._cache
    for _, gone in stored.expire():
        gone.session.shutdown()
        gone.session.session_state.clear()


def collect() -> None:
    """Free what nobody can reach any more, and leave the rest out of Python's own collections.

    With `runner.postScriptGC` off, circles wait for this. What is left out must come in again first:
    readers who were there the last time have gone since.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
