"""Lines over the years."""

import numpy as np
import pandas as pd
import pytest

from lcity.charts.trend.lines import Trend
from lcity.charts.trend.screen import trend_lines

YEARS = pd.Index([2019, 2020, 2021], name="year")
LABELS = {"any": "Any way", "online": "Online"}


def drawn(rates, lang, **more):
    return trend_lines(Trend(rates, LABELS, **more), lang, height=250)


@pytest.fixture
def rates() -> pd.DataFrame:
    return pd.DataFrame({"any": [0.2, np.nan, 0.3], "online": [0.1, 0.2, np.nan]}, index=YEARS)


def test_a_missing_year_interrupts_the_line(rates, english):
    line = drawn(rates, english).data[0]
    assert line.x == (2019, 2020, 2021)
    assert line.y == pytest.approx([20, np.nan, 30], nan_ok=True)
    assert line.connectgaps is False


def test_each_line_is_named_at_its_last_point(rates, english):
    figure = drawn(rates, english)
    named = {note.text: (note.x, note.y) for note in figure.layout.annotations}
    assert named == {"Any way": (2021, pytest.approx(30)), "Online": (2020, pytest.approx(20))}


def test_names_of_lines_that_meet_stay_apart(english):
    rates = pd.DataFrame({"any": [0.2, 0.3], "online": [0.1, 0.3]}, index=YEARS[:2])
    figure = drawn(rates, english)
    first, second = (note.y for note in figure.layout.annotations)
    top = figure.layout.yaxis.range[1]
    assert abs(first - second) / top * 250 >= 14


def test_the_year_in_force_is_marked_only_if_drawn(rates, english):
    assert drawn(rates, english, year=2020).layout.shapes[0].x0 == 2020
    assert not drawn(rates, english, year=2010).layout.shapes


def test_the_compared_line_is_the_thin_last_one_in_a_colour_of_no_series(rates, english):
    compared = pd.Series([0.4, 0.5, 0.6], YEARS, name="online")
    figure = drawn(rates, english, compared=compared, compared_label="A & B")
    assert [trace.name for trace in figure.data] == ["Any way", "Online", "A &amp; B"]
    assert figure.data[2].line.width < figure.data[1].line.width
    assert figure.data[2].line.color not in {line.line.color for line in figure.data[:2]}
    assert figure.layout.yaxis.range[1] > 60


def test_nothing_known_is_still_a_chart(english):
    figure = drawn(pd.DataFrame({"any": np.nan, "online": np.nan}, YEARS), english)
    assert not figure.layout.annotations
    assert figure.layout.yaxis.range == (0, 1)
