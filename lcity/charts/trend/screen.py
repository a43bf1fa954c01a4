"""Rates over the years, a line a series, each named at its end."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from lcity.charts.labels import per_cent, readable, shown, spread
from lcity.colour import SERIES, WHOLE
from lcity.text import Language

DASHES = ("solid", "dash", "dot")
LABEL_PX = 17
HEAD_PX = 10
FOOT_PX = 24
# Room for the names at the lines' ends, as a share of the years' width.
NAMES_SHARE = 0.4


def trend_lines(
    rates: pd.DataFrame,
    labels: Mapping[str, str],
    lang: Language,
    *,
    height: int,
    year: int | None = None,
    compared: pd.Series | None = None,
    compared_label: str = "",
) -> go.Figure:
    """Return a line per series, named at its last point.

    Parameters
    ----------
    rates
        Index year, ascending, at least one; a column per series, 0–1; a missing year interrupts its line.
    labels
        Series → what to call it.
    lang
        The reader's language.
    height
        Pixels.
    year
        The year to mark; None for none.
    compared
        Index year: a thin line to compare with, of another unit; its name is the series it goes with.
    compared_label
        What to call that.
    """
    lines = {shown(label): rates[series] for series, label in labels.items()}
    styles = [
        {"color": SERIES[place % 3], "dash": DASHES[place % 3], "width": 2.5} for place in range(len(lines))
    ]
    if compared is not None:
        lines[shown(compared_label)] = compared
        styles.append(styles[list(labels).index(compared.name)] | {"width": 1.2})
    pairs = zip(lines.items(), styles, strict=True)
    fig = go.Figure([_line(label, line, lang, style) for (label, line), style in pairs])
    highest = 100 * max([line.max() for line in lines.values() if line.notna().any()], default=0.0)
    top = 1.08 * highest or 1.0
    _name(fig, lines, LABEL_PX * top / max(height - HEAD_PX - FOOT_PX, 1))
    if year in rates.index:
        fig.add_vline(year, line_width=1, line_dash="dot", line_color=WHOLE)
    fig.update_layout(
        height=height,
        margin={"l": 0, "r": 0, "t": HEAD_PX, "b": FOOT_PX},
        showlegend=False,
        hovermode="closest",
    )
    first, last = int(rates.index.min()), int(rates.index.max())
    span = max(last - first, 1)
    fig.update_xaxes(
        range=[first - 0.04 * span, last + NAMES_SHARE * span],
        tickvals=list(map(int, rates.index)),
        tickformat="d",
        fixedrange=True,
        showgrid=False,
    )
    fig.update_yaxes(range=[0, top], ticksuffix=per_cent(lang), nticks=5, fixedrange=True)
    return readable(fig)


def _line(label: str, rates: pd.Series, lang: Language, style: dict) -> go.Scatter:
    return go.Scatter(
        x=[int(year) for year in rates.index],
        y=(100 * rates).to_numpy(float),
        mode="lines+markers",
        name=label,
        line=style,
        marker={"size": 6},
        connectgaps=False,
        hovertext=[f"{label}, {year}: {lang.percent(rate, 1)}" for year, rate in rates.items()],
        hoverinfo="text",
    )


def _name(fig: go.Figure, lines: Mapping[str, pd.Series], least: float) -> None:
    """Write each line's name right of its last point, the names kept apart."""
    known = {label: line.dropna() for label, line in lines.items() if line.notna().any()}
    places = spread([100 * line.iloc[-1] for line in known.values()], least)
    colours = {trace.name: trace.line.color for trace in fig.data}
    for (label, line), place in zip(known.items(), places, strict=True):
        fig.add_annotation(
            x=int(line.index[-1]),
            y=place,
            text=label,
            xanchor="left",
            xshift=8,
            showarrow=False,
            font={"color": colours[label]},
        )
