"""Ranks under two frameworks, a row a unit: the interval of the first, and where the second puts it."""

import plotly.graph_objects as go

from lcity.charts import rows
from lcity.charts.labels import readable, shown
from lcity.charts.two_ranks.pairs import (
    BAR_COLOUR,
    BAR_OPACITY,
    BAR_PX,
    LINK_COLOUR,
    LINK_PX,
    Dots,
    RankPairs,
)
from lcity.text import Language

ROW_PX, HEAD_PX, FOOT_PX = 25, 58, 34


def two_ranks_px(rows_: int) -> int:
    """Return how tall the figure of so many units is, pixels."""
    return HEAD_PX + ROW_PX * max(rows_, 1) + FOOT_PX


def two_ranks(pairs: RankPairs, lang: Language) -> go.Figure:
    """Return a row of two dots per unit over a thin bar; a line joins the dots of those that depend.

    Returns
    -------
    plotly.graph_objects.Figure
        Each dot's customdata is its unit.
    """
    at, bars, links = pairs.rows, pairs.bars, pairs.links
    bar, link = {"color": BAR_COLOUR, "width": BAR_PX}, {"color": LINK_COLOUR, "width": LINK_PX}
    fig = go.Figure(
        [
            rows.spans(bars["low"], bars["high"], at, bar, BAR_OPACITY, shown(pairs.interval)),
            rows.spans(links["first"], links["second"], at, link, 1.0),
            *(_dots(dots, pairs, lang) for dots in pairs.dots),
        ]
    )
    for unit in pairs.unranked:
        label = lang.t("crosswalk.not_ranked")
        fig.add_annotation(x=1, y=at[unit], text=label, xanchor="left", showarrow=False)
    names = [shown(name) for name in pairs.table["name"]]
    rows.lay_out(fig, names, two_ranks_px(len(at)), HEAD_PX, FOOT_PX, at.get(pairs.selected))
    fig.update_xaxes(
        title={"text": shown(pairs.x_title), "standoff": 6},
        range=pairs.span,
        tickvals=pairs.ticks,
        fixedrange=True,
        zeroline=False,
    )
    return readable(fig)


def _dots(dots: Dots, pairs: RankPairs, lang: Language) -> go.Scatter:
    label, names = shown(dots.label), pairs.table["name"]
    tips = [f"{shown(names[unit])}<br>{label}: {lang.number(rank)}" for unit, rank in dots.ranks.items()]
    look = {"color": dots.colour, "size": dots.size_px, "symbol": dots.shape}
    return rows.dots(dots.ranks, pairs.rows, label, tips, look)
