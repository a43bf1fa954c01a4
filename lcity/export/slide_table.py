"""Tables on slides: as many rows beside and below each other as there is room for, parted by faint lines."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from lcity.export.pictures.page import LINE
from lcity.text.width import is_wide, wrapped

Row = tuple[str, ...]
TEXT_PT = 11
# Of a slide, what titles and footings leave; and the room between two tables beside each other.
TOP_IN, HEIGHT_IN, GAP_IN = 1.15, 5.45, 0.5
PADDING_IN, SIDE_IN = 0.04, 0.05
# Letters an inch, a Chinese one counting for two, and a line's height by its letter's: of the widest and
# the highest of the typefaces that a reader's machine puts in place of one it lacks.
LATIN_PER_IN, CHINESE_PER_IN = 126.5 / TEXT_PT, 140 / TEXT_PT
LINE_PER_LETTER, CHINESE_LINE_PER_LETTER = 1.25, 1.48
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
HAIRLINE_EMU = 6_350


@dataclass(frozen=True)
class Form:
    """How rows are set.

    Parameters
    ----------
    widths_in
        Of the columns.
    beside
        How many tables of them stand beside each other on a slide.
    head
        Row that stands above each table; empty for none.
    right
        Columns of numbers.
    """

    widths_in: tuple[float, ...]
    beside: int = 1
    head: Row = ()
    right: frozenset[int] = frozenset()


def text_height_in(text: str, width_in: float, size_pt: float = TEXT_PT) -> float:
    """Return how high a text stands, in inches, whatever typeface a viewer sets it in."""
    chinese = sum(map(is_wide, text)) / max(len(text), 1)
    per_in = LATIN_PER_IN + chinese * (CHINESE_PER_IN - LATIN_PER_IN)
    most = int(per_in * width_in * TEXT_PT / size_pt)
    lines = sum(max(1, len(wrapped(line, most))) for line in text.splitlines() or [""])
    return lines * (CHINESE_LINE_PER_LETTER if chinese else LINE_PER_LETTER) * size_pt / 72


def row_height_in(row: Row, form: Form) -> float:
    """Return how high a row stands, in inches: as its highest cell."""
    cells = zip(row, form.widths_in, strict=True)
    return max(text_height_in(text, width - 2 * SIDE_IN) for text, width in cells) + 2 * PADDING_IN


def slides(rows: Iterable[Row], form: Form) -> Iterator[list[list[Row]]]:
    """Share rows out: yield for each slide its tables, each at least one row and no higher than the room.

    Tables that stand beside each other on the last slide are about as high as each other.
    """
    tables = list(_tables(rows, form, HEIGHT_IN))
    last = len(tables) - (len(tables) % form.beside or form.beside)
    if form.beside > 1 and tables:
        rest = [row for table in tables[last:] for row in table]
        high = sum(row_height_in(row, form) for row in rest)
        tables[last:] = _tables(rest, form, _even(rest, form, high / form.beside))
    for first in range(0, len(tables), form.beside):
        yield tables[first : first + form.beside]


def _even(rows: list[Row], form: Form, least: float) -> float:
    """Return the lowest height, from `least` on, at which rows make no more tables than stand on a slide."""
    steps = range(ceil(least / 0.05), ceil(HEIGHT_IN / 0.05))
    heads = row_height_in(form.head, form) if form.head else 0.0
    fits = (0.05 * step + heads for step in steps)
    return next((high for high in fits if len(list(_tables(rows, form, high))) <= form.beside), HEIGHT_IN)


def _tables(rows: Iterable[Row], form: Form, most_in: float) -> Iterator[list[Row]]:
    """Yield tables of rows, each as high as it may be."""
    head = row_height_in(form.head, form) if form.head else 0.0
    own, used = [], head
    for row in rows:
        height = row_height_in(row, form)
        if own and used + height > most_in:
            yield own
            own, used = [], head
        own.append(row)
        used += height
    if own:
        yield own


def put(slide, tables: list[list[Row]], left_in: float, form: Form, fill: Callable) -> None:
    """Put tables beside each other on a slide; `fill(cell, text, place, is_head)` writes a cell."""
    for number, rows in enumerate(tables):
        _put_rows(slide, rows, left_in + number * (sum(form.widths_in) + GAP_IN), form, fill)


def _put_rows(slide, rows: list[Row], left_in: float, form: Form, fill: Callable) -> None:
    from pptx.util import Inches

    shown = [form.head, *rows] if form.head else rows
    heights = [row_height_in(row, form) for row in shown]
    box = map(Inches, (left_in, TOP_IN, sum(form.widths_in), sum(heights)))
    frame = slide.shapes.add_table(len(shown), len(form.widths_in), *box)
    table = frame.table
    table.first_row = bool(form.head)
    table.horz_banding = False
    table._tbl.tblPr.find("{*}tableStyleId").text = NO_STYLE
    for column, width in zip(table.columns, form.widths_in, strict=True):
        column.width = Inches(width)
    for number, (row, height) in enumerate(zip(shown, heights, strict=True)):
        table.rows[number].height = Inches(height)
        for place, text in enumerate(row):
            cell = table.cell(number, place)
            cell.margin_top = cell.margin_bottom = Inches(PADDING_IN)
            cell.margin_left = cell.margin_right = Inches(SIDE_IN)
            fill(cell, text, place, bool(form.head) and not number)
            _underline(cell)


def _underline(cell) -> None:
    """Draw a faint line below a cell."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    line = (
        f'<a:lnB {nsdecls("a")} w="{HAIRLINE_EMU}"><a:solidFill>'
        f'<a:srgbClr val="{LINE[1:].upper()}"/></a:solidFill></a:lnB>'
    )
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(line))
