"""Coverage against participation."""

import numpy as np
import pandas as pd
import pytest

from lcity.charts.scatter.points import SharePoints
from lcity.charts.scatter.screen import share_scatter


@pytest.fixture
def points() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "x": [0.2, 0.4, np.nan, 0.9],
            "y": [0.1, 0.3, 0.2, 0.6],
            "own": [True, True, True, False],
            "name": ["Ash", "<Birch>", "Cedar", "Elm"],
            "tip": ["Ash, Wood", "<Birch>, Wood", "Cedar, Wood", "Elm, Lea"],
        },
        index=list("abcd"),
    )


def drawn(points, lang, selected=""):
    return share_scatter(SharePoints(points, "Near", "Taking part", selected), lang, height=250)


def test_own_units_stand_out_and_those_without_both_shares_are_left_out(points, english):
    rest, own, chosen = drawn(points, english).data
    assert (list(rest.customdata), list(own.customdata), list(chosen.customdata)) == (["d"], ["a", "b"], [])
    assert own.x.tolist() == pytest.approx([20, 40])
    assert rest.marker.opacity < own.marker.opacity


def test_the_selected_unit_is_named_and_drawn_once(points, english):
    figure = drawn(points, english, "b")
    _, own, chosen = figure.data
    assert (list(own.customdata), list(chosen.customdata)) == (["a"], ["b"])
    assert [note.text for note in figure.layout.annotations] == ["<b>&lt;Birch&gt;</b>"]


def test_a_selected_unit_without_data_is_not_named(points, english):
    assert not drawn(points, english, "c").layout.annotations


def test_hover_says_both_shares(points, english):
    own = drawn(points, english).data[1]
    assert own.hovertext[0] == (
        f"Ash, Wood<br>Near: {english.percent(0.2, 1)}<br>Taking part: {english.percent(0.1, 1)}"
    )


def test_values_that_differ_by_rounding_alone_lie_on_an_axis_with_ticks(points, english):
    axes = drawn(points.assign(x=1 / 9 + np.array([0, 1e-17, 0, 2e-17])), english).layout
    low, high = axes.xaxis.range
    assert low < 100 / 9 < high
    assert high - low >= 1
    assert axes.yaxis.range is None
