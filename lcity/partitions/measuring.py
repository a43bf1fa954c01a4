"""Measuring that goes on while a page is read: how far it is, stopped, gone on with where it stopped."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from lcity.background import Background
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


class Measuring(Background[Found]):
    """A country that is being measured.

    Parameters
    ----------
    work
        Measures it to its end, given whom to tell how many places are measured, and of how many.
    """

    def __init__(self, work: Callable[[Callable[[int, int], None]], Found]):
        super().__init__(work, _ONE_BY_ONE)

    def stop(self) -> None:
        """Stop after the tiles that are being measured at this moment; one that waits its turn, at once."""
        super().stop()
        if self._future is not None:
            self._future.cancel()


def measuring(work: Callable[[Callable[[int, int], None]], Any]) -> Measuring:
    """Return a country whose measuring has begun; for `work` see `Measuring`."""
    begun = Measuring(work)
    begun.start()
    return begun
