"""The page Compare: what it says of a unit is what the engine finds."""

import pytest

from tests import folders


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return folders.write(tmp_path_factory.mktemp("three") / "cities")


def test_the_unit_is_the_one_that_follows_the_reader(open_page, words, folder):
    app = open_page("compare", dataset=folder, district="020102")
    assert "District 22, Birch ranks" in words(app).replace("\\", "")
    assert app.selectbox(key="widget.compare.unit.district.en").value == "020102"
    app.selectbox(key="widget.compare.unit.district.en").set_value("030101").run()
    assert (app.query_params["city"], app.query_params["district"]) == ("030000", "030101")
    assert "District 31, Cedar ranks" in words(app).replace("\\", "")


def test_others_stand_beside_it_and_in_the_link(open_page, folder):
    app = open_page("compare", dataset=folder, district="020102", **{"with": "010101,030103"})
    beside = app.multiselect(key="widget.compare.with.district.en")
    assert beside.value == ["010101", "030103"]
    beside.set_value(["030103"]).run()
    assert app.query_params["with"] == "030103"


@pytest.mark.parametrize("others", ["nowhere", "010101,010101", "010101,010102,010103,020101,020103"])
def test_units_that_cannot_be_are_refused_in_words(open_page, folder, others):
    app = open_page("compare", dataset=folder, **{"with": others})
    assert "with" not in app.query_params
    assert any("units compared" in note.value for note in app.info)


def test_nothing_counting_is_said(open_page, words, folder):
    app = open_page("compare", dataset=folder, w="learned:0,open:0")
    assert "nothing to rank by" in words(app)


def test_cities_are_compared_too(open_page, words, folder):
    app = open_page("compare", dataset=folder, level="city", lang="zh", city="020000")
    assert app.title[0].value == "这座城市有何不同，与谁不同？"
    assert "乙得" in words(app)
