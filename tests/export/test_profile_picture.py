"""The printed profile has its marks where the scores are."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from lcity.charts.profile.print import MOST_ROWS, ProfileStrips
from lcity.text import language


def strips(scores, units):
    return ProfileStrips(
        "Profile of A",
        scores,
        scores.quantile([0.25, 0.5, 0.75]).T,
        pd.Series({key: f"Indicator {key}" for key in scores.columns}),
        frozenset(scores.columns[:1]),
        pd.Series({unit: f"Unit {unit}" for unit in units}),
        "Middle half",
        "Every unit",
        language("en"),
    )


def drawn(panel):
    axes = Figure().add_subplot()
    panel.draw(axes, language("en"))
    return axes


def test_a_dot_a_unit_and_row_a_band_between_the_quartiles_and_nothing_for_what_is_missing():
    rows = {"a": [10, 50], "b": [np.nan, 70], "c": [30, 130]}
    axes = drawn(strips(pd.DataFrame.from_dict(rows, "index", columns=["x", "y"], dtype=float), ["a", "b"]))
    dots = {
        found.get_label(): found.get_offsets() for found in axes.collections if "Unit" in found.get_label()
    }
    assert np.asarray(dots["Unit a"]).tolist() == [[10, 0], [50, 1]]
    assert np.ma.getdata(dots["Unit b"])[1].tolist() == [70, 1]
    assert np.isnan(np.ma.filled(dots["Unit b"], np.nan)[0, 0])
    bands = [(bar.get_x(), bar.get_width()) for bar in axes.patches]
    assert bands == [(15, 10), (60, 40)]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Indicator x", "Indicator y"]


def test_more_rows_than_there_is_room_for_are_counted():
    scores = pd.DataFrame(50.0, ["a", "b"], [f"k{i}" for i in range(MOST_ROWS + 4)])
    panel = strips(scores, ["a"])
    assert panel.title == f"Profile of A ({MOST_ROWS} of {MOST_ROWS + 4} shown)"
    assert len(drawn(panel).get_yticks()) == MOST_ROWS
