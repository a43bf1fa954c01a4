"""What a fragment's own run tells goes out in one go, whole and in order; a run of the app tells at once."""

import pytest
from streamlit.testing.v1 import AppTest


def page(fragments, ends_at):
    import streamlit as st
    from streamlit.runtime.scriptrunner import StopException, get_script_run_ctx

    from lcity.ui.shared.together import sent_together

    context, sent, checks = get_script_run_ctx(), [], []
    send = context._enqueue

    # As the script's runner does: at every message it looks whether the run is to end.
    def note(message):
        check("sent")
        sent.append(message.delta.new_element.text.body)
        send(message)

    def check(at="drawn"):
        checks.append(at)
        if ends_at == [at, checks.count(at)]:
            raise StopException

    context._enqueue, context.yield_check, context.fragment_ids_this_run = note, check, fragments
    try:
        with sent_together():
            for number in range(4):
                st.text(str(number))
                st.session_state[f"after {number}"] = list(sent)
    finally:
        context.fragment_ids_this_run = None
        st.session_state["sent"] = list(sent)


def told(at: AppTest) -> list[list[str]]:
    return [at.session_state[f"after {number}"] for number in range(4)]


@pytest.fixture
def drawn():
    def drawn(fragments, ends_at=None):
        at = AppTest.from_function(page, args=(fragments, ends_at)).run()
        assert not at.exception
        return at

    return drawn


def test_a_fragment_tells_nothing_until_it_has_told_all(drawn):
    at = drawn(["a fragment"])
    assert told(at) == [[], [], [], []]
    assert at.session_state["sent"] == ["0", "1", "2", "3"] == [text.value for text in at.text]


def test_the_whole_app_tells_what_comes_first_first(drawn):
    assert told(drawn([])) == [["0"], ["0", "1"], ["0", "1", "2"], ["0", "1", "2", "3"]]


def test_a_run_that_is_to_end_ends_at_once_and_what_it_has_drawn_is_sent(drawn):
    at = drawn(["a fragment"], ["drawn", 3])
    assert at.session_state["sent"] == ["0", "1"]
    assert "after 2" not in at.session_state


def test_a_run_that_is_to_end_while_it_is_sent_is_sent_whole(drawn):
    at = drawn(["a fragment"], ["sent", 2])
    assert at.session_state["sent"] == ["0", "1", "2", "3"]
