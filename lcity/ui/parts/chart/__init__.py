"""A chart of lines and dots on the page, each dot to be pointed at, reached by keys and chosen."""

from collections.abc import Callable

import plotly.graph_objects as go

from lcity.charts.larger import larger
from lcity.charts.plain import plain
from lcity.ui.shared import talk
from lcity.ui.shared.component import Component

_chart = Component("chart", "chart/chart.js")


def chart(fig: go.Figure, key: str, alt: str, on_choose: Callable[[str], None] | None = None) -> None:
    """Draw a figure of lines and dots: at once, where plotly's own script takes two turns.

    Parameters
    ----------
    fig
        As `lcity.charts.plain.plain` takes it; where dots choose, their customdata are units.
    key
        Its name on the page.
    alt
        What it shows, for who cannot see it.
    on_choose
        Called with the unit of the dot the reader clicks; None where dots are only pointed at.
    """
    shown = larger(fig, talk.scale())
    data = plain(shown) | {"label": alt, "chosen_from": on_choose is not None}
    least_px = shown.layout.height
    if on_choose is None:
        _chart.draw(key, data, least_px=least_px)
        return
    ids = {unit for series in data["series"] for unit in series["ids"] or ()}
    _chart.choose_from(key, data, ids, on_choose, least_px=least_px)
