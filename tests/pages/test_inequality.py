"""The view of inequality on Compare: the shipped cities, and three small ones with too few districts."""

import pytest

from tests import folders
from tests.pages.tables import column, ids, shown


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return folders.write(tmp_path_factory.mktemp("small"))


def plain(text):
    return text.replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")


def test_the_finding_and_the_figures_are_those_of_the_measure_chosen(open_page, words):
    app = open_page("compare", see="inequality", of="coverage_1000m")
    text = plain(words(app))
    assert app.title[0].value == "How evenly is learning spread, between cities and within them?"
    finding = (
        "78 % of the inequality in “Learning centre within 1,000 m” lies within cities, between districts"
    )
    assert finding in text
    assert [metric.value for metric in app.metric] == ["0.105", "0.38", "0.018"]
    assert "Within cities 78 %" in text
    assert "Between cities 22 %" in text
    assert "Well served among well served: " in text
    assert "High among high" not in text
    app.selectbox(key="widget.of.en").set_value("mean_years_schooling").run()
    text = plain(words(app)).replace("\N{WORD JOINER}", "")
    assert app.query_params["of"] == "mean_years_schooling"
    assert "68 % of the inequality in “Mean years of schooling”" in text
    assert "High among high: " in text
    assert (
        "simulated" not in text.split("Source")[0].replace("not_simulated", "").split("## ")[1].split("\n")[0]
    )


def test_cities_stand_by_what_they_add_and_one_can_be_chosen(open_page):
    app = open_page("compare", see="inequality", of="coverage_1000m", city="310000")
    table = shown(app, "lcity_table")
    shares = [float(text.split("\N{NO-BREAK SPACE}")[0]) for text in column(table, 3)]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(78, abs=1)
    assert len(ids(table)) == 15
    assert table["selected"] == "310000"
    assert [head.get("label") for head in table["columns"]][1:4] == [
        "Mean of residents’ districts, %",
        "Gini within",
        "Share of all inequality",
    ]
    for row in table["rows"]:
        strong = [cell for cell in row["cells"] if cell.get("tone") == "strong"]
        drawn = [cell["parts"] for cell in row["cells"] if "parts" in cell]
        assert [[cell["value"]] for cell in strong] == drawn, "the bar is that of the bold number"


def test_the_map_shows_the_city_in_view_and_says_what_each_district_is(open_page):
    drawn = shown(open_page("compare", see="inequality", of="seats_per_1000", city="310000"), "lcity_map")
    tips = {unit: tip for unit, _, _, tip in drawn["units"]}
    assert len(tips) == 16
    assert tips["310151"] == "Chongming, Shanghai\nNo neighbours"
    kinds = {tip.split("\n")[1] for tip in tips.values()}
    assert kinds >= {"No neighbours", "No clear pattern"}
    fills = {tip.split("\n")[1]: fill for _, _, fill, tip in drawn["units"]}
    assert len(set(fills.values())) == len(kinds)


def test_what_the_lowest_account_for_is_said_of_the_sum_and_not_owned(open_page, words):
    text = plain(words(open_page("compare", see="inequality")))
    assert "How the index is distributed among residents" in text
    assert (
        "The 40 % of residents with the lowest values account for 31 % of the sum of the index over all "
        "residents (40 % if it were the same for everyone), the tenth with the highest for 14 %." in text
    )
    chinese = plain(words(open_page("compare", see="inequality", lang="zh")))
    assert "指数最低的40%居民，其数值合计占全体居民之和的31%（若人人相同则为40%）" in chinese
    assert "占有" not in chinese


def test_a_map_without_clusters_says_so_above_it(open_page, words):
    nowhere = "No district of Chengdu stands in a significant cluster."
    app = open_page("compare", see="inequality", city="510100")
    assert nowhere in plain(words(app))
    assert len({fill for _, _, fill, _ in shown(app, "lcity_map")["units"]}) == 1
    beijing = plain(words(open_page("compare", see="inequality", city="110000")))
    assert "stands in a significant cluster" not in beijing


def test_chinese_says_the_same(open_page, words):
    text = plain(words(open_page("compare", see="inequality", of="coverage_1000m", lang="zh")))
    assert all(part in text for part in ("78%来自城市内部", "22%来自城市之间"))
    assert "自身与邻区覆盖均好：" in text


def test_too_few_districts_for_clusters_are_said(open_page, words, small):
    app = open_page("compare", see="inequality", dataset=small)
    assert "Clusters are not looked for: with fewer than 20 bordering districts" in plain(words(app))
    assert not [
        element for element in app.main.get("bidi_component") if element.proto.component_name == "lcity_map"
    ]
    assert len(app.metric) == 3


def test_without_outlines_the_figures_still_show(open_page, words, tmp_path):
    tables = {name: table for name, table in folders.valid().items() if name != "districts"}
    app = open_page("compare", see="inequality", dataset=folders.write(tmp_path, tables))
    assert "The map needs districts.geojson" in plain(words(app))
    assert len(app.metric) == 3


def test_scores_below_nothing_have_no_inequality_and_it_is_said(open_page, words):
    app = open_page("compare", see="inequality", norm="zscore", w="talent:1,everywhere:0")
    text = plain(words(app))
    assert app.metric or "no inequality is defined" in text


def test_a_measure_there_is_not_is_refused_in_words(open_page, small):
    app = open_page("compare", see="inequality", of="happiness", dataset=small)
    assert "of" not in app.query_params
    assert any("what inequality is of" in note.value for note in app.info)
