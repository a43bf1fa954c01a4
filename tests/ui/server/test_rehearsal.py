"""The first page is drawn once for nobody, by Streamlit's own runtime, and nothing of that visit stays."""

import asyncio
import gc

import pytest
from streamlit.runtime import Runtime

from lcity.ui.server import rehearsal
from lcity.ui.server.rehearsal import rehearse
from tests.ui.server.running import running

DRAWS = """
from pathlib import Path
import streamlit as st

st.title("One")
seen = Path(__file__).with_name("seen")
seen.write_text(f"{seen.read_text() if seen.exists() else str()}{st.query_params.to_dict()}")
"""


@pytest.fixture
def rehearsed(tmp_path, monkeypatch):
    """Rehearse a script; return how many readers there are then."""
    monkeypatch.setattr(Runtime, "_instance", None)

    def of(script: str) -> int:
        path = tmp_path / "app.py"
        path.write_text(script)

        async def run() -> int:
            async with running(path) as runtime:
                await asyncio.wait_for(rehearse(), 30)
                return len(runtime._session_mgr.list_sessions())

        return asyncio.run(run())

    yield of
    gc.unfreeze()


def test_the_page_is_drawn_once_as_for_who_has_chosen_nothing_and_nobody_is_there_then(rehearsed, tmp_path):
    assert rehearsed(DRAWS) == 0
    assert (tmp_path / "seen").read_text() == "{}"
    assert gc.isenabled()


def test_it_lasts_to_the_end_of_the_page(rehearsed, tmp_path):
    assert rehearsed("import time\nimport streamlit as st\nst.title('One')\ntime.sleep(0.2)\n" + DRAWS) == 0
    assert (tmp_path / "seen").exists()


def test_a_page_that_fails_ends_the_rehearsal_too(rehearsed):
    assert rehearsed("1 / 0") == 0
    assert gc.isenabled()


def test_a_page_that_does_not_end_is_not_waited_for(rehearsed, monkeypatch):
    monkeypatch.setattr(rehearsal, "LONGEST_S", 0.05)
    assert rehearsed(DRAWS + "import time\nwhile True:\n    st.write(time.sleep(0.01))") == 0
    assert gc.isenabled()
