"""Rates by group: dots on one line per unit, so that the gap is the picture."""

import plotly.graph_objects as go

from lcity.charts.groups.dots import BAR_WIDTH_PX, LINE_OPACITY, LINE_PX, Group, GroupRates
from lcity.charts.labels import per_cent, readable, shown
from lcity.charts.rows import dots, lay_out, spans
from lcity.colour import WHOLE
from lcity.text import Language

ROW_PX = 24
HEAD_PX = 62


def figure_px(rows: int) -> int:
    """Return how tall the figure of so many units is, pixels."""
    return HEAD_PX + ROW_PX * max(rows, 1)


def group_dots(drawn: GroupRates, lang: Language) -> go.Figure:
    """Return a row of dots per unit, one dot a group; each dot's customdata is its unit."""
    rows, line = drawn.rows, {"color": WHOLE, "width": LINE_PX}
    low, high = 100 * drawn.spans["low"], 100 * drawn.spans["high"]
    fig = go.Figure(spans(low, high, rows, line, LINE_OPACITY))
    for group in drawn.groups:
        label = shown(group.label)
        tips = [
            f"{shown(drawn.names[unit])}<br>{label}: {lang.percent(rate, drawn.digits)}"
            for unit, rate in group.rates.items()
        ]
        fig.add_trace(dots(100 * group.rates, rows, label, tips, _marker(group)))
    for unit in drawn.unknown:
        fig.add_annotation(x=0, y=rows[unit], text=lang.t("frame.no_data"), xanchor="left", showarrow=False)
    bold = {unit: "<b>{}</b>" if unit == drawn.selected else "{}" for unit in rows.index}
    ticks = [bold[unit].format(shown(drawn.names[unit])) for unit in rows.index]
    lay_out(fig, ticks, figure_px(len(rows)), HEAD_PX, selected=rows.get(drawn.selected))
    fig.update_xaxes(side="top", rangemode="tozero", ticksuffix=per_cent(lang), fixedrange=True)
    return readable(fig)


def _marker(group: Group) -> dict:
    look = {"symbol": group.shape, "size": group.size_px, "color": group.colour}
    # A line has no inside: what is seen of it is its rim.
    return look | {"line": {"width": BAR_WIDTH_PX, "color": WHOLE}} if group.shape == "line-ns" else look
