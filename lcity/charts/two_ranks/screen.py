"""Ranks under two frameworks, a row a unit: the interval of the first, and where the second puts it."""

import pandas as pd
import plotly.graph_objects as go

from lcity.charts.labels import readable, shown
from lcity.charts.rows import dots, lay_out, spans
from lcity.colour import SERIES, WHOLE
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
    for unit in table.index[table["first"].isna() & table["second"].isna()]:
        label = lang.t("crosswalk.not_ranked")
        fig.add_annotation(x=1, y=rows[unit], text=label, xanchor="left", showarrow=False)
    names = [shown(name) for name in table["name"]]
    lay_out(fig, names, two_ranks_px(len(table)), HEAD_PX, FOOT_PX, rows.get(selected))
    most = table[["first", "second", "high"]].max(axis=None, skipna=True)
    last = 1 if pd.isna(most) else int(most)
    fig.update_xaxes(
        title={"text": shown(x_title), "standoff": 6},
        range=[1 - 0.04 * last, last + 0.04 * last],
        tickvals=_ticks(last),
        fixedrange=True,
        zeroline=False,
    )
    return readable(fig)


def _ticks(last: int) -> list[int]:
    """Return round ranks from 1 to the last."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 10_000) if last / step <= 12)
    return [1, *range(step if step > 1 else 2, last + 1, step)]


def _bars(table: pd.DataFrame, rows: pd.Series, label: str) -> go.Scatter:
    known = table.dropna(subset=["low", "high"])
    return spans(known["low"], known["high"], rows, {"color": WHOLE, "width": 5}, 0.4, label)


def _links(table: pd.DataFrame, rows: pd.Series) -> go.Scatter:
    known = table.dropna(subset=["first", "second"])
    return spans(known["first"], known["second"], rows, {"color": SECOND, "width": 2}, 1.0)


def _dots(
    table: pd.DataFrame, rows: pd.Series, column: str, label: str, marker: dict, lang: Language
) -> go.Scatter:
    known = table[column].dropna().astype(int)
    tips = [
        f"{shown(table.at[unit, 'name'])}<br>{label}: {lang.number(rank)}" for unit, rank in known.items()
    ]
    return dots(known, rows, label, tips, marker)
