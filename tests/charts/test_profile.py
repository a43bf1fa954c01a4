"""A profile says where units stand, and what is missing stands nowhere."""

import json

import numpy as np
import pandas as pd

from lcity.charts.profile.screen import Line, profile_data, ticks_file
from lcity.charts.profile.strips import SHAPES
from lcity.colour import UNITS, UNITS_ON_DARK, contrast

SCORES = pd.DataFrame({"d": [50.0, 120.0, -3.0], "x": [np.nan, 33.333, 99.96]}, index=["a", "b", "c"])
QUARTILES = pd.DataFrame({0.25: [10, np.nan], 0.5: [20, np.nan], 0.75: [130, np.nan]}, index=["d", "x"])
LINES = (
    Line("d", "Dimension", "score", 0, ("50", "120"), "3 points behind", True, "Median: 20"),
    Line("x", "Indicator", "2020", 1, ("no figure", "33 %"), simulated="simulated"),
)


def profile():
    return profile_data(LINES, SCORES, QUARTILES, ["a", "b"], ["A", "B"], "fetch/1", {"label": "L"})


def test_rows_have_places_between_0_and_100_or_none():
    dimension, leaf = profile()["rows"]
    assert dimension["band"] == [10, 20, 100]
    assert dimension["dots"] == [50, 100]
    assert leaf["band"] == [None, None, None]
    assert leaf["dots"] == [None, 33.33]
    assert (dimension["values"], leaf["values"]) == (["50", "120"], ["no figure", "33 %"])
    assert (dimension["gap"], dimension["behind"], leaf["simulated"]) == (
        "3 points behind",
        True,
        "simulated",
    )
    assert "gap" not in leaf


def test_it_is_plain_json():
    assert json.loads(json.dumps(profile(), allow_nan=False)) == profile()


def test_units_are_told_apart_by_colour_and_by_shape():
    units = profile()["units"]
    assert [unit["name"] for unit in units] == ["A", "B"]
    assert len(set(UNITS)) == len(set(SHAPES)) == 5
    for colour in UNITS:
        assert min(contrast(colour, ground) for ground in ("#ffffff", "#0e1618")) >= 3
    assert len(set(UNITS_ON_DARK)) == 5
    assert min(contrast(colour, "#12181a") for colour in UNITS_ON_DARK) >= 6
    dark = profile_data(LINES, SCORES, QUARTILES, ["a", "b"], ["A", "B"], "fetch/1", {}, dark=True)
    assert [unit["colour"] for unit in dark["units"]] == list(UNITS_ON_DARK[:2])


def test_ticks_are_thousandths_and_minus_one_where_there_is_no_score():
    found = json.loads(ticks_file(SCORES, pd.Series({"a": "A", "b": "乙", "c": "C"})))
    assert found["units"] == ["a", "b", "c"]
    assert found["names"] == ["A", "乙", "C"]
    assert found["nodes"] == {"d": [500, 1000, 0], "x": [-1, 333, 1000]}
