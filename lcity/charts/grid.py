"""Cells beside names, shaded and written in, as HTML that reads aloud row by row."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

STYLE = """
.lc-grid { overflow-x: auto; }
.lc-grid table { border-collapse: separate; border-spacing: 1px; font-size: .8125rem; line-height: 1.2;
  font-variant-numeric: tabular-nums; }
.lc-grid table.w { width: 100%; table-layout: fixed; }
.lc-grid th { font-weight: 400; text-align: center; padding: .15rem .2rem; vertical-align: bottom; }
.lc-grid thead th { opacity: .8; }
.lc-grid tbody th, .lc-grid thead th:first-child { text-align: left; white-space: nowrap; overflow: hidden;
  text-overflow: ellipsis; padding-right: .6rem; }
.lc-grid tbody th { position: sticky; left: 0; }
.lc-grid td { text-align: center; min-width: 1.7rem; height: 1.5rem; padding: 0 .1rem; }
.lc-grid td.r { outline: 2px solid currentColor; outline-offset: -1px; }
.lc-grid tr.s th { font-weight: 700; }
.lc-grid .q { opacity: .7; }
@media (min-width: 1800px) { .lc-grid table { font-size: 1rem; } .lc-grid td { height: 1.8rem; } }
"""
LEAST_EM, MOST_EM = 6, 17
NARROW_EM, WIDE_EM = 0.6, 1.05
"""How wide a letter is, and a Chinese character."""


@dataclass(frozen=True)
class Cell:
    """A cell: its words, ground and colour of text ("" for the page's), words on hover; `ring` frames it."""

    text: str = ""
    fill: str = ""
    ink: str = ""
    tip: str = ""
    ring: bool = False


@dataclass(frozen=True)
class Row:
    """A named row; `selected` for the one that is spoken of."""

    name: str
    cells: tuple[Cell, ...]
    selected: bool = False


def grid(
    rows: Sequence[Row], heads: Sequence[str], label: str, *, groups: Sequence[tuple[str, int]] = ()
) -> str:
    """Return a table of shaded cells, each column as wide as the next.

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

    Returns
    -------
    str
        HTML: a style and a table in a box that scrolls sideways; everything given is escaped.
    """
    over = "".join(f'<th scope="colgroup" colspan="{span}">{escape(words)}</th>' for words, span in groups)
    over = f"<tr><th></th>{over}</tr>" if groups else ""
    head = "".join(f'<th scope="col">{escape(words)}</th>' for words in heads)
    body = "".join(_row(row) for row in rows)
    names = _width([heads[0], *(row.name for row in rows)])
    return (
        f'<style>{STYLE}</style><div class="lc-grid" tabindex="0" role="region" aria-label="{escape(label)}">'
        f'<table class="w"><colgroup><col style="width:{names:.1f}em"></colgroup>'
        f"<thead>{over}<tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(row: Row) -> str:
    cells = "".join(_cell(cell) for cell in row.cells)
    name = escape(row.name)
    return f'<tr{" class=s" if row.selected else ""}><th scope="row" title="{name}">{name}</th>{cells}</tr>'


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


def _width(names: Sequence[str]) -> float:
    widest = max(sum(WIDE_EM if letter > "\u2e7f" else NARROW_EM for letter in name) for name in names)
    return min(max(widest + 1, LEAST_EM), MOST_EM)
