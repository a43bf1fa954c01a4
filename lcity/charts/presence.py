"""Which figures there are: units × indicators, each cell coloured by how far it can be trusted."""

from collections import Counter
from html import unescape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lcity.charts.labels import shown
from lcity.colour import ACCENT, NO_DATA, SEQUENTIAL, UNITS
from lcity.text import Language

COLOURS = {
    "official": ACCENT,
    "survey": UNITS[0],
    "volunteered": "#56b4e9",
    "derived": SEQUENTIAL[2],
    "simulated": "#e69f00",
    "planned": "#cc79a7",
    "missing": NO_DATA,
}
KINDS = tuple(COLOURS)
ROW_PX, TOP_PX, LEAST_PX, MOST_PX = 20, 140, 260, 660
STEEP_TOP_PX, STEEP_TICK_PX = 190, 10
MOST_NAMED = 60
TICK_PX = 12
MOST_CHARACTERS = 26


def presence(
    values: pd.DataFrame,
    provenance: pd.Series,
    units: pd.Series,
    indicators: pd.Series,
    lang: Language,
    *,
    steep: bool = False,
) -> go.Figure:
    """Draw the picture.

    Parameters
    ----------
    values
        Units × leaves; NaN where missing.
    provenance
        Leaf → provenance in force.
    units, indicators
        Their names, of all the units and leaves drawn.
    steep
        Whether the indicators' names stand upright, as they must where columns are narrow as on a phone.
    """
    kinds = np.array([KINDS.index(kind) for kind in provenance[values.columns]])
    cells = np.where(values.notna().to_numpy(), kinds, KINDS.index("missing"))
    words = np.array([lang.t("data.missing" if k == "missing" else f"common.provenance.{k}") for k in KINDS])
    steps = np.repeat(np.linspace(0, 1, len(KINDS) + 1), 2)[1:-1]
    colours = np.repeat(list(COLOURS.values()), 2)
    names, columns = [shown(name) for name in units], [shown(name) for name in indicators]
    heat = go.Heatmap(
        z=cells,
        zmin=-0.5,
        zmax=len(KINDS) - 0.5,
        customdata=words[cells],
        hovertemplate="%{hovertext}<br>%{customdata}<extra></extra>",
        hovertext=[[f"{name}<br>{column}" for column in columns] for name in names],
        colorscale=[[float(step), colour] for step, colour in zip(steps, colours, strict=True)],
        showscale=False,
        xgap=1,
        ygap=1 if len(names) <= MOST_NAMED else 0,
    )
    named = len(names) <= MOST_NAMED
    height = min(max((STEEP_TOP_PX if steep else TOP_PX) + ROW_PX * len(names), LEAST_PX), MOST_PX)
    axis = {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "ticklabeloverflow": "allow",
    }
    figure = go.Figure(heat)
    figure.update_layout(
        height=height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis={
            **axis, "side": "top", "tickangle": -90 if steep else -50,
            "tickfont": {"size": STEEP_TICK_PX if steep else TICK_PX},
            "tickvals": list(range(len(columns))), "ticktext": _short(columns),
        },
        yaxis={
            **axis, "autorange": "reversed", "tickfont": {"size": TICK_PX}, "showticklabels": named,
            "tickvals": list(range(len(names))), "ticktext": _short(names),
        },
    )  # fmt: skip
    return figure


def _short(names: list[str]) -> list[str]:
    """Return names cut to `MOST_CHARACTERS`: at the end, or in the middle where they would be alike."""
    whole = [unescape(name) for name in names]
    cut = [_cut(name, MOST_CHARACTERS - 1) for name in whole]
    for kept in (MOST_CHARACTERS // 2, 0):
        alike = {short for short, many in Counter(cut).items() if many > 1}
        cut = [_cut(name, kept) if short in alike else short for name, short in zip(whole, cut, strict=True)]
    return [shown(name) for name in cut]


def _cut(name: str, kept: int) -> str:
    """Return a name of which so many characters stand before an ellipsis; 0 for all of it."""
    if not kept or len(name) <= MOST_CHARACTERS:
        return name
    end = MOST_CHARACTERS - 1 - kept
    return f"{name[:kept].rstrip()}…{name[len(name) - end :].lstrip() if end else ''}"
