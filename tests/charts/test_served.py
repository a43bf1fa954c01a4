"""Districts by people out of reach."""

import numpy as np
import pandas as pd
import pytest

from lcity.charts.served import served_table
from lcity.colour import SHARES
from lcity.text import language

EN = language("en")
DISTRICTS = pd.DataFrame(
    {"people": [1000.0, 4000.0, 0.0], "out": [400.0, 100.0, 0.0], "share": [0.6, 0.975, np.nan]},
    index=["a", "b", "c"],
)
NAMES = pd.Series({"a": "Ash", "b": "Birch", "c": "Cedar"})


@pytest.fixture
def table():
    return served_table(
        DISTRICTS, NAMES, EN, label="Districts", people="Residents", marks=["simulated"]
    ).data()


def test_a_row_says_how_many_are_out_of_reach_and_of_how_many(table):
    first = table["rows"][0]
    assert first["id"] == "a"
    texts = [cell.get("text") for cell in first["cells"]]
    assert texts == ["Ash", "400", None, "60\N{NO-BREAK SPACE}%", "1,000"]
    assert first["cells"][2]["parts"] == (400.0,)
    assert table["columns"][2]["full"] == 400.0
    assert first["cells"][3]["fill"] == SHARES.colours[3]


def test_every_figure_is_marked(table):
    heads = [column.get("mark") for column in table["columns"] if column.get("label")]
    assert heads == [None, "simulated", "simulated", "simulated"]


def test_what_is_planned_on_what_is_simulated_is_marked_as_both_and_people_by_their_own():
    marks, told = ("simulated", "planned"), {"label": "Districts", "people": "Residents"}
    *_, share, people = served_table(
        DISTRICTS, NAMES, EN, **told, marks=marks, of_people=["official"]
    ).columns
    assert (share.mark, share.sign, share.also, share.calm) == ("simulated", "whole", "planned", False)
    assert (people.mark, people.sign, people.also, people.calm) == ("official", "", "", True)


def test_numbers_have_room_on_a_phone_and_the_bars_what_is_left(table):
    widths = [column.get("width", "") for column in table["columns"]]
    assert widths[2] == "", "the bars' column takes the rest"
    least = sum(16 * float(width.removeprefix("max(").split("rem")[0]) for width in widths[1:] if width)
    assert least + 0.24 * 358 < 358


def test_nobody_living_there_is_a_dash_and_never_zero(table):
    last = table["rows"][2]
    assert last["faint"] is True
    assert [cell["text"] for cell in last["cells"]] == ["Cedar", "–", "–", "–", "–"]


def test_everybody_reached_leaves_bars_of_no_length():
    districts = DISTRICTS.iloc[:2].assign(out=0.0, share=1.0)
    data = served_table(districts, NAMES, EN, label="", people="Residents").data()
    assert data["columns"][2]["full"] == 1.0
    assert [row["cells"][2]["parts"] for row in data["rows"]] == [(0.0,), (0.0,)]


def test_estimates_of_people_are_written_to_three_digits_and_drawn_and_sorted_as_they_are():
    districts = pd.DataFrame({"people": [1_084_561.0], "out": [647_456.0], "share": [0.403]}, index=["a"])
    cells = served_table(districts, NAMES, EN, label="", people="Residents", marks=["simulated"]).data()[
        "rows"
    ][0]["cells"]
    assert [cells[1]["text"], cells[4]["text"]] == ["647,000", "1,080,000"]
    assert cells[1]["value"] == cells[2]["parts"][0] == 647_456.0
    few = served_table(
        districts / 1_000, NAMES, EN, label="", people="Residents", marks=["simulated"]
    ).data()["rows"][0]["cells"]
    assert few[1]["text"] == "647"
