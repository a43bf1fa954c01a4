"""Tells who waits for a room that it has changed."""

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

LOOK_EVERY_S = 0.1

_log = logging.getLogger(__name__)


class Changes:
    """The revisions of the rooms somebody in this process waits for.

    Parameters
    ----------
    look
        Takes codes and returns the revisions of those rooms that there are. It is asked ten times a second
        while somebody waits, for another process may have changed them.
    """

    def __init__(self, look: Callable[[Sequence[str]], Mapping[str, int]]):
        self._look = look
        self._known: dict[str, int] = {}
        self._watched: Counter[str] = Counter()
        self._listeners: dict[object, tuple[str, Callable[[int], None]]] = {}
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._ended = False
        self._thread: threading.Thread | None = None

    @contextmanager
    def heard(self, code: str, listener: Callable[[int], None]) -> Iterator[None]:
        """Call `listener` with each new revision of a room, from another thread, as long as this lasts.

        Revision 0 says that the room is gone.
        """
        token = object()
        with self._lock:
            self._listeners[token] = code, listener
            self._watched[code] += 1
            if self._thread is None and not self._ended:
                self._thread = threading.Thread(target=self._run, name="changes", daemon=True)
                self._thread.start()
        self._wake.set()
        try:
            yield
        finally:
            with self._lock:
                del self._listeners[token]
                self._watched[code] -= 1
                if not self._watched[code]:
                    del self._watched[code]
                    self._known.pop(code, None)

    def wait(self, code: str, revision: int, timeout_s: float) -> bool:
        """Wait until a room has another revision than `revision`; say whether it has."""
        changed = threading.Event()

        def listener(now: int) -> None:
            if now != revision:
                changed.set()

        with self.heard(code, listener):
            if self._look([code]).get(code, 0) != revision:
                return True
            return changed.wait(timeout_s)

    def tell(self, revisions: Mapping[str, int]) -> None:
        """Tell who waits of new revisions."""
        told = []
        with self._lock:
            for code, revision in revisions.items():
                # What was looked up before a change may come after it.
                if code in self._watched and (revision == 0 or revision > self._known.get(code, 0)):
                    self._known[code] = revision
                    told += [(own, revision) for of, own in self._listeners.values() if of == code]
        for listener, revision in told:
            listener(revision)

    def end(self) -> None:
        """Look no more."""
        self._ended = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join()

    def _of(self, codes: Sequence[str]) -> dict[str, int]:
        """Return the revisions of rooms; 0 of one that was there before."""
        found = {code: 0 for code in codes if self._known.get(code)}
        return found | dict(self._look(codes))

    def _run(self) -> None:
        pause = threading.Event()
        while not self._ended:
            with self._lock:
                codes = sorted(self._watched)
            if not codes:
                self._wake.wait()
                self._wake.clear()
                continue
            try:
                self.tell(self._of(codes))
            except DBAPIError as error:
                _log.warning("Rooms cannot be looked up just now: %s", type(error.orig).__name__)
            pause.wait(LOOK_EVERY_S)
