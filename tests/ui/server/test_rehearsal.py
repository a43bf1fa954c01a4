"""The first page is drawn once for nobody, by Streamlit's own runtime, and nothing of that visit stays."""

import asyncio
import gc

import pytest
from streamlit.runtime import Runtime, RuntimeConfig
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from lcity.ui.server.rehearsal import rehearse

DRAWS = """
from pathlib import Path
import streamlit as st

seen = Path(__file__).with_name("seen")
seen.write_text(f"{seen.read_text() if seen.exists() else str()}{st.query_params.to_dict()}")
st.title("One")
"""


@pytest.fixture
def rehearsed(tmp_path, monkeypatch):
    """Rehearse a script; return how many readers there are then."""
    monkeypatch.setattr(Runtime, "_instance", None)

    def of(script: str) -> int:
        path = tmp_path / "app.py"
        path.write_text(script)

        async def run() -> int:
            media, uploads = MemoryMediaFileStorage("/media"), MemoryUploadedFileManager("/upload")
            running = Runtime(RuntimeConfig(str(path), media, uploads))
            await running.start()
            await asyncio.wait_for(rehearse(), 60)
            readers = len(running._session_mgr.list_sessions())
            running.stop()
            await running.stopped
            return readers

        return asyncio.run(run())

    yield of
    gc.unfreeze()


def test_the_page_is_drawn_once_as_for_who_has_chosen_nothing_and_nobody_is_there_then(rehearsed, tmp_path):
    assert rehearsed(DRAWS) == 0
    assert (tmp_path / "seen").read_text() == "{}"
    assert gc.isenabled()


def test_a_page_that_fails_ends_the_rehearsal_too(rehearsed):
    assert rehearsed("1 / 0") == 0
    assert gc.isenabled()
