"""Panels put together to a picture, as PNG, SVG and PDF."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from lcity.colour import ACCENT
from lcity.export.mark import headline, note
from lcity.export.metadata import Metadata
from lcity.export.typeface import FILE, NAME, printable
from lcity.text import Language
from lcity.text.width import wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH_IN, HEIGHT_IN = 12.8, 7.2
DPI = 192
INK, QUIET, LINE = "#1d2627", "#5f6b6d", "#d9dfdf"
TEXT_PT, SMALL_PT = 10.5, 9
# As many fit side by side in the width of a picture, with room between columns.
TITLE_CHARACTERS = 125
FINDING_CHARACTERS, NOTE_CHARACTERS = 118, 165
FINDING_LINES, NOTE_LINES, CUT = 5, 3, " …"
# A licence asks for its source in full: four lines hold those of every dataset shipped.
SOURCE_LINES = 4
# Of a picture's height, what a map of full height has; and of its width, what a map's legend needs.
MAP_HEIGHT, LEAST_MAP = 0.8, 0.42
# matplotlib's typefaces are not made for several threads at once.
_lock = threading.Lock()


class Panel(Protocol):
    """A chart or a map of a picture.

    Parameters
    ----------
    title
        What it shows.
    height
        Its share of its column's height.
    """

    title: str
    height: float

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""


@dataclass(frozen=True, eq=False)
class Picture:
    """Panels in columns.

    Parameters
    ----------
    columns
        Each the panels from above.
    widths
        Of the columns, in proportion; as wide as each other where none are given.
    """

    columns: tuple[tuple[Panel, ...], ...]
    widths: tuple[float, ...] = ()

    @property
    def panels(self) -> tuple[Panel, ...]:
        """All panels, column by column."""
        return tuple(panel for column in self.columns for panel in column)


def png(
    picture: Picture,
    metadata: Metadata,
    lang: Language,
    *,
    bare: bool = False,
    dpi: int = DPI,
    size_in: tuple[float, float] = (WIDTH_IN, HEIGHT_IN),
) -> bytes:
    """Draw a picture as PNG, at twice the pixels of a screen.

    Parameters
    ----------
    picture, metadata
        What is shown and what is said of it.
    bare
        Whether to leave the question, the finding and the footing to who puts the picture somewhere.
    dpi
        Dots an inch.
    size_in
        Width and height, inches: letters keep their size, panels fill what there is.
    """
    with _drawn(picture, metadata, lang, bare, size_in) as figure:
        return _saved(figure, "png", dpi, {"Software": "LCity"})


def svg(
    picture: Picture,
    metadata: Metadata,
    lang: Language,
    *,
    size_in: tuple[float, float] = (WIDTH_IN, HEIGHT_IN),
) -> bytes:
    """Draw a picture as SVG whose letters are outlines: it looks the same wherever it is opened.

    Parameters
    ----------
    picture, metadata, size_in
        As for `png`.
    """
    about = {
        "Title": printable(f"{metadata.question} {headline(metadata, lang)}"),
        "Creator": "LCity",
        "Date": None,
    }
    with _drawn(picture, metadata, lang, False, size_in) as figure:
        return _saved(figure, "svg", DPI, about)


def pdf(picture: Picture, metadata: Metadata, lang: Language) -> bytes:
    """Draw the bare panels as a page of PDF, to be put on a page of a brief."""
    nameless = {"Creator": None, "Producer": None, "CreationDate": None}
    with _drawn(picture, metadata, lang, True, (WIDTH_IN, HEIGHT_IN)) as figure:
        return _saved(figure, "pdf", DPI, nameless)


def _saved(figure: "Figure", kind: str, dpi: int, about: dict[str, str | None]) -> bytes:
    file = io.BytesIO()
    figure.savefig(file, format=kind, dpi=dpi, metadata=about)
    return file.getvalue()


@contextmanager
def _drawn(
    picture: Picture, metadata: Metadata, lang: Language, bare: bool, size_in: tuple[float, float]
) -> Iterator["Figure"]:
    with _lock:
        figure = _figure(size_in)
        top = bottom = 0.0
        if not bare:
            top = _head(figure, metadata, lang)
            bottom = _foot(figure, metadata, lang)
        figure.set_layout_engine(
            "constrained", rect=(0.01, bottom, 0.98, 1 - top - bottom), w_pad=0.12, h_pad=0.1, wspace=0.02
        )
        widths = column_widths(picture, size_in)
        grid = figure.add_gridspec(1, len(picture.columns), width_ratios=widths)
        for cell, panels, width in zip(grid, picture.columns, widths, strict=True):
            most = int(TITLE_CHARACTERS * width / sum(widths))
            rows = cell.subgridspec(len(panels), 1, height_ratios=[panel.height for panel in panels])
            for row, panel in zip(rows, panels, strict=True):
                axes = figure.add_subplot(row)
                title = "\n".join(wrapped(printable(panel.title, 160), most)[:2])
                axes.set_title(title, loc="left", fontsize=TEXT_PT + 1, color=INK, pad=8)
                panel.draw(axes, lang)
        # Once more than drawing does: a map's height, and so its legend's place, follows from the first time.
        figure.get_layout_engine().execute(figure)
        yield figure


def column_widths(picture: Picture, size_in: tuple[float, float]) -> list[float]:
    """Return the columns' shares of the width: those asked for, but no map has more than it can fill."""
    wanted = np.array(picture.widths or (1.0,) * len(picture.columns), dtype=float)
    shares = wanted / wanted.sum()
    wide = np.array(
        [column[0].aspect if hasattr(column[0], "aspect") else np.inf for column in picture.columns]
    )
    most = np.maximum(wide * MAP_HEIGHT * size_in[1] / size_in[0], LEAST_MAP)
    over = shares > most
    if over.all():
        return list(shares)
    left = 1 - most[over].sum()
    return list(np.where(over, most, shares * left / shares[~over].sum()))


def _figure(size_in: tuple[float, float]) -> "Figure":
    """Return an empty figure in the shipped typeface; `$` in a name is a character."""
    import matplotlib as mpl  # not at the top: it takes a second, and only who takes a picture away needs it
    from matplotlib import font_manager
    from matplotlib.figure import Figure

    if NAME not in font_manager.get_font_names():
        font_manager.fontManager.addfont(FILE)
    mpl.rcParams.update(
        {
            "font.family": [NAME],
            "font.size": TEXT_PT,
            "text.parse_math": False,
            "axes.unicode_minus": False,
            "svg.fonttype": "path",
            "svg.hashsalt": "lcity",
            "pdf.fonttype": 42,
        }
    )
    return Figure(size_in, facecolor="white")


def _head(figure: "Figure", metadata: Metadata, lang: Language) -> float:
    """Write the question and the finding; return the share of the height they take."""
    line = HEIGHT_IN / figure.get_figheight()
    figure.text(0.02, 1 - 0.035 * line, printable(metadata.question, 120), fontsize=19, color=INK, va="top")
    lines = _lines(headline(metadata, lang), FINDING_CHARACTERS, FINDING_LINES)
    below = 1 - 0.095 * line
    figure.text(0.02, below, "\n".join(lines), fontsize=12.5, color=ACCENT, va="top", linespacing=1.35)
    below -= 0.032 * line * len(lines)
    notes = _lines(metadata.note, NOTE_CHARACTERS, NOTE_LINES)
    figure.text(0.02, below, "\n".join(notes), fontsize=SMALL_PT, color=QUIET, va="top", linespacing=1.4)
    return (0.125 + 0.032 * len(lines) + 0.026 * len(notes)) * line


def _lines(text: str, characters: int, most: int) -> list[str]:
    """Break text into lines; where there is no room for all of it, the last says that it goes on."""
    lines = wrapped(printable(text, characters * (most + 1)), characters)
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1] + CUT]


def _foot(figure: "Figure", metadata: Metadata, lang: Language) -> float:
    """Write the sources of the picture; return the share of the height it takes."""
    sources, taken = metadata.footing(lang)
    lines = [*wrapped(printable(sources, SOURCE_LINES * 165), 170)[:SOURCE_LINES], printable(taken, 200)]
    if simulated_note := note(metadata, lang):
        lines.append(printable(simulated_note))
    line = HEIGHT_IN / figure.get_figheight()
    figure.text(
        0.02, 0.018 * line, "\n".join(lines), fontsize=SMALL_PT, color=QUIET, va="bottom", linespacing=1.4
    )
    return (0.03 + 0.026 * len(lines)) * line
