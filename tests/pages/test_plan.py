"""Plan: the next places, on the page."""

import pytest

from lcity.dataset import read
from lcity.scenario.question import Question
from lcity.scenario.siting import plan
from tests import folders
from tests.test_plan import candidates


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return folders.write(tmp_path_factory.mktemp("plan"), folders.valid() | {"candidates": candidates()})


def places(app):
    return app.dataframe[0].value if "Place" in app.dataframe[0].value else app.dataframe[1].value


def test_the_places_of_the_engine_in_its_order_with_how_good_they_are(open_page, words, folder):
    app = open_page("plan", dataset=folder, city=folders.CITIES[0], r=2300, new=2)
    found = plan(read(folder), Question(new=2, city=folders.CITIES[0], radius=2300))
    assert found.sites
    assert places(app)["Place"].tolist() == [site.name for site in found.sites]
    text = words(app)
    assert "proved" in text
    assert "planned" in text
    assert "not for decisions" in text


def test_what_is_chosen_on_coverage_holds_and_the_other_goals_answer(open_page, words, folder):
    for goal in ("worst", "distance"):
        app = open_page("plan", dataset=folder, city=folders.CITIES[0], r=2300, goal=goal, lang="zh")
        assert not app.exception
        assert "规划" in words(app)
    app = open_page("plan", dataset=folder, city=folders.CITIES[0], r=5000, hour="sat19", kinds="library")
    assert not app.exception
    assert "sites" not in app.query_params, "what is the default is not in the link"


def test_a_dataset_without_centres_is_planned_from_nothing(open_page, words, tmp_path):
    tables = folders.valid() | {"candidates": candidates()}
    del tables["centres"]
    app = open_page("plan", dataset=folders.write(tmp_path, tables), r=2300, new=1)
    assert not app.exception
    assert len(places(app)) == 1


def test_a_dataset_without_people_says_what_is_missing(open_page, words, tmp_path):
    tables = folders.valid()
    del tables["population"]
    assert "population" in words(open_page("plan", dataset=folders.write(tmp_path, tables)))
