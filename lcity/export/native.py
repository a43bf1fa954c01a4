"""What of a picture a presentation can hold as its own: charts with their figures, tables with their cells.

A panel that has a `native(lang)` says by it what it would be; one that has none is put there as a picture.
"""

from dataclasses import dataclass
from typing import Literal

from lcity.export.pictures.page import Panel
from lcity.text import Language


@dataclass(frozen=True)
class Series:
    """A row of bars, or a line.

    Parameters
    ----------
    name
        What it is called.
    values
        One a category; None where there is none.
    colours
        Hex: one for all, or one a category; "" is not drawn.
    written
        What is written at each; empty for nothing.
    """

    name: str
    values: tuple[float | None, ...]
    colours: tuple[str, ...]
    written: tuple[str, ...] = ()


@dataclass(frozen=True)
class NativeChart:
    """A chart whose figures can be edited.

    Parameters
    ----------
    kind
        "bars" lie one a category, "stacked" ones on each other, "lines" go over the categories.
    categories
        From above, or from the left.
    series
        At least one.
    format
        How Excel writes its figures.
    legend
        Whether the series are named below it.
    """

    kind: Literal["bars", "stacked", "lines"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    format: str = "General"
    legend: bool = False


@dataclass(frozen=True)
class NativeCell:
    """A cell of a table; `fill` and `ink` are hex, "" for none and the usual."""

    text: str
    fill: str = ""
    ink: str = ""
    right: bool = False


@dataclass(frozen=True)
class NativeTable:
    """A table whose cells can be edited.

    Parameters
    ----------
    rows
        The first is its head.
    widths
        Of the columns, in proportion.
    """

    rows: tuple[tuple[NativeCell, ...], ...]
    widths: tuple[float, ...]


def native(panel: Panel, lang: Language) -> NativeChart | NativeTable | None:
    """Return what a panel is where it is no picture; None where it is one."""
    return panel.native(lang) if hasattr(panel, "native") else None
