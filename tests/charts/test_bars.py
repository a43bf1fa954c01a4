"""Bars lie where their amounts say, on one scale, and nothing given is taken for markup."""

import re

import pytest

from lcity.charts.bars.rows import Bar, Piece
from lcity.charts.bars.screen import bars


def drawn(html):
    found = re.findall(r'<i style="left:([\d.]+)%;width:([\d.]+)%;background:(#\w+)', html)
    return [(float(left), float(width), colour) for left, width, colour in found]


def test_one_scale_from_the_least_to_the_most():
    rows = [
        Bar("up", (Piece(0, 1, "#111111"), Piece(1, 3, "#222222")), ("+3",)),
        Bar("down", (Piece(0, -1, "#333333"),), ("-1",)),
    ]
    html = bars(rows, ["Indicator", "Bar", "Points"])
    assert drawn(html) == [(25, 25, "#111111"), (50, 50, "#222222"), (0, 25, "#333333")]
    assert html.count('<u style="left:25.0%">') == 2


def test_gains_alone_start_at_zero():
    html = bars([Bar("a", (Piece(0, 2, "#111111"),), ())], ["Indicator", "Bar"])
    assert drawn(html) == [(0, 100, "#111111")]


def test_nothing_to_draw_is_no_division_by_zero():
    assert drawn(bars([Bar("a", (Piece(0, 0, "#111111"),), ())], ["Indicator", "Bar"])) == [(0, 0, "#111111")]
    assert "<tbody></tbody>" in bars([], ["Indicator", "Bar"])


def test_what_is_given_is_shown_not_obeyed():
    bad = "<img src=x onerror=1>"
    html = bars([Bar(bad, (), (bad,), bad)], [bad, bad, bad])
    assert "<img" not in html
    assert html.count("&lt;img") == 7


def test_as_many_figures_as_heads():
    with pytest.raises(ValueError, match="zip"):
        bars([Bar("a", (), ("1", "2"))], ["Indicator", "Bar", "Points"])


def test_a_figure_in_lines_keeps_them_apart_and_escaped():
    html = bars([Bar("a", (), ("1", ("26 %", "<+1.1>")))], ["Indicator", "Bar", "Now", "At the median"])
    assert '<td class="n" data-head="Now">1</td>' in html
    assert '<span class="l">26 %</span><span class="l">&lt;+1.1&gt;</span></td>' in html


def test_chinese_heads_take_a_full_width_colon():
    assert '<table class="lc-bars han">' in bars([], ["指标", "增益"])
    assert '<table class="lc-bars d">' in bars([], ["Indicator", "Gain"], dark=True)
