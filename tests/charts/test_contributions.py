"""Ranked units as stacked bars."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.charts.contributions import change_cell, contribution_table
from lcity.index import Tree, Weights, moves, rank_scores
from lcity.text import language

EN = language("en")
TREE = Tree(("x", "y"), (None, None), (1.0, 1.0))
DIMENSIONS = {"x": "Ex", "y": "Why"}
COLOURS = {"x": "#111111", "y": "#222222"}
NAMES = pd.Series({"a": "Ash", "b": "Birch", "c": "Cedar"})
SCORES = pd.DataFrame({"x": [40.0, 80.0, np.nan], "y": [60.0, 0.0, 50.0]}, list("abc"))


def table(weights, method="arithmetic"):
    ranking = rank_scores(SCORES, TREE, weights, method)
    base = rank_scores(SCORES, TREE)
    return contribution_table(
        ranking, moves(base, ranking), NAMES, DIMENSIONS, COLOURS, EN, label="Table", unit="City"
    )


def test_bars_are_the_points_of_each_dimension_and_add_up_to_the_score():
    shown = table(Weights({"x": 3, "y": 1}))
    # b: ¾·80 + ¼·0; a: ¾·40 + ¼·60; c has only a quarter of the weight and is not shown.
    assert [row.id for row in shown.rows] == ["b", "a"]
    assert [row.cells[3].parts for row in shown.rows] == [(60.0, 0.0), (30.0, 15.0)]
    assert [row.cells[4].text for row in shown.rows] == ["60.0", "45.0"]
    assert [column.full for column in shown.columns][3] == 60


def test_the_change_of_rank_is_against_the_ranking_given():
    assert [row.cells[1].text for row in table(Weights({"x": 3, "y": 1})).rows] == ["▲1", "▼1"]
    assert [row.cells[1].text for row in table(Weights()).rows] == ["–", "–"]


def test_a_piece_tells_its_dimension_and_leaves_its_points_to_the_bar():
    pieces = table(Weights()).columns[3].pieces
    assert [colour for colour, _ in pieces] == ["#111111", "#222222"]
    assert pieces[0][1] == "Ex: {points} points"


@pytest.mark.parametrize(
    ("places", "text", "tone", "tip"),
    [
        (2, "▲2", "up", "up 2 places"),
        (1, "▲1", "up", "up 1 place"),
        (-12, "▼12", "down", "down 12 places"),
        (0, "–", "quiet", "same rank"),
        (pd.NA, "", "quiet", ""),
    ],
)
def test_a_change_is_told_by_sign_number_and_words(places, text, tone, tip):
    cell = change_cell(places, EN)
    assert (cell.text, cell.tone, cell.tip) == (text, tone, tip)


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=1, max_size=20),
    st.sampled_from(["arithmetic", "geometric", "harmonic"]),
    st.integers(1, 100),
)
def test_no_bar_is_longer_than_full_and_each_adds_up(scores, method, weight):
    frame = pd.DataFrame(scores, columns=["x", "y"], index=[f"u{i}" for i in range(len(scores))])
    ranking = rank_scores(frame, TREE, Weights({"x": weight, "y": 50}), method)
    names = pd.Series(frame.index, frame.index)
    shown = contribution_table(
        ranking, moves(ranking, ranking), names, DIMENSIONS, COLOURS, EN, label="Table", unit="City"
    )
    assert len(shown.rows) == len(frame)
    for row in shown.rows:
        parts = row.cells[3].parts
        assert sum(parts) == pytest.approx(ranking.score[row.id], abs=0.011)
        assert sum(parts) <= shown.columns[3].full + 0.011


def test_nobody_ranked_is_an_empty_table():
    ranking = rank_scores(SCORES * np.nan, TREE)
    shown = contribution_table(
        ranking, moves(ranking, ranking), NAMES, DIMENSIONS, COLOURS, EN, label="Table", unit="City"
    )
    assert shown.rows == ()
