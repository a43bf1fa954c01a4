"""A chart shows the same on the page and in print: the same figures, words, shapes, dashes and colours."""

import re
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from lcity import charts
from lcity.charts.bars.print import BarRows
from lcity.charts.bars.rows import Bar, Piece
from lcity.charts.bars.screen import bars as bars_html
from lcity.charts.cloud.print import SharesCloud
from lcity.charts.cloud.rows import Shares, scale_of
from lcity.charts.cloud.screen import cloud as cloud_html
from lcity.charts.grid.cells import Cell, Row
from lcity.charts.grid.print import ShadedGrid
from lcity.charts.grid.screen import grid as grid_html
from lcity.charts.groups.dots import GroupRates
from lcity.charts.groups.print import GroupDots
from lcity.charts.groups.screen import group_dots
from lcity.charts.heat.print import ScoreTable
from lcity.charts.heat.screen import heat_table
from lcity.charts.lorenz.curve import Curve
from lcity.charts.lorenz.print import LorenzCurve
from lcity.charts.lorenz.screen import lorenz_figure
from lcity.charts.multiples.print import GAP, NAME_SHARE, SmallLines
from lcity.charts.multiples.screen import HEIGHT, MARGIN, WIDTH, small_line
from lcity.charts.profile.print import ProfileStrips
from lcity.charts.profile.screen import Line, profile_data
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
from lcity.charts.week.print import WeekPicture
from lcity.charts.week.screen import week_data
from lcity.index import Tree, Weights, rank_scores
from tests.charts.forms import Form, Page, axes_of, printed, screen, screens, style

NAMES = pd.Series({"a": "安吉", "b": "A & <b>B</b>", "c": "丙"})


def trend(lang) -> tuple[Form, Form]:
    years = pd.Index([2019, 2020, 2021, 2022], name="year")
    rates = pd.DataFrame(
        {"any": [0.2, np.nan, 0.3, 0.31], "online": [0.1, 0.2, 0.31, np.nan], "none": np.nan}, years
    )
    city = pd.Series([0.4, 0.5, 0.1, 0.31], years, name="online")
    labels = {"any": "任何方式", "online": NAMES["b"], "none": "没有"}
    drawn = Trend(rates, labels, 2020, city, NAMES["c"])
    return screens(trend_lines(drawn, lang, height=250)), printed(TrendLines("", drawn), lang)


def groups(lang) -> tuple[Form, Form]:
    rates = {"young": [0.1, np.nan, 0.3], "old": [0.5, np.nan, np.nan], "all": [0.2, np.nan, 0.3]}
    labels = {"young": "0–14", "old": "60+", "all": NAMES["b"]}
    drawn = GroupRates(pd.DataFrame(rates, NAMES.index), NAMES, labels, selected="c")
    return screens(group_dots(drawn, lang)), printed(GroupDots("", drawn, lang), lang)


def scatter(lang) -> tuple[Form, Form]:
    points = pd.DataFrame(
        {"x": [0.2, 0.4, np.nan], "y": [0.1, 0.3, 0.2], "own": [False, True, True], "name": NAMES},
        NAMES.index,
    )
    drawn = SharePoints(points.assign(tip=NAMES), "附近", NAMES["b"], "b")
    return screens(share_scatter(drawn, lang, height=250)), printed(ShareScatter("", drawn), lang)


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


def grid(lang) -> tuple[Form, Form]:
    cells = Cell("90%", "#07474b", "#ffffff", ring=True), Cell("10%", "#b4d9d6", "#000000"), Cell()
    rows, heads = [Row("甲", cells, True), Row(NAMES["b"], cells[::-1])], ["位次", "1", "2", "3–4"]
    page, axes = Page(grid_html(rows, heads, "")), axes_of(ShadedGrid("", rows, heads, lang), lang)
    on_page = [("r" in look.get("class", ""), style(look, "background")) for look in page.tags("td")]
    in_print = [(bool(patch.get_linewidth()), to_hex(patch.get_facecolor())) for patch in axes.patches]
    return (
        Form(words=page.words, bars=[(ring, fill or "#ffffff") for ring, fill in on_page]),
        Form(words={text.get_text() for text in axes.texts}, bars=in_print),
    )


def week(lang) -> tuple[Form, Form]:
    shares = np.where(np.arange(168) == 5, np.nan, np.arange(168) / 167)
    data, axes = week_data(shares, lang, "", hour=58), axes_of(WeekPicture("", shares, 58), lang)
    across, down = axes.patches[0].get_xy()
    fills = [to_hex(cell) for cell in axes.collections[0].get_array().reshape(-1, 3)]
    names = {label.get_text() for label in axes.get_yticklabels()}
    return (
        Form(words=set(data["days"]), bars=data["fills"], dots={data["hour"]}),
        Form(words=names, bars=fills, dots={int(24 * down + across)}),
    )


def multiples(lang) -> tuple[Form, Form]:
    """One cell of each; y of the page goes down from the top."""
    years, values, bounds, target = [2010, 2015, 2017, 2020], np.array([1, np.nan, 3, 9.0]), (1, 5), 2.0
    paths = [look["d"] for look in Page(small_line(years, values, bounds, target)).tags("path")]
    level, line, dots = (np.array(re.findall(r"-?\d+\.?\d*", path), float) for path in paths)
    across, up = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN

    def places(points: np.ndarray) -> set:
        return {(round((x - MARGIN) / across, 1), round((HEIGHT - MARGIN - y) / up, 1)) for x, y in points}

    table = pd.DataFrame([values], ["a"], years)
    cell = SmallLines("", table, NAMES, pd.Series({"a": target}), bounds)
    mark, drawn = axes_of(cell, lang).lines
    wide, high, low = 1 - GAP, 1 - GAP - NAME_SHARE, GAP / 2
    at = [(round(x / wide, 1), round((y - low) / high, 1)) for x, y in zip(*drawn.get_data(), strict=True)]
    dotted = {at[place] for place in drawn.get_markevery()}
    return (
        Form(
            lines=places(line.reshape(-1, 2)),
            dots=places(dots.reshape(-1, 3)[:, :2]),
            bars=[round((HEIGHT - MARGIN - level[1]) / up, 1)],
        ),
        Form(
            lines={point for point in at if not np.isnan(point).any()},
            dots=dotted,
            bars=[round((mark.get_ydata()[0] - low) / high, 1)],
        ),
    )


def heat(lang) -> tuple[Form, Form]:
    scores = pd.DataFrame({"x": [10.0, 90.0, np.nan], "y": [60.0, 80.0, 40.0]}, NAMES.index)
    ranking = rank_scores(scores, Tree(("x", "y"), (None, None), (1.0, 2.0)), Weights())
    between = pd.DataFrame({"low": [1, 1, pd.NA], "high": [2, 1, pd.NA]}, NAMES.index, dtype="Int64")
    simulated, labels = pd.Series({"x": 1.0, "y": 0.0, "": 0.3}), {"x": "甲维", "y": "乙维"}
    words = {"label": "", "unit": "城市", "between": between, "not_apart": ("a",)}
    table = heat_table(ranking, NAMES, labels, simulated, lang, **words)
    heads = [column.label for column in table.columns]
    axes = axes_of(ScoreTable("", table, heads, lang, "b"), lang)
    cells = [cell for row in table.rows for cell in row.cells]
    return (
        Form(words={*heads, *(cell.text for cell in cells)}, bars=[cell.fill for cell in cells if cell.fill]),
        Form(
            words={text.get_text() for text in axes.texts},
            bars=[to_hex(patch.get_facecolor()) for patch in axes.patches],
        ),
    )


def profile(lang) -> tuple[Form, Form]:
    nodes = ["d", "x"]
    scores = pd.DataFrame({"d": [50.0, 120.0, -3.0], "x": [np.nan, 33.333, 99.96]}, NAMES.index)
    quartiles = pd.DataFrame({0.25: [10.0, 20], 0.5: [20.0, 30], 0.75: [130.0, 40]}, nodes)
    lines = [Line(node, node, "", 0, ()) for node in nodes]
    data = profile_data(lines, scores, quartiles, ["a", "b"], NAMES[:2], "", {})
    on_page = Form(words={unit["name"] for unit in data["units"]} | set(nodes))
    for row, drawn in enumerate(data["rows"]):
        low, middle, high = drawn["band"]
        on_page.bars.append((low, middle, high))
        for unit, place in zip(data["units"], drawn["dots"], strict=True):
            on_page.dots |= {(unit["colour"], unit["shape"], (place, row))} if place is not None else set()
    named = pd.Series(nodes, nodes)
    strips = ProfileStrips("", scores, quartiles, named, frozenset(), NAMES[:2], "半数", "所有", lang)
    in_print, axes = printed(strips, lang), axes_of(strips, lang)
    middles = [path[0][0] for path in axes.collections[len(nodes)].get_segments()]
    bands = zip(axes.patches, middles, strict=True)
    bars = [(bar.get_x(), middle, bar.get_x() + bar.get_width()) for bar, middle in bands]
    return on_page, Form(dots=in_print.dots, bars=bars, words=in_print.words - {"半数", "所有"})


def cloud(lang) -> tuple[Form, Form]:
    given = np.array([0.2, 0.0, 0.2, 0.4])
    rows = [
        Shares(name, shares, 0.2, 0.15, 0.25, ("20%", f"15–25{name}"), f"31{name}", "", "#0072b2")
        for name, shares in (("甲", given), (NAMES["b"], given[::-1] / 2))
    ]
    marks, heads = [lang.percent(mark) for mark in scale_of(rows)], ["", "中位数", "权重"]
    html = Page(cloud_html(rows, heads, marks, ink="#1d2627"))
    drawn = [Page(unquote(look["src"].partition(",")[2])) for look in html.tags("img")]
    on_page, axes = Form(words=html.words), axes_of(SharesCloud("", rows, heads), lang)
    for row, svg in enumerate(drawn):
        dots = next(look for look in svg.tags("path") if look["stroke"] == "#0072b2")
        places = [(float(x) - 8) / 584 for x in re.findall(r"M(\d+) [\d.]+h0", dots["d"])]
        on_page.dots |= {("#0072b2", row, round(place, 2)) for place in places}
    in_print = Form(words={text.get_text() for text in (*axes.texts, *axes.get_yticklabels())})
    in_print.words |= set(marks) & {text.get_text() for text in axes.get_xticklabels()}
    for row, line in enumerate(line for line in axes.lines if line.get_marker() == "o"):
        end = scale_of(rows)[-1]
        along = {("#0072b2", row, round(float(x) / end, 2)) for x in line.get_xdata()}
        in_print.dots |= along
    return on_page, in_print


def bars(lang) -> tuple[Form, Form]:
    pieces = (Piece(0, 3, "#0072b2"), Piece(3, 5, "#e69f00")), (Piece(0, 4, "#009e73"),), ()
    names = ["1  甲", "2  乙", NAMES["b"]]
    figures = ("5.0", "60%"), ("4.0", "–"), ("无数据", ("一", "二"))
    rows = [Bar(*row) for row in zip(names, pieces, figures, strict=True)]
    heads = ["位次", "各项得分", "得分", "居首"]
    page, axes = Page(bars_html(rows, heads)), axes_of(BarRows("", rows, heads, lang), lang)
    on_page = [
        (style(look, "background"), *(round(float(style(look, name)[:-1]), 2) for name in ("left", "width")))
        for look in page.tags("i")
    ]
    in_print = [
        (to_hex(bar.get_facecolor()), round(20 * bar.get_x(), 2), round(20 * bar.get_width(), 2))
        for bar in axes.patches
    ]
    words = {word for text in axes.texts for word in text.get_text().split("\n")}
    return Form(words=page.words, bars=on_page), Form(words=words, bars=in_print)


CHARTS = {
    "bars": bars,
    "cloud": cloud,
    "heat": heat,
    "profile": profile,
    "grid": grid,
    "multiples": multiples,
    "week": week,
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
    assert sum(map(bool, vars(on_page).values())) >= 2


def test_every_chart_of_two_forms_is_held_together():
    folders = [path for path in Path(charts.__file__).parent.iterdir() if path.is_dir()]
    forms = {path.name: {file.name for file in path.glob("*.py")} for path in folders}
    assert set(CHARTS) == {name for name, files in forms.items() if {"screen.py", "print.py"} <= files}
