"""A figure for the back row: everything in it that is measured in px, so many times larger."""

from typing import Any

import plotly.graph_objects as go

# What is in px wherever it stands.
LENGTHS = frozenset(
    "height itemwidth l r t b pad xshift yshift ax ay standoff ticklen tickwidth borderwidth borderpad "
    "entrywidth line_width thickness".split()
)
# "size" and "width" are in px only of these; of a bar, "width" is in the axis's own unit.
OF_LETTERS = ("font", "tickfont", "title_font", "titlefont", "textfont", "insidetextfont", "outsidetextfont")
OF_MARKS = ("marker", "line")
LEAST_LETTER_PX = 14
"""What letters are at least before they grow."""


def larger(fig: go.Figure, times: float) -> go.Figure:
    """Return a figure with letters, marks, lines, margins and height larger; its data are the same.

    Parameters
    ----------
    fig
        It is left as it is. What px of it would be 0 or is not stated stays so.
    times
        1 or more.
    """
    if times == 1:
        return fig
    plain = fig.to_plotly_json()
    layout = {name: value for name, value in plain["layout"].items() if name != "template"}
    made = go.Figure(fig)
    made.update_layout(_grown(layout, "layout", times), overwrite=True)
    for trace, own in zip(made.data, plain["data"], strict=True):
        kept = {name: own[name] for name in (*OF_MARKS, *OF_LETTERS, "error_x", "error_y") if name in own}
        trace.update(_grown(kept, "trace", times))
    return made


def _grown(value: Any, parent: str, times: float) -> Any:
    if isinstance(value, dict):
        return {name: _one(name, child, parent, times) for name, child in value.items()}
    if isinstance(value, list | tuple):
        return [_grown(child, parent, times) for child in value]
    return value


def _one(name: str, value: Any, parent: str, times: float) -> Any:
    size = name == "size" and (parent in OF_LETTERS or parent.endswith("font") or parent == "marker")
    width = name == "width" and parent in ("line", "error_x", "error_y")
    if size and parent != "marker" and isinstance(value, int | float):
        return max(value, LEAST_LETTER_PX) * times
    if size or width or (name in LENGTHS and not isinstance(value, dict)):
        return _times(value, times)
    return _grown(value, name, times)


def _times(value: Any, times: float) -> Any:
    if isinstance(value, bool | str) or value is None:
        return value
    if isinstance(value, int | float):
        return value * times
    return [_times(one, times) for one in value]
