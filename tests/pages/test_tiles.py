"""Coverage of a country in tiles: measured while the page waits, the figures of the dataset in one piece."""

import re
import shutil
import time
from pathlib import Path
from threading import Event

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState

from lcity.access import hour_label
from lcity.colour import SHARES, SHARES_ALONE
from lcity.computed import COMPUTATIONS
from lcity.dataset import content_hash, read
from lcity.export import table as tables_out
from lcity.partitions import Country, partition, runner
from lcity.text import language
from lcity.ui import takeaway
from lcity.ui.coverage.tiles import choices
from lcity.ui.coverage.tiles import export as tiles_export
from lcity.ui.shared import in_force
from tests import folders, valid
from tests.pages.tables import column, every, ids, shown
from tests.partitions.test_country import PLACES, tables

DATA = Path(__file__).parents[2] / "data"
COMMAND = "python -m lcity measure"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return folders.write(tmp_path_factory.mktemp("country"), tables(np.random.default_rng(4), streets=False))


@pytest.fixture(scope="module")
def cut(folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("tiles") / "cut"
    partition(folder, out, 5)
    return out


def pressed(app, name):
    return app.button(key=f"coverage.tiles.{name}").click().run()


def keys(app):
    return {button.key for button in app.button}


def measured(app):
    """Return the page once the country is measured."""
    if "coverage.tiles.measure" in keys(app):
        pressed(app, "measure")
    end = time.monotonic() + 60
    while "coverage.tiles.stop" in keys(app):
        assert time.monotonic() < end
        time.sleep(0.1)
        app.run()
    assert not app.exception
    return app


def finding(app):
    return next(one.value for one in app.markdown if one.value.startswith("## "))


def out_of_reach(app):
    """Return the share of the city out of reach, which stands last in the finding, as it is written."""
    return re.findall(r"\d+\s%", finding(app))[-1]


def figures(app):
    """Return what a reader sees of a city: the finding, its table, its map's classes and tips, its week."""
    classes = {step: at for ramp in (SHARES, SHARES_ALONE) for at, step in enumerate(ramp.colours)}
    table, map_, week = (shown(app, f"lcity_{name}") for name in ("table", "map", "week"))
    return {
        "finding": finding(app),
        "share": app.metric[0].value,
        "rows": {row["id"]: [cell.get("text") for cell in row["cells"]] for row in table["rows"]},
        "map": {unit[0]: [classes.get(told, told) for told in unit[2:]] for unit in map_["units"]},
        "week": week["shares"],
    }


@pytest.fixture
def exports(monkeypatch):
    """Give what the page offers, by name, made at once as if the reader had the list open."""
    found = {}
    monkeypatch.setattr(takeaway, "offer", lambda name, made: found.update({name: made()}))
    return found


def _people_of(folder, city, copy):
    """Copy a dataset with the people of one city only: cutting them all says no more, and takes longer."""
    shutil.copytree(folder, copy)
    districts = gpd.read_file(folder / "districts.geojson", ignore_geometry=True)
    here = districts.loc[districts["city"] == city, "district"]
    places = pd.read_parquet(folder / "population.parquet")
    places[places["district"].isin(here)].to_parquet(copy / "population.parquet")
    return copy


@pytest.mark.parametrize(
    ("name", "city", "hour"), [("china15", "330100", "sat10"), ("england9", "E47000001", "wed18")]
)
def test_a_shipped_dataset_in_tiles_shows_what_it_does_in_one_piece(open_page, tmp_path, name, city, hour):
    partition(_people_of(DATA / name, city, tmp_path / "whole"), tmp_path / "cut", 4)
    app = measured(open_page("coverage", dataset=tmp_path / "cut", city=city, hour=hour))
    offered = app.sidebar.radio(key="widget.dataset.en").options
    assert len(set(offered)) == len(offered) == 3
    whole = open_page("coverage", dataset=DATA / name, city=city, hour=hour)
    assert figures(app) == figures(whole)


def test_the_country_is_the_sum_of_its_cities_and_its_map_has_every_district(open_page, exports, cut):
    app = measured(open_page("coverage", dataset=cut, r=1500))
    cities, drawn = shown(app, "lcity_table"), shown(app, "lcity_map")
    assert set(ids(cities)) == set(folders.CITIES)
    assert {unit[0] for unit in drawn["units"]} == set(folders.DISTRICTS)
    of_country = exports["coverage"].tables
    by_city, by_district = (one.rows for one in of_country)
    for city in by_city.index:
        own = measured(open_page("coverage", dataset=cut, r=1500, city=city))
        rows = exports["coverage"].tables[0].rows
        assert rows[["people", "out"]].sum().tolist() == by_city.loc[city, ["people", "out"]].tolist()
        for row in rows.index:
            assert rows.loc[row].equals(by_district.loc[row, rows.columns])
        assert ids(shown(own, "lcity_table")) == list(rows.index)
    assert set(by_district.index) == set(folders.DISTRICTS)


def test_the_country_answers_by_its_districts_least_share_first_each_with_its_city(open_page, exports, cut):
    app = measured(open_page("coverage", dataset=cut, r=1500, listed="district"))
    drawn, (own, of_cities) = shown(app, "lcity_table"), exports["coverage"].tables
    shares = own.rows["share"].dropna()
    assert len(shares) > 1
    assert shares.is_monotonic_increasing
    assert ids(drawn) == list(own.rows.index) == ids(drawn)
    assert set(of_cities.rows.index) == set(folders.CITIES)
    lang = language("en")
    city = dict(zip(folders.CITIES, ("Ash", "Birch", "Cedar"), strict=True))
    of = {district: city[folders.city_of(district)] for district in folders.DISTRICTS}
    assert own.rows["city"].to_dict() == {district: of[district] for district in own.rows.index}
    lines = tables_out.csv(own, exports["coverage"].metadata, lang).decode("utf-8-sig").splitlines()
    (row,) = [line for line in lines if line.startswith(shares.index[0])]
    assert of[shares.index[0]] in row.split(",")
    # The sentence, the table and the picture name the same district, with its city.
    assert own.rows.at[shares.index[0], "name"] in finding(app)
    assert of[shares.index[0]] in finding(app)
    assert of[shares.index[0]] in column(drawn, 0)[0]
    bars = exports["coverage"].picture.panels[-1]
    assert list(bars.amounts.index) == list(own.rows.index)
    assert of[shares.index[0]] in bars.names[shares.index[0]]


def test_the_picture_has_all_cities_that_fit_else_those_of_the_finding(open_page, exports, monkeypatch, cut):
    def drawn():
        measured(open_page("coverage", dataset=cut, r=1500))
        picture = exports["coverage"].picture
        assert picture.panels[0].title[0].isupper()
        return picture.panels[-1]

    by_people = drawn()
    assert by_people.most >= 15
    assert by_people.amounts.max() > 1
    monkeypatch.setattr(tiles_export, "MOST_CITIES", 2)
    by_share = drawn()
    assert by_share.amounts.max() <= 1
    assert by_share.amounts.dropna().is_monotonic_decreasing


def test_a_link_to_other_people_in_tiles_says_that_the_data_are_others(open_page, folder, cut, tmp_path):
    people = pd.read_parquet(folder / "population.parquet")
    other = shutil.copytree(folder, tmp_path / "other")
    people.assign(people=people["people"] + 1).to_parquet(other / "population.parquet")
    partition(other, tmp_path / "cut", 5)
    assert not open_page("coverage", dataset=cut, d=content_hash(cut)).info
    app = open_page("coverage", dataset=tmp_path / "cut", d=content_hash(cut))
    assert len(app.info) == 1
    assert app.query_params["d"] == content_hash(cut)


def test_the_address_of_a_scheduler_that_does_not_answer_can_be_copied(open_page, cut, monkeypatch):
    monkeypatch.setattr(runner, "ANSWER_S", 0.2)
    monkeypatch.setenv(runner.SCHEDULER, "tcp://127.0.0.1:1")
    app = measured(open_page("coverage", dataset=cut, r=1300))
    (told,) = [error.value for error in app.error]
    assert "`tcp://127.0.0.1:1`" in told
    assert "\N{WORD JOINER}" not in told
    assert runner.SCHEDULER in told.replace("\\", "")


def test_waiting_is_told_only_of_what_waits_for_another(open_page, cut, monkeypatch):
    def on_page(app):
        (bar,) = app.get("progress")
        return bar.proto.text

    begun, may_go_on = Event(), Event()
    reached = Country.reached

    def halting(*question):
        begun.set()
        assert may_go_on.wait(60)
        return reached(*question)

    monkeypatch.setattr(Country, "reached", halting)
    try:
        first = pressed(open_page("coverage", dataset=cut, r=1410), "measure")
        assert begun.wait(60)
        second = pressed(open_page("coverage", dataset=cut, r=1420), "measure")
        assert str(PLACES) in on_page(first.run())
        assert "turn" in on_page(second)
    finally:
        may_go_on.set()
    measured(second)


def test_a_stop_is_answered_at_once_whether_it_waits_or_is_under_way(open_page, cut, monkeypatch):
    begun, may_go_on = Event(), Event()
    reached = Country.reached

    def halting(*question):
        begun.set()
        assert may_go_on.wait(60)
        return reached(*question)

    def told(app):
        return [bar.proto.text for bar in app.get("progress")]

    monkeypatch.setattr(Country, "reached", halting)
    try:
        first = pressed(open_page("coverage", dataset=cut, r=1610), "measure")
        assert begun.wait(60)
        second = pressed(open_page("coverage", dataset=cut, r=1620), "measure")
        # It has not begun: nothing of it needs to be finished.
        assert "coverage.tiles.go_on" in keys(pressed(second, "stop"))
        before = told(first)
        assert told(pressed(first, "stop")) != before
        assert first.button(key="coverage.tiles.stop").disabled
    finally:
        monkeypatch.undo()
        may_go_on.set()


def test_another_radius_is_measured_when_the_reader_says_so_and_another_hour_at_once(open_page, folder, cut):
    app = measured(open_page("coverage", dataset=cut, city=folders.CITIES[0]))
    was = finding(app)
    app.select_slider(key="widget.r.en").set_value(700).run()
    assert "coverage.tiles.measure" in keys(app)
    assert not app.metric
    assert re.search("700", finding(app))
    assert finding(pressed(app, "back")) == was
    app.select_slider[0].set_value(700).run()
    app = measured(app)
    link = {"city": folders.CITIES[0], "r": 700}
    assert figures(app) == figures(open_page("coverage", dataset=folder, **link))
    app.selectbox(key="widget.hour.en").set_value(130).run()
    assert "coverage.tiles.measure" not in keys(app)
    link = {name: app.query_params[name] for name in ("city", "r", "hour")}
    assert figures(app) == figures(open_page("coverage", dataset=folder, **link))


def test_where_several_have_nobody_in_reach_none_of_them_is_named_the_worst(open_page, tmp_path, exports):
    made = tables(np.random.default_rng(4), streets=False)
    # In Ash two districts of three and in Cedar all have people far from the only centre, which is in Birch.
    at = [folders.corner(one) for one in ("010101", "010102", "020101", "030101")]
    x, y = np.transpose(at) + 0.01
    made["population"] = pd.DataFrame({"lon": x, "lat": y, "people": [400.0, 300, 200, 100]})
    made["centres"] = made["centres"].head(1).assign(lon=x[2], lat=y[2])
    folder, cut = folders.write(tmp_path / "whole", made), tmp_path / "cut"
    partition(folder, cut, 2)
    for listed, told in (("city", "2 of the 3"), ("district", "3 of the 4")):
        app = measured(open_page("coverage", dataset=cut, r=1500, listed=listed))
        assert told in finding(app)
        assert not re.search("Ash|Cedar|District", finding(app))
    assert exports["coverage"].picture.panels[-1].amounts.dropna().tolist() == [1, 1, 1, 0]
    for dataset in (folder, cut):
        assert "in Ash have" in finding(
            measured(open_page("coverage", dataset=dataset, city="010000", r=1500))
        )


def test_who_and_when_are_chosen_and_told_before_anything_is_measured(open_page, cut):
    app = open_page("coverage", dataset=cut, r=1700, group="people_60p")
    app.selectbox(key="widget.hour.en").set_value(130).run()
    hour = hour_label(130, language("en"))
    for told in ("60 and over", "1,700", hour):
        assert told in finding(app).replace("\\", "")
    assert hour in finding(measured(app)).replace("\\", "")


def test_what_is_in_force_is_drawn_anew_with_the_choice_of_it(open_page, cut, monkeypatch):
    def fragment():
        return ThreadState.get().fragment_id

    line, distance, drawn = in_force.line, choices.distance, []
    monkeypatch.setattr(in_force, "line", lambda *of: drawn.append(fragment()) or line(*of))
    monkeypatch.setattr(choices, "distance", lambda: drawn.append(fragment()) or distance())
    open_page("coverage", dataset=cut, r=1800)
    assert len(drawn) == 2
    assert drawn[0] == drawn[1] is not None


def test_groups_and_kinds_are_the_tiles_own(open_page, folder, cut):
    link = {"city": folders.CITIES[0], "r": 1500}
    who = {"group": "people_60p", "kinds": "library", "unknown": "count"}
    app = measured(open_page("coverage", dataset=cut, **link, **who))
    assert figures(app) == figures(open_page("coverage", dataset=folder, **link, **who))
    assert figures(app) != figures(measured(open_page("coverage", dataset=cut, **link)))


def test_what_is_taken_away_says_what_was_chosen_and_its_link_reopens_it(open_page, exports, cut):
    link = {"city": folders.CITIES[0], "r": 1500, "group": "people_60p", "hour": "sat10"}
    app = measured(open_page("coverage", dataset=cut, **link))
    export = exports["coverage"]
    (own,) = export.tables
    people = dict(zip(ids(shown(app, "lcity_table")), column(shown(app, "lcity_table"), 3), strict=True))
    lang = language("en")
    assert {key: lang.percent(share) for key, share in own.rows["share"].items()} == people
    assert {"1,500 m", "60 and over", hour_label(130, lang)} <= {value for _, value in export.metadata.chosen}
    written = tables_out.csv(own, export.metadata, lang).decode("utf-8-sig")
    assert "simulated" in written
    assert export.picture is not None
    again = dict(part.split("=", 1) for part in export.metadata.link.lstrip("?").split("&"))
    assert link.items() <= {name: int(at) if name == "r" else at for name, at in again.items()}.items()
    assert finding(open_page("coverage", dataset=cut, **again)) == finding(app)


def test_a_tile_that_is_gone_is_told_and_there_is_no_figure(open_page, cut, tmp_path):
    cut = shutil.copytree(cut, tmp_path / "cut")
    tile = max((cut / "tiles").glob("*/places-0.parquet"), key=lambda file: file.stat().st_size)
    whole = tile.read_bytes()
    tile.unlink()
    app = measured(open_page("coverage", dataset=cut, r=1200))
    assert tile.parent.name in app.error[0].value
    assert not any(one.value.startswith("## ") for one in app.markdown)
    tile.write_bytes(whole)
    # That the tiles are others again is seen in the middle of it, or before.
    assert out_of_reach(measured(measured(pressed(app, "go_on"))))


def test_a_country_without_cities_is_measured_as_one(open_page, tmp_path):
    tables = valid.no_cities()
    tables["indicators"].loc[tables["indicators"]["key"] == "coverage_1000m", "source"] = "census"
    whole = folders.write(tmp_path / "whole", tables)
    partition(whole, tmp_path / "cut", 5)
    app = measured(open_page("coverage", dataset=tmp_path / "cut", r=1500))
    in_one_piece = open_page("coverage", dataset=whole, r=1500)
    assert out_of_reach(app) == out_of_reach(in_one_piece)
    weeks = [shown(one, "lcity_week")["shares"] for one in (app, in_one_piece)]
    assert weeks[0] == weeks[1]
    named = [[one.value for one in page.caption if "Source" in one.value] for page in (app, in_one_piece)]
    assert named[0]
    assert named[0] == named[1]


def test_pages_that_ask_place_by_place_say_where_the_country_is_answered(open_page, words, cut, folder):
    plan = open_page("plan", dataset=cut)
    assert "python -m lcity plan" in words(plan)
    assert "population.csv" not in words(plan)


def test_what_tiles_have_no_figures_of_is_said_once_at_the_top(open_page, words, cut, folder):
    overview = open_page("overview", dataset=cut)
    first = overview.main.get("page_link")[0]
    assert words(overview).count(COMMAND) == 1
    assert COMMAND in overview.markdown[1].value
    assert "coverage" in first.proto.page
    assert COMMAND in shown(open_page("ranking", dataset=cut, lang="zh"), "lcity_board")["caution"]
    assert COMMAND in words(open_page("compare", dataset=cut, see="inequality"))
    assert COMMAND not in words(open_page("overview", dataset=folder))


def test_where_nobody_is_ranked_there_is_no_count_of_ranks_and_no_legend_of_scores(open_page, words, cut):
    of_coverage = "learned:10,open:100,people_served:10,coverage_1000m:100"
    app = open_page("overview", dataset=cut, w=of_coverage)
    assert not any(cell.strip("–") for table in every(app, "lcity_table") for cell in column(table, 0))
    heads = [one["label"] for table in every(app, "lcity_table") for one in table["columns"]]
    assert not [head for head in heads if re.search(r"\b0\b", head)]
    assert not re.search(r">0–1<|^0–1$", words(app), re.MULTILINE)


def test_where_nobody_is_ranked_no_index_is_printed_and_a_way_on_is_shown(open_page, words, cut, folder):
    of_coverage = "learned:10,open:100,people_served:10,coverage_1000m:100"
    app = open_page("overview", dataset=cut, w=of_coverage)
    for table in every(app, "lcity_table"):
        heads = [one["label"] for one in table["columns"]]
        assert "Range" not in " ".join(heads)
        assert set(column(table, heads.index("Index"))) == {"–"}
    text = words(app)
    assert not re.search(r"of the index|10,000 sets|≈", text)
    assert re.search(r"of the index|10,000 sets", words(open_page("overview", dataset=folder, w=of_coverage)))

    def way_on(**link):
        return shown(open_page("ranking", dataset=cut, **link), "lcity_board")["caution"]

    opened = read(cut, COMPUTATIONS)
    cities, districts = len(opened.cities), len(opened.districts)
    assert f"“Official figures only”, {cities} of {cities} cities can" in way_on(w=of_coverage)
    assert f"{districts} of {districts} districts can" in way_on(w=of_coverage, units="district")
    assert "can be ranked" not in way_on(w=of_coverage, official="1")
    assert "can be ranked" not in way_on()


def test_a_country_in_tiles_is_not_offered_as_one_file_for_it_would_not_be_whole(open_page, cut, folder):
    def offered(dataset):
        page = open_page("data", dataset=dataset)
        return {button.proto.label.split(" ")[-1] for button in page.get("download_button")}

    assert "(.zip)" in offered(folder)
    assert "(.zip)" not in offered(cut)


def test_data_and_overview_count_the_same_indicators_without_figures(open_page, words, cut, folder):
    in_overview = re.search(r"(\d+) of \d+ indicators, computed", words(open_page("overview", dataset=cut)))
    in_data = re.search(r"(\d+) indicators? ha\w+ no", finding(open_page("data", dataset=cut)))
    assert in_data[1] == in_overview[1] != "0"
    assert "no figures" not in finding(open_page("data", dataset=folder))


def test_where_no_score_is_shown_nothing_is_said_of_what_scores_rest_on(open_page, words, cut):
    assert "simulated" in words(open_page("data", dataset=cut))
    app = open_page("compare", dataset=cut, see="personas")
    assert finding(app)
    assert "simulated" not in words(app)
    assert [link.proto.page for link in app.main.get("page_link")] == ["coverage"]


def test_coverage_beside_participation_is_said_to_be_elsewhere_and_not_missing(open_page, words, cut):
    app = open_page("participation", dataset=cut)
    assert "population.csv" not in words(app)
    assert "coverage" in [link.proto.page for link in app.main.get("page_link")]
