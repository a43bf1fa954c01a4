"""One indicator of every unit in view: a small line each on one scale, the worst first."""

from html import escape
from urllib.parse import quote

import numpy as np
import pandas as pd
import streamlit as st

from lcity.charts.multiples.screen import small_line
from lcity.ui.monitor import choices, numbers, words
from lcity.ui.shared import amounts, cache, frame
from lcity.ui.shared.reader import and_more, reader_language, t

MOST, MOST_BEYOND = 120, 4
FENCE = 1.5
"""How many interquartile ranges beyond the quartiles a figure may lie before it would flatten all others."""
STYLE = """
.multiples { display: grid; gap: .9rem 1.1rem; }
.multiples { grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); }
.multiples figure { margin: 0; min-width: 0; }
.multiples figcaption { display: flex; justify-content: space-between; gap: .5rem; font-size: .875rem; }
.multiples figcaption span:first-child { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.multiples figcaption span:last-child { font-variant-numeric: tabular-nums; white-space: nowrap; }
.multiples img { display: block; width: 100%; height: 2.75rem; }
"""


def draw(found: pd.DataFrame) -> None:
    """Draw the chosen indicator of the units in view; nothing where none is chosen or no unit has a line.

    Parameters
    ----------
    found
        The rows in view, of one indicator, the worst first.
    """
    key = choices.key_choice().value
    shown = found[:MOST]
    values = figures(shown)
    if not key or values.shape[1] < 2:
        return
    level, lang = choices.level_choice().value, reader_language()
    name = cache.names("indicators", lang.code)[key]
    st.subheader(frame.plain(t("monitor.multiples", indicator=name)), anchor=False)
    bounds = scale(values, shown["target"])
    cells = "".join(
        f'<figure title="{escape(_whole(level, row))}"><figcaption><span>'
        f"{escape(words.status(row)[:1])} {escape(words.unit(level, row.id))}</span>"
        f"<span>{escape(amounts.number(level, key, row.value))}</span></figcaption>"
        f'<img alt="" src="{_picture(values.loc[row.id], bounds, row.target)}"></figure>'
        for row in shown.itertuples()
    )
    st.html(f'<style>{STYLE}</style><div class="multiples">{cells}</div>')
    more = len(found) - len(shown)
    first, last = (str(int(year)) for year in (values.columns[0], values.columns[-1]))
    low, high = amounts.told_apart(level, key, bounds)
    note = t("monitor.multiples_note", first=first, last=last, low=low, high=high)
    if beyond := _beyond(level, values, bounds):
        note += t("monitor.multiples_beyond", names=beyond)
    st.caption(
        frame.plain(note + (t("monitor.multiples_more", n=more, count=lang.number(more)) if more else ""))
    )


def figures(found: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of the rows' units over the years in which any has one: units × years."""
    level, key = choices.level_choice().value, choices.key_choice().value
    series = numbers.lines(level)
    if not key or key not in series.keys or found.empty:
        return pd.DataFrame(index=found["id"])
    own = series.values[series.units.get_indexer(found["id"]), series.keys.index(key)]
    table = pd.DataFrame(own, index=found["id"].to_numpy(), columns=series.years)
    return table.dropna(axis="columns", how="all")


def scale(values: pd.DataFrame, targets: pd.Series) -> tuple[float, float]:
    """Return the ends of the scale of all lines: of figures and targets, but for what lies far off."""
    every = values.to_numpy(float).ravel()
    first, third = np.nanquantile(every, (0.25, 0.75))
    inner = every[np.abs(every - (first + third) / 2) <= (FENCE + 0.5) * (third - first)]
    told = np.concatenate([inner if len(inner) else every, targets.to_numpy(float)])
    return float(np.nanmin(told)), float(np.nanmax(told))


def _beyond(level: str, values: pd.DataFrame, bounds: tuple[float, float]) -> str:
    """Name the units with figures beyond the scale; "" where there are none."""
    off = ((values < bounds[0]) | (values > bounds[1])).any(axis=1)
    names = [words.unit(level, own) for own in values.index[off]]
    return reader_language().listed(and_more(names[:MOST_BEYOND], len(names))) if names else ""


def _picture(values: pd.Series, bounds: tuple[float, float], target: float) -> str:
    """Return a unit's line as the address of a picture: of SVG itself `st.html` leaves nothing."""
    drawn = small_line(values.index, values.to_numpy(float), bounds, target)
    return "data:image/svg+xml," + quote(drawn, safe="")


def _whole(level: str, row) -> str:
    """Return a unit's figures in words, for who points at them."""
    told = words.course(level, row.id, row.key)
    return f"{words.unit(level, row.id)}, {words.status(row)[2:]}. {told}"
