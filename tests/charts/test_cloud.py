"""Dots stand where their shares say, like ones on top of each other, and nothing is taken for markup."""

import re
from urllib.parse import unquote

import numpy as np
import pytest
from matplotlib.figure import Figure

from lcity.charts.cloud.print import SharesCloud
from lcity.charts.cloud.rows import Shares, scale, scale_of, stacked
from lcity.charts.cloud.screen import cloud
from lcity.text import language

GIVEN = np.array([0.2, 0.0, 0.2, 0.4])


def row(name="Access", alt="20 %"):
    return Shares(name, GIVEN, 0.2, 0.15, 0.25, ("20 %", "15–25 %"), "31 %", alt, "#0072b2")


def test_shares_alike_stand_on_top_of_each_other():
    along, height = stacked(GIVEN, 0.4)
    assert along.tolist() == [0, 0.5, 0.5, 1]
    assert height.tolist() == [0, 0, 1, 0]


@pytest.mark.parametrize(("most", "end"), [(0, 0), (0.21, 0.25), (0.4, 0.4), (0.41, 0.5), (1, 1), (0.9, 1)])
def test_a_scale_ends_at_a_round_share_beyond_the_most(most, end):
    marks = scale(most)
    assert marks[0] == 0
    assert marks[-1] >= end
    assert marks[-1] < most + 0.25 + 1e-9


def test_on_the_page_each_row_has_a_dot_a_giver_and_its_words():
    html = cloud(
        [row()], ["Weight", "Median", "Room"], [f"{mark:.0%}" for mark in scale_of([row()])], ink="#1d2627"
    )
    svg = unquote(re.search(r'src="data:image/svg\+xml,([^"]+)"', html)[1])
    assert svg.count("h0") == len(GIVEN)
    assert 'alt="20 %"' in html
    assert '<td class="f">31 %</td>' in html
    assert re.findall(r'<th scope="row" class="n">(\w+)', html) == ["Access"]


def test_in_print_the_heads_of_figures_stand_on_one_line():
    axes = Figure().add_subplot()
    SharesCloud("", [row()], ["Weight", "Median", "Room's weight"]).draw(axes, language("en"))
    heads = [text for text in axes.texts if text.get_text() in ("Median", "Room's weight")]
    # The foot of a "g" is no part of where letters stand.
    assert [(text.get_position()[1], text.get_va()) for text in heads] == 2 * [(-0.95, "baseline")]


def test_what_is_given_is_shown_not_obeyed():
    bad = '"><script>'
    html = cloud([row(bad, bad)], [bad] * 3, [bad] * len(scale_of([row()])), ink="#1d2627")
    assert "<script>" not in html


def test_on_a_phone_every_second_mark_of_the_scale_is_left_out_and_the_last_stands_clear_of_the_figures():
    html = cloud([row()], ["", "", ""], [f"{mark:.0%}" for mark in scale_of([row()])], ink="#1d2627")
    narrow = html.partition("@media (max-width: 640px)")[2].partition("</style>")[0]
    assert ".s i:nth-child(even) { display: none; }" in narrow
    assert '<th class="a"><div class="s"' in html
