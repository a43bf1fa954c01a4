"""How one share becomes another, one cause at a time."""

import plotly.graph_objects as go

from lcity.charts.labels import per_cent, readable, shown
from lcity.charts.waterfall.steps import THICKNESS, Steps
from lcity.colour import WHOLE
from lcity.text import Language

ROW_PX, FOOT_PX = 40, 24
# Room for what is written right of the longest bar.
LABEL_PX = 46


def waterfall_px(rows: int) -> int:
    """Return how tall the figure of so many rows is, pixels."""
    return ROW_PX * rows + FOOT_PX


def waterfall(steps: Steps, lang: Language) -> go.Figure:
    """Return bars from the first share to the last, joined where one begins at the other's end."""
    rows = steps.rows(lang)
    places = list(range(len(rows)))
    fig = go.Figure(
        go.Bar(
            x=[100 * (row.high - row.low) for row in rows],
            y=places,
            base=[100 * row.low for row in rows],
            orientation="h",
            marker={"color": [row.colour for row in rows]},
            width=THICKNESS,
            hovertext=[f"{shown(row.label)}: {row.written}" for row in rows],
            hoverinfo="text",
        )
    )
    for place, row in enumerate(rows):
        end, text = 100 * row.high, shown(row.written)
        fig.add_annotation(x=end, y=place, text=text, xanchor="left", xshift=4, showarrow=False)
    for place, share in enumerate(steps.shares):
        joint = {"x0": 100 * share, "x1": 100 * share, "y0": place, "y1": place + 1}
        fig.add_shape(type="line", line={"color": WHOLE, "width": 1}, layer="below", **joint)
    fig.update_layout(
        height=waterfall_px(len(rows)), margin={"l": 0, "r": LABEL_PX, "t": 0, "b": FOOT_PX}, showlegend=False
    )
    look = {"fixedrange": True, "zeroline": False}
    fig.update_xaxes(range=[0, 100 * steps.most], ticksuffix=per_cent(lang), nticks=4, **look)
    labels = [shown(row.label) for row in rows]
    fig.update_yaxes(range=[len(rows) - 0.5, -0.5], tickvals=places, ticktext=labels, showgrid=False, **look)
    return readable(fig)
