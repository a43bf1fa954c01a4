"""Work that goes on while a page is read: how far it is, stopped, gone on with where it stopped."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from threading import Lock
from typing import Generic, TypeVar

from lcity.errors import LcityError

Found = TypeVar("Found")


class Background(Generic[Found]):
    """Something that is being found out.

    Parameters
    ----------
    work
        Does it to its end, given whom to tell how much is done, and of how much; that call ends the work
        where somebody has stopped it.
    pool
        Whose threads do it.
    """

    def __init__(self, work: Callable[[Callable[[int, int], None]], Found], pool: Executor):
        self.done, self.of = 0, 0
        self._work, self._pool, self._stopping = work, pool, False
        self._future: Future[Found] | None = None
        self._starting = Lock()

    def start(self) -> None:
        """Begin, or go on after a stop or a failure; where it is under way, or found, do nothing."""
        # Two readers who ask at the same moment would have it done twice.
        with self._starting:
            if self.is_under_way or self.is_found:
                return
            self._stopping = False
            self._future = self._pool.submit(self._run)

    def stop(self) -> None:
        """Stop after the part that is being done at this moment."""
        self._stopping = True

    def settle(self, found: Found) -> None:
        """Take what was found before, so that nothing is done."""
        self._future = Future()
        self._future.set_result(found)

    @property
    def is_begun(self) -> bool:
        """Whether anybody has started it."""
        return self._future is not None

    @property
    def is_found(self) -> bool:
        """Whether it has been done to its end."""
        return self._ended and not self._future.cancelled() and self._future.exception() is None

    @property
    def is_under_way(self) -> bool:
        """Whether it is being done, or waits for another to be."""
        return self._future is not None and not self._future.done()

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for another to be done."""
        return self._future is not None and not (self._future.running() or self._future.done())

    @property
    def is_stopping(self) -> bool:
        """Whether somebody has stopped it, and a part of it is still being done."""
        return self._stopping and self.is_under_way

    @property
    def is_stopped(self) -> bool:
        """Whether somebody has stopped it."""
        if not self._ended:
            return False
        return self._future.cancelled() or isinstance(self._future.exception(), _StoppedError)

    @property
    def error(self) -> LcityError | None:
        """Why it could not be done to its end, if so."""
        if not self._ended or self.is_stopped:
            return None
        error = self._future.exception()
        return error if isinstance(error, LcityError) else None

    @property
    def found(self) -> Found:
        """What was found; for one that has ended, was not stopped and has no error."""
        return self._future.result(timeout=0)

    @property
    def _ended(self) -> bool:
        return self._future is not None and self._future.done()

    def _run(self) -> Found:
        if self._stopping:
            raise _StoppedError
        return self._work(self._tell)

    def _tell(self, done: int, of: int) -> None:
        self.done, self.of = done, of
        if self._stopping and done < of:
            raise _StoppedError


class _StoppedError(Exception):
    """Somebody does not want it any more."""
