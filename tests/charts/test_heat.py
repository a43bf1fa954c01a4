"""The table of units with shaded scores."""

import numpy as np
import pandas as pd
import pytest

from lcity.charts.heat.screen import heat_table
from lcity.colour import contrast, shade
from lcity.index import Tree, Weights, rank_scores
from lcity.text import language

DIMENSIONS = {"x": "Ex", "y": "Why"}
NAMES = pd.Series({"a": "Ash", "b": "Birch", "c": "Cedar"})
TREE = Tree(("x", "x1", "x2", "y"), (None, "x", "x", None), (1.0, 1.0, 1.0, 2.0))


@pytest.fixture
def ranking():
    scores = pd.DataFrame(
        {"x1": [10.0, 90.0, np.nan], "x2": [30.0, 50.0, np.nan], "y": [60.0, 80.0, 40.0]}, list("abc")
    )
    return rank_scores(scores, TREE, Weights())


def table(ranking, names=NAMES, simulated=(0.0, 0.0, 0.0), code="en"):
    marks = pd.Series(simulated, ["x", "y", ""])
    return heat_table(ranking, names, DIMENSIONS, marks, language(code), label="Table", unit="City")


def test_rows_stand_in_rank_order_with_index_and_dimension_scores(ranking):
    rows = table(ranking).rows
    # By hand, a third of x and two thirds of y: a (20 + 2·60)/3, b (70 + 2·80)/3.
    assert [[cell.text for cell in row.cells] for row in rows[:2]] == [
        ["1", "Birch", "76.7", "70", "80"],
        ["2", "Ash", "46.7", "20", "60"],
    ]
    assert [row.id for row in rows] == ["b", "a", "c"]


def test_a_unit_without_a_rank_comes_last_faint_with_the_reason(ranking):
    row = table(ranking).rows[-1]
    assert row.faint
    assert [cell.text for cell in row.cells] == ["–", "Cedar", "40.0", "–", "40"]
    assert "67" in row.cells[0].tip
    assert row.cells[3].value is None
    assert row.cells[3].fill == ""


def test_shades_are_those_of_the_score_and_their_text_is_readable(ranking):
    for row in table(ranking).rows:
        for cell in row.cells[3:]:
            if cell.fill:
                assert cell.fill == shade(cell.value / 100)
                assert contrast(cell.fill, cell.ink) >= 4.5


def test_only_the_units_named_are_shown_with_the_ranks_they_have_among_all(ranking):
    rows = table(ranking, NAMES[["a"]]).rows
    assert [row.id for row in rows] == ["a"]
    assert rows[0].cells[0].text == "2"


def test_simulated_stands_at_every_head_it_concerns(ranking):
    marks = [column.mark for column in table(ranking, simulated=(1.0, 0.0, 1 / 3)).columns]
    assert marks == ["", "", "33\N{NO-BREAK SPACE}% simulated", "simulated", ""]
    marks = [column.mark for column in table(ranking, simulated=(1.0, 0.0, 1 / 3), code="zh").columns]
    assert marks[3] == "模拟"
    assert "模拟" in marks[2]


def test_scores_sort_and_names_head_their_rows(ranking):
    columns = table(ranking).columns
    assert [column.sortable for column in columns] == [False, False, True, True, True]
    assert [column.heading for column in columns] == [False, True, False, False, False]


def test_a_range_is_its_ends_and_of_one_rank_that_rank(ranking):
    between = pd.DataFrame({"low": [1, 1, pd.NA], "high": [2, 1, pd.NA]}, list("abc"), dtype="Int64")
    marks = pd.Series(0.0, ["x", "y", ""])
    found = heat_table(
        ranking, NAMES, DIMENSIONS, marks, language("en"), label="Table", unit="City", between=between
    )
    assert [row.cells[1].text for row in found.rows] == ["1", "1–2", "–"]
