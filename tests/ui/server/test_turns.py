"""Few pages are drawn at once, each waiting for its turn, and for nobody who takes long."""

import asyncio
import threading
from contextlib import contextmanager

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import ScriptRunner

from lcity.ui.server import turns
from lcity.ui.server.rehearsal import Nobody
from lcity.ui.server.turns import Turns, take_turns
from tests.browser.waiting import comes_to
from tests.ui.server.running import PATIENCE_S, running

DRAWS = """
from pathlib import Path
from time import sleep

with Path(__file__).with_name("log").open("a") as log:
    log.write("+")
sleep(0.2)
with Path(__file__).with_name("log").open("a") as log:
    log.write("-")
"""


class Hall:
    """Threads that ask for turns and leave when they are let go."""

    def __init__(self, turns: Turns):
        self.turns = turns
        self.entered: list[int] = []
        self.may_leave: list[threading.Event] = []
        self.threads: list[threading.Thread] = []

    def ask(self) -> None:
        """Have another ask for a turn, after all who have."""
        number = len(self.threads)
        self.may_leave.append(threading.Event())
        self.threads.append(threading.Thread(target=self._have_turn, args=(number,), daemon=True))
        self.threads[-1].start()
        comes_to(lambda: len(self.entered) + len(self.turns._waiting) > number, True)

    def _have_turn(self, number: int) -> None:
        with self.turns.turn():
            self.entered.append(number)
            self.may_leave[number].wait(PATIENCE_S)

    def leave(self, number: int) -> None:
        self.may_leave[number].set()
        self.threads[number].join(PATIENCE_S)


@contextmanager
def hall(most: int, long_s: float):
    sitting = Hall(Turns(most, long_s))
    yield sitting
    for number in range(len(sitting.threads)):
        sitting.may_leave[number].set()
    for thread in sitting.threads:
        thread.join(PATIENCE_S)
        assert not thread.is_alive()


def test_as_many_are_in_as_may_be_and_the_next_comes_in_when_one_leaves():
    with hall(most=3, long_s=PATIENCE_S) as sitting:
        for _ in range(8):
            sitting.ask()
        assert sitting.entered == [0, 1, 2]
        for leaves, next_in in ((1, 3), (0, 4), (3, 5), (2, 6), (6, 7)):
            sitting.leave(leaves)
            comes_to(lambda: sitting.entered[-1], next_in)
            assert sitting.entered == [*range(next_in + 1)]


def test_nobody_waits_for_who_takes_long():
    with hall(most=2, long_s=0.2) as sitting:
        for _ in range(5):
            sitting.ask()
        comes_to(lambda: sitting.entered, [0, 1, 2, 3, 4])


def test_who_takes_long_makes_room_for_one_only_as_long_as_that_one_is_new():
    now = [0.0]
    door = Turns(2, 10)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(turns, "monotonic", lambda: now[0])
        door._begun = {"old": -11.0, "older": -12.0, "new": -4.0}
        assert door._full_for_s() <= 0
        door._begun |= {"newer": -3.0}
        assert door._full_for_s() == 6
        door._begun |= {"newest": -1.0}
        assert door._full_for_s() == 7


def test_a_turn_that_fails_ends_too():
    door = Turns(1, PATIENCE_S)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), door.turn():
            raise ZeroDivisionError
    assert not door._begun


def test_all_who_ask_at_once_have_a_turn_and_never_more_than_may_be():
    door, inside, most = Turns(3, PATIENCE_S), [], []
    begin = threading.Barrier(40)

    def go() -> None:
        begin.wait(PATIENCE_S)
        for _ in range(25):
            with door.turn():
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=go, daemon=True) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
        assert not thread.is_alive()
    assert len(most) == 1_000
    assert max(most) <= 3


@pytest.fixture
def drawn_at_once(tmp_path, monkeypatch):
    """Draw a page for so many readers at the same time; return how many of them were being drawn at once."""
    monkeypatch.setattr(Runtime, "_instance", None)
    monkeypatch.setattr(ScriptRunner, "_run_script", turns._run)
    path = tmp_path / "app.py"
    path.write_text(DRAWS)

    async def draw(readers: int) -> None:
        async with running(path) as runtime:
            there = [Nobody() for _ in range(readers)]
            sessions = [runtime.connect_session(nobody, {}) for nobody in there]
            for session in sessions:
                runtime.handle_backmsg(session, BackMsg(rerun_script=ClientState()))
            for nobody in there:
                await asyncio.wait_for(nobody.drawn.wait(), PATIENCE_S)
            for session in sessions:
                runtime.close_session(session)

    def of(readers: int) -> int:
        asyncio.run(draw(readers))
        log = (tmp_path / "log").read_text()
        assert log.count("+") == log.count("-") == readers
        return max(log[:end].count("+") - log[:end].count("-") for end in range(1, len(log) + 1))

    return of


def test_streamlit_draws_all_pages_at_once(drawn_at_once):
    assert drawn_at_once(8) > 2


def test_in_turns_it_draws_few(drawn_at_once, monkeypatch):
    monkeypatch.setattr(turns, "MOST", 2)
    monkeypatch.setattr(turns, "LONG_S", PATIENCE_S)
    take_turns()
    assert drawn_at_once(8) == 2
