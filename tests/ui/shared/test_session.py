"""What is kept of a session is found once a run, is that session's own, and is what was last put there."""

from unittest import mock

from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.testing.v1 import AppTest


def page():
    import streamlit as st

    from lcity.ui.shared import datasets
    from lcity.ui.shared.state import Choice, mentions, reopen

    size, colour = Choice("size", "s"), Choice("colour", "red")
    st.button("large", key="large", on_click=size.set, args=("l",))
    st.button("dataset", key="dataset", on_click=datasets.choose, args=("england9",))
    before = size.value, mentions("size")
    for _ in range(100):
        _ = size.value, colour.value, datasets.in_view()
    reopen({"size": "m"})
    st.text(f"{before} {size.value} {mentions('size')} {mentions('colour')} {datasets.in_view()}")
    size.set(before[0])


def test_a_run_looks_up_what_it_asks_for_once():
    app = AppTest.from_function(page)
    own = SafeSessionState.__getitem__
    with mock.patch.object(SafeSessionState, "__getitem__", autospec=True, side_effect=own) as found:
        app.run()
    assert not app.exception
    assert found.call_count < 40


def test_what_is_put_in_its_place_is_there_at_once_and_in_the_next_run():
    app = AppTest.from_function(page).run()
    assert app.text[0].value == "('s', False) m True False china15"
    app.button("large").click().run()
    assert app.text[0].value == "('l', True) m True False china15"
    app.button("dataset").click().run()
    assert app.text[0].value == "('l', True) m True False england9"
    # Another session has chosen nothing of this.
    assert AppTest.from_function(page).run().text[0].value == "('s', False) m True False china15"
