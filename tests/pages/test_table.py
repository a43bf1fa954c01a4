"""A table of one's own on the page Data: what each column is, confirmed, and a ranking at the end."""

import io
import json
import zipfile

import pytest
from streamlit.testing.v1 import AppTest

from lcity.cli import main
from lcity.dataset import unit_values
from lcity.index import Tree, score_units
from lcity.ui.data import open as data_open
from lcity.ui.shared import user_dataset
from tests import folders

TOWNS = """Borough,Year,Literacy rate (%),Unemployment (%),Area (km2)
Ashby,2024,91,4,12
Birch,2024,80,6,30
Cedar,2024,60,9,21
"""
PLACES = "Name,Longitude,Latitude,Clubs\nAshby,10.1,50.1,4\nBirch,10.3,50.2,5\nCedar,10.2,50,7\n"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return folders.write(tmp_path_factory.mktemp("small"))


def upload(app: AppTest, name: str, text: str) -> None:
    place = next(one for one in app.get("file_uploader") if one.label.startswith("Your files"))
    place.upload(name, text.encode()).run()
    assert not app.exception, app.exception


def button(app: AppTest, label: str):
    return next(one for one in app.button if one.label == label)


def cell(app: AppTest, key: str):
    """Return the form's control whose key ends so."""
    kinds = (*app.selectbox, *app.radio, *app.text_input)
    return next(one for one in kinds if one.key.endswith(key))


def test_a_table_becomes_a_ranking_and_what_cannot_be_guessed_is_asked(
    open_page, words, small, tmp_path, capsys
):
    app = open_page("data", dataset=small)
    upload(app, "towns.csv", TOWNS)
    assert cell(app, ".unit").value == "Borough"
    assert cell(app, "figures.0.year").value == "Year"
    grid = next(frame.value for frame in app.dataframe if "heading" in frame.value)
    assert grid["heading"].tolist() == ["Literacy rate (%)", "Unemployment (%)", "Area (km2)"]
    assert grid["name"].tolist() == ["Literacy rate", "Unemployment", "Area"]
    assert grid["unit"].tolist() == ["%", "%", "km2"]
    assert grid["direction"].fillna("").tolist() == ["more", "less", ""]
    assert button(app, "Use these").disabled, "of an area nothing says whether more is better"
    assert "of 1 indicator" in words(app)
    cell(app, "direction.Area (km2)").set_value(1).run()
    assert button(app, "Use these").disabled
    cell(app, ".provenance").set_value("official").run()
    cell(app, ".source").set_value("Yearbook 2024").run()
    button(app, "Use these").click().run()
    assert not app.exception
    assert "Valid: 3 indicators, 3 cities, 0 districts." in [one.value for one in app.success]
    button(app, "See the ranking").click().run()
    assert not app.exception
    assert "What if we valued things differently?" in words(app)
    named = "".join(app.query_params["d"])
    (own,) = [own.dataset for own in user_dataset._open if own.dataset.hash.startswith(named)]
    tree = Tree.from_table(own.indicators)
    on_page = score_units(unit_values(own, "city").values, own.indicators, tree)
    folder = tmp_path / "whole"
    with zipfile.ZipFile(io.BytesIO(data_open.whole(own.folder))) as archive:
        archive.extractall(folder)
    assert main(["check", str(folder)]) == 0
    capsys.readouterr()
    assert main(["rank", str(folder), "--format", "json"]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert {unit: row["rank"] for unit, row in rows.items()} == on_page.rank.to_dict()
    for unit, score in on_page.score.items():
        assert rows[unit]["score"] == pytest.approx(score, abs=0.01)


def test_places_with_names_may_be_several_things_and_are_asked_about(open_page, words, small):
    app = open_page("data", dataset=small)
    upload(
        app,
        "places.csv",
        PLACES,
    )
    which = next(box for box in app.selectbox if box.label == "This table is")
    assert which.value is None
    assert button(app, "Use these").disabled
    which.set_value("figures").run()
    assert cell(app, ".lon").value == "Longitude"
    cell(app, ".provenance").set_value("survey").run()
    button(app, "Use these").click().run()
    assert not app.exception
    button(app, "See the ranking").click().run()
    app.switch_page("pages/overview.py").run()
    assert not app.exception
    assert "Cities by index" in words(app)
