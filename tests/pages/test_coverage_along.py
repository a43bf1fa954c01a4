"""Coverage along streets, by travel times and in a straight line: chosen, in the link, and told."""

import pytest

from lcity.text import language
from lcity.ui.coverage.choices import question
from tests import folders
from tests.pages.test_coverage import ASH, plain, share

KEY = "widget.along"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Give a dataset with streets, and one with travel times in minutes besides."""
    tables = folders.valid() | {"streets": folders.streets()}
    tables["population"] = folders.with_places(tables["population"])
    streets = folders.write(tmp_path_factory.mktemp("streets"), tables)
    return streets, folders.write(tmp_path_factory.mktemp("travel"), tables | {"travel": folders.travel()})


def chosen(app):
    return [one for one in app.get("button_group") if one.key and one.key.startswith(KEY)]


def test_streets_are_the_rule_where_there_are_any_and_the_straight_line_is_a_choice(open_page, words, made):
    app = open_page("coverage", dataset=made[0], city=ASH, r=2800)
    assert share(app) == "33 %"
    text = plain(words(app))
    # The middle of nine places and those east and west of it, against those north and south of it too.
    assert "56 % within 2,800 m in a straight line, 33 % along streets" in text
    assert "within 2,800 m along streets" in text
    assert "12 places" in text
    (choice,) = chosen(app)
    assert [option.content for option in choice.proto.options] == ["Along streets", "Straight line"]
    line = open_page("coverage", dataset=made[0], city=ASH, r=2800, along="line")
    assert share(line) == "56 %"
    text = plain(words(line))
    assert "within 2,800 m in a straight line" in text
    assert "56 % within 2,800 m in a straight line, 33 % along streets" in text
    assert "12 places" not in text


def test_the_straight_line_alone_is_no_choice(open_page, words, tmp_path):
    app = open_page("coverage", dataset=folders.write(tmp_path), city=ASH)
    assert not chosen(app)
    assert "along" not in app.query_params
    assert "straight line," not in plain(words(app))


def test_minutes_of_travel_times_take_the_place_of_metres(open_page, words, made):
    app = open_page("coverage", dataset=made[1], city=ASH, min=30)
    assert share(app) == "33 %"
    text = plain(words(app))
    assert "within 30 minutes by your travel times" in text
    assert "in a straight line," not in text
    assert [slider.label for slider in app.slider] == [language("en").t("coverage.travel_minutes")]
    streets = open_page("coverage", dataset=made[1], city=ASH, r=2800, along="streets")
    assert share(streets) == "33 %"
    assert len(chosen(streets)[0].proto.options) == 3


def test_walking_minutes_lead_along_streets_without_a_detour(open_page, words, made):
    # 35 minutes at 4.8 km/h are 2,800 m, and 2,333 m in a straight line with a detour of 1.2.
    app = open_page("coverage", dataset=made[0], city=ASH, by="minutes", min=35)
    assert share(app) == "33 %"
    assert "56 % within a 35-minute walk in a straight line, 33 % along streets" in plain(words(app))


@pytest.mark.parametrize(("number", "along"), [(0, "streets"), (0, "line"), (1, "travel")])
def test_what_is_handed_out_says_what_it_was_measured_along(open_page, monkeypatch, made, number, along):
    exports = []

    def offer(name, of):
        exports.append((question(), of()))

    monkeypatch.setattr("lcity.ui.takeaway.offer", offer)
    open_page("coverage", dataset=made[number], city=ASH, **({"along": along} if along == "line" else {}))
    chosen, export_ = exports[0]
    assert chosen.along == along
    words = language("en").t(f"coverage.along_{along}")
    assert words in export_.tables[0].title
    assert (language("en").t("coverage.along"), words) in [*export_.metadata.chosen]


def test_a_link_with_streets_on_a_dataset_without_any_says_it_was_not_understood(open_page, words, tmp_path):
    app = open_page("coverage", dataset=folders.write(tmp_path), city=ASH, along="streets")
    assert language("en").t("link.along") in plain(words(app))


def test_personas_go_along_streets_and_who_uses_no_steps_round_them(open_page, words, made):
    app = open_page("compare", dataset=made[0], see="personas", persona="wheelchair", level="city")
    assert "along streets without steps" in plain(words(app))
    assert "straight line" not in plain(words(app)).replace("× 1.3", "")
