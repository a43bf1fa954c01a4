"""What a document is made of."""

import datetime
from dataclasses import dataclass

from lcity.text import Language


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is that of a part, 2 that of what is in it."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph; a quiet one tells what the others stand on."""

    text: str
    quiet: bool = False


@dataclass(frozen=True)
class Points:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Rows:
    """A table.

    Parameters
    ----------
    head, rows
        As they are shown.
    widths
        What each column has of the whole width; they add up to 1.
    right
        Columns of numbers.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    right: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Blank:
    """Room for what readers write themselves, under what they are asked."""

    prompt: str
    lines: int = 4


Block = Heading | Text | Points | Rows | Blank


@dataclass(frozen=True)
class Document:
    """A document.

    Parameters
    ----------
    title, finding
        What it is, and the sentence that sums it up.
    blocks
        What stands in it, in order.
    foot
        What stands at the foot of every page.
    day
        When it was made; nothing else in a file depends on when it is written.
    lang
        Its language.
    across
        Whether its pages lie across.
    """

    title: str
    finding: str
    blocks: tuple[Block, ...]
    foot: str
    day: datetime.date
    lang: Language
    across: bool = False
