"""Words in figures: names shown as they are, numbers as the language writes them."""

from html import escape

import plotly.graph_objects as go

from lcity.text import Language

TEXT_PX = 14
GIVES_WAY = "gives way"
"""The name of a note that stands wherever beside its point it covers no other."""


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
