"""The week as 7 × 24 cells."""

import numpy as np
import pytest

from lcity.charts.week import CELL, ramp, week
from lcity.colour import NO_DATA, SEQUENTIAL, shade
from lcity.text import language

EN, ZH = language("en"), language("zh")
SHARE = np.linspace(0, 1, 168)


def test_a_cell_an_hour_whose_number_is_its_point():
    (cells,) = week(SHARE, EN).data
    saturday_7_pm = 5 * 24 + 19
    assert len(cells.x) == 168
    assert cells.x[saturday_7_pm] == 19.5
    assert cells.base[saturday_7_pm] == pytest.approx(5 + (1 - CELL) / 2)
    assert cells.hovertext[saturday_7_pm].startswith("Saturday 19:00–20:00")
    assert cells.marker.color[0] == SEQUENTIAL[0]
    assert cells.marker.color[167] == SEQUENTIAL[-1]
    assert cells.marker.color[100] == shade(SHARE[100])


def test_the_words_are_the_readers():
    figure = week(SHARE, ZH)
    assert figure.layout.yaxis.ticktext[0] == "周一"
    assert figure.data[0].hovertext[0] == "周一 0:00–1:00<br>0%"
    assert figure.layout.yaxis.range == (7, 0)


def test_what_is_unknown_is_no_data_and_a_dash():
    (cells,) = week(np.full(168, np.nan), EN).data
    assert set(cells.marker.color) == {NO_DATA}
    assert cells.hovertext[0].endswith("–")


def test_the_chosen_hour_is_outlined_and_nothing_else_moves():
    plain, chosen = week(SHARE, EN), week(SHARE, EN, hour=2 * 24 + 10)
    assert len(plain.layout.shapes) == 0
    (outline,) = chosen.layout.shapes
    assert (outline.x0, outline.x1, outline.y0, outline.y1) == (10, 11, 2, 3)
    assert chosen.data[0] == plain.data[0]
    assert chosen.layout.height == plain.layout.height


def test_on_a_dark_ground_the_outline_is_light_and_the_ramp_the_cells():
    figure = week(SHARE, EN, hour=0, dark=True)
    assert figure.layout.shapes[0].line.color == "#ffffff"
    colours = figure.data[0].marker.color
    assert (colours[0], colours[167]) == (ramp(dark=True)[0], ramp(dark=True)[-1])
    assert ramp() == SEQUENTIAL


def test_one_cell_chosen_pales_no_other():
    assert week(SHARE, EN).data[0].unselected.marker.opacity == 1
