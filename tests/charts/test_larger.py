"""A figure for the back row: what is in px grows, what is data does not."""

import plotly.graph_objects as go
import pytest

from lcity.charts.larger import LEAST_LETTER_PX, larger


@pytest.fixture
def fig():
    made = go.Figure(
        [
            go.Bar(x=[1, 2], y=[3, 4], width=[0.5, 0.5], marker={"line": {"width": 2}}),
            go.Scatter(x=[1], y=[2], marker={"size": [6, 8]}, line={"width": 1.5}, textfont={"size": 10}),
        ]
    )
    made.add_annotation(x=1, y=2, text="here", xshift=8, font={"size": 16, "color": "red"})
    made.add_vline(1, line_width=1)
    made.update_layout(height=300, margin={"l": 0, "t": 10}, font={"size": 14}, bargap=0.2)
    made.update_xaxes(range=[0, 3], tickfont={"size": 14})
    return made


def test_what_is_in_px_grows_and_what_is_data_stays(fig):
    before = fig.to_json()
    made = larger(fig, 2)
    bar, line = made.data
    layout = made.layout
    assert (layout.height, layout.margin.l, layout.margin.t) == (600, 0, 20)
    assert (layout.font.size, layout.xaxis.tickfont.size, layout.annotations[0].font.size) == (28, 28, 32)
    assert (layout.annotations[0].xshift, layout.shapes[0].line.width) == (16, 2)
    assert (bar.marker.line.width, tuple(line.marker.size), line.line.width) == (4, (12, 16), 3)
    assert line.textfont.size == 2 * LEAST_LETTER_PX
    assert (tuple(bar.width), tuple(bar.y), tuple(layout.xaxis.range)) == ((0.5, 0.5), (3, 4), (0, 3))
    assert (layout.bargap, layout.annotations[0].font.color) == (0.2, "red")
    assert fig.to_json() == before


def test_at_a_desk_it_is_the_figure_itself(fig):
    assert larger(fig, 1) is fig
