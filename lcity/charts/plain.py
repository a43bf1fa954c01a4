"""A figure of lines and dots as plain values, which the page's own component draws without plotly."""

from html import unescape
from re import sub
from typing import Any

import numpy as np
import plotly.graph_objects as go

from lcity.charts.labels import GIVES_WAY, TEXT_PX


def plain(fig: go.Figure) -> dict[str, Any]:
    """Return a figure of lines and dots as values of JSON: everything of it that is seen or said.

    Parameters
    ----------
    fig
        Of `go.Scatter` alone; with notes, bands across (`add_hrect`) and lines down (`add_vline`).

    Returns
    -------
    dict
        height, head and text (pixels); x and y (axes); series, notes, bands and rules; legend (whether there
        is one).

    Raises
    ------
    TypeError
        If anything else is drawn in it.
    """
    layout = fig.layout
    strange = [type(trace).__name__ for trace in fig.data if not isinstance(trace, go.Scatter)]
    if strange:
        raise TypeError(f"a figure of lines and dots has no {strange[0]}")
    shapes = {kind: [shape for shape in layout.shapes if shape.type == kind] for kind in ("rect", "line")}
    return {
        "height": layout.height,
        "head": layout.margin.t or 0,
        "text": layout.font.size or TEXT_PX,
        "x": _axis(layout.xaxis),
        "y": _axis(layout.yaxis),
        "series": [_series(trace) for trace in fig.data],
        "notes": [_note(note) for note in layout.annotations],
        "bands": [{"ends": [shape.y0, shape.y1], "fill": shape.fillcolor} for shape in shapes["rect"]],
        "rules": [{"at": shape.x0, "colour": shape.line.color} for shape in shapes["line"]],
        "legend": layout.showlegend is not False and any(_in_legend(trace) for trace in fig.data),
    }


def _axis(axis: Any) -> dict[str, Any]:
    ticks = None
    if axis.tickvals is not None:
        texts = axis.ticktext if axis.ticktext is not None else map(str, axis.tickvals)
        ticks = [[float(at), *_worded(text)] for at, text in zip(axis.tickvals, texts, strict=True)]
    return {
        "range": list(axis.range) if axis.range is not None else None,
        "ticks": ticks,
        "most": axis.nticks,
        "suffix": axis.ticksuffix or "",
        "title": unescape(axis.title.text or ""),
        "top": axis.side == "top",
        "zero": axis.rangemode == "tozero",
        "grid": axis.showgrid,
    }


def _series(trace: go.Scatter) -> dict[str, Any]:
    line, marker = trace.line, trace.marker
    drawn = trace.mode.split("+")
    return {
        "label": unescape(trace.name or ""),
        "in_legend": _in_legend(trace),
        "x": _numbers(trace.x),
        "y": _numbers(trace.y),
        "ids": None if trace.customdata is None else [str(own) for own in trace.customdata],
        "tips": None if trace.hovertext is None else [_lines(tip) for tip in trace.hovertext],
        "opacity": 1.0
        if trace.opacity is None and marker.opacity is None
        else trace.opacity or marker.opacity,
        "line": {"colour": line.color, "dash": line.dash or "solid", "width": line.width}
        if "lines" in drawn
        else None,
        "dots": {
            "colour": marker.color or line.color,
            "shape": marker.symbol or "circle",
            "size": marker.size,
            "rim": marker.line.width,
        }
        if "markers" in drawn
        else None,
    }


def _in_legend(trace: go.Scatter) -> bool:
    return bool(trace.name) and trace.showlegend is not False


def _note(note: Any) -> dict[str, Any]:
    text, bold = _worded(note.text)
    return {
        "x": float(note.x),
        "y": float(note.y),
        "text": text,
        "bold": bold,
        "right": note.xanchor == "left",
        "shift": note.xshift or 0,
        "gives_way": note.name == GIVES_WAY,
        "colour": note.font.color or "",
    }


def _worded(text: str) -> tuple[str, bool]:
    """Return a text as it is read, and whether it is bold."""
    return unescape(sub("^<b>|</b>$", "", text)), text.startswith("<b>")


def _lines(tip: str) -> str:
    return unescape(tip.replace("<br>", "\n"))


def _numbers(values: Any) -> list[float | None]:
    found = np.array([np.nan if value is None else value for value in values], float)
    return [None if np.isnan(value) else round(float(value), 4) for value in found]
