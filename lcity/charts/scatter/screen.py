"""Two shares against each other, a dot a unit."""

import pandas as pd
import plotly.graph_objects as go

from lcity.charts.labels import per_cent, readable, shown
from lcity.colour import SERIES, WHOLE
from lcity.text import Language

OWN, SELECTED = SERIES[0], SERIES[1]
LEAST_SPAN = 1.0
"""Of an axis, percentage points."""


def share_scatter(
    points: pd.DataFrame,
    lang: Language,
    *,
    x_title: str,
    y_title: str,
    height: int,
    selected: str = "",
) -> go.Figure:
    """Return the scatter of units in view over the faint rest.

    Parameters
    ----------
    points
        Index unit; columns x and y (0–1), own (whether it belongs to what is in view), name (drawn
        beside the selected unit) and tip (first line on hover). Units without either share are left out.
    lang
        The reader's language.
    x_title, y_title
        What each axis is.
    height
        Pixels.
    selected
        The unit to name; "" for none.

    Returns
    -------
    plotly.graph_objects.Figure
        Each point's customdata is its unit.
    """
    known = points.dropna(subset=["x", "y"])
    chosen, own = known.index == selected, known["own"].to_numpy(bool)
    layers = (
        (known[~own & ~chosen], {"color": WHOLE, "size": 6, "opacity": 0.35}),
        (known[own & ~chosen], {"color": OWN, "size": 9, "opacity": 0.9}),
        (known[chosen], {"color": SELECTED, "size": 12, "symbol": "diamond"}),
    )
    fig = go.Figure([_dots(rows, x_title, y_title, lang, marker) for rows, marker in layers])
    for _, row in known[chosen].iterrows():
        right = row["x"] <= known["x"].median()
        fig.add_annotation(
            x=100 * row["x"],
            y=100 * row["y"],
            text=f"<b>{shown(row['name'])}</b>",
            xanchor="left" if right else "right",
            xshift=10 if right else -10,
            showarrow=False,
        )
    fig.update_layout(
        height=height, margin={"l": 0, "r": 8, "t": 10, "b": 0}, showlegend=False, hovermode="closest"
    )
    fig.update_xaxes(title={"text": shown(x_title), "standoff": 12}, **_axis(100 * known["x"], lang))
    fig.update_yaxes(title={"text": shown(y_title), "standoff": 12}, **_axis(100 * known["y"], lang))
    return readable(fig)


def _axis(percent: pd.Series, lang: Language) -> dict:
    look = {"ticksuffix": per_cent(lang), "nticks": 6, "zeroline": False}
    low, high = percent.min(), percent.max()
    # Where values differ by rounding alone, plotly finds no ticks, and puts the title at -Infinity.
    if high - low < LEAST_SPAN:
        look["range"] = [low - LEAST_SPAN / 2, high + LEAST_SPAN / 2]
    return look


def _dots(points: pd.DataFrame, x_title: str, y_title: str, lang: Language, marker: dict) -> go.Scatter:
    tips = [
        f"{shown(tip)}<br>{shown(x_title)}: {lang.percent(x, 1)}<br>{shown(y_title)}: {lang.percent(y, 1)}"
        for tip, x, y in zip(points["tip"], points["x"], points["y"], strict=True)
    ]
    return go.Scatter(
        x=100 * points["x"],
        y=100 * points["y"],
        mode="markers",
        marker=marker,
        customdata=points.index,
        hovertext=tips,
        hoverinfo="text",
    )
