"""Words in figures: names shown as they are, and labels that do not lie on each other."""

from collections.abc import Sequence
from html import escape

import numpy as np
import plotly.graph_objects as go

from lcity.text import Language

TEXT_PX = 14


def shown(name: str) -> str:
    """Return a dataset's text such that plotly shows what it takes for markup elsewhere."""
    return escape(name, quote=False)


def per_cent(lang: Language) -> str:
    """Return what follows the number on an axis of percentages."""
    return lang.percent(0.0).removeprefix("0")


def readable(fig: go.Figure) -> go.Figure:
    """Write everything in a figure large enough for the back row; return the figure."""
    font = {"size": TEXT_PX}
    fig.update_layout(font=font, legend_font=font, hoverlabel_font=font)
    fig.update_xaxes(tickfont=font, title_font=font)
    fig.update_yaxes(tickfont=font, title_font=font)
    return fig


def spread(positions: Sequence[float], least: float) -> list[float]:
    """Return positions moved apart, as little as possible, to lie at least `least` from each other.

    Parameters
    ----------
    positions
        In any order; the order along the axis is kept, equal ones stay in the order given.
    least
        The smallest distance allowed, in the positions' own unit, 0 or more.

    Returns
    -------
    list of float
        In the order given; the sum of squared moves is the smallest there is.

    Source
    ------
    Pool adjacent violators (Ayer et al. 1955) on the positions less their places in a row.
    """
    order = np.argsort(positions, kind="stable")
    pools: list[tuple[float, int]] = []
    for place, index in enumerate(order):
        mean, count = positions[index] - place * least, 1
        while pools and pools[-1][0] > mean:
            other, others = pools.pop()
            mean, count = (mean * count + other * others) / (count + others), count + others
        pools.append((mean, count))
    moved = np.repeat([mean for mean, _ in pools], [count for _, count in pools])
    result = np.empty(len(order))
    result[order] = moved + least * np.arange(len(order))
    return result.tolist()
