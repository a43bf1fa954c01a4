"""A row a unit: what charts share whose dots stand in rows, units named at the left."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from lcity.colour import ACCENT, rgb

LEGEND = {"orientation": "h", "x": 0, "y": 1, "yanchor": "top", "yref": "container"}
AXIS = {"fixedrange": True, "showgrid": False, "zeroline": False}


def lay_out(
    fig: go.Figure, names: Sequence[str], height: int, top: int, foot: int = 0, selected: int | None = None
) -> None:
    """Give a figure its rows: the names at the left, the legend above, the selected row shaded.

    Parameters
    ----------
    fig
        What is drawn at 0, 1, … down its vertical axis.
    names
        Of the rows from the top, as they are shown.
    height, top, foot
        Of the figure, and of what is kept free above and below its rows, pixels.
    selected
        The number of the row to mark; None for none.
    """
    if selected is not None:
        fill = "rgba({},{},{},0.14)".format(*rgb(ACCENT))
        fig.add_hrect(selected - 0.5, selected + 0.5, fillcolor=fill, line_width=0, layer="below")
    margin = {"l": 0, "r": 12, "t": top, "b": foot}
    fig.update_layout(height=height, margin=margin, legend=LEGEND, hovermode="closest")
    ticks = {"tickvals": list(range(len(names))), "ticktext": list(names)}
    fig.update_yaxes(range=[len(names) - 0.5, -0.5], **ticks, **AXIS)


def dots(amounts: pd.Series, rows: pd.Series, label: str, tips: Sequence[str], marker: dict) -> go.Scatter:
    """Return a dot for each unit that has an amount.

    Parameters
    ----------
    amounts
        Unit → where along the horizontal axis; none is missing.
    rows
        Unit → number of its row.
    label
        What the legend calls them.
    tips
        What each tells on hover.
    marker
        How they look, as plotly has it.
    """
    return go.Scatter(
        x=amounts,
        y=rows[amounts.index],
        mode="markers",
        name=label,
        marker=marker,
        customdata=amounts.index,
        hovertext=list(tips),
        hoverinfo="text",
    )


def spans(
    start: pd.Series, end: pd.Series, rows: pd.Series, line: dict, opacity: float, label: str = ""
) -> go.Scatter:
    """Return a line in each unit's row from one amount to another.

    Parameters
    ----------
    start, end
        Unit → where along the horizontal axis.
    rows
        Unit → number of its row.
    line, opacity
        How they look, as plotly has it.
    label
        What the legend calls them; "" keeps them out of it.
    """
    ends = pd.DataFrame({"start": start.astype(float), "end": end.astype(float), "break": None})
    return go.Scatter(
        x=ends.to_numpy(object).ravel(),
        y=rows[start.index].repeat(3),
        mode="lines",
        line=line,
        opacity=opacity,
        name=label,
        showlegend=bool(label),
        hoverinfo="skip",
    )
