"""Small multiples: one scale for all, gaps that stay gaps, the latest figure as a dot."""

from xml.etree import ElementTree

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from lcity.charts.multiples.print import SmallLines
from lcity.charts.multiples.screen import HEIGHT, MARGIN, WIDTH, small_line
from lcity.text import language

SVG = "{http://www.w3.org/2000/svg}"


def paths(svg):
    return [path.get("d") for path in ElementTree.fromstring(svg).iter(f"{SVG}path")]


def test_a_line_between_the_margins_the_target_across_and_a_dot_at_the_end():
    target, line, dot = paths(small_line([2010, 2015, 2020], np.array([0.0, 5, 10]), (0, 10), 10.0))
    assert target == f"M0 {MARGIN:.1f}H{WIDTH}"
    top, bottom, right = f"{MARGIN:.1f}", f"{HEIGHT - MARGIN:.1f}", f"{WIDTH - MARGIN:.1f}"
    assert line == f"M{MARGIN:.1f} {bottom}L{WIDTH / 2:.1f} {HEIGHT / 2:.1f}L{right} {top}"
    assert dot == f"M{WIDTH - MARGIN:.1f} {MARGIN:.1f}h0"


def test_a_missing_year_interrupts_the_line_and_one_alone_is_a_dot():
    line, dots = paths(small_line([1, 2, 3, 4], np.array([1, np.nan, 3, 4.0]), (0, 10)))
    assert line.count("M") == 2
    assert dots.count("h0") == 2
    assert paths(small_line([1, 2], np.array([np.nan, np.nan]), (0, 1))) == []


def test_what_lies_beyond_the_scale_stands_at_its_end_and_one_value_in_the_middle():
    line, _ = paths(small_line([1, 2], np.array([-99, 99.0]), (0, 10)))
    assert line == f"M{MARGIN:.1f} {HEIGHT - MARGIN:.1f}L{WIDTH - MARGIN:.1f} {MARGIN:.1f}"
    line, _ = paths(small_line([1, 2], np.array([3, 3.0]), (3, 3)))
    assert line.count(f" {HEIGHT / 2:.1f}") == 2


def test_on_paper_there_is_a_cell_for_every_unit_and_a_line_for_every_target():
    values = pd.DataFrame([[1, 2], [2, np.nan], [3, 4.0]], list("abc"), [2010, 2020])
    names = pd.Series({"a": "Ash", "b": "Birch", "c": "Cedar"})
    fig, axes = plt.subplots()
    targets = pd.Series({"a": 3.0, "b": np.nan, "c": 3.0})
    SmallLines("Trees", values, names, targets, (1.0, 4.0)).draw(axes, language("en"))
    assert [text.get_text() for text in axes.texts] == ["Ash", "Birch", "Cedar"]
    assert len(axes.lines) == 3 + 2
    plt.close(fig)
