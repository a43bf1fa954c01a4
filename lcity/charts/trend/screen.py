"""Rates over the years, a line a series, each named at its end."""

import plotly.graph_objects as go

from lcity.charts.labels import per_cent, readable, shown
from lcity.charts.trend.lines import DOT_PX, Line, Trend
from lcity.colour import WHOLE
from lcity.text import Language

LABEL_PX = 17
HEAD_PX = 10
FOOT_PX = 24


def trend_lines(trend: Trend, lang: Language, *, height: int) -> go.Figure:
    """Return a line per series, named at its last point.

    Parameters
    ----------
    trend
        What is drawn.
    lang
        The reader's language.
    height
        Pixels.
    """
    fig = go.Figure([_line(line, lang, trend.digits) for line in trend.lines])
    for line, year, place in trend.ends(LABEL_PX / max(height - HEAD_PX - FOOT_PX, 1)):
        fig.add_annotation(
            x=year,
            y=100 * place,
            text=shown(line.label),
            xanchor="left",
            xshift=8,
            showarrow=False,
            font={"color": line.colour},
        )
    if trend.marked is not None:
        fig.add_vline(trend.marked, line_width=1, line_dash="dot", line_color=WHOLE)
    fig.update_layout(
        height=height,
        margin={"l": 0, "r": 0, "t": HEAD_PX, "b": FOOT_PX},
        showlegend=False,
        hovermode="closest",
    )
    fig.update_xaxes(
        range=trend.span,
        tickvals=list(map(int, trend.rates.index)),
        tickformat="d",
        fixedrange=True,
        showgrid=False,
    )
    fig.update_yaxes(range=[0, 100 * trend.top], ticksuffix=per_cent(lang), nticks=5, fixedrange=True)
    return readable(fig)


def _line(line: Line, lang: Language, digits: int) -> go.Scatter:
    label = shown(line.label)
    return go.Scatter(
        x=[int(year) for year in line.rates.index],
        y=(100 * line.rates).to_numpy(float),
        mode="lines+markers",
        name=label,
        line={"color": line.colour, "dash": line.dash, "width": line.width_px},
        marker={"size": DOT_PX},
        connectgaps=False,
        hovertext=[f"{label}, {year}: {lang.percent(rate, digits)}" for year, rate in line.rates.items()],
        hoverinfo="text",
    )
