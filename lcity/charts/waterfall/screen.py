"""How one share becomes another, one cause at a time."""

from collections.abc import Sequence
from itertools import pairwise

import plotly.graph_objects as go

from lcity.charts.labels import per_cent, readable, shown
from lcity.colour import DIVERGING, SERIES, WHOLE
from lcity.text import Language

LOSS, GAIN = DIVERGING[1], DIVERGING[5]
ROW_PX, FOOT_PX = 40, 24
# Room for what is written right of the longest bar.
LABEL_PX = 46


def waterfall_px(rows: int) -> int:
    """Return how tall the figure of so many rows is, pixels."""
    return ROW_PX * rows + FOOT_PX


def waterfall(
    shares: Sequence[float], labels: Sequence[str], changes: Sequence[str], lang: Language
) -> go.Figure:
    """Return bars from the first share to the last: the two whole, and what each cause takes or gives.

    Parameters
    ----------
    shares
        The first share, and that after each of n causes, 0–1.
    labels
        What the first row, each cause, and the last row are called: n + 2.
    changes
        What is written at each cause's bar: n.
    lang
        The reader's language.
    """
    percent = [100 * share for share in shares]
    steps = list(pairwise(percent))
    starts = [0, *(min(step) for step in steps), 0]
    lengths = [percent[0], *(abs(after - before) for before, after in steps), percent[-1]]
    colours = [WHOLE, *(LOSS if after < before else GAIN for before, after in steps), SERIES[0]]
    written = [lang.percent(shares[0]), *changes, lang.percent(shares[-1])]
    rows = list(range(len(labels)))
    fig = go.Figure(
        go.Bar(
            x=lengths,
            y=rows,
            base=starts,
            orientation="h",
            marker={"color": colours},
            width=0.62,
            hovertext=[f"{shown(label)}: {text}" for label, text in zip(labels, written, strict=True)],
            hoverinfo="text",
        )
    )
    for row, (start, length, text) in enumerate(zip(starts, lengths, written, strict=True)):
        fig.add_annotation(
            x=start + length, y=row, text=shown(text), xanchor="left", xshift=4, showarrow=False
        )
    for row, share in enumerate(percent):
        fig.add_shape(
            type="line",
            x0=share,
            x1=share,
            y0=row,
            y1=row + 1,
            line={"color": WHOLE, "width": 1},
            layer="below",
        )
    fig.update_layout(
        height=waterfall_px(len(rows)), margin={"l": 0, "r": LABEL_PX, "t": 0, "b": FOOT_PX}, showlegend=False
    )
    most = max(max(percent), 1e-9)
    fig.update_xaxes(
        range=[0, most],
        ticksuffix=per_cent(lang),
        nticks=4,
        fixedrange=True,
        zeroline=False,
    )
    fig.update_yaxes(
        range=[len(rows) - 0.5, -0.5],
        tickvals=rows,
        ticktext=[shown(label) for label in labels],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
    )
    return readable(fig)
