"""A chart shows the same on the page and in print: the same figures, words, shapes, dashes and colours."""

import numpy as np
import pandas as pd
import pytest

from lcity.charts.groups.dots import GroupRates
from lcity.charts.groups.print import GroupDots
from lcity.charts.groups.screen import group_dots
from lcity.charts.lorenz.curve import Curve
from lcity.charts.lorenz.print import LorenzCurve
from lcity.charts.lorenz.screen import lorenz_figure
from lcity.charts.scatter.points import SharePoints
from lcity.charts.scatter.print import ShareScatter
from lcity.charts.scatter.screen import share_scatter
from lcity.charts.trend.lines import Trend
from lcity.charts.trend.print import TrendLines
from lcity.charts.trend.screen import trend_lines
from lcity.charts.two_ranks.pairs import RankPairs
from lcity.charts.two_ranks.print import TwoRanks
from lcity.charts.two_ranks.screen import two_ranks as two_ranks_figure
from lcity.charts.waterfall.print import ShareSteps
from lcity.charts.waterfall.screen import waterfall as waterfall_figure
from lcity.charts.waterfall.steps import Steps
from tests.charts.forms import Form, printed, screen

NAMES = pd.Series({"a": "安吉", "b": "A & <b>B</b>", "c": "丙"})


def trend(lang) -> tuple[Form, Form]:
    years = pd.Index([2019, 2020, 2021, 2022], name="year")
    rates = pd.DataFrame(
        {"any": [0.2, np.nan, 0.3, 0.31], "online": [0.1, 0.2, 0.31, np.nan], "none": np.nan}, years
    )
    city = pd.Series([0.4, 0.5, 0.1, 0.31], years, name="online")
    labels = {"any": "任何方式", "online": NAMES["b"], "none": "没有"}
    drawn = Trend(rates, labels, 2020, city, NAMES["c"])
    return screen(trend_lines(drawn, lang, height=250)), printed(TrendLines("", drawn), lang)


def groups(lang) -> tuple[Form, Form]:
    rates = {"young": [0.1, np.nan, 0.3], "old": [0.5, np.nan, np.nan], "all": [0.2, np.nan, 0.3]}
    labels = {"young": "0–14", "old": "60+", "all": NAMES["b"]}
    drawn = GroupRates(pd.DataFrame(rates, NAMES.index), NAMES, labels, selected="c")
    return screen(group_dots(drawn, lang)), printed(GroupDots("", drawn, lang), lang)


def scatter(lang) -> tuple[Form, Form]:
    points = pd.DataFrame(
        {"x": [0.2, 0.4, np.nan], "y": [0.1, 0.3, 0.2], "own": [False, True, True], "name": NAMES},
        NAMES.index,
    )
    drawn = SharePoints(points.assign(tip=NAMES), "附近", NAMES["b"], "b")
    return screen(share_scatter(drawn, lang, height=250)), printed(ShareScatter("", drawn), lang)


def lorenz(lang) -> tuple[Form, Form]:
    drawn = Curve(np.array([0, 0.75, 1]), np.array([0, 0.5, 1]), "人", NAMES["b"], "相等")
    figure = lorenz_figure(drawn, lang, tip="{people} {total}", height=200)
    return screen(figure), printed(LorenzCurve("", drawn), lang)


def two_ranks(lang) -> tuple[Form, Form]:
    ranks = {"first": [1, 2, None], "second": [3, 2, None], "low": [1, 1, None], "high": [2, 3, None]}
    table = pd.DataFrame(ranks, NAMES.index, dtype="Int64").assign(depends=[True, False, False], name=NAMES)
    drawn = RankPairs(table, "一", NAMES["b"], "区间", "位次", "b")
    return screen(two_ranks_figure(drawn, lang)), printed(TwoRanks("", drawn, lang), lang)


def waterfall(lang) -> tuple[Form, Form]:
    drawn = Steps([0.8, 0.82, 0.6], ["所有人", NAMES["b"], "步速", "他们"], ["+2", "−22 个百分点"])
    return screen(waterfall_figure(drawn, lang)), printed(ShareSteps("", drawn), lang)


CHARTS = {
    "groups": groups,
    "lorenz": lorenz,
    "scatter": scatter,
    "trend": trend,
    "two_ranks": two_ranks,
    "waterfall": waterfall,
}


@pytest.mark.parametrize("name", CHARTS)
def test_both_forms_show_the_same(name, chinese):
    on_page, in_print = CHARTS[name](chinese)
    assert vars(on_page) == vars(in_print)
    assert on_page.words
    assert on_page.lines or on_page.dots or on_page.bars
