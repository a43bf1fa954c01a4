"""What of a chart a reader sees on the page and in print, told alike so that the two can be held together."""

import json
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from re import fullmatch, sub

import numpy as np
import plotly.graph_objects as go
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.markers import MarkerStyle

from lcity.charts.plain import plain
from lcity.charts.printed import DASHES, SHAPES


@dataclass
class Form:
    """A chart's lines (colour, dash, points), dots (colour, shape, point), bars (colour, ends) and words."""

    lines: set = field(default_factory=set)
    dots: set = field(default_factory=set)
    bars: list = field(default_factory=list)
    words: set = field(default_factory=set)


def screen(fig: go.Figure, full: float = 100.0) -> Form:
    """Read a plotly figure whose axes of shares end at `full` for 1."""
    form = Form()
    for trace in fig.data:
        if isinstance(trace, go.Bar):
            starts, colours = np.array(trace.base, float), trace.marker.color
            ends = starts + np.array(trace.x, float)
            form.bars += [
                (colour, _round(low / full), _round(high / full))
                for colour, low, high in zip(colours, starts, ends, strict=True)
            ]
            continue
        along, up = _scaled(fig, trace.x, "x", full), _scaled(fig, trace.y, "y", full)
        if "lines" in trace.mode:
            form.lines |= _runs(along, up, trace.line.color, trace.line.dash or "solid")
        if "markers" in trace.mode:
            colour = trace.marker.color or trace.line.color
            form.dots |= _each(along, up, colour, trace.marker.symbol or "circle")
        if fig.layout.showlegend is not False and trace.showlegend is not False:
            form.words.add(_plain(trace.name))
    form.words |= {_plain(note.text) for note in fig.layout.annotations}
    for shape in fig.layout.shapes:
        if shape.type == "line" and shape.yref == "y domain":  # of the whole height
            form.lines.add((shape.line.color, shape.line.dash, _round(shape.x0)))
        elif shape.type == "line":
            along = np.array([shape.x0, shape.x1], float) / full
            form.lines |= _runs(along, (shape.y0, shape.y1), shape.line.color, "solid")
    for axis in (fig.layout.xaxis, fig.layout.yaxis):
        form.words |= {_plain(text) for text in axis.ticktext or ()}
        form.words |= {_plain(axis.title.text or "")}
    return _worded(form)


def screens(fig: go.Figure) -> Form:
    """Read a figure that the page's own component draws, and hold what it draws to the figure."""
    form = screen(fig)
    assert vars(light(fig)) == vars(form)
    return form


def light(fig: go.Figure, full: float = 100.0) -> Form:
    """Read what the page's own component draws of a figure, as `screen` reads the figure."""
    told, form = json.loads(json.dumps(plain(fig), allow_nan=False)), Form()

    def shares(places, axis: dict) -> np.ndarray:
        of_shares = axis["suffix"] or any("%" in text for _, text, _ in axis["ticks"] or ())
        return np.array(places, float) / (full if of_shares else 1)

    for series in told["series"]:
        along, up = shares(series["x"], told["x"]), shares(series["y"], told["y"])
        if line := series["line"]:
            form.lines |= _runs(along, up, line["colour"], line["dash"])
        if dots := series["dots"]:
            form.dots |= _each(along, up, dots["colour"], dots["shape"])
        if told["legend"] and series["in_legend"]:
            form.words.add(series["label"])
    form.words |= {note["text"] for note in told["notes"]}
    form.lines |= {(rule["colour"], "dot", _round(rule["at"])) for rule in told["rules"]}
    for axis in (told["x"], told["y"]):
        form.words |= {axis["title"], *(text for _, text, _ in axis["ticks"] or ())}
    return _worded(form)


def axes_of(panel, lang) -> Axes:
    """Return bare axes with a panel drawn on them."""
    axes = Figure().add_subplot()
    panel.draw(axes, lang)
    return axes


class Page(HTMLParser):
    """HTML or SVG: its elements' attributes, and the words in its cells."""

    def __init__(self, text: str):
        super().__init__()
        self._tags, self.words, self._open = [], set(), ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self._tags.append((tag, dict(attributes)))
        self._open = tag

    def handle_data(self, data):
        if self._open != "style":
            self.words.add(data)

    def tags(self, name: str) -> list[dict]:
        """Return the attributes of every element of a name."""
        return [attributes for tag, attributes in self._tags if tag == name]


def style(attributes: dict, name: str) -> str:
    """Return what an element's own style gives a property; "" where it gives none."""
    return dict(part.split(":", 1) for part in attributes.get("style", "").split(";") if part).get(name, "")


def printed(panel, lang) -> Form:
    """Read a panel drawn on bare axes."""
    axes, form = axes_of(panel, lang), Form()
    dashes, shapes = ({drawn: name for name, drawn in table.items()} for table in (DASHES, SHAPES))
    for line in axes.lines:
        colour, (along, up) = to_hex(line.get_color()), line.get_data()
        if line.get_transform() != axes.transData:  # of the whole height
            form.lines.add((colour, dashes[line.get_linestyle()], _round(along[0])))
            continue
        form.lines |= _runs(along, up, colour, dashes[line.get_linestyle()])
        if line.get_marker() != "None":
            form.dots |= _each(along, up, colour, shapes[line.get_marker()])
    for drawn in axes.collections:
        if isinstance(drawn, LineCollection):
            colour = to_hex(drawn.get_color()[0])
            for path in drawn.get_segments():
                form.lines |= _runs(*np.asarray(path, float).T, colour, "solid")
        elif isinstance(drawn, PathCollection) and len(drawn.get_offsets()):
            colours = drawn.get_facecolor() if len(drawn.get_facecolor()) else drawn.get_edgecolor()
            form.dots |= _each(*drawn.get_offsets().T, to_hex(colours[0]), _shape(drawn.get_paths()[0]))
    for bar in axes.patches:
        start = bar.get_x()
        form.bars.append((to_hex(bar.get_facecolor()), _round(start), _round(start + bar.get_width())))
    texts = [*axes.texts, axes.xaxis.label, axes.yaxis.label]
    if axes.get_legend():
        texts += axes.get_legend().get_texts()
    form.words = {text.get_text() for text in texts}
    for axis in (axes.xaxis, axes.yaxis):
        form.words |= {label.get_text() for label in axis.get_ticklabels()}
    return _worded(form)


def _worded(form: Form) -> Form:
    """Leave out the figures at the axes' ticks, which each medium places by the room there is."""
    form.words = {word for word in form.words if not fullmatch(r"[\d.,%−-]*", word)}
    return form


def _shape(path) -> str:
    def own(marker: str):
        style = MarkerStyle(marker)
        return style.get_path().transformed(style.get_transform()).vertices

    return next(
        name
        for name, marker in SHAPES.items()
        if own(marker).shape == path.vertices.shape and np.allclose(own(marker), path.vertices)
    )


def _scaled(fig: go.Figure, places, axis: str, full: float) -> np.ndarray:
    """Return places as shares where their axis is one of shares, which ends in a sign of per cent."""
    at = np.array([np.nan if place is None else place for place in places], float)
    axis = fig.layout[f"{axis}axis"]
    return at / full if axis.ticksuffix or "%" in "".join(axis.ticktext or ()) else at


def _runs(along, up, colour: str, dash: str) -> set:
    """Return the stretches of a line that what is missing does not interrupt."""
    runs, run = set(), []
    for point in [*_points(along, up), None]:
        if point is not None:
            run.append(point)
            continue
        if len(run) > 1:
            runs.add((colour, dash, tuple(run)))
        run = []
    return runs


def _each(along, up, colour: str, shape: str) -> set:
    return {(colour, shape, point) for point in _points(along, up) if point is not None}


def _points(along, up) -> list:
    both = np.column_stack([np.asarray(along, float), np.asarray(up, float)])
    return [None if np.isnan(point).any() else tuple(map(_round, point)) for point in both]


def _round(value: float) -> float:
    return round(float(value), 6) + 0.0


def _plain(text: str) -> str:
    return unescape(sub("</?b>", "", text))
