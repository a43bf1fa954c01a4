"""The Lorenz curve."""

import numpy as np
import pytest

from lcity.charts.lorenz.curve import Curve
from lcity.charts.lorenz.screen import lorenz_figure


@pytest.fixture
def figure(english):
    curve = Curve(np.array([0, 0.75, 1.0]), np.array([0, 0.5, 1.0]), "People", "<Whole>", "Same")
    return lorenz_figure(curve, english, tip="Worst {people}: {total}", height=200)


def test_the_curve_lies_under_the_line_of_equality(figure):
    even, own = figure.data
    assert (list(even.x), list(even.y)) == ([0, 100], [0, 100])
    assert (list(own.x), list(own.y)) == ([0, 75, 100], [0, 50, 100])
    assert own.fill == "tonexty"


def test_hover_says_who_has_what_and_no_title_is_taken_for_markup(figure):
    assert figure.data[1].hovertext[1] == "Worst 75\N{NO-BREAK SPACE}%: 50\N{NO-BREAK SPACE}%"
    assert figure.layout.yaxis.title.text == "&lt;Whole&gt;"
