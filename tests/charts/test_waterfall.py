"""From one share to another, a cause a row."""

import pytest

from lcity.charts.waterfall.screen import waterfall, waterfall_px
from lcity.charts.waterfall.steps import GAIN, LOSS, Steps
from lcity.colour import SERIES, WHOLE

SHARES = [0.8, 0.82, 0.6, 0.6]
LABELS = ["All", "<Group>", "Pace", "Hours", "Them"]


@pytest.fixture
def figure(english):
    return waterfall(Steps(SHARES, LABELS, ["+2", "-22", "0"]), english)


def test_bars_hang_between_the_share_before_and_after(figure):
    (bars,) = figure.data
    assert list(bars.base) == pytest.approx([0, 80, 60, 60, 0])
    assert list(bars.x) == pytest.approx([80, 2, 22, 0, 60])
    assert list(bars.marker.color) == [WHOLE, GAIN, LOSS, GAIN, SERIES[0]]


def test_each_bar_is_labelled_and_joined_to_the_next(figure):
    labels = [note.text for note in figure.layout.annotations]
    assert labels == ["80\N{NO-BREAK SPACE}%", "+2", "-22", "0", "60\N{NO-BREAK SPACE}%"]
    assert list(figure.layout.yaxis.ticktext)[1] == "&lt;Group&gt;"
    joints = [(shape.x0, shape.y0, shape.y1) for shape in figure.layout.shapes]
    assert joints == [(pytest.approx(80), 0, 1), (pytest.approx(82), 1, 2), (60, 2, 3), (60, 3, 4)]
    assert figure.layout.height == waterfall_px(5)


def test_nothing_covered_at_all_still_has_an_axis(english):
    figure = waterfall(Steps([0.0] * 4, LABELS, ["0"] * 3), english)
    assert figure.layout.xaxis.range[1] > 0
