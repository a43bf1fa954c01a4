"""The crosswalk of frameworks on Compare."""

import json

import pytest

from tests import folders


@pytest.fixture
def small(tmp_path):
    """Give three cities whose literacy and coverage speak to features, and their schooling to none."""
    tables = folders.valid()
    features = {"literacy": "1 Empowerment", "coverage_1000m": "5 Families", "distance": "5", "staff": "10"}
    tables["indicators"]["unesco"] = tables["indicators"]["key"].map(features).fillna("")
    return folders.write(tmp_path / "placed", tables)


def plain(text):
    return text.replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")


def ticks(app):
    return json.loads(app.get("plotly_chart")[0].proto.spec)["layout"]["yaxis"]["ticktext"]


def test_ranks_of_cities_stand_side_by_side_and_those_that_depend_are_named(open_page, words):
    app = open_page("compare", see="frameworks", level="city", city="320100")
    text = plain(words(app))
    assert app.title[0].value == "Would another framework rank them differently?"
    assert "Nanjing ranks 6 by LCity’s dimensions and 4 by UNESCO’s key features" in text
    assert "of 15 cities move outside their ranges under weights within 25 % of these." in text
    assert "Joined by a line: a rank that the framework moves outside its range" in text
    assert "Nanjing (6 → 4)" in text
    assert len(ticks(app)) == 15
    assert "Nanjing" in ticks(app)
    assert "Both ranks count only" not in text


def test_every_feature_is_named_and_what_is_not_measured_is_not_scored(open_page, words):
    text = plain(words(open_page("compare", see="frameworks")))
    assert "Three goals** 33 %" in text
    assert "Six columns** 44 %" in text
    assert "8 Enhanced quality in learning 11 %" in text
    for feature in (
        "6 Effective learning for and in the workplace",
        "9 Vibrant culture of learning throughout life",
        "10 Strong political will and commitment",
    ):
        assert f":gray[{feature}: not measured, not scored]" in text


def test_districts_are_those_of_the_city_or_those_that_move_furthest(open_page, words):
    assert len(ticks(open_page("compare", see="frameworks", city="110000"))) == 16
    app = open_page("compare", see="frameworks")
    assert len(ticks(app)) == 25
    assert "The 25 districts that move furthest" in plain(words(app))


def test_official_figures_only_leave_features_without_any_unscored(open_page, words):
    text = plain(words(open_page("compare", see="frameworks", level="city", official="1")))
    assert "12 Mobilisation and utilisation of resources: not measured, not scored" in text
    assert "Three steps** 0 %" in text
    assert "4 Inclusive learning in the education system 20 %" in text
    assert ":orange-background" not in text


def test_who_is_ranked_on_one_side_only_is_named_and_counts_on_neither(open_page, words):
    app = open_page("compare", see="frameworks", city="440300", district="440306")
    text = plain(words(app))
    assert "Both ranks count only the 182 districts ranked under both; left out: Bao'an, Shenzhen" in text
    assert "Bao'an, Shenzhen is not ranked under both frameworks" in text
    notes = json.loads(app.get("plotly_chart")[0].proto.spec)["layout"]["annotations"]
    assert [note["text"] for note in notes] == ["Not ranked under both"]
    chinese = plain(words(open_page("compare", see="frameworks", lang="zh")))
    assert "两种位次均只计两个框架下都有排名的182个区县；未计入：深圳 宝安区。" in chinese
    assert "182个区县中，有120个区县换用框架后，位次超出权重浮动范围。" in chinese
    assert "（182→183）" not in chinese


def test_what_speaks_to_no_feature_is_said(open_page, words, small):
    text = plain(words(open_page("compare", see="frameworks", dataset=small, level="city")))
    assert "Speaking to no feature, and so left out on UNESCO’s side: Schooling." in text
    assert "5 Revitalised learning in families and communities 33 %" in text


def test_without_the_column_it_is_said_what_would_bring_it(open_page, words, tmp_path):
    app = open_page("compare", see="frameworks", dataset=folders.write(tmp_path))
    assert "the column “unesco” of indicators.csv" in plain(words(app))
    assert not app.get("plotly_chart")


def test_chinese_says_the_same(open_page, words):
    text = plain(words(open_page("compare", see="frameworks", level="city", city="320100", lang="zh")))
    assert "按LCity维度列第6位，按教科文组织主要特征列第4位" in text
    assert "南京（6→4）" in text
    for area in ("三大方面", "六大支柱", "三项基础条件"):
        assert area in text
