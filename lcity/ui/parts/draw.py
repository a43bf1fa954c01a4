"""Figures, maps and legends on the page, each with a key, a fixed height and words for who cannot see it."""

from collections.abc import Callable
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

import pandas as pd
import streamlit as st

from lcity.charts.table import Column, written
from lcity.colour import NO_DATA, Classes
from lcity.ui.parts.table import table as draw_table
from lcity.ui.shared import talk
from lcity.ui.shared.reader import t

if TYPE_CHECKING:  # the first page has neither of them
    import plotly.graph_objects as go
    import pydeck as pdk

TYPE = "font-size:clamp(.875rem,.83vw,1rem);font-variant-numeric:tabular-nums"
ROW = f"display:flex;flex-wrap:wrap;gap:.2em 1em;{TYPE}"
ENTRY = "display:inline-flex;align-items:center;gap:.35em;white-space:nowrap"
RIM = "box-shadow:0 0 0 1px rgba(128,128,128,.6)"
SWATCH = f"width:.9em;height:.9em;{RIM}"
CONFIG = {"displaylogo": False, "modeBarButtonsToRemove": ["lasso2d", "select2d", "autoScale2d"]}


def figures(table: pd.DataFrame, key: str, label: str, texts: int = 1) -> None:
    """Draw a short table of figures that are written out, which stand at the right as figures do.

    Parameters
    ----------
    table
        What is shown, as text.
    key
        The table's name on the page.
    label
        What it shows, for who cannot see it.
    texts
        How many of its first columns are no figures.
    """
    columns = [
        Column(name, "left" if number < texts else "right", heading=not number)
        for number, name in enumerate(table.columns)
    ]
    draw_table(written(label, columns, table, {}), key)


def figure(
    fig: "go.Figure", key: str, alt: str, on_select: Callable[[], None] | None = None, *, bar: bool = True
) -> None:
    """Draw a plotly figure; `on_select` is called when the reader clicks one of its points.

    Without `bar` the figure has no row of buttons, where that would lie on what is to be clicked.
    """
    from lcity.charts.larger import larger

    st.plotly_chart(
        larger(fig, talk.scale()),
        key=key,
        alt=alt,
        config=CONFIG if bar else {"displayModeBar": False},
        on_select=on_select or "ignore",
        selection_mode="points",
    )


def deck(deck_: "pdk.Deck", key: str, height: int, alt: str) -> None:
    """Draw a map of WebGL."""
    from lcity.maps.larger import larger_map

    times = talk.scale()
    shown_px = round(height * max(times * talk.MAP_SHARE, 1))
    st.pydeck_chart(larger_map(deck_, times, shown_px / height), key=key, height=shown_px, alt=alt)


def picture(svg: str, height: int, alt: str) -> None:
    """Draw an SVG as wide as its place."""
    st.html(image(svg, height, alt))


def image(svg: str, height: int, alt: str) -> str:
    """Return an SVG as wide as its place, as an image of HTML."""
    return (
        f'<img style="display:block;width:100%;height:{height / 16}rem" alt="{escape(alt)}" '
        f'src="{_source(svg)}">'
    )


@lru_cache(256)
def _source(svg: str) -> str:
    """Return what an image of HTML takes for its file."""
    quoted = quote(svg, safe=" /=:;,.()'\"-")
    return f"data:image/svg+xml,{escape(quoted)}"


def legend(classes: Classes, title: str, write: Callable[[float], str], no_data: bool = False) -> None:
    """Draw a map's legend: a swatch and its bounds a class, in the reader's units.

    Parameters
    ----------
    classes
        The classes drawn.
    title
        What is shown, with its unit.
    write
        Writes a bound.
    no_data
        Whether anything drawn is without data.
    """
    key(items_of(classes, write, no_data), title)


def items_of(classes: Classes, write: Callable[[float], str], no_data: bool = False) -> list[tuple[str, str]]:
    """Return a legend's pairs of hex colour and words; parameters as of `legend`."""
    pairs = zip(classes.bounds[:-1], classes.bounds[1:], classes.colours, strict=True)
    items = [(colour, f"{write(low)}–{write(high)}") for low, high, colour in pairs]
    return [*items, *([(NO_DATA, t("frame.no_data"))] if no_data else [])]


def key(items: list[tuple[str, str]], title: str) -> None:
    """Draw a row of coloured swatches with what each stands for."""
    swatches = "".join(
        f'<span style="{ENTRY}"><span style="{SWATCH};background:{colour}"></span>{escape(label)}</span>'
        for colour, label in items
    )
    st.html(f'<div style="{ROW}"><span>{escape(title)}</span>{swatches}</div>')


def clicked(chart_key: str) -> dict | None:
    """Return what the reader clicked in a plotly chart: its first point, None if nothing."""
    points = st.session_state[chart_key].selection.points
    return points[0] if points else None
