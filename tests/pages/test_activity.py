"""The Participation page where people take part in several things, and where there is nothing to compare."""

import pandas as pd
import pytest

from lcity.dataset import read
from lcity.ui.participation import export
from lcity.ui.participation.numbers import View
from tests import activities, folders
from tests.activities import COURSES, VISITS
from tests.pages.tables import every, frame


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """Give courses (official, two years, all groups) and visits (surveyed, one year, one group, on site)."""
    return folders.write(tmp_path_factory.mktemp("two"), activities.two())


def test_the_activity_is_named_and_offered(open_page, words, two):
    app = open_page("participation", dataset=two, city="010000")
    chosen = app.segmented_control(key="widget.activity.en")
    assert (chosen.value, list(chosen.options)) == (COURSES, [COURSES, VISITS])
    text = words(app).replace("\\", "")
    assert f"## {COURSES}" in text
    assert "41\N{NO-BREAK SPACE}% of residents in Ash in 2020" in text
    assert "community learning" not in text
    zh = words(open_page("participation", dataset=two, city="010000", lang="zh")).replace("\\", "")
    assert "课程" in zh
    assert COURSES not in zh


def test_one_group_of_one_year_has_no_gap_and_no_trend(open_page, words, two):
    app = open_page("participation", dataset=two, city="010000", activity=VISITS)
    assert "50\N{NO-BREAK SPACE}% of residents aged 16 and over in Ash in 2020" in words(app).replace(
        "\\", ""
    )
    assert len(every(app, "lcity_chart")) == 1, "coverage against participation alone"
    assert "widget.who.en" not in {choice.key for choice in app.segmented_control}
    found = frame(app)
    assert found["16 and over, %"].astype(float).tolist() == pytest.approx([50] * 3, abs=0.1)
    assert set(found["Provenance"]) == {"surveyed"}
    courses = frame(open_page("participation", dataset=two, city="010000"))
    assert set(courses["Provenance"]) == {"official"}
    assert "16 and over, %" not in courses


def test_an_activity_stands_in_the_link_and_what_it_does_not_have_gives_way(open_page, two):
    app = open_page("participation", dataset=two, city="010000", who="60p", mode="online")
    app.segmented_control(key="widget.activity.en").set_value(VISITS).run()
    assert not app.exception
    assert app.query_params["activity"] in (VISITS, [VISITS])
    assert "No data" not in frame(app).to_numpy()
    app.segmented_control(key="widget.activity.en").set_value(COURSES).run()
    assert not app.exception
    assert len(every(app, "lcity_chart")) == 3


def test_an_activity_the_dataset_does_not_have_is_told(open_page, words, two):
    app = open_page("participation", dataset=two, activity="Choirs")
    assert "activity" in " ".join(str(info.value) for info in app.info)


@pytest.mark.parametrize(("activity", "year", "rate"), [(COURSES, 2020, 0.4), (VISITS, 2020, 0.5)])
def test_what_is_handed_out_names_the_activity_and_its_own_provenance(monkeypatch, two, activity, year, rate):
    monkeypatch.setenv("LCITY_DATASET", str(two))
    group, mode = ("all", "any") if activity == COURSES else ("16p", "onsite")
    view = View("district", group, mode, "010000", "", year, year, activity)
    made = export.participation_export(view)
    rows = made.tables[0].rows
    assert set(rows["activity"]) == {activity}
    first = rows.iloc[0]
    assert first["unit"].startswith("0101")
    assert first["rate"] == pytest.approx(rate, abs=0.03)
    marks = {column.provenance for column in made.tables[0].columns if column.provenance}
    assert marks == {"official" if activity == COURSES else "survey"}
    assert activity in made.metadata.finding
    assert activity in dict(made.metadata.chosen).values()


def test_each_row_says_how_far_its_own_figures_can_be_trusted(open_page, tmp_path, monkeypatch):
    tables = activities.two()
    rows = tables["participation"]
    rows["provenance"] = rows["provenance"].mask(rows["district"] == "010102", "survey")
    folder = folders.write(tmp_path, tables)
    found = frame(open_page("participation", dataset=folder, city="010000"))
    assert found.set_index("District")["Provenance"].to_dict() == {
        "District 13": "official",
        "District 12": "surveyed",
        "District 11": "official",
    }
    cities = frame(open_page("participation", dataset=folder, level="city"))
    assert cities.set_index("City")["Provenance"].to_dict() == {
        "Ash": "surveyed",
        "Birch": "official",
        "Cedar": "official",
    }


def test_rows_name_their_source(open_page, words, tmp_path):
    tables = activities.two()
    tables["participation"]["source"] = "census"
    folder = folders.write(tmp_path, tables)
    assert isinstance(read(folder).participation, pd.DataFrame)
    assert "Bureau" in words(open_page("participation", dataset=folder, activity=VISITS))
