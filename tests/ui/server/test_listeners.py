"""Who listens to a room: one look serves all, nobody misses a change, and the last to come is let in."""

import asyncio
from types import SimpleNamespace

from lcity.ui.server import listeners
from lcity.ui.server.listeners import Listeners


class Rooms:
    """Rooms that count how often they are looked at."""

    def __init__(self):
        self.revision, self.looks = 1, 0

    def __call__(self, code):
        self.looks += 1
        return SimpleNamespace(code=code, revision=self.revision) if self.revision else None


def test_one_look_at_a_change_serves_all_who_listen():
    async def listen():
        rooms = Rooms()
        own = Listeners(rooms)
        with own.one("a") as one, own.one("a") as other, own.one("b") as elsewhere:
            for listener in (one, other, elsewhere):
                assert (await own.room(listener)).revision == 1
            rooms.revision, rooms.looks = 2, 0
            for listener in (one, other):
                listener.hear(2)
            found = await asyncio.gather(*(own.room(listener) for listener in (one, other, one)))
            assert [room.revision for room in found] == [2, 2, 2]
            assert rooms.looks == 1
            # Who comes now sees what the others have not been told of yet.
            rooms.revision = 3
            with own.one("a") as late:
                assert (await own.room(late)).revision == 3
            one.hear(0)
            assert await own.room(one) is None
        assert not own._audiences
        assert not own._all

    asyncio.run(listen())


def test_who_comes_last_takes_the_place_of_who_has_listened_longest(monkeypatch):
    monkeypatch.setattr(listeners, "MOST_OF_ROOM", 2)
    monkeypatch.setattr(listeners, "MOST", 3)

    async def listen():
        own = Listeners(Rooms())
        with own.one("a") as one, own.one("a") as two, own.one("b") as next_door, own.one("a") as three:
            assert [each.is_over for each in (one, two, next_door, three)] == [True, False, False, False]
            assert one.changed.is_set()
            assert await own.room(one) is None
            assert await own.room(three) is not None
            with own.one("c"):
                assert two.is_over
            assert await own.room(next_door) is not None

    asyncio.run(listen())
