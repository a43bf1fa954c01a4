"""Ranks under two frameworks side by side."""

import pandas as pd
import pytest

from lcity.charts.two_ranks.pairs import RankPairs
from lcity.charts.two_ranks.screen import two_ranks, two_ranks_px


@pytest.fixture
def table():
    ranks = pd.DataFrame(
        {"first": [1, 2, pd.NA], "second": [1, 7, pd.NA], "low": [1, 1, pd.NA], "high": [2, 3, pd.NA]},
        index=list("abc"),
        dtype="Int64",
    )
    return ranks.assign(depends=[False, True, False], name=["Ash", "<Birch>", "Cedar"])


def drawn(table, lang, selected=""):
    return two_ranks(RankPairs(table, "One", "Two", "Range", "Rank", selected), lang)


def test_each_framework_has_its_dots_over_the_interval_of_the_first(table, english):
    bars, links, first, second = drawn(table, english).data
    assert (list(first.x), list(second.x)) == ([1, 2], [1, 7])
    assert list(first.customdata) == ["a", "b"]
    assert [x for x in bars.x if x == x and x is not None] == [1, 2, 1, 3]
    assert list(links.x)[:2] == [2, 7], "only the unit whose rank depends on it is linked"
    assert first.marker.symbol != second.marker.symbol


def test_names_are_written_alike_and_the_unranked_say_so(table, english):
    figure = drawn(table, english, selected="a")
    assert list(figure.layout.yaxis.ticktext) == ["Ash", "&lt;Birch&gt;", "Cedar"]
    assert [(note.text, note.y) for note in figure.layout.annotations] == [("Not ranked under both", 2)]
    assert figure.layout.xaxis.tickvals[0] == 1
    assert figure.layout.xaxis.range[1] > 7
    assert figure.layout.height == two_ranks_px(3)
    assert figure.layout.shapes[0].y0 == -0.5


def test_hover_says_who_and_where(table, english):
    assert drawn(table, english).data[3].hovertext[1] == "&lt;Birch&gt;<br>Two: 7"


def test_nobody_ranked_is_still_a_figure(table, english):
    assert drawn(table.loc[["c"]], english).layout.xaxis.range[1] >= 1
