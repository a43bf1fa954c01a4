"""Dots of rates by group."""

import numpy as np
import pandas as pd
import pytest

from lcity.charts.groups.dots import GroupRates
from lcity.charts.groups.screen import ROW_PX, figure_px, group_dots

LABELS = {"young": "0–14", "old": "60+", "all": "All"}


@pytest.fixture
def rates() -> pd.DataFrame:
    return pd.DataFrame(
        {"young": [0.1, np.nan, 0.3], "old": [0.5, np.nan, np.nan], "all": [0.2, np.nan, 0.3]},
        index=["a", "b", "c"],
    )


@pytest.fixture
def names() -> pd.Series:
    return pd.Series({"a": "Ash", "b": "Birch", "c": "<i>Cedar</i>"})


def drawn(rates, names, lang, selected=""):
    return group_dots(GroupRates(rates, names, LABELS, selected=selected), lang)


def traces(figure) -> dict:
    return {trace.name: trace for trace in figure.data if trace.name}


def test_every_known_rate_is_a_dot_of_its_unit(rates, names, english):
    found = traces(drawn(rates, names, english))
    assert list(found) == ["0–14", "60+", "All"]
    assert found["0–14"].x.tolist() == pytest.approx([10, 30])
    assert found["0–14"].y.tolist() == [0, 2]
    assert list(found["0–14"].customdata) == ["a", "c"]
    assert found["60+"].x.tolist() == pytest.approx([50])
    assert list(found["60+"].hovertext) == [f"Ash<br>60+: {english.percent(0.5, 1)}"]


def test_the_figure_is_as_tall_as_its_rows(rates, names, english):
    assert drawn(rates, names, english).layout.height == figure_px(3) == figure_px(2) + ROW_PX


def test_the_line_spans_the_groups_and_not_the_whole(rates, names, english):
    span = drawn(rates.assign(all=0.9), names, english).data[0]
    assert span.mode == "lines"
    assert list(span.x[:3]) == [pytest.approx(10), pytest.approx(50), None]


def test_everybody_is_a_bar_and_each_group_has_its_own_mark(rates, names, english):
    found = traces(drawn(rates, names, english))
    marks = [(trace.marker.symbol, trace.marker.color) for trace in found.values()]
    assert found["All"].marker.symbol == "line-ns"
    assert len(set(marks)) == 3


def test_a_unit_without_rates_says_so(rates, names, english):
    figure = drawn(rates, names, english)
    assert [(note.text, note.y) for note in figure.layout.annotations] == [(english.t("frame.no_data"), 1)]


def test_the_selected_unit_is_named_in_bold_on_a_band(rates, names, english):
    figure = drawn(rates, names, english, "c")
    assert list(figure.layout.yaxis.ticktext) == ["Ash", "Birch", "<b>&lt;i&gt;Cedar&lt;/i&gt;</b>"]
    (band,) = figure.layout.shapes
    assert (band.y0, band.y1) == (1.5, 2.5)
    assert not drawn(rates, names, english).layout.shapes


def test_first_is_on_top_and_the_height_follows_the_rows(rates, names, english):
    figure = drawn(rates, names, english)
    low, high = figure.layout.yaxis.range
    assert low > high
    assert figure.layout.height - drawn(rates.iloc[:1], names, english).layout.height == 2 * ROW_PX
