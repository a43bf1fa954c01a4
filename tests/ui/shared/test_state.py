"""A choice is what the reader chose last, whichever of its widgets the browser still shows."""

import pytest
from streamlit.runtime.state.query_params_proxy import QueryParamsProxy
from streamlit.testing.v1 import AppTest


def page():
    import streamlit as st

    from lcity.ui.shared.state import Choice, reopen

    choice = Choice("size", "s", allowed=("s", "m", "l"))
    st.button("set", key="set", on_click=choice.set, args=("m",))
    st.button("same", key="same", on_click=lambda: choice.set(choice.value))
    st.button("reopen", key="reopen", on_click=reopen, args=({"size": "l"},))
    # As in a fragment that is not run: the widget stays the one drawn before.
    anew = st.toggle("anew", True, key="anew")
    shown = choice.widget() if anew else st.session_state["shown"]
    st.session_state["shown"] = shown
    st.radio("size", choice.allowed, **shown)
    st.text(choice.value)


def opened(*, drawn_anew: bool) -> AppTest:
    app = AppTest.from_function(page).run()
    if not drawn_anew:
        app.toggle[0].set_value(False).run()
    return app


def chosen(app: AppTest) -> tuple[str, str, str | None]:
    """Return what is chosen, what the widget shows, and what the link holds."""
    assert not app.exception
    return app.text[0].value, app.radio[0].value, app.query_params.get("size")


def test_a_widget_shows_what_is_chosen_elsewhere():
    app = opened(drawn_anew=True)
    assert chosen(app) == ("s", "s", None)
    app.radio[0].set_value("l").run()
    assert chosen(app) == ("l", "l", "l")
    app.button("set").click().run()
    assert chosen(app) == ("m", "m", "m")
    app.run()
    assert chosen(app) == ("m", "m", "m")


def test_what_an_old_widget_shows_is_no_answer_but_a_click_on_it_is():
    app = opened(drawn_anew=False)
    app.button("set").click().run()
    assert chosen(app) == ("m", "s", "m")
    app.run()
    assert chosen(app) == ("m", "s", "m")
    app.radio[0].set_value("l").run()
    assert chosen(app) == ("l", "l", "l")
    app.toggle[0].set_value(True).run()
    assert chosen(app) == ("l", "l", "l")


def test_the_widget_stays_where_nothing_else_is_chosen():
    app = opened(drawn_anew=True)
    app.radio[0].set_value("m").run()
    before = app.radio[0].id
    app.button("same").click().run()
    assert chosen(app) == ("m", "m", "m")
    assert app.radio[0].id == before


def test_a_view_reopened_has_its_own_widgets():
    for drawn_anew in (True, False):
        app = opened(drawn_anew=drawn_anew)
        app.radio[0].set_value("m").run()
        app.button("reopen").click().run()
        app.run()
        assert chosen(app)[0] == "l"
        if not drawn_anew:
            app.toggle[0].set_value(True).run()
        assert chosen(app)[1] == "l"


def pair():
    import streamlit as st

    from lcity.ui.shared.state import Choice, choose

    size, colour = Choice("size", "s", allowed=("s", "m")), Choice("colour", "red", allowed=("red", "blue"))
    st.button("both", on_click=choose, args=((size, "m"), (colour, "blue")))
    st.radio("size", size.allowed, **size.widget())
    st.radio("colour", colour.allowed, **colour.widget())


def test_several_are_chosen_in_one_go_with_one_write_of_the_link(monkeypatch):
    writes, write = [], QueryParamsProxy.from_dict
    monkeypatch.setattr(QueryParamsProxy, "from_dict", lambda *given: writes.append(given) or write(*given))
    app = AppTest.from_function(pair).run()
    app.button[0].click().run()
    assert not app.exception
    assert [radio.value for radio in app.radio] == ["m", "blue"]
    assert [app.query_params[name] for name in ("size", "colour")] == ["m", "blue"]
    assert len(writes) == 1


def test_what_a_browser_behind_the_server_tells_of_a_replaced_widget_is_no_answer():
    app = opened(drawn_anew=True)
    behind = app._tree.get_widget_states()
    app.button("set").click().run()
    assert chosen(app) == ("m", "m", "m")
    # For the server the run that replaced the widget is over; a browser that has not heard so tells more.
    app._run(behind)
    assert chosen(app) == ("m", "m", "m")
    # Of what it still shows, the reader may have chosen something.
    (old,) = (state for state in behind.widgets if state.id.endswith("widget.size."))
    old.string_value = "l"
    app._run(behind)
    assert chosen(app) == ("l", "l", "l")
    app.button("set").click().run()
    app._run(behind)
    assert chosen(app) == ("m", "m", "m")


@pytest.fixture
def addresses(monkeypatch):
    """What sizes the address bar is told to hold."""
    told, write = [], QueryParamsProxy.from_dict
    monkeypatch.setattr(
        QueryParamsProxy, "from_dict", lambda bar, given: told.append(given.get("size")) or write(bar, given)
    )
    return told


def test_a_browser_that_has_not_heard_of_its_last_address_is_told_the_one_before_again(addresses):
    app = opened(drawn_anew=True)
    app.radio[0].set_value("l").run()
    before = dict(app.query_params)
    app.button("set").click().run()
    assert addresses[-2:] == ["l", "m"]
    # It tells more before it has heard: for the server its address bar has nothing to change.
    app.query_params.clear()
    app.query_params.update(before)
    app.radio[0].set_value("l").run()
    assert addresses[-2:] == ["m", "l"]
    assert chosen(app) == ("l", "l", "l")


def test_a_browser_that_has_heard_is_told_nothing_again(addresses):
    app = opened(drawn_anew=True)
    app.radio[0].set_value("l").run()
    told = len(addresses)
    app.run()
    app.button("same").click().run()
    assert len(addresses) == told


def cut_short():
    import streamlit as st

    from lcity.ui.shared.state import Choice, draw_anew

    st.button("anew", on_click=draw_anew)
    size = Choice("size", "m", allowed=("s", "m"))
    st.radio("size", size.allowed, **size.widget())


def test_a_browser_that_was_told_of_no_widget_yet_is_told_again():
    app = AppTest.from_function(cut_short).run()
    assert app.radio[0].proto.set_value
    assert not app.run().radio[0].proto.set_value
    app.button[0].click().run()
    assert app.radio[0].proto.set_value
    assert app.radio[0].value == "m"
