"""What the page's own component draws of a figure; that it is all of it `test_forms` holds."""

import json

import numpy as np
import plotly.graph_objects as go
import pytest

from lcity.charts.labels import GIVES_WAY, readable
from lcity.charts.larger import larger
from lcity.charts.plain import plain


@pytest.fixture
def figure() -> go.Figure:
    dots = go.Scatter(
        x=np.array([1.0, np.nan]),
        y=[2, 3],
        mode="markers",
        name="A &amp; B",
        marker={"color": "#123456", "symbol": "diamond", "size": 9, "opacity": 0.5},
        customdata=["a", "b"],
        hovertext=["Ash &lt;i&gt;<br>1", "Birch<br>no data"],
    )
    fig = go.Figure([dots, go.Scatter(x=[1, 2], y=[3, 4], mode="lines", showlegend=False)])
    fig.add_hrect(0.5, 1.5, fillcolor="rgba(0,0,0,0.1)")
    fig.add_vline(2, line_color="#888888")
    fig.update_layout(height=200, margin={"t": 60})
    fig.update_yaxes(tickvals=[0, 1], ticktext=["&lt;b&gt;", "<b>Ash</b>"], range=[1.5, -0.5])
    fig.update_xaxes(side="top", rangemode="tozero", ticksuffix="%", nticks=4)
    return readable(fig)


def test_all_that_is_drawn_is_told_as_plain_values(figure):
    told = plain(figure)
    json.dumps(told, allow_nan=False)
    dots, line = told["series"]
    assert (told["height"], told["head"], told["legend"]) == (200, 60, True)
    assert (dots["x"], dots["ids"], dots["opacity"]) == ([1.0, None], ["a", "b"], 0.5)
    assert dots["dots"] == {"colour": "#123456", "shape": "diamond", "size": 9, "rim": None}
    assert (dots["line"], line["dots"], line["in_legend"]) == (None, None, False)
    assert told["bands"] == [{"ends": [0.5, 1.5], "fill": "rgba(0,0,0,0.1)"}]
    assert told["rules"] == [{"at": 2, "colour": "#888888"}]
    assert {name: told["x"][name] for name in ("top", "zero", "most", "suffix", "ticks")} == {
        "top": True, "zero": True, "most": 4, "suffix": "%", "ticks": None,
    }  # fmt: skip


def test_a_note_that_may_cover_a_point_gives_way_and_one_at_a_line_s_end_does_not(figure):
    for name in (GIVES_WAY, None):
        figure.add_annotation(x=1, y=2, text="Ash", name=name)
    assert [note["gives_way"] for note in plain(figure)["notes"]] == [True, False]


def test_words_are_told_as_they_are_read_and_bold_apart(figure):
    told = plain(figure)
    assert told["series"][0]["label"] == "A & B"
    assert told["series"][0]["tips"] == ["Ash <i>\n1", "Birch\nno data"]
    assert told["y"]["ticks"] == [[0.0, "<b>", False], [1.0, "Ash", True]]


def test_before_a_room_letters_marks_and_height_grow_alike(figure):
    small, large = plain(figure), plain(larger(figure, 2))
    assert large["height"] == 2 * small["height"]
    assert large["text"] == 2 * small["text"]
    assert large["series"][0]["dots"]["size"] == 2 * small["series"][0]["dots"]["size"]


def test_what_it_cannot_draw_is_refused():
    with pytest.raises(TypeError, match="Bar"):
        plain(go.Figure(go.Bar(x=[1], y=[1])))
