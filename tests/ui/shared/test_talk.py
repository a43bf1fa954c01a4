"""Views are kept in the link, in few letters; a talk goes on whatever is opened in it."""

from urllib.parse import urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from lcity.ui.shared import talk
from lcity.ui.shared.talk import View, pack, unpack

CHOSEN = st.dictionaries(st.sampled_from(["city", "district", "r", "w", "see"]), st.text(max_size=12))
VIEWS = st.builds(View, st.sampled_from(["overview", "coverage", "plan"]), CHOSEN.map(urlencode))


@given(st.lists(VIEWS, min_size=1, max_size=talk.MOST_VIEWS))
def test_views_come_back_from_the_link_as_they_were(views):
    assert unpack(pack(views)) == tuple(views)


def test_views_much_alike_take_little_room():
    scenario = "scenario=1" + "aGVsbG8" * 100
    views = [View("coverage", f"city=330100&r={500 + number}&{scenario}") for number in range(20)]
    assert len(pack(views)) < len(views[0].query)


@given(st.text())
@example("")
@example("AA")
@example(pack([View("overview", "")])[:-2])
@example(pack([View("Overview", "")]))
@example(pack([View("../../etc", "a=1")]))
@example(pack([View("overview", "")] * (talk.MOST_VIEWS + 1)))
@example(pack([View("overview", "x" * 100_000)]))
def test_what_no_list_of_views_looks_like_is_refused(text):
    try:
        views = unpack(text)
    except ValueError:
        return
    assert unpack(pack(views)) == views


def page():
    import streamlit as st

    from lcity.ui.shared import state, talk
    from lcity.ui.shared.state import Choice

    size = Choice("size", "s", allowed=("s", "m", "l"))
    st.button("begin", key="begin", on_click=talk.begin)
    st.button("end", key="end", on_click=talk.end)
    st.button("keep", key="keep", on_click=talk.keep)
    for value in size.allowed:
        st.button(value, key=value, on_click=size.set, args=(value,))
        st.button("open", key=f"open.{value}", on_click=state.reopen, args=({"size": value},))
    for number in range(3):
        st.button("up", key=f"up.{number}", on_click=talk.move, args=(number, -1))
        st.button("down", key=f"down.{number}", on_click=talk.move, args=(number, 1))
        st.button("remove", key=f"remove.{number}", on_click=talk.remove, args=(number,))
    st.text(size.value)
    st.text(" ".join(view.parameters.get("size", "s") for view in talk.VIEWS.value))
    st.text(f"{talk.position()}{'' if talk.presenting() else ' not'}")
    state.write_link()


@pytest.fixture
def app():
    """A session that has kept three views and presents, the last of them in view."""
    app = AppTest.from_function(page).run()
    for key in ("keep", "m", "keep", "l", "keep", "begin"):
        app.button(key).click().run()
    assert seen(app) == ("l", "s m l", "3")
    return app


def seen(app):
    assert not app.exception
    return tuple(text.value for text in app.text)


@pytest.mark.parametrize(
    ("clicked", "views", "position"),
    [
        ("up.2", "s l m", "2"),
        ("down.0", "m s l", "3"),
        ("down.1", "s l m", "2"),
        ("up.0", "s m l", "3"),
        ("down.2", "s m l", "3"),
        ("remove.0", "m l", "2"),
        ("remove.2", "s m", "2"),
        ("keep", "s m l", "3"),
        ("open.s", "s m l", "3"),
        ("end", "s m l", "0 not"),
    ],
)
def test_the_list_is_put_in_order_and_the_place_in_it_stays(app, clicked, views, position):
    app.button(clicked).click().run()
    assert seen(app)[1:] == (views, position)


def test_nothing_is_lost_with_the_window(app):
    again = AppTest.from_function(page)
    again.query_params.update(app.query_params)
    assert seen(again.run()) == seen(app)


def test_a_talk_begins_where_one_is(app):
    for key, at in (("end", "0 not"), ("m", "0 not"), ("begin", "2"), ("end", "0 not")):
        app.button(key).click().run()
        assert seen(app)[2] == at


def test_what_is_no_view_of_the_list_is_added_last_and_there_is_an_end_to_it(app, monkeypatch):
    app.button("remove.1").click().run()
    app.button("m").click().run()
    monkeypatch.setattr(talk, "LINK_CHARACTERS", 10)
    app.button("keep").click().run()
    assert seen(app) == ("m", "s l", "2")
    monkeypatch.undo()
    app.button("keep").click().run()
    assert seen(app) == ("m", "s l m", "3")
