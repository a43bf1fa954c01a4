"""The Lorenz curve: what share of the whole the worst placed share of people has."""

import plotly.graph_objects as go

from lcity.charts.labels import readable, shown
from lcity.charts.lorenz.curve import (
    COLOUR,
    EVEN_AT,
    EVEN_COLOUR,
    EVEN_WIDTH_PX,
    FILL_OPACITY,
    TICKS,
    WIDTH_PX,
    Curve,
)
from lcity.colour import rgb
from lcity.text import Language


def lorenz_figure(curve: Curve, lang: Language, *, tip: str, height: int) -> go.Figure:
    """Return the curve under the line of equality.

    Parameters
    ----------
    curve
        What is drawn.
    lang
        The reader's language.
    tip
        What a point says on hover, with ``{people}`` and ``{total}``.
    height
        Pixels.
    """
    fill = "rgba({},{},{},{})".format(*rgb(COLOUR), FILL_OPACITY)
    tips = [
        tip.format(people=lang.percent(x), total=lang.percent(y))
        for x, y in zip(curve.people, curve.total, strict=True)
    ]
    even = {"color": EVEN_COLOUR, "dash": "dot", "width": EVEN_WIDTH_PX}
    fig = go.Figure(
        [
            go.Scatter(x=[0, 100], y=[0, 100], mode="lines", line=even, hoverinfo="skip"),
            go.Scatter(
                x=100 * curve.people,
                y=100 * curve.total,
                mode="lines",
                line={"color": COLOUR, "width": WIDTH_PX},
                fill="tonexty",
                fillcolor=fill,
                hovertext=tips,
                hoverinfo="text",
            ),
        ]
    )
    at = 100 * EVEN_AT
    fig.add_annotation(
        x=at, y=at, text=shown(curve.even), showarrow=False, xanchor="right", yanchor="bottom", xshift=-6
    )
    # Room for the last mark of either axis.
    fig.update_layout(
        height=height, margin={"l": 0, "r": 26, "t": 12, "b": 0}, showlegend=False, hovermode="x"
    )
    axis = {
        "range": [0, 100],
        "tickvals": [100 * tick for tick in TICKS],
        "ticktext": [lang.percent(tick) for tick in TICKS],
        "fixedrange": True,
        "ticklabeloverflow": "allow",
    }
    fig.update_xaxes(title={"text": shown(curve.x_title), "standoff": 8}, **axis)
    fig.update_yaxes(title={"text": shown(curve.y_title), "standoff": 8}, **axis)
    return readable(fig)
