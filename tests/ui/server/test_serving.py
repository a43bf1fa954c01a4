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


def test_the_rest_waits_until_a_page_has_been_drawn_for_somebody(monkeypatch):
    reader = SimpleNamespace(script_run_count=0)
    looks, done, rehearsals, compressed_at, others = [], [], [], [], []

    async def rehearse():
        assert not looks
        rehearsals.append(True)

    def sessions():
        looks.append(list(done))
        # Nobody is there at first, then somebody whose page is being drawn, then it has been.
        reader.script_run_count = len(looks) // 3
        return [reader] if len(looks) > 1 else []

    def compress():
        compressed_at.append(len(looks))
        others.append(threading.current_thread() is not threading.main_thread())

    running = SimpleNamespace(_session_mgr=SimpleNamespace(list_active_sessions=sessions))
    monkeypatch.setattr(serving.runtime, "get_instance", lambda: running)
    monkeypatch.setattr(serving, "rehearse", rehearse)
    monkeypatch.setattr(serving, "compress", compress)
    monkeypatch.setattr(serving, "LOOK_EVERY_S", 0)

    async def serve():
        async with serving.lifespan(lambda: done.append(True))(None):
            while not done:
                await asyncio.sleep(0)

    asyncio.run(serve())
    assert looks == [[], [], []]
    assert rehearsals == [True]
    assert compressed_at == [1, 3]  # not while somebody waits for a page
    assert all(others)  # nor does anybody wait while it is done
