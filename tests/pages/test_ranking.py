"""The ranking page says what the engine says, whatever is moved."""

import pytest

from lcity import computed
from lcity.dataset import read
from lcity.index import Tree, Weights, equal, moves, presets, score_units
from tests import folders
from tests.pages.tables import column, ids, shown

NAME, CHANGE, SCORE = 2, 1, 4


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return folders.write(tmp_path_factory.mktemp("three") / "cities")


@pytest.fixture(scope="module")
def engine(folder):
    """Rank the test's dataset without the app."""
    dataset = read(folder, computations=computed.COMPUTATIONS)
    tree = Tree.from_table(dataset.indicators)

    def rank(level="city", weights=None, leaves=None, **methods):
        values = computed.complete(dataset, level, 2020).values
        part = tree if leaves is None else tree.prune(leaves)
        weights = equal(part) if weights is None else weights
        return score_units(values, dataset.indicators, part, weights, **methods)

    rank.tree = tree
    return rank


def agrees(app, ranking, base=None):
    table = shown(app, "lcity_table")
    expected = ranking.table().dropna(subset="rank")
    assert ids(table) == list(expected.index)
    assert column(table, SCORE) == [f"{score:.1f}" for score in expected["score"]]
    if base is not None:
        moved = moves(base, ranking)[expected.index]
        assert column(table, CHANGE) == [
            "–" if places == 0 else f"▲{places}" if places > 0 else f"▼{-places}" for places in moved
        ]


def test_it_opens_with_the_declared_weights_held_against_equal_ones(open_page, words, folder, engine):
    app = open_page("ranking", dataset=folder)
    agrees(app, engine(weights=Weights()), engine())
    assert app.title[0].value == "What if we valued things differently?"
    assert "simulated" in words(app)
    assert set(app.query_params) == {"lang"}


def test_moving_a_weight_re_ranks_as_the_engine_does_and_is_in_the_link(open_page, folder, engine):
    app = open_page("ranking", dataset=folder, units="district")
    app.slider(key="weight.open").set_value(100).run()
    # The sliders stand at 67 and 33 of a declared 2 to 1.
    declared = app.slider(key="weight.learned").value
    assert declared == 67
    agrees(app, engine("district", Weights({"learned": 200 / 3, "open": 100})), engine("district"))
    assert app.query_params["w"] == "open:100"


def test_an_indicator_has_a_weight_of_its_own(open_page, folder, engine):
    app = open_page("ranking", dataset=folder, units="district")
    app.slider(key="weight.literacy").set_value(0).run()
    agrees(app, engine("district", Weights({"literacy": 0})), engine("district"))
    assert app.query_params["w"] == "literacy:0"


def test_a_link_opens_the_view_it_was_made_of(open_page, folder, engine):
    link = {"w": "learned:10,open:90", "norm": "minmax", "agg": "geometric", "units": "district"}
    app = open_page("ranking", dataset=folder, **link)
    weights = Weights({"learned": 10, "open": 90})
    agrees(app, engine("district", weights, normalise="minmax", aggregate="geometric"))
    assert {key: app.query_params[key] for key in link} == link
    assert app.slider(key="weight.learned").value == 10


@pytest.mark.parametrize("w", ["nonsense:3", "open:101", "open:1,open:2", "open"])
def test_a_link_with_impossible_weights_is_refused_in_words(open_page, folder, engine, w):
    app = open_page("ranking", dataset=folder, w=w)
    agrees(app, engine(weights=Weights()))
    assert "w" not in app.query_params
    assert any("left out" in caption.value for caption in app.sidebar.caption)


def test_presets_set_the_sliders_and_show_which_is_in_force(open_page, folder, engine):
    app = open_page("ranking", dataset=folder)
    pills = app.pills(key="ranking.preset")
    assert pills.value == "declared"
    app.pills(key="ranking.preset").set_value("open_first").run()
    agrees(app, engine(weights=presets(engine.tree)["open_first"]), engine())
    assert app.pills(key="ranking.preset").value == "open_first"
    app.slider(key="weight.open").set_value(42).run()
    assert app.pills(key="ranking.preset").value is None
    next(button for button in app.button if button.label == "Reset").click().run()
    assert app.pills(key="ranking.preset").value == "declared"
    assert "w" not in app.query_params


def test_official_figures_only_drops_what_has_none_and_says_so(open_page, words, folder, engine):
    app = open_page("ranking", dataset=folder)
    app.toggle(key="widget.official").set_value(True).run()
    agrees(app, engine(leaves=["schooling", "literacy"]))
    assert "Open has no official figures and does not count." in words(app)
    assert "This index rests on no simulated figure." in words(app)
    assert app.query_params["official"] == "1"
    assert {slider.key for slider in app.slider} == {"weight.learned", "weight.schooling", "weight.literacy"}


def test_districts_of_one_city_are_held_against_each_other(open_page, folder, engine):
    app = open_page("ranking", dataset=folder, units="own", city="020000", norm="rank")
    found = ids(shown(app, "lcity_table"))
    assert sorted(found) == [district for district in folders.DISTRICTS if district.startswith("02")]
    assert column(shown(app, "lcity_table"), 0) == ["1", "2", "3"]
    drawn = [unit[0] for unit in shown(app, "lcity_map")["units"]]
    assert sorted(drawn) == sorted(found)


def test_the_map_recolours_with_the_weights(open_page, folder):
    app = open_page("ranking", dataset=folder)
    before = [unit[3] for unit in shown(app, "lcity_map")["units"]]
    app.slider(key="weight.learned").set_value(0).run()
    after = [unit[3] for unit in shown(app, "lcity_map")["units"]]
    assert before != after


def test_nothing_counting_is_said_and_the_controls_stay(open_page, words, folder):
    app = open_page("ranking", dataset=folder, w="learned:0,open:0")
    assert "nothing to rank by" in words(app)
    app.slider(key="weight.open").set_value(10).run()
    assert len(ids(shown(app, "lcity_table"))) == 3


def test_a_unit_with_too_little_data_is_listed_with_the_reason(open_page, words, tmp_path):
    tables = folders.sound()
    values = tables["values_district"]
    values.loc[values["district"] == "020102", ["schooling", "literacy", "distance"]] = ""
    app = open_page("ranking", dataset=folders.write(tmp_path, tables), units="district")
    assert "020102" not in ids(shown(app, "lcity_table"))
    assert "District 22, Birch: only" in words(app).replace("\\", "")


def test_it_speaks_chinese(open_page, words, folder):
    app = open_page("ranking", dataset=folder, lang="zh", w="open:100")
    assert app.title[0].value == "换一种权衡，排名会怎样？"
    assert set(column(shown(app, "lcity_table"), NAME)) == {"甲", "乙", "丙"}
    assert "模拟" in words(app)


def test_cities_alone_are_ranked_without_a_map(open_page, words, tmp_path):
    tables = folders.sound()
    for name in ("districts", "values_district", "centres", "population", "participation"):
        del tables[name]
    keep = tables["indicators"]["key"].isin(["open", "people_served", "staff"])
    tables["indicators"] = tables["indicators"][keep]
    app = open_page("ranking", dataset=folders.write(tmp_path, tables))
    assert len(ids(shown(app, "lcity_table"))) == 3
    assert "districts.geojson" in words(app)
