"""What the views of personas, inequality and frameworks hand out."""

import io

import pandas as pd
import pytest

from lcity.export import brief_pdf, table
from lcity.export.pictures import page as pictures
from lcity.text import language
from lcity.ui import cache
from lcity.ui import inequality_numbers as numbers
from lcity.ui.paper_crosswalk import crosswalk_paper
from lcity.ui.paper_inequality import inequality_paper
from lcity.ui.paper_personas import personas_paper

EN = language("en")


@pytest.fixture(autouse=True)
def shipped(monkeypatch):
    monkeypatch.delenv("LCITY_DATASET", raising=False)


def read(paper, number=0):
    content = table.csv(paper.tables[number], paper.account, EN)
    return pd.read_csv(io.BytesIO(content), dtype=str)


def test_inequality_hands_out_cities_districts_and_the_map():
    paper = inequality_paper("coverage_1000m")
    assert "78" in paper.account.finding
    assert dict(paper.account.chosen)["Gini"] == "0.105"
    cities, districts = paper.tables
    found = numbers.spread("coverage_1000m")
    assert cities.rows["within"].sum() == pytest.approx(found.parts.within_share)
    assert len(districts.rows) == len(found.values)
    assert set(districts.rows["kind"]) >= {"Well served among well served", "No clear pattern"}
    assert len(read(paper, 1)) == len(districts.rows)
    assert pictures.png(paper.picture, paper.account, EN).startswith(b"\x89PNG")


def test_personas_hand_out_the_ranking_and_what_is_assumed():
    paper = personas_paper("city")
    rows = paper.tables[0].rows
    assert rows["rank"].tolist() == sorted(rows["rank"])
    assert (rows["usual"] - rows["rank"]).tolist() == rows["moved"].tolist()
    assert dict(paper.account.chosen)["Persona"] == "Older resident"
    assert "729 m" in dict(paper.account.chosen)["Way there"]
    assert sum(weight.share for weight in paper.account.weights if not weight.depth) == pytest.approx(1)
    assert brief_pdf.pdf(paper.account, paper.picture, EN).startswith(b"%PDF")


def test_frameworks_hand_out_both_ranks_and_which_indicator_stands_where():
    paper = crosswalk_paper("city")
    ranks, features = paper.tables
    assert len(ranks.rows) == 15
    assert set(ranks.rows["depends"]) == {"yes", "no"}
    assert features.rows["share"].sum() == pytest.approx(1)
    assert len(features.rows) == len(cache.tree().leaves)
    assert len(read(paper)) == 15
