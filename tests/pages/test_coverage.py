"""The Coverage page, on three small cities whose people stand on a grid around one centre a district."""

import json
import re
import shutil

import numpy as np
import pytest
import shapely

from lcity.access.reach import Reach
from lcity.dataset import read
from lcity.scenario import Scenario
from lcity.scenario.changes import Add
from lcity.scenario.compact import pack
from lcity.ui.coverage import export
from lcity.ui.coverage.numbers import Question, answer
from lcity.ui.server import assets
from tests import folders
from tests.pages.tables import column, ids, shown

ASH = "010000"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Give three cities: one of each district's nine places lies at its centre, the next 1.9 km off."""
    return folders.write(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def across(tmp_path_factory):
    """Give the same cities moved so that the 180th meridian parts the first one's middle district."""
    tables = folders.valid()
    moved = 180 - folders.corner(folders.DISTRICTS[1])[0] - folders.SIDE / 2
    for name in ("cities", "centres", "population"):
        lon = (tables[name]["lon"].astype(float) + moved + 180) % 360 - 180
        tables[name]["lon"] = lon if name == "population" else lon.map("{:.6f}".format)
    districts = tables["districts"]
    east = districts.geometry.translate(moved)
    sides = [east.intersection(shapely.box(west, -90, west + 360, 90)) for west in (-180, 180)]
    whole = sides[0].union(sides[1].translate(-360))
    tables["districts"] = districts.set_geometry(whole)
    return folders.write(tmp_path_factory.mktemp("across"), tables)


def without(folder, *names):
    return folders.write(
        folder, {name: table for name, table in folders.valid().items() if name not in names}
    )


def plain(text):
    return text.replace("\\", "").replace("\N{NO-BREAK SPACE}", " ").replace("\N{WORD JOINER}", "")


def share(app):
    return plain(app.metric[0].value)


def deck(app):
    return json.loads(app.get("deck_gl_json_chart")[0].proto.json)


def offered(url):
    """Return what the browser fetches from a URL."""
    return json.loads(assets.SHARED.offered[url.removeprefix("fetch/")][0])


def placed(app):
    """Return the map, and the canvas' x of people and of centres on it."""
    drawn = shown(app, "lcity_map")
    people = [x for x, *_ in offered(drawn["points"]["people"])]
    centres = [row[0] for rows in offered(drawn["points"]["centres"]).values() for row in rows]
    assert people
    assert centres
    return drawn, people, centres


def test_the_page_answers_its_question_in_a_sentence(seen, words, small):
    app = seen("coverage", dataset=small, city=ASH)
    text = plain(words(app))
    assert app.title[0].value == "Who can reach a place to learn, and when?"
    # One place in nine is within 1,000 m, in every district alike: none of them is worse served.
    assert "89 % of residents in Ash have no learning centre within 1,000 m" in text
    assert "District 13 have" not in text
    assert app.metric[0].label == "Ash: within reach :orange-background[simulated]"
    assert share(app) == "11 %"
    assert "of 6,300 residents; 5,600 out of reach" in text


def test_a_city_across_180_degrees_is_drawn_in_one_piece(seen, small, across):
    """So are its people, centres and camera, and a dot stands for as small a square as elsewhere."""
    near, far = (seen("coverage", dataset=folder, city=ASH) for folder in (small, across))
    assert share(far) == share(near)
    (one, *near_points), (other, *far_points) = map(placed, (near, far))
    assert other["canvas"] == one["canvas"]
    for found, like in zip(far_points, near_points, strict=True):
        assert sorted(found) == pytest.approx(sorted(like), abs=2)
        assert 0 <= min(found) <= max(found) <= other["canvas"][0]
    moved = 180 - folders.corner(folders.DISTRICTS[1])[0] - folders.SIDE / 2
    assert other["ground"]["corner"][0] == pytest.approx(one["ground"]["corner"][0] + np.radians(moved))
    legends = [drawn["caption"]["rows"] for drawn in (one, other)]
    assert [row[0] for row in legends[1]] == [row[0] for row in legends[0]], "of squares of the same size"
    assert legends[1][2] == legends[0][2], "a centre at 180° lies in the city"


def test_centres_alone_are_drawn_in_one_piece_across_180_degrees(open_page, across, tmp_path):
    shutil.copy(across / "centres.csv", tmp_path)
    alone = deck(open_page("coverage", dataset=tmp_path))
    files = [layer["data"] for layer in alone["layers"] if layer["id"].startswith("centres.")]
    lon = [row["p"][0] for url in files for row in offered(url)]
    assert max(lon) - min(lon) < 3
    assert alone["initialViewState"]["longitude"] == pytest.approx((max(lon) + min(lon)) / 2, abs=1e-3)


def test_chinese_says_the_same(open_page, words, small):
    text = plain(words(open_page("coverage", dataset=small, city=ASH, lang="zh")))
    assert "甲89%的居民在1000米范围内没有学习中心。" in text


def test_the_link_carries_every_choice(open_page, words, small):
    link = {"by": "minutes", "min": "30", "speed": "6.0", "detour": "1.0", "group": "people_60p"}
    link |= {"kinds": "community_school", "hour": "sat19", "unknown": "count", "r": "700"}
    app = open_page("coverage", dataset=small, city=ASH, lang="en", **link)
    assert {name: app.query_params[name] for name in link} == link
    text = plain(words(app))
    assert "Saturday 19:00–20:00" in text
    assert "residents aged 60 and over" in text
    assert "open learning centre of the chosen kinds within a 30-minute walk" in text
    assert app.selectbox(key="widget.hour.en").value == 5 * 24 + 19
    assert app.multiselect(key="widget.kinds.en").value == ["community_school"]


def test_what_a_link_cannot_mean_is_left_out(open_page, words, small):
    app = open_page("coverage", dataset=small, city=ASH, r="-5", hour="Someday 25", kinds="pub", speed="nan")
    assert "within 1,000 m" in plain(words(app))
    assert app.selectbox(key="widget.hour.en").value is None


def test_a_larger_radius_reaches_more_and_the_link_says_so(open_page, words, small):
    app = open_page("coverage", dataset=small, city=ASH)
    app.select_slider(key="widget.r.en").set_value(2_000).run()
    assert share(app) == "33 %", "the places west and east of the centre"
    assert app.query_params["r"] == "2000"
    assert "2,000 m" in app.select_slider(key="widget.r.en").options


def test_a_distance_between_the_steps_stays_as_the_link_has_it(open_page, words, small):
    app = open_page("coverage", dataset=small, city=ASH, r=1234)
    assert "within 1,234 m" in plain(words(app))
    assert app.select_slider(key="widget.r.en").value == 1234
    app.select_slider(key="widget.r.en").set_value(1300).run()
    assert "within 1,300 m" in plain(words(app))


def test_an_hour_counts_only_what_is_open_then_and_unknown_hours_as_chosen(open_page, words, small):
    app = open_page("coverage", dataset=small, city=ASH, r=5000)
    assert share(app) == "100 %"
    app.selectbox(key="widget.hour.en").set_value(3).run()
    # Monday 3:00: only the second of Ash's three centres is open; the third's hours are unknown.
    second, third = 2_100 / 6_300, 3_100 / 6_300
    assert share(app) == f"{100 * second:.0f} %"
    assert "Of 3 centres in reach, 1 has unknown hours at this time." in plain(words(app))
    app.button_group(key="widget.unknown.en").set_value("count").run()
    assert share(app) == f"{100 * (second + third):.0f} %"
    app.selectbox(key="widget.hour.en").set_value(None).run()
    assert "hour" not in app.query_params


def test_the_table_has_worst_served_first_with_their_marks(seen, small):
    table = shown(seen("coverage", dataset=small, city=ASH, district="010102"), "lcity_table")
    assert column(table, 0) == ["District 13", "District 12", "District 11"]
    assert [row["cells"][1]["text"] for row in table["rows"]] == ["2,760", "1,870", "978"]
    assert [head.get("mark") for head in table["columns"]] == [
        None,
        "simulated",
        None,
        "simulated",
        # Of where people live this dataset does not say whence it is known.
        "derived",
    ]
    assert table["selected"] == "010102"
    assert ids(table) == ["010103", "010102", "010101"]


def test_the_selected_district_is_answered_first_beside_its_city(open_page, words, small):
    link = {"dataset": small, "city": ASH, "r": 5000, "hour": "mon03"}
    app = open_page("coverage", **link)
    # Two of its three districts have nobody in reach: neither is the worst.
    told = "residents in each of 2 of the 3 districts (Ash: 67 %) have no learning centre known to be open"
    assert told in plain(words(app))
    assert (app.metric[0].label.split(" :")[0], share(app)) == ("Ash: within reach", "33 %")
    assert "Ash: residents with an open learning centre within 5,000 m (simulated)" in plain(words(app))
    # At Monday 3:00 only the second of Ash's three centres is open, and 5 km do not reach out of a district.
    app = open_page("coverage", district="010102", **link)
    text = plain(words(app))
    assert "Monday 3:00–4:00: all residents in District 12 have an open learning centre within" in text
    assert (app.metric[0].label.split(" :")[0], share(app)) == ("District 12: within reach", "100 %")
    assert "of 2,100 residents; 0 out of reach" in text
    assert "Ash as a whole: 33 % within reach; 4,200 out of reach" in text
    assert "District 12: residents with an open learning centre within 5,000 m (simulated)" in text
    app = open_page("coverage", district="010101", **link)
    assert "100 % of residents in District 11 (Ash: 67 %) have no learning centre known to be open" in plain(
        words(app)
    )


def with_hours(folder, *hours, **columns):
    tables = folders.valid()
    tables["centres"]["hours"] = [*hours, *[hours[-1]] * (9 - len(hours))]
    tables["centres"] = tables["centres"].assign(**columns)
    return folders.write(folder, tables)


def test_a_list_without_hours_says_that_nothing_is_known(open_page, words, tmp_path):
    link = {"dataset": with_hours(tmp_path, ""), "city": ASH, "r": 5000, "hour": "mon03"}
    app = open_page("coverage", **link)
    text = plain(words(app))
    assert (
        "how many residents in Ash have an open learning centre within 5,000 m is not known; 3 centres are "
        "in reach, and the hours of all of them are unknown then." in text
    )
    assert "no open" not in text
    assert share(app) == "–"
    assert "Of 3 centres in reach, 3 have unknown hours at this time." in text
    app.button_group(key="widget.unknown.en").set_value("count").run()
    assert (
        "all residents in Ash have an open learning centre within 5,000 m, if unknown hours count"
        in plain(words(app))
    )
    assert share(app) == "100 %"


@pytest.mark.parametrize("of_the_list", ["hours", "column"])
def test_by_appointment_is_said_at_the_picture_and_never_counts(open_page, words, tmp_path, of_the_list):
    asks = 'Mo-Fr 09:00-17:00 || "by appointment"'
    folder = (
        with_hours(tmp_path, "24/7", asks, asks)
        if of_the_list == "hours"
        else with_hours(tmp_path, "24/7", "Mo-Fr 02:00-05:00", by_appointment=["", *["TRUE"] * 8])
    )
    app = open_page("coverage", dataset=folder, city=ASH, r=5000, hour="mon03", unknown="count")
    text = plain(words(app))
    assert "Of 3 centres in reach, 2 open by appointment at this time, which never counts as open." in text
    assert share(app) == f"{100 * 1_100 / 6_300:.0f} %"


def test_where_all_hours_are_known_nothing_is_asked(open_page, words, tmp_path):
    app = open_page("coverage", dataset=with_hours(tmp_path, "24/7"), city=ASH, r=5000, hour="mon03")
    assert "centres in reach" not in plain(words(app))
    assert not [group for group in app.button_group if group.key == "widget.unknown.en"]


def test_hours_less_sure_than_positions_mark_what_stands_on_them(open_page, words, tmp_path):
    official = {"provenance": "official", "hours_provenance": "simulated"}
    folder = with_hours(tmp_path, "24/7", **official)
    link = {"dataset": folder, "city": ASH, "r": 5000}
    any_hour, at_three = (
        plain(words(open_page("coverage", **link, **more))) for more in ({}, {"hour": "mon03"})
    )
    assert "% within reach (derived)" in any_hour
    assert "Centres that count (official)" in any_hour
    assert "Centres that count (simulated)" in at_three
    assert "residents with an open learning centre within 5,000 m (simulated)" in any_hour
    assert "% within reach (simulated)" in at_three


def test_a_city_nobody_chose_is_said_to_be_the_first(seen, words, small):
    sentence = "All cities are chosen at the left; this is Ash, the first of them."
    for page in ("coverage", "participation"):
        assert sentence in plain(words(seen(page, dataset=small))), page
        assert sentence not in plain(words(seen(page, dataset=small, city=ASH))), page
    assert "first of them" not in plain(words(seen("coverage", dataset=small, district="020101")))


def test_what_is_assumed_is_said_below_the_page_at_once(open_page, words, small):
    app = open_page("coverage", dataset=small, city=ASH, by="minutes")
    app.slider(key="widget.speed.en").set_value(3.5).run()
    assert "3.5 km/h" in plain(words(app))


def test_the_page_has_one_state_and_names_no_year(seen, words, small):
    app = seen("coverage", dataset=small, city=ASH)
    assert "2020" not in app.caption[0].value
    assert "Centres and places: one state, the same for every year chosen" in plain(words(app))


def test_the_selected_district_is_the_maps_selected_one(seen, small):
    app = seen("coverage", dataset=small, city=ASH, district="010102")
    assert shown(app, "lcity_map")["selected"] == "010102"


def test_what_the_map_says_on_hover_is_marked(seen, small):
    app = seen("coverage", dataset=small, city=ASH)
    tips = {unit: plain(tip) for unit, _, _, tip in shown(app, "lcity_map")["units"]}
    assert tips["010101"] == "District 11\n11 % of 1,100 residents within reach\n978 out of reach (simulated)"


def test_other_choices_change_what_counts_not_what_is_fetched_for_centres(open_page, small):
    app = open_page("coverage", dataset=small, city=ASH)
    before = shown(app, "lcity_map")
    app.select_slider(key="widget.r.en").set_value(2_000).run()
    app.selectbox(key="widget.hour.en").set_value(10).run()
    after = shown(app, "lcity_map")
    assert (after["picture"], after["ground"]) == (before["picture"], before["ground"])
    assert after["points"]["centres"] == before["points"]["centres"]
    assert after["points"]["counts"] != before["points"]["counts"]
    other = shown(open_page("coverage", dataset=small, city="020000"), "lcity_map")
    assert other["picture"] != before["picture"]


def marks(app):
    """Return the legend's entries of centres: mark, and the figure at the end."""
    *_, (_, entries) = shown(app, "lcity_map")["caption"]["rows"]
    return [(entry["mark"], entry["label"].split()[-1]) for entry in entries]


def test_centres_are_one_quiet_layer_until_a_kind_is_asked_for(seen, small):
    app = seen("coverage", dataset=small, city=ASH)
    assert shown(app, "lcity_map")["points"]["colours"] is None
    assert marks(app) == [("quiet", "3")]
    of_kind = seen("coverage", dataset=small, city=ASH, kinds="library")
    colours = shown(of_kind, "lcity_map")["points"]["colours"]
    assert len(set(colours.values())) == len(colours) > 1
    assert [mark for mark, _ in marks(of_kind)] == ["dot", "faint"]
    assert sum(int(count) for _, count in marks(of_kind)) == 3


def test_a_planned_centre_is_marked_as_planned_not_by_its_kind(open_page, small):
    """It bears the same mark whether its kind is asked for or not, and is counted apart."""
    lon, lat = (at + folders.SIDE / 2 for at in folders.corner(folders.DISTRICTS[0]))
    link = pack(Scenario("One more", (Add("p1", "P", "library", lon, lat, "24/7"),)))
    for kinds in ({}, {"kinds": "library"}):
        app = open_page("coverage", dataset=small, city=ASH, scenario=link, **kinds)
        rows = offered(shown(app, "lcity_map")["points"]["centres"])["library"]
        assert sum(row[4] for row in rows) == 1
        assert ("planned", "1") in marks(app)


def drawn_places(app):
    """Return the close-up, and the people of its places in reach and out of it, by name of the layer."""
    layers = {layer["id"]: layer for layer in deck(app)["layers"]}
    names = ("in_reach", "out_of_reach")
    return layers, {name: offered(layers[f"places.{name}"]["data"]) for name in names}


def test_every_place_is_drawn_by_itself_in_reach_or_out_of_it(open_page, small):
    app = open_page("coverage", dataset=small, city=ASH, map="places")
    layers, places = drawn_places(app)
    assert "lcity_map" not in [part.proto.component_name for part in app.main.get("bidi_component")]
    table = read(small).population
    within, out = (len(places[name]) for name in ("in_reach", "out_of_reach"))
    assert (within, within + out) == (3, int(table["district"].str.startswith("01").sum()))
    assert all(place["tip"].strip() for rows in places.values() for place in rows)
    assert layers["outlines"]["data"]
    assert "http" not in json.dumps(deck(app))
    whole = deck(app)["initialViewState"]
    near = open_page("coverage", dataset=small, city=ASH, map="places", district="010102")
    assert deck(near)["initialViewState"]["zoom"] > whole["zoom"]


def test_more_places_than_a_browser_draws_are_joined_by_squares_and_the_legend_says_so(
    open_page, small, monkeypatch, words
):
    monkeypatch.setattr("lcity.ui.coverage.close_up.MOST_PLACES", 5)
    app = open_page("coverage", dataset=small, city="020000", map="places")
    _, places = drawn_places(app)
    joined = sum(map(len, places.values()))
    assert 0 < joined <= 10
    assert any(re.search(r"× [\d.]+ km", html.proto.body) for html in app.get("html"))


def test_the_map_asks_nobody_for_anything(seen, small):
    drawn = shown(seen("coverage", dataset=small, city=ASH), "lcity_map")
    assert "http" not in json.dumps(drawn)
    assert drawn["basemap"] is None


@pytest.mark.parametrize(
    ("names", "file", "columns"),
    [
        (("centres",), "centres.csv", "centre, name, kind, lon, lat"),
        (("population",), "population.csv", "lon, lat, people"),
        (("centres", "population"), "centres.csv", "population.csv"),
    ],
)
def test_a_missing_file_is_named_with_its_columns_and_nothing_is_made_up(
    open_page, words, tmp_path, names, file, columns
):
    tables = folders.valid()
    indicators = tables["indicators"]
    tables["indicators"] = indicators[indicators["computed"] == ""]
    folder = folders.write(tmp_path, {name: table for name, table in tables.items() if name not in names})
    app = open_page("coverage", dataset=folder)
    text = plain(words(app))
    assert file in text
    assert columns in text
    # Of centres alone their map and their hours are shown, and no share of people.
    assert bool(app.get("deck_gl_json_chart")) == ("centres" not in names)
    assert "residents" not in text
    if "centres" in names:
        assert "%" not in text


def test_without_outlines_table_and_week_still_show(open_page, words, tmp_path):
    app = open_page("coverage", dataset=without(tmp_path, "districts"), city=ASH)
    assert "lcity_map" not in [part.proto.component_name for part in app.main.get("bidi_component")]
    assert "districts.geojson" in plain(words(app))
    assert len(shown(app, "lcity_week")["shares"]) == 168
    assert len(shown(app, "lcity_table")["rows"]) == 3


def test_the_table_to_take_away_is_the_answer_and_what_was_chosen_is_said(monkeypatch, small):
    monkeypatch.setenv("LCITY_DATASET", str(small))
    dataset = read(small)
    question = Question(ASH, 1_000.0, "people_60p", ("library",), 5 * 24 + 19, "count")
    found = answer(Reach.of(dataset, ASH, 5_000), question)
    table = export.districts_table(found, question)
    assert table.rows["id"].tolist() == found.districts.index.tolist()
    assert (table.rows["people"] - table.rows["covered"]).tolist() == table.rows["out"].tolist()
    assert [column.provenance for column in table.columns[2:]] == ["derived", *["simulated"] * 3]
    chosen = dict(export.chosen(found, question))
    assert chosen["Straight-line distance"] == "1,000 m"
    assert chosen["Hour of the week"] == "Saturday 19:00–20:00"
    assert chosen["Unknown hours"] == "count as open"
    assert list(chosen.values())[1:3] == ["60 and over", "Library"]


def test_the_week_says_of_whom_it_is_and_how_far_they_go(open_page, words, small):
    app = open_page("coverage", dataset=small, city=ASH, group="people_60p", r="2000")
    assert "Ash: residents aged 60 and over with an open learning centre within 2,000 m (simulated)" in plain(
        words(app)
    )


def test_the_choice_of_a_year_says_that_the_page_does_not_follow_it(seen, words, small):
    sentence = "This page does not depend on the year."
    assert sentence in [caption.value for caption in seen("coverage", dataset=small).sidebar.caption]
    assert sentence not in [caption.value for caption in seen("overview", dataset=small).sidebar.caption]


def test_all_figures_are_said_to_be_simulated_only_where_all_are(open_page, words, small, tmp_path):
    assert "some figures of this page" in words(open_page("coverage", dataset=small))
    tables = folders.valid()
    tables["population"]["provenance"] = "simulated"
    folder = folders.write(tmp_path, tables)
    for page in ("coverage", "participation"):
        assert "all figures of this page" in words(open_page(page, dataset=folder))
