"""The week as 7 × 24 cells, each an hour to look at and to click."""

from functools import cache

import numpy as np
import plotly.graph_objects as go

from lcity.access import HOURS, hour_label
from lcity.colour import sequential, shade
from lcity.text import Language

HEIGHT_PX = 180
TICK_PX = 14
CELL = 0.9
TICKS = (0, 6, 12, 18, 24)


def week(share: np.ndarray, lang: Language, *, hour: int | None = None, dark: bool = False) -> go.Figure:
    """Draw the share of people with an open centre in reach, an hour of the week a cell.

    Cells are bars, not a heat map, since only those answer to a click; a point's number is its hour.

    Parameters
    ----------
    share
        (168,) shares, 0–1, Monday 0:00–1:00 to Sunday 23:00–24:00; NaN where unknown.
    lang
        The reader's language.
    hour
        The hour to outline; None for none.
    dark
        Whether it is drawn on a dark ground.
    """
    day, start = np.divmod(np.arange(HOURS), 24)
    gap = (1 - CELL) / 2
    cells = go.Bar(
        x=start + 0.5,
        y=np.full(HOURS, CELL),
        base=day + gap,
        width=CELL,
        marker={
            "color": [shade(part, dark) for part in share],
            "line": {"width": 0},
        },
        unselected={"marker": {"opacity": 1}},
        hovertext=[
            f"{label}<br>{lang.percent(part)}" for label, part in zip(_labels(lang), share, strict=True)
        ],
        hoverinfo="text",
    )
    figure = go.Figure(cells)
    if hour is not None:
        x, y = hour % 24, hour // 24
        figure.add_shape(
            type="rect",
            x0=x,
            x1=x + 1,
            y0=y,
            y1=y + 1,
            line={"width": 3, "color": "#ffffff" if dark else "#111111"},
        )
    axis = {
        "tickfont": {"size": TICK_PX},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "ticks": "",
        "showline": False,
    }
    figure.update_layout(
        height=HEIGHT_PX,
        margin={"l": 0, "r": 6, "t": 2, "b": 0},
        barmode="overlay",
        showlegend=False,
        dragmode=False,
        xaxis={**axis, "range": [0, 24], "tickvals": TICKS, "ticktext": [f"{tick}:00" for tick in TICKS]},
        yaxis={
            **axis,
            "range": [7, 0],
            "tickvals": np.arange(7) + 0.5,
            "ticktext": [lang.t(f"coverage.day_short_{number}") for number in range(7)],
        },
    )
    return figure


@cache
def _labels(lang: Language) -> tuple[str, ...]:
    return tuple(hour_label(number, lang) for number in range(HOURS))


def ramp(*, dark: bool = False) -> tuple[str, ...]:
    """Return the colours a week is drawn in, from no one to everyone."""
    return sequential(dark)
