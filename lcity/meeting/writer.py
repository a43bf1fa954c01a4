"""One thread writes, and everything that came while it wrote goes into its next transaction.

What reaches the disk is what takes time: five hundred votes at once share one wait for it. Whoever asked
hears of it when it is there, and not before.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError

from lcity.meeting.database import writing

MOST_AT_ONCE = 256
MOST_WAITING = 10_000
ATTEMPTS = 4
WAIT_S = 0.25

_log = logging.getLogger(__name__)


class BusyError(RuntimeError):
    """More waits to be written than can be; whoever asks may try again."""


class Writer:
    """Writes what it is given, in the order it came.

    Parameters
    ----------
    engine
        Where to.
    write
        Takes a connection and what came, and returns as many answers; an answer that is an exception is
        raised to who asked. It is run again where the database was lost, so it must come to the same then.
    written
        Is told the answers after they are on the disk and before who asked hears of it.
    """

    def __init__(
        self,
        engine: Engine,
        write: Callable[[Connection, list[Any]], list[Any]],
        written: Callable[[list[Any]], None],
    ):
        self._engine, self._write, self._written = engine, write, written
        self._waiting: queue.Queue[tuple[Any, Future] | None] = queue.Queue(MOST_WAITING)
        self._thread = threading.Thread(target=self._run, name="votes", daemon=True)
        self._thread.start()

    def put(self, what: Any) -> Future:
        """Have something written; the future is done when it is on the disk.

        Raises
        ------
        BusyError
            Too much is waiting.
        """
        done: Future = Future()
        try:
            self._waiting.put_nowait((what, done))
        except queue.Full:
            raise BusyError from None
        return done

    def close(self) -> None:
        """Write what waits, and end."""
        self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        ended = False
        while not ended:
            taken = [self._waiting.get()]
            while len(taken) < MOST_AT_ONCE and not self._waiting.empty():
                taken.append(self._waiting.get_nowait())
            ended = None in taken
            self._handle([pair for pair in taken if pair is not None])

    def _handle(self, taken: list[tuple[Any, Future]]) -> None:
        if not taken:
            return
        try:
            answers = self._attempt([what for what, _ in taken])
            self._written(answers)
        except Exception as error:  # noqa: BLE001 - who asked is told, and the thread lives on
            answers = [error] * len(taken)
        for (_, done), answer in zip(taken, answers, strict=True):
            if done.set_running_or_notify_cancel():
                if isinstance(answer, Exception):
                    done.set_exception(answer)
                else:
                    done.set_result(answer)

    def _attempt(self, pending: list[Any]) -> list[Any]:
        for attempt in range(ATTEMPTS):
            try:
                with writing(self._engine) as connection:
                    return self._write(connection, pending)
            except DBAPIError as error:
                if attempt == ATTEMPTS - 1:
                    raise
                _log.warning("Votes could not be written, tried again: %s", type(error.orig).__name__)
                time.sleep(WAIT_S * 2**attempt)
        raise AssertionError
