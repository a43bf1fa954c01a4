"""Metadata and pictures to write, as plain and as hostile as readers' data can be."""

import datetime

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from lcity.charts import table as table_of
from lcity.charts.amounts.print import AmountBars
from lcity.charts.grid.cells import Cell, Row
from lcity.charts.grid.print import ShadedGrid
from lcity.charts.groups.dots import GroupRates
from lcity.charts.groups.print import GroupDots
from lcity.charts.heat.print import ScoreTable
from lcity.charts.lorenz.curve import Curve
from lcity.charts.lorenz.print import LorenzCurve
from lcity.charts.parts.print import PartsBar
from lcity.charts.ranks.print import RankBars
from lcity.charts.scatter.points import SharePoints
from lcity.charts.scatter.print import ShareScatter
from lcity.charts.trend.lines import Trend
from lcity.charts.trend.print import TrendLines
from lcity.charts.two_ranks.pairs import RankPairs
from lcity.charts.two_ranks.print import TwoRanks
from lcity.charts.waterfall.print import ShareSteps
from lcity.charts.waterfall.steps import Steps
from lcity.charts.week.print import WeekPicture
from lcity.export.metadata import Metadata, Weight
from lcity.export.pictures.page import Picture
from lcity.export.table import Column, Table
from lcity.maps.print import DistrictMap, Dots

HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x")',
    "$\\frac{1}{0}$",
    "a&b </title> ]]> %s {name}",
    "\u202egnihtyna\u202c",
    "x" * 10_000,
    "龘𠀀😀",
    "\x00\x07\x1b[31m",
    "",
)


def metadata(**changed) -> Metadata:
    """Return metadata of a Chinese page, changed as wanted."""
    given = {
        "question": "如果看重的方面不同，排名会怎样？",
        "finding": "北京以61.9分居首。",
        "dataset": "中国学习型城市",
        "data": "0123456789abcdef",
        "day": datetime.date(2026, 11, 22),
        "chosen": (("城市", "北京"), ("年份", "2024")),
        "weights": (
            Weight("处处可学", 0, 0.75),
            Weight("覆盖率", 1, 0.75, "simulated"),
            Weight("人才", 0, 0.25, "official"),
        ),
        "sources": ("国家统计局", "LCity"),
        "provenances": ("official", "simulated"),
        "years": "2020–2024",
        "method": ("指数是各指标的加权平均。",),
        "link": "http://localhost:8501/ranking?lang=zh&v=1",
    }
    return Metadata(**given | changed)


def hostile() -> Metadata:
    """Return metadata in which every text is hostile."""
    long, script, formula = HOSTILE[5], HOSTILE[0], HOSTILE[1]
    return metadata(
        question=script + long,
        finding=" ".join(HOSTILE),
        dataset=formula,
        chosen=tuple((text, text) for text in HOSTILE),
        weights=tuple(Weight(text, 0, 0.1, "official") for text in HOSTILE),
        sources=HOSTILE,
        method=HOSTILE,
        link=long,
    )


def table(names=("甲", "乙", "=1+1")) -> Table:
    """Return a table of text, whole numbers, shares and what is missing."""
    rows = pd.DataFrame(
        {
            "id": ["010000", "020000", "030000"],
            "name": list(names),
            "rank": pd.array([1, 2, None], "Int64"),
            "score": [61.25, -3.5, np.nan],
            "share": [0.5, np.nan, 1.0],
        }
    )
    columns = (
        Column("id", "id"),
        Column("name", "名称"),
        Column("rank", "位次", provenance="simulated"),
        Column("score", "得分", "分", "simulated", 1),
        Column("share", "比例", "比例（0–1）", "official", 1, share=True),
    )
    return Table("城市排名", columns, rows)


def panels(lang, names=("甲", "乙", "丙")) -> list:
    """Return one panel of each kind, with names of the reader's choosing and something missing in each."""
    units = pd.Index(["a", "b", "c"])
    named = pd.Series(list(names), units)
    rank, score = pd.Series(pd.array([1, 2, None], "Int64"), units), pd.Series([60.0, 50, np.nan], units)
    parts = pd.DataFrame({"x": [40.0, 30, np.nan], "y": [20.0, 20, 10]}, units)
    labels = {"x": names[0], "y": names[1]}
    squares = gpd.GeoSeries([shapely.box(i, 30, i + 1, 31) for i in range(2)] + [shapely.Polygon()], units)
    rates = pd.DataFrame({"all": [0.3, 0.2, np.nan], "60p": [0.4, 0.1, np.nan]}, units)
    years = pd.DataFrame({"any": [0.1, np.nan, 0.3]}, [2019, 2020, 2021])
    points = pd.DataFrame({"x": [0.1, 0.5, np.nan], "y": [0.2, 0.4, 0.1], "own": [True, False, True]}, units)
    week, even = np.linspace(0, 1, 168), np.linspace(0, 1, 9)
    dots = Dots(np.array([[0.5, 30.5]]), "#b3261e", 8.0, names[1])
    return [
        RankBars(
            names[0],
            named,
            rank,
            score,
            parts,
            labels,
            {"x": "#0072b2", "y": "#e69f00"},
            lang,
            rank,
            rank,
            "b",
        ),
        ScoreTable(names[0], _scores(named), ["", names[1], names[2]], lang, "a"),
        DistrictMap(
            names[0],
            squares,
            pd.Series("#bfe0dd", units),
            [("#bfe0dd", names[2])],
            names[1],
            named,
            "a",
            (dots,),
        ),
        AmountBars(names[0], score, score.map(str), named, "#b3261e", lang, "a"),
        GroupDots(names[0], GroupRates(rates, named, {"60p": names[1], "all": names[2]}, selected="b"), lang),
        TrendLines(names[0], Trend(years, {"any": names[1]}, 2021)),
        ShareScatter(names[0], SharePoints(points.assign(name=named), names[1], names[2], "a")),
        WeekPicture(names[0], np.where(week < 0.1, np.nan, week), 100),
        PartsBar(names[0], [(names[1], 0.9, "#168a86"), (names[2], 0.1, "#7a68b4")]),
        ShareSteps(
            names[0], Steps([0.5, 0.2, 0.4], [names[1], names[0], names[1], names[2]], ["-30", "+20"])
        ),
        LorenzCurve(names[0], Curve(even, even**2, names[1], names[2], names[0])),
        TwoRanks(names[0], RankPairs(_ranks(named), names[1], names[2], names[0], names[1], "b"), lang),
        ShadedGrid(names[0], _chances(names), [names[1], "1", "2", "3"], lang),
    ]


def _ranks(named: pd.Series) -> pd.DataFrame:
    """Return ranks under two frameworks: one that depends, one that does not, one that is missing."""
    ranks = {"first": [1, 2, None], "second": [3, 2, None], "low": [1, 1, None], "high": [2, 3, None]}
    table = pd.DataFrame(ranks, named.index, dtype="Int64")
    return table.assign(depends=[True, False, False], name=named)


def _scores(named: pd.Series) -> table_of.Table:
    columns = table_of.Column(""), table_of.Column("", heading=True), table_of.Column("x", "center")
    shaded = table_of.Cell("60", fill="#07474b", ink="#ffffff"), table_of.Cell("–", tone="quiet")
    rows = [
        table_of.Row(unit, (table_of.Cell("1"), table_of.Cell(name), shaded[unit != "a"]), unit == "c")
        for unit, name in named.items()
    ]
    return table_of.Table("", columns, tuple(rows))


def _chances(names) -> list[Row]:
    dark, pale = Cell("90%", "#07474b", "#ffffff", ring=True), Cell("10%", "#b4d9d6", "#000000")
    return [Row(names[0], (dark, pale, Cell()), True), Row(names[1], (pale, dark, Cell()))]


def picture(lang, names=("甲", "乙", "丙")) -> Picture:
    """Return most panels in two columns."""
    found = panels(lang, names)
    return Picture((tuple(found[:4]), tuple(found[4:8])), (3, 2))


def plain(lang) -> Picture:
    """Return a picture of one panel, quickly drawn: for what is said around it."""
    return Picture(((panels(lang)[3],),))
