"""Measuring that goes on while a page is read: how far it is, stopped, gone on with where it stopped."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Generic, Protocol, TypeVar

from lcity.partitions.errors import PartitionError
from lcity.partitions.layout import stamp_of
from lcity.partitions.runner import Result, Runner, Task

Found = TypeVar("Found")
_ONE_BY_ONE = ThreadPoolExecutor(1, "lcity-measuring")
"""Two countries at once would take as long, and twice the memory."""


class Kept(Protocol[Result]):
    """What tiles have told of one question, by what tells a tile from what it was."""

    def get(self, tile: str) -> Result | None:
        """Return what a tile has told; None where it was not measured, or has changed since."""

    def add(self, tile: str, result: Result) -> None:
        """Keep what a tile tells."""

    def save(self) -> None:
        """See to it that nothing of what was added is lost."""


class InMemory(dict):
    """What is kept as long as nobody starts anew."""

    add = dict.__setitem__

    def save(self) -> None:
        """Do nothing: it is kept already."""


class Remembering:
    """A runner that measures no tile twice; for one function and one question.

    Parameters
    ----------
    runner
        Makes who measures what is left.
    kept
        What was measured before; None for nothing.
    """

    def __init__(self, runner: Callable[[], Runner], kept: Kept | None = None):
        self._runner, self._kept = runner, InMemory() if kept is None else kept

    def map(self, function: Callable[..., Result], tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """Yield each task with its result, first those that are known."""
        left, tiles = [], {}
        for task in tasks:
            folder = task[0].folder
            # As it is now: one that changes while it is measured is measured again.
            tiles[folder] = stamp_of(folder)
            known = self._kept.get(tiles[folder])
            if known is None:
                left.append(task)
            else:
                yield task, known
        if not left:
            return
        try:
            with self._runner() as runner:
                for task, result in runner.map(function, left):
                    self._kept.add(tiles[task[0].folder], result)
                    yield task, result
        finally:
            self._kept.save()


class Measuring(Generic[Found]):
    """A country that is being measured.

    Parameters
    ----------
    work
        Measures it to its end, given whom to tell how many places are measured, and of how many.
    """

    def __init__(self, work: Callable[[Callable[[int, int], None]], Found]):
        self.done, self.of = 0, 0
        self._work, self._stopping = work, False
        self._future: Future[Found] | None = None

    def start(self) -> None:
        """Begin, or go on after a stop or a failure; where it is under way, do nothing."""
        if self.is_under_way:
            return
        self._stopping = False
        self._future = _ONE_BY_ONE.submit(self._run)

    def stop(self) -> None:
        """Stop after the tiles that are being measured at this moment."""
        self._stopping = True

    def settle(self, found: Found) -> None:
        """Take what was found before, so that nothing is measured."""
        self._future = Future()
        self._future.set_result(found)

    @property
    def is_begun(self) -> bool:
        """Whether anybody has started it."""
        return self._future is not None

    @property
    def is_found(self) -> bool:
        """Whether it has been measured to its end."""
        return self._ended and self._future.exception() is None

    @property
    def is_under_way(self) -> bool:
        """Whether it is being measured, or waits for another to be."""
        return self._future is not None and not self._future.done()

    @property
    def is_stopped(self) -> bool:
        """Whether somebody has stopped it."""
        return self._ended and isinstance(self._future.exception(), _StoppedError)

    @property
    def error(self) -> PartitionError | None:
        """Why it could not be measured to its end, if so."""
        if not self._ended or self.is_stopped:
            return None
        error = self._future.exception()
        return error if isinstance(error, PartitionError) else None

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


def measuring(work: Callable[[Callable[[int, int], None]], Any]) -> Measuring:
    """Return a country whose measuring has begun; for `work` see `Measuring`."""
    begun = Measuring(work)
    begun.start()
    return begun
