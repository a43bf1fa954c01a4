"""The server is there before what the pages stand on."""

import asyncio
import gc
import subprocess
import sys
import threading
import time
import weakref
from types import SimpleNamespace

import pytest
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.session_manager import SessionInfo

from lcity.ui.server import serving, sweep

HEAVY = ("pandas", "geopandas", "pandera", "pydeck", "scipy", "lcity.ui.shared.cache", "lcity.dataset")


def test_the_server_answers_before_tables_and_maps_are_imported():
    code = "import sys, lcity.ui.server.serving; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()).isdisjoint(HEAVY)


class Held:
    """What a session holds."""


class Session:
    """One that lies in a circle, as Streamlit's do."""

    def __init__(self):
        self.id, self.itself, self.ended = "one", self, []
        self.session_state = {"own": Held()}

    def shutdown(self):
        self.ended.append(True)


async def no_rehearsal():
    """Stand in for the first page of a server that has none."""


@pytest.fixture
def stored(monkeypatch):
    """Stand in for a running server; where it keeps sessions for readers who may come back."""
    storage = MemorySessionStorage(ttl_seconds=0.05)
    running = SimpleNamespace(_session_mgr=SimpleNamespace(_session_storage=storage))
    monkeypatch.setattr(sweep.runtime, "get_instance", lambda: running)
    monkeypatch.setattr(serving, "SWEEP_EVERY_S", 0.01)
    monkeypatch.setattr(serving, "rehearse", no_rehearsal)
    monkeypatch.setattr(serving, "compress", lambda: None)
    monkeypatch.setattr(serving.st, "get_option", lambda name: True)
    gc.disable()
    yield storage
    gc.unfreeze()
    gc.enable()


def test_a_reader_who_does_not_come_back_is_freed_though_nobody_else_leaves(stored):
    session = Session()
    ended, watch = session.ended, weakref.ref(session)
    stored.save(SessionInfo(client=None, session=session))
    sweep.collect()  # Whoever is there when the server has warmed up is frozen with all else.
    del session

    async def serve():
        async with serving.lifespan(lambda: None)(None):
            for _ in range(500):
                if watch() is None:
                    return True
                await asyncio.sleep(0.01)
        return False

    assert asyncio.run(serve())
    assert ended == [True]


def test_what_a_session_held_goes_though_streamlit_s_loop_holds_the_session(stored):
    session = Session()
    watch = weakref.ref(session.session_state["own"])
    stored.save(SessionInfo(client=None, session=session))
    time.sleep(0.1)
    sweep.end_those_gone()
    assert watch() is None
    assert session.ended == [True]


def test_a_reader_who_may_come_back_is_kept(stored):
    stored._cache._ttl = 60
    stored.save(SessionInfo(client=None, session=Session()))
    sweep.end_those_gone()
    sweep.collect()
    kept = stored.get("one").session
    assert kept.ended == []
    assert kept.session_state


class Looks:
    """What is done beforehand: by itself, at which look whether somebody has a page."""

    def __init__(self, there_at_first: bool):
        self.there_at_first, self.reader = there_at_first, SimpleNamespace(script_run_count=0)
        self.count, self.rehearsed, self.compressed, self.rest, self.threads = 0, [], [], [], []
        self.failing = ()

    def sessions(self):
        self.count += 1
        # Perhaps nobody is there at first, then somebody whose page is being drawn, then it has been.
        self.reader.script_run_count = self.count // 3
        return [self.reader] if self.there_at_first or self.count > 1 else []

    async def rehearse(self):
        self._done("rehearsed")

    def compress(self):
        self._done("compressed")

    def do_rest(self):
        self._done("rest")

    def _done(self, what):
        getattr(self, what).append(self.count)
        self.threads += [threading.current_thread()] if what != "rehearsed" else []
        if what in self.failing:
            raise AttributeError(f"not {what}")

    def serve(self):
        async def until_all_is_done():
            async with serving.lifespan(self.do_rest)(None):
                for _ in range(500):
                    if self.rest:
                        await asyncio.sleep(0.05)  # What it raises is logged by then.
                        return
                    await asyncio.sleep(0.01)

        asyncio.run(until_all_is_done())


@pytest.fixture
def looks(monkeypatch):
    """Serve where somebody has a page at the third look."""

    def of(there_at_first: bool) -> Looks:
        looks = Looks(there_at_first)
        sessions = SimpleNamespace(list_active_sessions=looks.sessions)
        monkeypatch.setattr(serving.runtime, "get_instance", lambda: SimpleNamespace(_session_mgr=sessions))
        monkeypatch.setattr(serving, "rehearse", looks.rehearse)
        monkeypatch.setattr(serving, "compress", looks.compress)
        monkeypatch.setattr(serving, "LOOK_EVERY_S", 0)
        monkeypatch.setattr(serving.st, "get_option", lambda name: True)
        return looks

    return of


# Not while somebody waits for a page.
@pytest.mark.parametrize(("there_at_first", "compressed"), [(False, [1]), (True, [3])])
def test_the_rest_waits_until_a_page_has_been_drawn_for_somebody(looks, there_at_first, compressed):
    looks = looks(there_at_first)
    looks.serve()
    assert looks.rehearsed == [0]
    assert looks.compressed == compressed
    assert looks.rest == [3]
    assert threading.main_thread() not in looks.threads  # nor does anybody wait while it is done


def test_what_fails_beforehand_is_logged_and_all_else_is_done_and_served(looks, caplog):
    looks = looks(there_at_first=False)
    looks.failing = ("rehearsed", "compressed", "rest")
    looks.serve()
    assert (looks.rehearsed, looks.compressed, looks.rest) == ([0], [1], [3])
    failed = [str(record.exc_info[1]) for record in caplog.records if record.exc_info]
    assert failed == ["not rehearsed", "not compressed", "not rest"]


def test_sweeping_goes_on_after_it_failed_once(stored, monkeypatch, caplog):
    swept = []

    def fail_once():
        swept.append(True)
        if len(swept) == 1:
            raise AttributeError("not swept")

    monkeypatch.setattr(sweep, "end_those_gone", fail_once)

    async def serve():
        async with serving.lifespan(lambda: None)(None):
            for _ in range(500):
                if len(swept) > 1:
                    return
                await asyncio.sleep(0.01)

    asyncio.run(serve())
    assert len(swept) > 1
    assert "not swept" in caplog.text
