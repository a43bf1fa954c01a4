"""What a page's thread tells reaches the server's loop whole and in order, and wakes it once."""

import asyncio
import threading
from types import SimpleNamespace

import pytest
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession

from lcity.ui.server import few_wakes
from lcity.ui.server.few_wakes import wake_once

PATIENCE_S = 60


@pytest.fixture(autouse=True)
def waking_once(monkeypatch):
    monkeypatch.setattr(AppSession, "_call_soon_on_event_loop", few_wakes._soon)
    monkeypatch.setattr(Runtime, "_enqueued_some_message", few_wakes._told_by_another_thread)
    wake_once()


@pytest.fixture
def played(monkeypatch):
    """Return a function that has a loop run a part of a test, and says how often it was woken meanwhile."""

    def of(part) -> int:
        async def play() -> int:
            loop, woken = asyncio.get_running_loop(), []
            wake = loop.call_soon_threadsafe

            def counted(callback, *arguments, **more):
                woken.append(callback)
                return wake(callback, *arguments, **more)

            monkeypatch.setattr(loop, "call_soon_threadsafe", counted)
            await part(loop)
            monkeypatch.undo()
            return len(woken)

        return asyncio.run(play())

    return of


def session_on(loop) -> SimpleNamespace:
    return SimpleNamespace(_event_loop=loop)


def tell(session, callback) -> None:
    AppSession._call_soon_on_event_loop(session, callback)


def in_threads(*parts) -> list[threading.Thread]:
    threads = [threading.Thread(target=part, daemon=True) for part in parts]
    for thread in threads:
        thread.start()
    return threads


async def until(heard: list, count: int) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while len(heard) < count:
            await asyncio.sleep(0.001)


def test_all_that_is_told_while_the_loop_is_busy_wakes_it_once_and_comes_in_order(played):
    heard = []

    async def part(loop):
        session = session_on(loop)

        def draw() -> None:
            for number in range(200):
                tell(session, lambda number=number: heard.append(number))

        for thread in in_threads(draw):
            thread.join(PATIENCE_S)  # The loop waits: it is busy.
        assert not heard
        await until(heard, 200)

    assert played(part) == 1
    assert heard == [*range(200)]


def test_nothing_is_lost_where_many_tell_while_the_loop_listens(played):
    heard = {name: [] for name in range(4)}
    sessions = []

    async def part(loop):
        sessions.extend(session_on(loop) for _ in range(2))

        def drawing(name: int):
            def go() -> None:
                for number in range(2_000):
                    tell(sessions[name % 2], lambda number=number: heard[name].append(number))
                    if number % 50 == name:
                        threading.Event().wait(0.0005)

            return go

        threads = in_threads(*(drawing(name) for name in heard))
        for own in heard.values():
            await until(own, 2_000)
        for thread in threads:
            thread.join(PATIENCE_S)

    played(part)
    assert heard == {name: [*range(2_000)] for name in heard}


def test_what_one_raises_keeps_the_others_from_nothing(played):
    heard, wrong = [], []

    def fail() -> None:
        raise ZeroDivisionError

    async def part(loop):
        loop.set_exception_handler(lambda _, context: wrong.append(context["exception"]))
        session = session_on(loop)
        for callback in (lambda: heard.append(1), fail, lambda: heard.append(2)):
            tell(session, callback)
        await until(heard, 2)

    played(part)
    assert heard == [1, 2]
    assert [type(error) for error in wrong] == [ZeroDivisionError]


def test_what_comes_when_the_loop_is_closed_is_dropped():
    loop = asyncio.new_event_loop()
    loop.close()
    tell(session_on(loop), lambda: None)


def test_who_is_on_the_loop_need_not_wake_it(played):
    there = {}

    async def part(loop):
        there["told"] = asyncio.Event()
        objects = SimpleNamespace(eventloop=loop, need_send_data=there["told"])
        running = SimpleNamespace(_get_async_objs=lambda: objects)
        Runtime._enqueued_some_message(running)
        assert there["told"].is_set()

    assert played(part) == 0


def test_another_thread_wakes_it(played):
    async def part(loop):
        told = asyncio.Event()
        objects = SimpleNamespace(eventloop=loop, need_send_data=told)
        running = SimpleNamespace(_get_async_objs=lambda: objects)
        in_threads(lambda: Runtime._enqueued_some_message(running))
        await asyncio.wait_for(told.wait(), PATIENCE_S)

    assert played(part) == 1
