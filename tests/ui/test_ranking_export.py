"""The ranking as a file."""

import io

import pandas as pd
import pytest

from lcity.index import Tree, Weights, moves, rank_scores
from lcity.text import language
from lcity.ui.ranking_export import csv
from lcity.ui.standing import Rules

TREE = Tree(("x", "x1", "y"), (None, "x", None), (1.0, 1.0, 1.0))
SCORES = pd.DataFrame({"x1": [40.0, 80.0, None], "y": [60.0, 0.0, 50.0]}, ["07", "b", "c"], dtype=float)
NAMES = pd.Series({"07": "Ash", "b": "=SUM(A1)", "c": "Cedar"})
PROVENANCE = pd.Series({"x1": "simulated", "y": "official"})


def export(weights=Weights({"x": 3, "y": 1}), code="en", provenance=PROVENANCE):  # noqa: B008
    rules = Rules(TREE, weights)
    ranking, base = rank_scores(SCORES, TREE, weights), rank_scores(SCORES, TREE)
    dimensions = {"x": "Ex", "y": "Why"}
    counting = weights.effective(TREE).loc[lambda share: share > 0]
    moved = moves(base, ranking)
    return csv(ranking, moved, NAMES, dimensions, rules, counting, provenance, 2024, language(code))


def read(content):
    return pd.read_csv(io.BytesIO(content), encoding="utf-8-sig", dtype={"id": str})


def test_it_opens_in_a_spreadsheet_as_what_it_is():
    content = export()
    assert content.startswith(b"\xef\xbb\xbf")
    assert "位次" in export(code="zh").decode("utf-8-sig")
    assert read(content)["name"].tolist() == ["'=SUM(A1)", "Ash", "Cedar"]
    assert read(content)["id"].tolist() == ["b", "07", "c"]


def test_ranks_scores_and_points_are_the_engines():
    table = read(export())
    assert table["rank"].tolist()[:2] == [1, 2]
    assert pd.isna(table["rank"][2])
    assert table["score"].tolist()[:2] == pytest.approx([60, 45])
    points = table[["points: Ex (simulated)", "points: Why"]]
    assert points.sum(axis=1).tolist()[:2] == pytest.approx([60, 45])
    assert table["places gained against equal weights"].tolist()[:2] == [1, -1]
    assert table["share of weight with data"].tolist() == pytest.approx([1, 1, 0.25])


def test_every_row_says_what_it_stands_on():
    table = read(export())
    assert (table["year"] == 2024).all()
    assert (table["method"] == "goalposts, arithmetic").all()
    assert (table["share of index by indicator"] == "x1 0.75; y 0.25").all()
    assert table["share of index: Ex"].tolist() == [0.75] * 3
    assert (
        table["provenance by share of weight"]
        == "official 25\N{NO-BREAK SPACE}%; simulated 75\N{NO-BREAK SPACE}%"
    ).all()
    assert (table["mark"] == "simulated").all()


def test_the_mark_is_only_for_what_counts():
    table = read(export(Weights({"x": 0, "y": 1})))
    assert table["mark"].isna().all()
    assert (table["provenance by share of weight"] == "official 100\N{NO-BREAK SPACE}%").all()
