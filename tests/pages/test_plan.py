"""Plan: the four questions on the page, and what the hand does."""

import json
import re
from collections import Counter

import pytest

from lcity.access import hour_label
from lcity.dataset import read
from lcity.scenario.changes import Add, Scenario
from lcity.scenario.compact import pack
from lcity.scenario.question import Plan, Question, Total
from lcity.scenario.siting import Model, plan
from lcity.text import language
from lcity.ui.plan import hand
from lcity.ui.plan import table as page_table
from lcity.ui.plan import words as page_words
from tests import folders
from tests.pages.tables import ids, shown
from tests.test_plan import candidates

RADIUS_M = 2300
AT = {"city": folders.CITIES[0], "r": RADIUS_M}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    tables = folders.valid() | {"candidates": candidates()}
    tables["meta"] = tables["meta"] | {"kinds_not_counted": "community_school"}
    return folders.write(tmp_path_factory.mktemp("plan"), tables)


def places(app):
    return ids(shown(app, "lcity_table"))


def changes(app):
    """Return the rows of before and after: what, before, after."""
    html = next(element.proto.body for element in app.main.get("html") if "<table" in element.proto.body)
    rows = html.split("<tr")[2:]
    return [[cell.split("<")[0] for cell in row.replace("</", "<").split(">")[1:]] for row in rows], html


def test_the_places_of_the_engine_in_its_order_with_how_good_they_are_and_what_they_change(
    open_page, words, folder
):
    app = open_page("plan", dataset=folder, new=2, **AT)
    found = plan(read(folder), Question(new=2, city=folders.CITIES[0], radius=RADIUS_M))
    assert found.sites
    assert places(app) == [site.site for site in found.sites]
    text = words(app)
    assert "proved" in text
    assert "planned" in text
    assert "not for decisions" in text
    _, html = changes(app)
    assert f"{100 * found.after.share:.1f}" in html
    assert "18:00–21:00" in html
    assert "Rank" in html


def cells(app, of):
    """Return what every row of the places says or carries: "text", "parts" or "actions" of its cells."""
    return [[cell[of] for cell in row["cells"] if of in cell] for row in shown(app, "lcity_table")["rows"]]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("ask", ["places", "hours"])
def test_a_phone_has_all_of_the_table_without_scrolling_sideways(open_page, monkeypatch, folder, lang, ask):
    def opened(room):
        monkeypatch.setattr(page_table, "room_px", lambda: room)
        return open_page("plan", dataset=folder, new=2, lang=lang, ask=ask, put="111.05000_30.05000", **AT)

    wide, phone = opened(800), opened(0)
    table = shown(phone, "lcity_table")
    assert table.get("least", 0) == 0
    assert not cells(phone, "parts")[0]  # what the bars show the figures say
    place = next(column for column in table["columns"] if column.get("heading"))
    assert place["wraps"] == "always"
    assert "width" not in place  # it has what the figures leave
    written = [[text.replace("\u00a0", " ") for text in row] for row in cells(phone, "text")]
    assert written == [[text.replace("\u00a0", " ") for text in row] for row in cells(wide, "text")]
    assert cells(phone, "actions") == cells(wide, "actions")
    if ask == "places":
        assert cells(phone, "text")[0][1].endswith("30.0500,\u00a0111.0500")  # the two stay together
        assert [sum("actions" in cell for cell in row["cells"]) for row in table["rows"]] == [1, 1]


def test_in_a_narrow_window_bars_stand_and_buttons_go_below_the_names(open_page, monkeypatch, folder):
    monkeypatch.setattr(page_table, "room_px", lambda: 480)
    app = open_page("plan", dataset=folder, new=2, **AT)
    assert all(cells(app, "parts"))
    for row in shown(app, "lcity_table")["rows"]:
        assert "actions" in row["cells"][1]
        assert len(row["cells"]) == 5


def test_no_line_breaks_within_the_times_of_a_label(open_page, folder):
    for lang, span in (("en", "18:00–21:00"), ("zh", "18:00—21:00")):
        _, html = changes(open_page("plan", dataset=folder, new=2, lang=lang, **AT))
        assert f'white-space:nowrap">{span}</span>' in html


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("of", [{}, {"city": "330100", "group": "people_60p", "hour": "tue19"}])
def test_the_headline_names_the_districts_the_places_of_the_table_lie_in_and_no_others(
    seen, words, china15, code, of
):
    app, lang = seen("plan", lang=code, **of), language(code)
    finding = next(line for line in words(app).splitlines() if line.startswith("## "))
    places = [row["cells"][1]["text"] for row in shown(app, "lcity_table")["rows"]]
    lie_in = Counter(re.sub(r" [\d.]+, [\d.]+$", "", place) for place in places)
    assert sum(lie_in.values()) > len(lie_in) > 1, "one has two of them: others gain in its place"
    of_city = china15.districts[china15.districts["city"] == of.get("city", "110000")]
    every = [lang.name(row) for row in of_city.to_dict("records")]
    assert {name for name in every if lang.listed([name]) in finding} == set(lie_in)
    for name, count in lie_in.items():
        assert re.search(rf"{lang.listed([name])}\W*{count}\b|{lang.listed([name])}（{count}处", finding)


def test_people_out_of_reach_fall_by_what_the_finding_says(monkeypatch):
    lang = language("en")
    monkeypatch.setattr(page_words, "reader_language", lambda: lang)
    before, after = Total(2_870_633, 1_588_033 - 0.4), Total(2_870_633, 1_653_499 - 0.4)
    plan_ = Plan((), 0, 0, optimal=True, before=before, after=after)
    assert lang.people(after.covered - before.covered) == "65,500"
    assert page_words.out_of_reach(plan_) == ["1,282,600", "1,217,100"]
    monkeypatch.setattr(page_words, "reader_language", lambda: language("zh"))
    assert language("zh").people(after.covered - before.covered) == "6.5万"
    assert page_words.out_of_reach(plan_) == ["128.3万", "121.8万"]
    few = Plan((), 0, 0, optimal=True, before=Total(900, 111), after=Total(900, 240))
    assert page_words.out_of_reach(few) == ["789", "660"]


def test_new_places_that_keep_hours_are_seen_in_the_evening_and_in_the_index(open_page, folder):
    def figures(opens):
        app = open_page("plan", dataset=folder, new=3, opens=opens, **AT)
        _, html = changes(app)
        row = html.split("18:00–21:00")[1].split("</tr>")[0]
        return [part.split("<")[0] for part in row.split('">')[1:]]

    before, after = figures("day")
    assert before != after
    assert len(set(figures("unsaid"))) == 1


def test_an_hour_in_force_is_named_where_a_plan_is_for_it_alone(open_page, words, folder):
    late = hour_label(21, language("en"))
    plain, at_night = (open_page("plan", dataset=folder, **AT, **hour) for hour in ({}, {"hour": "mon21"}))
    finding = next(line for line in words(at_night).splitlines() if "within reach" in line)
    assert late in finding.replace("\\", "")
    assert late not in words(plain).replace("\\", "")
    opens = next(box for box in at_night.selectbox if box.label == language("en").t("plan.opens"))
    # A place assumed to close by then is found for that hour: it keeps it besides, and says so.
    assert [late in option for option in opens.options] == [True] * len(opens.options)
    overview = open_page("overview", dataset=folder, **AT, hour="mon21")
    assert any(late in link.proto.label.replace("\\", "") for link in overview.get("page_link"))


def test_what_a_plan_in_force_adds_to_is_simulated_no_less(open_page, folder):
    planned = {"scenario": pack(Scenario("more", (Add("new", "New", "planned", 111.05, 30.05, "24/7"),)))}
    for extra in ({}, planned):
        app = open_page("overview", dataset=folder, **AT, **extra)
        link = next(link for link in app.get("page_link") if "within reach" in link.proto.label)
        assert "not for decisions" in link.proto.label


def test_the_four_questions_answer_in_both_languages(open_page, words, folder):
    for lang, planned in (("en", "planned"), ("zh", "规划")):
        for settings in (
            {"ask": "hours", "span": "late"},
            {"ask": "kind", "kind": "community_school"},
            {"ask": "kind", "kind": "library", "at": "late"},
            {"ask": "rank", "to": 1},
            {"ask": "rank", "to": 1, "means": "build"},
            {"ask": "places", "district": folders.DISTRICTS[0]},
        ):
            app = open_page("plan", dataset=folder, lang=lang, **AT, **settings)
            assert not app.exception, settings
            assert planned in words(app), settings


def test_all_of_a_kind_are_opened(open_page, folder):
    settings = {
        "candidates": "library",
        "hours": tuple(24 * day + hour for day in range(7) for hour in range(18, 22)),
    }
    app = open_page("plan", dataset=folder, ask="kind", kind="library", at="late", **AT)
    found = plan(read(folder), Question(new=500, city=folders.CITIES[0], radius=RADIUS_M, **settings))
    assert places(app) == [site.site for site in found.sites]


def test_of_a_kind_with_more_than_a_plan_holds_the_hour_left_aside_and_how_many_are_told_and_dots_drawn(
    seen, words
):
    late = "Tuesday 19:00–20:00"
    for code, kind, hour in (
        ("en", "“Teaching point”", late),
        ("zh", "处村居教学点", hour_label(24 + 19, language("zh"))),
    ):
        app = seen("plan", lang=code, ask="kind", kind="teaching_point", city="330100", hour="tue19")
        text = words(app).replace("\\", "")
        finding = next(line for line in text.splitlines() if line.startswith("## "))
        assert kind in finding
        assert "500" in finding
        assert hour not in finding
        assert hour in text, "the hour chosen on Coverage is said to be left aside"
        assert language(code).messages("plan.")["map_note_dots"] in text
        marks = shown(app, "lcity_map")["sites"]["marks"]
        assert len(marks) == 500
        assert {mark["number"] for mark in marks} == {""}
        assert shown(app, "lcity_table")["rows"][-1]["cells"][0]["text"] == "500"


def test_a_kind_open_at_any_hour_is_opened_to_the_public(open_page, words, folder):
    app = open_page("plan", dataset=folder, ask="kind", kind="community_school", **AT)
    assert "opened to the public" in words(app)
    assert all(mark["number"] for mark in shown(app, "lcity_map")["sites"]["marks"])
    assert "left aside" not in words(app)


def test_the_improvements_are_those_of_the_engine_each_with_its_unit(open_page, folder):
    app = open_page("plan", dataset=folder, ask="rank", to=1, city=folders.CITIES[2])
    text = " ".join(str(element.value) for element in app.main.get("markdown"))
    if "rise" in text:
        table = shown(app, "lcity_table")
        assert all(row["cells"][1].get("text") for row in table["rows"])
    else:
        assert "cannot" in text or "already" in text


def test_what_is_held_left_out_and_put_is_in_the_link_and_in_the_plan(open_page, folder):
    free = places(open_page("plan", dataset=folder, new=2, **AT))
    without = open_page("plan", dataset=folder, new=2, ban=free[0], **AT)
    assert free[0] not in places(without)
    other = next(site for site in candidates()["site"][:6] if site not in free)
    held = open_page("plan", dataset=folder, new=2, hold=other, **AT)
    assert other in places(held)
    put = open_page("plan", dataset=folder, new=2, put="111.05000_30.05000", **AT)
    assert places(put)[0] == "placed_111.05000_30.05000"
    assert len(places(put)) == 2
    marks = shown(put, "lcity_map")["sites"]["marks"]
    assert (marks[0]["id"], marks[0]["state"]) == ("placed_111.05000_30.05000", "held")
    assert [act for act, _ in marks[0]["acts"]] == [hand.REMOVE]
    assert [act for act, _ in marks[1]["acts"]] == [hand.HOLD, hand.BAN]


def test_a_place_is_put_by_its_degrees_and_taken_as_one(open_page, words, folder):
    app = open_page("plan", dataset=folder, new=2, **AT)
    app.text_input(key="plan.put").set_value("30.05, 111.05").run()
    assert app.query_params["put"] == "111.05000_30.05000"
    assert places(app)[0] == "placed_111.05000_30.05000"
    app.text_input(key="plan.put").set_value("north").run()
    assert "“north”" in words(app)
    assert app.query_params["put"] == "111.05000_30.05000"


def test_a_plan_shown_on_every_page_is_the_scenario_there(open_page, folder):
    app = open_page("plan", dataset=folder, new=2, **AT)
    planned = places(app)
    app.button(key="plan.everywhere").click().run()
    assert "scenario" in app.query_params
    assert places(app) == planned, "the page plans from the dataset as it is"
    app.button(key="plan.everywhere").click().run()
    assert "scenario" not in app.query_params


def test_what_is_handed_out_says_what_it_stands_on(open_page, monkeypatch, folder):
    from lcity.ui import takeaway

    made = []
    monkeypatch.setattr(takeaway, "offer", lambda name, make: made.append(make()))
    open_page("plan", dataset=folder, new=2, **AT)
    (export,) = made
    assert "not for decisions" in export.metadata.finding
    assert export.picture is not None
    before_and_after = export.tables[1].rows
    assert [what for what, _ in export.metadata.answers] == list(before_and_after["what"])
    for (_, answer), after in zip(export.metadata.answers, before_and_after["after"], strict=True):
        assert f"{after} (planned)" in answer
    sites = json.loads(next(own.content for own in export.files if own.ending == ".geojson"))
    found = plan(read(folder), Question(new=2, city=folders.CITIES[0], radius=RADIUS_M))
    assert [feature["id"] for feature in sites["features"]] == [site.site for site in found.sites]
    assert {feature["properties"]["provenance"] for feature in sites["features"]} == {"planned"}
    assert all("not for decisions" in feature["properties"]["note"] for feature in sites["features"])


def test_what_is_chosen_on_coverage_holds_and_the_other_goals_answer(open_page, words, folder):
    for goal in ("worst", "distance"):
        app = open_page("plan", dataset=folder, goal=goal, lang="zh", **AT)
        assert not app.exception
        assert "规划" in words(app)
        assert any('--upload: "上传"' in element.proto.body for element in app.get("html"))
    app = open_page("plan", dataset=folder, city=folders.CITIES[0], r=5000, hour="sat19", kinds="library")
    assert not app.exception
    assert "sites" not in app.query_params, "what is the default is not in the link"


def test_a_dataset_without_centres_is_planned_from_nothing(open_page, words, tmp_path):
    tables = folders.valid() | {"candidates": candidates()}
    del tables["centres"]
    app = open_page("plan", dataset=folders.write(tmp_path, tables), r=RADIUS_M, new=1)
    assert not app.exception
    assert len(places(app)) == 1


def test_a_dataset_without_people_says_what_is_missing(open_page, words, tmp_path):
    tables = folders.valid()
    del tables["population"]
    assert "population" in words(open_page("plan", dataset=folders.write(tmp_path, tables)))


def test_a_model_is_made_once_for_every_place_the_hand_holds(open_page, monkeypatch, folder):
    app = open_page("plan", dataset=folder, new=2, **AT)
    monkeypatch.setattr(Model, "of", lambda *_: pytest.fail("made anew"))
    app.text_input(key="plan.put").set_value("30.06, 111.06").run()
    assert not app.exception


def test_the_example_of_a_position_is_one_of_the_citys_own(open_page, china15):
    app = open_page("plan", lang="en", city="330100")
    lat, lon = map(float, app.text_input(key="plan.put").placeholder.split(", "))
    west, south, east, north = china15.districts.query("city == '330100'").total_bounds
    assert west <= lon <= east
    assert south <= lat <= north
