"""Ranks under two frameworks, a row a unit: the interval of the first, and where the second puts it."""

import pandas as pd
import plotly.graph_objects as go

from lcity.charts.labels import readable, shown
from lcity.colour import ACCENT, SERIES, WHOLE, rgb
from lcity.text import Language

ROW_PX, HEAD_PX, FOOT_PX = 25, 58, 34
FIRST, SECOND = SERIES[0], SERIES[1]


def two_ranks_px(rows: int) -> int:
    """Return how tall the figure of so many units is, pixels."""
    return HEAD_PX + ROW_PX * max(rows, 1) + FOOT_PX


def two_ranks(
    table: pd.DataFrame,
    lang: Language,
    *,
    first: str,
    second: str,
    interval: str,
    x_title: str,
    selected: str = "",
) -> go.Figure:
    """Return a row of two dots per unit over a thin bar; a line joins the dots of those that depend.

    Parameters
    ----------
    table
        Index unit, in the order to draw from the top; columns name, first, second (ranks), low, high (the
        first's interval) and depends (whether the second lies outside it); a rank may be missing.
    lang
        The reader's language.
    first, second, interval
        What the two frameworks and the bar are called.
    x_title
        What the axis is.
    selected
        The unit to mark; "" for none.

    Returns
    -------
    plotly.graph_objects.Figure
        Each dot's customdata is its unit.
    """
    rows = pd.Series(range(len(table)), table.index)
    fig = go.Figure(
        [
            _bars(table, rows, shown(interval)),
            _links(table[table["depends"]], rows),
            _dots(table, rows, "first", shown(first), {"color": FIRST, "size": 14, "symbol": "circle"}, lang),
            _dots(
                table, rows, "second", shown(second), {"color": SECOND, "size": 9, "symbol": "diamond"}, lang
            ),
        ]
    )
    if selected in rows.index:
        fill = "rgba({},{},{},0.14)".format(*rgb(ACCENT))
        fig.add_hrect(rows[selected] - 0.5, rows[selected] + 0.5, fillcolor=fill, line_width=0, layer="below")
    for unit in table.index[table["first"].isna() & table["second"].isna()]:
        label = lang.t("crosswalk.not_ranked")
        fig.add_annotation(x=1, y=rows[unit], text=label, xanchor="left", showarrow=False)
    fig.update_layout(
        height=two_ranks_px(len(table)),
        margin={"l": 0, "r": 12, "t": HEAD_PX, "b": FOOT_PX},
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "top", "yref": "container"},
        hovermode="closest",
    )
    most = table[["first", "second", "high"]].max(axis=None, skipna=True)
    last = 1 if pd.isna(most) else int(most)
    fig.update_xaxes(
        title={"text": shown(x_title), "standoff": 6},
        range=[1 - 0.04 * last, last + 0.04 * last],
        tickvals=_ticks(last),
        fixedrange=True,
        zeroline=False,
    )
    fig.update_yaxes(
        range=[len(table) - 0.5, -0.5],
        tickvals=rows.tolist(),
        ticktext=[shown(name) for name in table["name"]],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
    )
    return readable(fig)


def _ticks(last: int) -> list[int]:
    """Return round ranks from 1 to the last."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 10_000) if last / step <= 12)
    return [1, *range(step if step > 1 else 2, last + 1, step)]


def _bars(table: pd.DataFrame, rows: pd.Series, label: str) -> go.Scatter:
    known = table.dropna(subset=["low", "high"])
    return _lines(known["low"], known["high"], rows, {"color": WHOLE, "width": 5}, 0.4, label)


def _links(table: pd.DataFrame, rows: pd.Series) -> go.Scatter:
    known = table.dropna(subset=["first", "second"])
    return _lines(known["first"], known["second"], rows, {"color": SECOND, "width": 2}, 1.0)


def _lines(
    start: pd.Series, end: pd.Series, rows: pd.Series, line: dict, opacity: float, label: str = ""
) -> go.Scatter:
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


def _dots(
    table: pd.DataFrame, rows: pd.Series, column: str, label: str, marker: dict, lang: Language
) -> go.Scatter:
    known = table[column].dropna()
    return go.Scatter(
        x=known.astype(int),
        y=rows[known.index],
        mode="markers",
        name=label,
        marker=marker,
        customdata=known.index,
        hovertext=[
            f"{shown(table.at[unit, 'name'])}<br>{label}: {lang.number(int(rank))}"
            for unit, rank in known.items()
        ],
        hoverinfo="text",
    )
