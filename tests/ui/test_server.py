"""The server is there before what the pages stand on."""

import asyncio
import gc
import subprocess
import sys
import weakref

from lcity.ui import server

HEAVY = ("pandas", "geopandas", "pandera", "pydeck", "scipy", "lcity.ui.cache", "lcity.dataset")


def test_the_server_answers_before_tables_and_maps_are_imported():
    code = "import sys, lcity.ui.server; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()).isdisjoint(HEAVY)


class Held:
    def __init__(self):
        self.itself = self


def test_what_is_gone_is_freed_without_anybody_asking(monkeypatch):
    monkeypatch.setattr(server, "SWEEP_EVERY_S", 0.01)

    async def serve():
        held = Held()
        watch = weakref.ref(held)
        del held
        async with server.lifespan(None):
            for _ in range(500):
                if watch() is None:
                    return True
                await asyncio.sleep(0.01)
        return False

    monkeypatch.setattr(server, "_warm", lambda: None)
    monkeypatch.setattr(server.st, "get_option", lambda name: True)
    gc.disable()
    try:
        assert asyncio.run(serve())
    finally:
        gc.enable()
