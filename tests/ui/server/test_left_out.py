"""Streamlit still calls what is left out, and nothing comes of it: were it called otherwise, we would see."""

import pytest
from streamlit import delta_generator, env_util, string_util
from streamlit.components.v2 import manifest_scanner
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunner

from lcity.ui.server import serving

PATCHED = (
    (AppSession, "_clear_queue"),
    (AppSession, "_call_soon_on_event_loop"),
    (Runtime, "_enqueued_some_message"),
    (ScriptRunner, "_run_script"),
)


def searched(*_args) -> list:
    pytest.fail("the first page waits for a search")


@pytest.fixture(autouse=True)
def no_search(monkeypatch):
    """Fail where a search begins; what a server leaves out here comes back."""
    # What a test before this one has left out, or drawn, is not to be found.
    own = BidiComponentManager.discover_and_register_components
    monkeypatch.setattr(BidiComponentManager, "discover_and_register_components", own)
    monkeypatch.setattr(delta_generator, "_use_warning_has_been_displayed", False)
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", searched)
    monkeypatch.setattr(env_util, "is_repl", searched)
    monkeypatch.setattr(string_util, "extract_leading_emoji", searched)
    # What else a server changes of Streamlit goes with the test.
    for owner, name in PATCHED:
        monkeypatch.setattr(owner, name, getattr(owner, name))
    serving.around(lambda: None, lambda room: None)


def test_no_package_is_searched_for_components(caplog):
    # As a runtime does when it is made; what fails in it is told the log.
    BidiComponentManager().discover_and_register_components()
    assert not caplog.records


def test_no_module_is_looked_through_when_the_first_element_is_drawn():
    delta_generator._maybe_print_use_warning()
    assert delta_generator._use_warning_has_been_displayed


def test_no_label_is_searched_for_an_emoji():
    label = "\N{CITYSCAPE} 北京 · 2024"
    assert string_util.extract_leading_icon(label) == ("", label)
