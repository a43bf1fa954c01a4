"""Very many units ranked under many sets of weights while they are read of, once for all who ask the same."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import NamedTuple
from weakref import WeakValueDictionary

import pandas as pd
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lcity.background import Background
from lcity.index import apart
from lcity.index.robustness import Drawing, RankSpread

FIRST_DRAWS = 1_000
"""So many sets of weights are tried first, to be shown until all have been."""
LOOK_EVERY_S = 0.2
_ONE_BY_ONE = ThreadPoolExecutor(1, "lcity-ranks")
"""Two rankings at once would take as long, and twice the memory."""


class Tried(NamedTuple):
    """What is known of ranks under the sets of weights tried.

    Parameters
    ----------
    spread
        The ranks.
    overtaking
        As `lcity.index.apart.overtaking` has it.
    """

    spread: RankSpread
    overtaking: pd.Series


class Trying(Background[Tried]):
    """Units that are being ranked under more and more sets of weights.

    It goes on while a reader wants it, and ends where the last one has stopped it, has asked for something
    else in its place, or is gone; what has been drawn by then stays, and is gone on with.

    Parameters
    ----------
    begin
        Returns what draws.
    order
        The units in rank order.
    """

    def __init__(self, begin: Callable[[], Drawing], order: pd.Index):
        super().__init__(self._try, _ONE_BY_ONE)
        self._begin, self._order = begin, order
        self._drawing: Drawing | None = None
        self._so_far: Tried | None = None
        self._any = Event()
        self._readers: set[str] = set()
        self._looked = 0.0

    def ask(self) -> None:
        """Want it: it begins, or goes on; what this reader wanted before it is not wanted any more."""
        reader = _reader()
        before = _wanted.get(reader)
        if before is not None and before is not self:
            before.let_go(reader)
        _wanted[reader] = self
        self._readers.add(reader)
        self.start()

    def leave_off(self) -> None:
        """Do not want it any more; it ends where nobody else wants it."""
        self.let_go(_reader())

    def let_go(self, reader: str) -> None:
        """Do for a reader what `leave_off` does for the one who is asking."""
        self._readers.discard(reader)
        if not self._readers:
            self.stop()

    @property
    def goes_on(self) -> bool:
        """Whether this reader may expect more of it: it is wanted, or about to end and tell what it has."""
        wanted = _reader() in self._readers
        if wanted and self.is_stopped:
            # Somebody stopped it in the moment in which this reader came.
            self.start()
        return self.is_under_way and (wanted or self._stopping)

    def so_far(self) -> Tried:
        """Return what is known by now; where that is nothing yet, wait for the first sets of weights.

        A reader who has stopped it is not taken to want it again by asking for that.
        """
        if _wanted.get(_reader()) is not self:
            self.ask()
        while not self._any.wait(LOOK_EVERY_S):
            if self._ended and not self.is_stopped:
                break
            if not self.is_under_way:
                self.ask()
        # What went wrong with it later is not hidden behind what there was before.
        return self.found if self._ended and not self.is_stopped else self._so_far

    def whole(self) -> Tried:
        """Return what is known once all sets of weights have been tried."""
        self.ask()
        while self.is_under_way or self.is_stopped:
            self.ask()
            time.sleep(LOOK_EVERY_S)
        return self.found

    def _try(self, tell: Callable[[int, int], None]) -> Tried:
        def look_and_tell(done: int, of: int) -> None:
            self._let_go_of_gone()
            tell(done, of)

        drawing = self._drawing = self._drawing or self._begin()
        try:
            for draws in (FIRST_DRAWS, drawing.draws):
                drawing.go_on(max(draws - drawing.done, 0), look_and_tell)
                self._look(drawing)
        finally:
            # Stopped, it shows what there is; for nobody nothing more is computed.
            if any(wanted() is self for wanted in _wanted.valuerefs()):
                self._look(drawing)
        self._drawing = None
        return self._so_far

    def _look(self, drawing: Drawing) -> None:
        if not drawing.done or (self._so_far and self._so_far.spread.draws == drawing.done):
            return
        spread = drawing.spread()
        self._so_far = Tried(spread, apart.overtaking(spread, self._order))
        self._any.set()

    def _let_go_of_gone(self) -> None:
        """Let go of readers who have closed the page."""
        now = time.monotonic()
        if now < self._looked + LOOK_EVERY_S:
            return
        self._looked = now
        # Readers come while these are gone through.
        for reader in list(self._readers):
            if not _is_here(reader):
                _wanted.pop(reader, None)
                self.let_go(reader)


_wanted: WeakValueDictionary[str, Trying] = WeakValueDictionary()
"""Session → what it has asked for last."""


def _reader() -> str:
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""


def _is_here(reader: str) -> bool:
    return not reader or not runtime.exists() or runtime.get_instance().is_active_session(reader)
