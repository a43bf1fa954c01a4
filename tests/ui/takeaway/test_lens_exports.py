"""What the views of personas, inequality and frameworks hand out."""

import io
import itertools

import numpy as np
import pandas as pd
import pytest

from lcity.export import brief_pdf, table
from lcity.export.pictures import page as pictures
from lcity.text import language
from lcity.ui.compare import views
from lcity.ui.frameworks.export import frameworks_export
from lcity.ui.inequality import numbers
from lcity.ui.inequality.export import inequality_export
from lcity.ui.personas.export import personas_export
from lcity.ui.shared import cache, selection

EN = language("en")


@pytest.fixture(autouse=True)
def shipped(monkeypatch):
    monkeypatch.delenv("LCITY_DATASET", raising=False)


def read(export, number=0):
    content = table.csv(export.tables[number], export.metadata, EN)
    return pd.read_csv(io.BytesIO(content), dtype=str)


def test_inequality_hands_out_cities_districts_and_the_map():
    export = inequality_export("coverage_1000m")
    assert "78" in export.metadata.finding
    assert dict(export.metadata.chosen)["Gini"] == "0.105"
    cities, districts = export.tables
    found = numbers.spread("coverage_1000m")
    assert cities.rows["within"].sum() == pytest.approx(found.parts.within_share)
    assert len(districts.rows) == len(found.values)
    _, split, bars = export.picture.panels
    assert [share for _, share, _ in split.parts] == pytest.approx([0.78, 0.22], abs=0.005)
    assert next(city for city, _, _ in split.parts).startswith("Within cities 78")
    (drawn,) = export.others
    curve = drawn.curve
    assert 2 * np.trapezoid(curve.people - curve.total, curve.people) == pytest.approx(0.105, abs=0.0005)
    assert bars.amounts.tolist() == cities.rows["within"].tolist()
    assert set(districts.rows["kind"]) >= {"Well served among well served", "No clear pattern"}
    assert len(read(export, 1)) == len(districts.rows)
    assert pictures.png(export.picture, export.metadata, EN).startswith(b"\x89PNG")


def test_personas_hand_out_the_ranking_and_what_is_assumed():
    export = personas_export("city")
    rows = export.tables[0].rows
    assert rows["rank"].tolist() == sorted(rows["rank"])
    assert (rows["usual"] - rows["rank"]).tolist() == rows["moved"].tolist()
    assert dict(export.metadata.chosen)["Persona"] == "Older resident"
    assert "729 m" in dict(export.metadata.chosen)["Way there"]
    assert sum(weight.share for weight in export.metadata.weights if not weight.depth) == pytest.approx(1)
    steps = export.picture.panels[1].steps
    assert [round(share, 2) for share in (steps.shares[0], steps.shares[-1])] == [0.78, 0.59]
    assert len(steps.labels) == len(steps.shares) + 1 == len(steps.changes) + 2
    assert brief_pdf.pdf(export.metadata, export.picture, EN).startswith(b"%PDF")


def test_frameworks_hand_out_both_ranks_and_which_indicator_stands_where():
    export = frameworks_export("city")
    ranks, features = export.tables
    assert len(ranks.rows) == 15
    assert set(ranks.rows["depends"]) == {"yes", "no"}
    assert features.rows["share"].sum() == pytest.approx(1)
    assert len(features.rows) == len(cache.tree().leaves)
    (drawn,) = export.picture.panels
    assert list(drawn.pairs.table["name"]) == list(ranks.rows["name"])
    assert pictures.png(export.picture, export.metadata, EN, dpi=40).startswith(b"\x89PNG")


def test_how_sure_hands_out_the_ranks_by_chance_and_who_is_ahead():
    question, level = "Which stands higher?", "city"
    view, units = views.VIEWS["trust"], ("110000", "310000", "420100")
    export = view.units_export("One is ahead.", level, units, question)
    ranks, ahead = export.tables
    shares = ranks.rows.groupby("id")["share"].sum()
    assert shares.to_dict() == pytest.approx(dict.fromkeys(units, 1.0))
    assert len(ahead.rows) == 6
    both = ahead.rows.set_index(["id", "other"])["share"]
    for one, other in itertools.combinations(units, 2):
        # Ties in rank are ahead of nobody.
        assert 0.99 < both[one, other] + both[other, one] <= 1 + 1e-12
    grids = export.picture.panels
    framed = [
        [head for head, cell in zip(grids[0].heads[1:], row.cells, strict=True) if cell.ring]
        for row in grids[0].rows
    ]
    assert framed == [["1"], ["2"], ["3"]]
    assert pictures.png(export.picture, export.metadata, EN, dpi=40).startswith(b"\x89PNG")
    assert "10,000" in " ".join(export.metadata.method)


@pytest.fixture
def choose_city():
    yield selection.city_choice().settle
    selection.city_choice().settle(selection.city_choice().default)


@pytest.mark.parametrize(("chosen", "city"), [("", "All cities; shown: Beijing"), ("310000", "Shanghai")])
def test_what_is_taken_away_names_the_city_it_shows(chosen, city, choose_city):
    choose_city(chosen)
    assert dict(personas_export("city").metadata.chosen)["City"] == city
