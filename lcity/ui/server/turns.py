"""Few pages are drawn at the same moment; the others wait for their turn.

Python runs one thread at a time. Where two hundred draw at once each takes two hundred times as long, and
what needs a moment between, as the answer to a settled weight, waits for two hundred. Where few do, it waits
for few, and of the others hardly any is done later than it would have been.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from streamlit.runtime.scriptrunner import RerunData, ScriptRunner

MOST = 3
LONG_S = 1.0
"""A run that has taken longer computes, or waits for something: nobody waits for it."""

_run = ScriptRunner._run_script


class Turns:
    """Lets in those who ask, in the order in which they ask.

    Parameters
    ----------
    most
        How many may be in at once.
    long_s
        Who has been in for longer counts no more.
    """

    def __init__(self, most: int, long_s: float):
        self._most = most
        self._long_s = long_s
        self._lock = threading.Lock()
        self._begun: dict[object, float] = {}
        self._waiting: deque[threading.Event] = deque()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and have it."""
        who = object()
        self._wait(who)
        try:
            yield
        finally:
            with self._lock:
                del self._begun[who]
                self._tell_next()

    def _wait(self, who: object) -> None:
        told = threading.Event()
        with self._lock:
            self._waiting.append(told)
        while (wait_s := self._let_in(who, told)) > 0:
            # Only who is next looks again by itself: the others are told when they are.
            told.wait(None if wait_s == float("inf") else wait_s)

    def _let_in(self, who: object, told: threading.Event) -> float:
        """Let in who is next and has room; return how long there is nothing to be done, 0 where it is in."""
        with self._lock:
            told.clear()
            if self._waiting[0] is not told:
                return float("inf")
            if (full_s := self._full_for_s()) > 0:
                return full_s
            self._waiting.popleft()
            self._begun[who] = monotonic()
            self._tell_next()
            return 0.0

    def _full_for_s(self) -> float:
        """Return how long there is no room if nobody leaves before."""
        left_s = sorted((begun + self._long_s - monotonic() for begun in self._begun.values()), reverse=True)
        return left_s[self._most - 1] if len(left_s) >= self._most else 0.0

    def _tell_next(self) -> None:
        if self._waiting:
            self._waiting[0].set()


def take_turns() -> None:
    """Have Streamlit draw in turns."""
    turns = Turns(MOST, LONG_S)

    def run_in_turn(self: ScriptRunner, rerun_data: RerunData) -> None:
        with turns.turn():
            _run(self, rerun_data)

    ScriptRunner._run_script = run_in_turn
