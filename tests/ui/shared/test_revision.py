"""Whoever chooses, there is one way to take it over: the board passes over its own, all else it is told."""

from streamlit.testing.v1 import AppTest


def page():
    import streamlit as st

    from lcity.ui.shared import revision, selection
    from lcity.ui.shared.state import Choice

    size = Choice("size", "s", allowed=("s", "m", "l"))
    st.button("board", key="board", on_click=lambda: revision.take_over((size, "m"), board_s="its own"))
    st.button("beside", key="beside", on_click=lambda: revision.take_over((size, "l")))
    wanted = selection._RERUN in st.session_state
    st.session_state.pop(selection._RERUN, None)
    st.text(f"{size.value} {revision.current()} {wanted}")


def test_a_revision_of_the_board_s_is_called_what_it_calls_it_and_only_of_another_the_whole_app_hears():
    app = AppTest.from_function(page).run()
    size, first, wanted = app.text[0].value.split(" ")
    assert (size, wanted) == ("s", "False")
    app.button("board").click().run()
    assert app.text[0].value == "m its own False"
    app.button("beside").click().run()
    size, revision, wanted = app.text[0].value.split(" ")
    assert (size, wanted) == ("l", "True")
    assert revision not in (first, "its", "")
    assert app.query_params["size"] == "l"
