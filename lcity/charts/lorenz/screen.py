"""The Lorenz curve: what share of the whole the worst placed share of people has."""

import numpy as np
import plotly.graph_objects as go

from lcity.charts.labels import readable, shown
from lcity.colour import SERIES, WHOLE, rgb
from lcity.text import Language

TICKS = (0, 25, 50, 75, 100)


def lorenz_figure(
    people: np.ndarray,
    total: np.ndarray,
    lang: Language,
    *,
    x_title: str,
    y_title: str,
    even: str,
    tip: str,
    height: int,
) -> go.Figure:
    """Return the curve under the line of equality.

    Parameters
    ----------
    people, total
        (n,) cumulative shares from 0 to 1, by ascending value.
    lang
        The reader's language.
    x_title, y_title
        What each axis is.
    even
        What the straight line stands for.
    tip
        What a point says on hover, with ``{people}`` and ``{total}``.
    height
        Pixels.
    """
    fill = "rgba({},{},{},0.18)".format(*rgb(SERIES[0]))
    tips = [
        tip.format(people=lang.percent(x), total=lang.percent(y)) for x, y in zip(people, total, strict=True)
    ]
    fig = go.Figure(
        [
            go.Scatter(
                x=[0, 100], y=[0, 100], mode="lines", line={"color": WHOLE, "dash": "dot"}, hoverinfo="skip"
            ),
            go.Scatter(
                x=100 * people,
                y=100 * total,
                mode="lines",
                line={"color": SERIES[0], "width": 2.5},
                fill="tonexty",
                fillcolor=fill,
                hovertext=tips,
                hoverinfo="text",
            ),
        ]
    )
    fig.add_annotation(
        x=45, y=45, text=shown(even), showarrow=False, xanchor="right", yanchor="bottom", xshift=-6
    )
    # Room for the last mark of either axis.
    fig.update_layout(
        height=height, margin={"l": 0, "r": 26, "t": 12, "b": 0}, showlegend=False, hovermode="x"
    )
    axis = {
        "range": [0, 100],
        "tickvals": TICKS,
        "ticktext": [lang.percent(tick / 100) for tick in TICKS],
        "fixedrange": True,
        "ticklabeloverflow": "allow",
    }
    fig.update_xaxes(title={"text": shown(x_title), "standoff": 8}, **axis)
    fig.update_yaxes(title={"text": shown(y_title), "standoff": 8}, **axis)
    return readable(fig)
