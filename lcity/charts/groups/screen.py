"""Rates by group: dots on one line per unit, so that the gap is the picture."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from lcity.charts.labels import per_cent, readable, shown
from lcity.charts.rows import dots, lay_out, spans
from lcity.colour import SERIES, WHOLE
from lcity.text import Language

ROW_PX = 24
HEAD_PX = 62
SYMBOLS = ("circle", "diamond", "square")


def figure_px(rows: int) -> int:
    """Return how tall the figure of so many units is, pixels."""
    return HEAD_PX + ROW_PX * max(rows, 1)


def group_dots(
    rates: pd.DataFrame,
    names: pd.Series,
    labels: Mapping[str, str],
    lang: Language,
    *,
    whole: str = "all",
    selected: str = "",
) -> go.Figure:
    """Return a row of dots per unit, one dot a group.

    Parameters
    ----------
    rates
        Index unit, in the order to draw from the top; a column per group, 0–1. A unit wholly without
        rates is drawn as no data.
    names
        Index unit.
    labels
        Group → what to call it, in the order of the legend.
    lang
        The reader's language.
    whole
        The group that is everybody; a bar across the line instead of a dot.
    selected
        The unit to mark; "" for none.

    Returns
    -------
    plotly.graph_objects.Figure
        Each point's customdata is its unit.
    """
    rows = pd.Series(range(len(rates)), rates.index)
    parts = [group for group in labels if group != whole]
    fig = go.Figure(_spans(100 * rates[parts], rows))
    for group, label in labels.items():
        fig.add_trace(_dots(rates[group], rows, names, shown(label), lang, _marker(group, parts, whole)))
    for unit in rates.index[rates.isna().all(axis=1)]:
        fig.add_annotation(x=0, y=rows[unit], text=lang.t("frame.no_data"), xanchor="left", showarrow=False)
    bold = {unit: "<b>{}</b>" if unit == selected else "{}" for unit in rates.index}
    ticks = [bold[unit].format(shown(names[unit])) for unit in rates.index]
    lay_out(fig, ticks, figure_px(len(rates)), HEAD_PX, selected=rows.get(selected))
    fig.update_xaxes(side="top", rangemode="tozero", ticksuffix=per_cent(lang), fixedrange=True)
    return readable(fig)


def _marker(group: str, parts: list[str], whole: str) -> dict:
    if group == whole:
        return {"symbol": "line-ns", "size": 13, "color": WHOLE, "line": {"width": 3, "color": WHOLE}}
    place = parts.index(group)
    return {"symbol": SYMBOLS[place % len(SYMBOLS)], "size": 11, "color": SERIES[place % len(SERIES)]}


def _dots(
    rates: pd.Series, rows: pd.Series, names: pd.Series, label: str, lang: Language, marker: dict
) -> go.Scatter:
    known = rates.dropna()
    tips = [f"{shown(names[unit])}<br>{label}: {lang.percent(rate, 1)}" for unit, rate in known.items()]
    return dots(100 * known, rows, label, tips, marker)


def _spans(rates: pd.DataFrame, rows: pd.Series) -> go.Scatter:
    """Return the lines from each unit's lowest group to its highest."""
    line = {"color": WHOLE, "width": 2}
    return spans(rates.min(axis=1), rates.max(axis=1), rows, line, 0.5)
