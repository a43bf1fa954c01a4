"""Work beside a page is done once, whoever asks for it and when."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from lcity.background import Background


@pytest.fixture
def pool():
    with ThreadPoolExecutor(1) as threads:
        yield threads


def ended(pool):
    """Wait until the one thread has done what it was asked before."""
    pool.submit(int).result(60)


def test_two_who_start_it_at_the_same_moment_have_it_done_once(pool, monkeypatch):
    done, submit, is_through = [], pool.submit, Event()

    def slowly(work):
        # Time for the other to come; who waits for this one does not.
        is_through.wait(0.1)
        return submit(work)

    def start():
        begun.start()
        is_through.set()

    begun = Background(lambda tell: done.append(1), pool)
    monkeypatch.setattr(pool, "submit", slowly)
    with ThreadPoolExecutor(2) as readers:
        for started in [readers.submit(start) for _ in range(2)]:
            started.result(60)
    monkeypatch.undo()
    ended(pool)
    assert done == [1]


def test_what_is_found_stays_when_it_is_started_again(pool):
    begun = Background(lambda tell: object(), pool)
    begun.start()
    ended(pool)
    found = begun.found
    begun.start()
    ended(pool)
    assert begun.found is found


def test_that_it_is_stopping_is_told_until_its_part_is_done(pool):
    begun, may_go_on = Event(), Event()

    def work(tell):
        begun.set()
        assert may_go_on.wait(60)
        tell(1, 2)

    working = Background(work, pool)
    working.start()
    assert begun.wait(60)
    assert not working.is_stopping
    working.stop()
    assert working.is_stopping
    assert not working.is_stopped
    may_go_on.set()
    ended(pool)
    assert not working.is_stopping
    assert working.is_stopped


def test_stopped_as_its_last_part_is_done_it_is_found(pool):
    def work(tell):
        working.stop()
        tell(2, 2)
        return "all of it"

    working = Background(work, pool)
    working.start()
    ended(pool)
    assert working.found == "all of it"


def test_stopped_before_its_turn_it_is_not_done_and_is_once_it_is_wanted_again(pool):
    done, may_go_on = [], Event()
    pool.submit(may_go_on.wait, 60)
    begun = Background(lambda tell: done.append(1), pool)
    begun.start()
    assert begun.is_waiting
    begun.stop()
    may_go_on.set()
    ended(pool)
    assert begun.is_stopped
    assert not begun.is_waiting
    assert not done
    begun.start()
    ended(pool)
    assert begun.is_found
    assert done == [1]
