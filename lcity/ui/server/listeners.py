"""Who listens to rooms: so many at once, and what one of a room looks up serves all of it."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

MOST, MOST_OF_ROOM = 2_000, 200
"""Of all rooms, and of one. Who comes beyond takes the place of who has listened longest: nobody can shut a
presenter's screen out by listening many times, for it listens again."""


class Listener:
    """One who listens to a room.

    Parameters
    ----------
    code
        Of the room.
    """

    def __init__(self, code: str):
        self.code = code
        self.changed = asyncio.Event()
        self.revision = 0
        """The last that was told; what is looked up must not be older."""
        self.is_over = False
        self.has_looked = False

    def hear(self, revision: int) -> None:
        """Take note of a new revision of the room; 0 says that it is gone."""
        self.revision = max(self.revision, revision)
        if not revision:
            self.is_over = True
        self.changed.set()

    def end(self) -> None:
        """Listen no longer."""
        self.is_over = True
        self.changed.set()


class _Audience:
    """All who listen to one room, the longest first, and the room as one of them has seen it last."""

    def __init__(self) -> None:
        self.listeners: dict[Listener, None] = {}
        self.looking = asyncio.Lock()
        self.seen: Any = None


class Listeners:
    """All who listen, on one event loop.

    Parameters
    ----------
    look
        Takes a code and returns the room as it stands, None where there is none; called in a thread.
    """

    def __init__(self, look: Callable[[str], Any]):
        self._look = look
        self._audiences: dict[str, _Audience] = {}
        self._all: dict[Listener, None] = {}

    @contextmanager
    def one(self, code: str) -> Iterator[Listener]:
        """Have one more as long as this lasts, in place of who has listened longest where there are too many.

        It is told that it is over.
        """
        audience = self._audiences.get(code)
        if audience is not None and len(audience.listeners) >= MOST_OF_ROOM:
            self._leave(next(iter(audience.listeners)))
        if len(self._all) >= MOST:
            self._leave(next(iter(self._all)))
        listener = Listener(code)
        self._audiences.setdefault(code, _Audience()).listeners[listener] = None
        self._all[listener] = None
        try:
            yield listener
        finally:
            self._leave(listener)

    async def room(self, listener: Listener) -> Any:
        """Return the room as it stands; None where it is gone, or another has taken the listener's place."""
        audience = self._audiences.get(listener.code)
        if listener.is_over or audience is None:
            return None
        async with audience.looking:
            seen = audience.seen
            # Who has just come may have missed a change that the others are yet to be told of.
            if not listener.has_looked or seen is None or seen.revision < listener.revision:
                seen = audience.seen = await asyncio.to_thread(self._look, listener.code)
            listener.has_looked = True
        return None if listener.is_over else seen

    def _leave(self, listener: Listener) -> None:
        listener.end()
        self._all.pop(listener, None)
        audience = self._audiences.get(listener.code)
        if audience is not None:
            audience.listeners.pop(listener, None)
            if not audience.listeners:
                del self._audiences[listener.code]
