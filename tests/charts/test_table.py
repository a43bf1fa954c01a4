"""What a table of units hands to the browser."""

import json
from dataclasses import replace

import pytest

from lcity.charts.table import Cell, Column, Row, Table


@pytest.fixture
def table():
    return Table(
        "Units",
        (Column("Name", heading=True), Column("Score", "right", sortable=True)),
        (
            Row("a", (Cell("Ash"), Cell("0", value=0.0))),
            Row("b", (Cell("Birch"), Cell("–")), faint=True),
            Row("c", (Cell("Cedar"), Cell(parts=(0.0, 1.5)))),
        ),
        height_px=300,
    )


def test_data_is_plain_json_without_the_empty_values(table):
    data = table.data()
    assert json.loads(json.dumps(data, allow_nan=False)) == json.loads(json.dumps(data))
    assert data["label"] == "Units"
    assert data["height"] == 300
    assert data["columns"][0] == {"label": "Name", "align": "left", "heading": True, "full": 0.0}
    assert data["rows"][1] == {"id": "b", "faint": True, "cells": [{"text": "Birch"}, {"text": "–"}]}


def test_a_value_of_zero_is_a_value(table):
    cells = [row["cells"][1] for row in table.data()["rows"]]
    assert cells[0]["value"] == 0.0
    assert "value" not in cells[1]
    assert cells[2]["parts"] == (0.0, 1.5)


def test_so_much_of_a_table_is_seen_as_has_rows_or_room(table):
    assert table.shown_px == 3 * table.row_px
    assert replace(table, height_px=50).shown_px == 50
    assert replace(table, height_px=0).shown_px == 3 * table.row_px


def test_ids_are_those_of_its_rows(table):
    assert table.ids == {"a", "b", "c"}
