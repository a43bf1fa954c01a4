"""Two shares against each other, a dot a unit."""

import pandas as pd
import plotly.graph_objects as go

from lcity.charts.labels import GIVES_WAY, per_cent, readable, shown
from lcity.charts.scatter.points import Layer, SharePoints
from lcity.text import Language

LEAST_SPAN = 1.0
"""Of an axis, percentage points."""


def share_scatter(drawn: SharePoints, lang: Language, *, height: int) -> go.Figure:
    """Return the scatter of units in view over the faint rest; each point's customdata is its unit.

    Parameters
    ----------
    drawn
        What is drawn.
    lang
        The reader's language.
    height
        Pixels.
    """
    fig = go.Figure([_dots(layer, drawn, lang) for layer in drawn.layers])
    if drawn.label:
        row, right = drawn.label
        fig.add_annotation(
            x=100 * row["x"],
            y=100 * row["y"],
            text=f"<b>{shown(row['name'])}</b>",
            xanchor="left" if right else "right",
            xshift=10 if right else -10,
            showarrow=False,
            name=GIVES_WAY,
        )
    fig.update_layout(
        height=height, margin={"l": 0, "r": 8, "t": 10, "b": 0}, showlegend=False, hovermode="closest"
    )
    known = 100 * drawn.known[["x", "y"]]
    fig.update_xaxes(title={"text": shown(drawn.x_title), "standoff": 12}, **_axis(known["x"], lang))
    fig.update_yaxes(title={"text": shown(drawn.y_title), "standoff": 12}, **_axis(known["y"], lang))
    return readable(fig)


def _axis(percent: pd.Series, lang: Language) -> dict:
    look = {"ticksuffix": per_cent(lang), "nticks": 6, "zeroline": False}
    low, high = percent.min(), percent.max()
    # Where values differ by rounding alone, plotly finds no ticks, and puts the title at -Infinity.
    if high - low < LEAST_SPAN:
        look["range"] = [low - LEAST_SPAN / 2, high + LEAST_SPAN / 2]
    return look


def _dots(layer: Layer, drawn: SharePoints, lang: Language) -> go.Scatter:
    rows = layer.rows
    titles = shown(drawn.x_title), shown(drawn.y_title)
    tips = [
        f"{shown(tip)}<br>{titles[0]}: {lang.percent(x, 1)}<br>{titles[1]}: {lang.percent(y, drawn.y_digits)}"
        for tip, x, y in zip(rows["tip"], rows["x"], rows["y"], strict=True)
    ]
    return go.Scatter(
        x=100 * rows["x"],
        y=100 * rows["y"],
        mode="markers",
        marker={
            "color": layer.colour,
            "symbol": layer.shape,
            "size": layer.size_px,
            "opacity": layer.opacity,
        },
        customdata=rows.index,
        hovertext=tips,
        hoverinfo="text",
    )
