"""The server's loop is woken once for all that a page has drawn since, not twice for each part of it.

To wake it is to write to a socket, and to let another thread go on meanwhile: for a page of two hundred parts
some fifty times, where twenty are enough.
"""

import asyncio
import threading
from collections.abc import Callable

from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession

_WAITING = "_lcity_waiting"

_soon = AppSession._call_soon_on_event_loop
_told_by_another_thread = Runtime._enqueued_some_message
_lock = threading.Lock()


def wake_once() -> None:
    """Have Streamlit's threads wake the loop only where it does not know yet that something waits."""
    AppSession._call_soon_on_event_loop = _soon_with_others
    Runtime._enqueued_some_message = _told


def _soon_with_others(self: AppSession, callback: Callable[[], None]) -> None:
    with _lock:
        waiting = self.__dict__.setdefault(_WAITING, [])
        waiting.append(callback)
        known = len(waiting) > 1
    if not known:
        _soon(self, lambda: _all_that_wait(self))


def _all_that_wait(self: AppSession) -> None:
    with _lock:
        waiting = self.__dict__.pop(_WAITING)
    # Each by itself: what one raises is no other's.
    for callback in waiting:
        self._event_loop.call_soon(callback)


def _told(self: Runtime) -> None:
    objects = self._get_async_objs()
    if asyncio._get_running_loop() is objects.eventloop:
        objects.need_send_data.set()
    else:
        _told_by_another_thread(self)
