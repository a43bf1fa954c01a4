"""Cells beside names, shaded and written in, as HTML that reads aloud row by row."""

import re
from collections.abc import Sequence
from html import escape

from lcity.charts.grid.cells import Cell, Row
from lcity.text.width import is_wide

STYLE = """
.lc-grid { overflow-x: auto; }
.lc-grid table { border-collapse: separate; border-spacing: 1px; font-size: max(.8125rem, var(--least, 0rem));
  line-height: 1.2;
  font-variant-numeric: tabular-nums; }
.lc-grid table.w { width: 100%; table-layout: fixed; }
.lc-grid th { font-weight: 400; text-align: center; padding: .15rem .1rem; vertical-align: bottom; }
.lc-grid thead th { overflow-wrap: anywhere; }
.lc-grid thead span { opacity: .8; }
.lc-grid tbody th, .lc-grid thead th:first-child { text-align: left; white-space: nowrap; overflow: hidden;
  text-overflow: ellipsis; padding: .15rem .6rem .15rem .2rem; position: sticky; left: 0; z-index: 1; }
.lc-grid td { text-align: center; height: 1.5rem; padding: 0 .1rem; }
.lc-grid td.r { outline: 2px solid currentColor; outline-offset: -1px; }
.lc-grid tr.s th { font-weight: 700; }
.lc-grid .q { opacity: .7; }
@media (min-width: 1800px) {
  .lc-grid table { font-size: var(--large, 1rem); } .lc-grid td { height: 1.8rem; }
}
"""
LEAST_EM, MOST_EM = 6, 17
MOST_OF_WINDOW = 42
"""What names may take of a narrow window's width, per cent: the cells scroll past them."""
LEAST_CELL_EM, MOST_CELL_EM, BESIDE_EM = 2.3, 6, 0.6
"""How wide a column is at least, by what is written in it, and the room beside that."""
NARROW_EM, WIDE_EM = 0.6, 1.05
"""How wide a letter is, and a Chinese character."""


def grid(
    rows: Sequence[Row],
    heads: Sequence[str],
    label: str,
    *,
    groups: Sequence[tuple[str, int]] = (),
    ground: str = "",
) -> str:
    """Return a table of shaded cells, each column as wide as the next and as what is written in any.

    Parameters
    ----------
    rows
        From top to bottom, as many cells in each.
    heads
        Of the names and of each column.
    label
        What the table shows, for who cannot see it.
    groups
        What stands above the columns: words, and how many columns they are over.
    ground
        The page's colour, on which names stay while the cells scroll; "" where that is not known.

    Returns
    -------
    str
        HTML: a style and a table in a box that scrolls sideways; everything given is escaped.
    """
    first = f' style="background:{escape(ground)}"' if ground else ""
    over = "".join(_head(words, "colgroup", f' colspan="{span}"') for words, span in groups)
    over = f"<tr><th{first}></th>{over}</tr>" if groups else ""
    head = "".join(_head(words, "col", "" if number else first) for number, words in enumerate(heads))
    body = "".join(_row(row, first) for row in rows)
    names = f"min({_names_width([heads[0], *(row.name for row in rows)]):.1f}em, {MOST_OF_WINDOW}vw)"
    columns = len(heads) - 1
    # Columns of a fixed layout have no least width of their own, so the table has theirs.
    least = f"calc({names} + {columns * _cell_width(rows, heads[1:]):.1f}em + {columns + 2}px)"
    return (
        f'<style>{STYLE}</style><div class="lc-grid" tabindex="0" role="region" aria-label="{escape(label)}">'
        f'<table class="w" style="min-width:{least}"><colgroup><col style="width:{names}"></colgroup>'
        f"<thead>{over}<tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _head(words: str, scope: str, attributes: str) -> str:
    return f'<th scope="{scope}"{attributes}><span>{escape(words)}</span></th>'


def _row(row: Row, first: str) -> str:
    cells = "".join(_cell(cell) for cell in row.cells)
    name = escape(row.name)
    start = "<tr class=s>" if row.selected else "<tr>"
    return f'{start}<th scope="row"{first} title="{name}">{name}</th>{cells}</tr>'


def _cell(cell: Cell) -> str:
    parts = (
        ' class="r"' if cell.ring else "",
        f' style="background:{escape(cell.fill)}"' if cell.fill else "",
        f' title="{escape(cell.tip)}"' if cell.tip else "",
    )
    # The text apart from its cell, whose frame keeps the page's colour.
    text = escape(cell.text)
    if cell.ink:
        text = f'<span style="color:{escape(cell.ink)}">{text}</span>'
    return f"<td{''.join(parts)}>{text}</td>"


def _names_width(names: Sequence[str]) -> float:
    return min(max(max(map(_width, names)) + 1, LEAST_EM), MOST_EM)


def _cell_width(rows: Sequence[Row], heads: Sequence[str]) -> float:
    """Return how wide a column must be for the widest cell and the widest word of a head."""
    written = [cell.text for row in rows for cell in row.cells]
    words = [word for head in heads for word in re.split(r"\s|(?<=–)", head)]
    widest = max(map(_width, [*written, *words]), default=0)
    return min(max(widest + BESIDE_EM, LEAST_CELL_EM), MOST_CELL_EM)


def _width(text: str) -> float:
    return sum(WIDE_EM if is_wide(letter) else NARROW_EM for letter in text)
