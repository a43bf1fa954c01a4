"""Before a room: the page alone, its views one after another, and a code that leads to what is seen."""

import pytest

from lcity.export import qr
from lcity.text import language
from lcity.ui.server.address import ADDRESS
from lcity.ui.shared.talk import View, pack, unpack
from tests import folders
from tests.pages.test_link import folder  # noqa: F401

TALK = (
    View("overview", f"city={folders.CITIES[0]}"),
    View("coverage", f"city={folders.CITIES[1]}&r=500&lang=zh"),
    View("coverage", f"city={folders.CITIES[1]}&r=2000"),
)


@pytest.fixture
def app(open_page, folder):  # noqa: F811
    """The first of three views before a room."""
    return open_page(
        "overview", dataset=folder, city=folders.CITIES[0], present=1, views=pack(TALK), lang="en"
    )


def chosen(app):
    assert not app.exception
    kept = {"city", "r", "present", "lang"}
    return {name: value for name, value in app.query_params.items() if name in kept}


def labels(app):
    return [button.label for button in app.button]


def test_the_sidebar_is_away_and_what_it_holds_is_in_the_strip(app, folder, open_page):  # noqa: F811
    assert len(app.sidebar) == 0
    assert app.selectbox(key="widget.city.en").value == folders.CITIES[0]
    app.button(key="talk.end").click().run()
    assert len(app.sidebar) > 0
    assert "present" not in app.query_params
    assert app.query_params["views"] == pack(TALK)


def test_views_are_walked_in_their_order_and_the_language_stays(app):
    assert "1 / 3" in labels(app)
    app.button(key="talk.next").click().run()
    assert "2 / 3" in labels(app)
    assert chosen(app) == {"city": folders.CITIES[1], "r": "500", "present": "2", "lang": "en"}
    app.button(key="talk.next").click().run()
    assert chosen(app) == {"city": folders.CITIES[1], "r": "2000", "present": "3", "lang": "en"}
    assert app.button(key="talk.next").disabled
    app.button(key="talk.previous").click().run()
    app.button(key="talk.previous").click().run()
    assert chosen(app) == {"city": folders.CITIES[0], "present": "1", "lang": "en"}


def test_a_question_from_the_room_is_answered_and_the_talk_goes_on(app):
    app.selectbox(key="widget.city.en").set_value(folders.CITIES[1]).run()
    assert chosen(app)["city"] == folders.CITIES[1]
    # What is seen is the view no longer.
    assert "1 / 3" not in labels(app)
    assert any("1 / 3" in label for label in labels(app))
    app.button(key="talk.again").click().run()
    assert chosen(app)["city"] == folders.CITIES[0]
    assert "1 / 3" in labels(app)


def test_another_page_is_not_called_one_of_the_views(open_page, folder):  # noqa: F811
    app = open_page("participation", dataset=folder, present=2, views=pack(TALK), lang="en")
    assert "2 / 3" not in labels(app)
    assert any("2 / 3" in label for label in labels(app))
    app.button(key="talk.again").click().run()
    assert "2 / 3" in labels(app)


def test_a_view_is_kept_by_one_click_and_named_by_what_it_shows(open_page, folder, monkeypatch):  # noqa: F811
    app = open_page("coverage", dataset=folder, city=folders.CITIES[1], r=700)
    app.button(key="talk.keep").click().run()
    (view,) = unpack(app.query_params["views"])
    assert (view.page, view.parameters["r"], view.parameters["city"]) == (
        "coverage",
        "700",
        folders.CITIES[1],
    )
    assert not {"views", "present", "lang", "v"} & set(view.parameters)
    assert "present" not in app.query_params
    name = app.selectbox(key="widget.city.en").options[1 + folders.CITIES.index(folders.CITIES[1])]
    assert name in app.button(key="talk.open.0").label
    monkeypatch.setattr("lcity.ui.shared.talk.MOST_VIEWS", 1)
    app.selectbox(key="widget.city.en").set_value(folders.CITIES[0]).run()
    app.button(key="talk.keep").click().run()
    assert language("en").t("talk.full") in [caption.value for caption in app.caption]
    assert unpack(app.query_params["views"]) == (view,)


def test_a_list_that_is_none_is_told_and_left_out(open_page, folder, words):  # noqa: F811
    app = open_page("coverage", dataset=folder, present=0, views="nothing")
    assert language("en").t("link.views") in words(app)
    assert "talk.again" not in [button.key for button in app.button]


@pytest.mark.parametrize("address", ["", "https://lcity.example.org/x"])
def test_the_code_leads_to_what_is_seen_or_says_what_to_do(app, monkeypatch, address):
    monkeypatch.setenv(ADDRESS, address)
    made, drawn = [], qr.svg
    monkeypatch.setattr(qr, "svg", lambda whole, title: made.append(whole) or drawn(whole, title))
    app.session_state["talk.code"] = True
    app.run()
    if address:
        start, _, query = made[-1].partition("?")
        assert start == f"{address}/"
        assert f"city={folders.CITIES[0]}" in query
        assert "views=" not in query
        assert "present=" not in query
        # Streamlit takes drawings out of HTML, and leaves pictures in it.
        (shown,) = [html.value for html in app.get("html") if "<img" in html.value and "svg" in html.value]
        assert drawn(made[-1], "").rpartition(' d="')[2][:80] in shown
    else:
        assert made == []
        assert language("en").t("address.loopback") in [text.value for text in app.markdown]
