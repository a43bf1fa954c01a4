"""The ranking page says what the engine says; what the board itself does is tested with the board."""

import json
import re

import pytest

from lcity import computed
from lcity.dataset import read
from lcity.index import Tree, Weights, presets, score_units
from lcity.text import language
from lcity.ui.server import assets
from lcity.ui.shared import frame, in_force
from tests import folders
from tests.pages.tables import shown


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return folders.write(tmp_path_factory.mktemp("three") / "cities")


@pytest.fixture(scope="module")
def engine(folder):
    """Rank the test's dataset without the app."""
    dataset = read(folder, computations=computed.COMPUTATIONS)
    tree = Tree.from_table(dataset.indicators)

    def rank(level="city", weights=None, **methods):
        values = computed.complete(dataset, level, 2020).values
        return score_units(values, dataset.indicators, tree, weights, **methods)

    rank.tree = tree
    rank.dataset = dataset
    return rank


def plain(text):
    return text.replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")


def board(app):
    """Return what the board is told: what it is handed, and what it fetches of that which lasts."""
    board = shown(app, "lcity_board")
    fixed, _ = assets.SHARED.offered[board["fixed"].removeprefix("fetch/")]
    return json.loads(fixed) | board


def described(message):
    """Return the properties that the board's module of messages gives one."""
    told = assets.source("board/js/messages.js")
    (block,) = (part for part in told.split("/**") if f"@typedef {{object}} {message}\n" in part)
    return set(re.findall(r"^ \* @property \{.+?\} (\w+)", block, re.MULTILINE))


def test_the_board_is_told_the_declared_weights_and_where_to_fetch_what(open_page, words, folder, engine):
    app = open_page("ranking", dataset=folder)
    told = board(app)
    assert told["settings"]["weights"] == pytest.approx(told["defaults"])
    shares = Weights(told["defaults"]).shares(engine.tree)
    assert shares.to_dict() == pytest.approx(Weights().shares(engine.tree).to_dict())
    assert set(told["levels"]) == {"city", "district"}
    assert set(told["levels"]["district"]) == {"units", "values", "outlines"}
    assert [scope["key"] for scope in told["scopes"]][:2] == ["city", "district"]
    assert len(told["scopes"]) == 2 + 3
    assert app.title[0].value == "What if we valued things differently?"
    assert "simulated" in words(app)
    assert set(app.query_params) == {"lang", "v", "d"}
    assert set(told) - {"script", "lost"} == described("Data") | described("Fixed")
    assert set(told["settings"]) == described("Settings")
    assert set(told["selected"]) == described("Selected")


def test_a_unit_that_a_weight_takes_out_of_the_ranking_is_named_in_view(open_page, words, tmp_path):
    tables = folders.valid()
    values = tables["values_city"]
    values.loc[values["city"] == "010000", "staff"] = None
    folder = folders.write(tmp_path, tables)
    still = plain(words(open_page("ranking", dataset=folder)))
    assert "not ranked" not in still
    moved = open_page("ranking", dataset=folder, w="learned:10,open:90")
    text = plain(words(moved))
    assert "1 city is not ranked, as a rank needs data for 80 % of the weight: Ash (" in text
    assert "where one has gone, those below have moved up by that alone" in text
    assert "What they lack" in [box.label for box in moved.expander]


def test_the_finding_names_the_leader_the_engine_finds(open_page, folder, engine):
    for link in ({}, {"w": "open:100"}, {"norm": "minmax", "agg": "geometric", "w": "learned:10,open:90"}):
        app = open_page("ranking", dataset=folder, **link)
        moved = {"open": 100} if link.get("w") == "open:100" else {"learned": 10, "open": 90} if link else {}
        methods = {"normalise": link.get("norm", "goalposts"), "aggregate": link.get("agg", "arithmetic")}
        weights = Weights(board(app)["defaults"] | moved)
        ranking = engine(weights=weights, **methods)
        best = ranking.table().index[0]
        name = engine.dataset.cities.at[best, "name"]
        assert board(app)["finding"].startswith(f"{name} leads at {ranking.score[best]:.1f}")
        assert {key: app.query_params[key] for key in link} == link


def test_a_link_hands_the_board_the_settings_it_was_made_of(open_page, folder):
    link = {"w": "learned:10,open:90", "norm": "minmax", "agg": "geometric", "units": "district.020000"}
    told = board(open_page("ranking", dataset=folder, official="1", **link))["settings"]
    assert told["weights"]["learned"] == 10
    assert told["weights"]["open"] == 90
    assert (told["normalise"], told["aggregate"], told["official"]) == ("minmax", "geometric", True)
    assert (told["level"], told["scope"]) == ("district", "020000")


def test_a_settled_weight_needs_a_run_exactly_where_what_is_in_force_reads_otherwise(open_page, folder):
    def strip(app):
        return [button.label for button in app.button if (button.key or "").startswith(in_force.KEY)]

    links = [
        {},
        {"w": "open:90"},
        {"w": "open:80,learned:10"},
        {"w": "open:80", "norm": "minmax"},
        {"w": "open:90", "units": "district"},
        {"w": "open:90", "official": "1"},
    ]
    apps = [open_page("ranking", dataset=folder, **link) for link in links]
    drawn = [app.session_state["lcity.without_run"].drawn for app in apps]
    assert [drawn.index(one) for one in drawn] == [0, 1, 1, 3, 1, 5]
    shown = [strip(app) for app in apps]
    assert [shown.index(one) for one in shown] == [0, 1, 1, 3, 1, 5]


@pytest.mark.parametrize("w", ["nonsense:3", "open:101", "open:1,open:2", "open"])
def test_a_link_with_impossible_weights_is_refused_in_words(open_page, folder, w):
    app = open_page("ranking", dataset=folder, w=w)
    assert board(app)["settings"]["weights"] == board(app)["defaults"]
    assert "w" not in app.query_params
    assert any("left out" in note.value for note in app.info)


def test_presets_stand_on_the_sliders(open_page, folder, engine):
    told = board(open_page("ranking", dataset=folder))
    ready = presets(engine.tree)
    assert list(told["presets"]) == ["declared", *ready]
    assert told["presets"]["open_first"]["weights"] == pytest.approx(dict(ready["open_first"].overrides))
    assert told["presets"]["open_first"]["label"] == "Open first"


def test_official_figures_only_says_what_does_not_count(open_page, words, folder):
    app = open_page("ranking", dataset=folder, official="1")
    assert board(app)["hasOfficial"] is True
    assert "Open has no official figures and does not count." in words(app)
    assert board(app)["simulated"] == 0


def test_nothing_counting_is_said_and_the_board_stays(open_page, words, folder):
    app = open_page("ranking", dataset=folder, w="learned:0,open:0")
    assert "nothing to rank by" in board(app)["finding"]
    assert board(app)["settings"]["weights"]["open"] == 0


def test_a_unit_with_too_little_data_is_listed_with_the_reason(open_page, words, tmp_path):
    tables = folders.valid()
    values = tables["values_district"]
    values.loc[values["district"] == "020102", ["schooling", "literacy", "distance"]] = ""
    app = open_page("ranking", dataset=folders.write(tmp_path, tables), units="district")
    assert "District 22, Birch: only" in words(app).replace("\\", "")


def test_every_simulated_node_is_marked(open_page, folder):
    told = board(open_page("ranking", dataset=folder))
    simulated = {key for key, leaf in told["indicators"].items() if leaf["simulated"]}
    assert simulated
    assert {key for key, mark in told["index"]["marks"].items() if mark == "simulated"} >= simulated


def test_it_speaks_chinese(open_page, words, folder):
    app = open_page("ranking", dataset=folder, lang="zh", w="open:100")
    assert app.title[0].value == language("zh").t("ranking.question")
    assert board(app)["language"] == "zh"
    assert board(app)["words"]["undo"] == "撤销"
    assert "得分" in board(app)["finding"] or "居首" in board(app)["finding"]


def test_cities_alone_are_ranked_without_a_map(open_page, tmp_path):
    tables = folders.valid()
    for name in ("districts", "values_district", "centres", "population", "participation"):
        del tables[name]
    keep = tables["indicators"]["key"].isin(["open", "people_served", "staff"])
    tables["indicators"] = tables["indicators"][keep]
    told = board(open_page("ranking", dataset=folders.write(tmp_path, tables)))
    assert list(told["levels"]) == ["city"]
    assert [scope["key"] for scope in told["scopes"]] == ["city"]


def test_of_more_districts_than_a_browser_lists_the_chosen_one_is_shown_and_how_to_find_others(
    open_page, folder, monkeypatch
):
    monkeypatch.setattr(frame, "MOST_LISTED", 3)
    app = open_page("ranking", dataset=folder)
    districts = len(read(folder).districts)
    assert app.selectbox(key="widget.district.en").options == ["None"]
    assert any(str(districts) in caption.value for caption in app.sidebar.caption)
    chosen = open_page("ranking", dataset=folder, district=read(folder).districts.index[-1])
    assert len(chosen.selectbox(key="widget.district.en").options) == 2
    assert chosen.selectbox(key="widget.district.en").value == read(folder).districts.index[-1]


def test_no_component_brings_its_code_with_every_answer(open_page, folder):
    app = open_page("ranking", dataset=folder)
    parts = [element.proto for element in app.main.get("bidi_component")]
    brought = {part.component_name: len(part.js_content) for part in parts}
    assert {"lcity_board", "lcity_trust", "lcity_camera", "lcity_picture"} <= set(brought)
    assert max(brought.values()) < 1_000, brought
    assert sum(brought.values()) < 3_500, brought
    assert not any("\n//" in part.js_content for part in parts)


def test_a_reply_says_of_which_figures_it_is_so_that_a_year_is_not_asked_for_twice(open_page, folder):
    app = open_page("ranking", dataset=folder)
    told, level = shown(app, "lcity_board"), shown(app, "lcity_trust")["settings"]["level"]
    assert shown(app, "lcity_trust")["figures"] == told["levels"][level]["values"]
    assert shown(app, "lcity_trust")["settings"] == told["settings"]
