"""Bars beside their names and figures, as HTML that wraps on a phone and reads aloud in order."""

from collections.abc import Callable, Sequence
from html import escape

from lcity.charts.bars.rows import Bar, Piece, scale

WIDE, NARROW, FIGURE, LINES = 46, 32, 16, 19
"""Per cent: the width of the names beside one figure or several, of a figure, and of one in lines."""
STYLE = """
.lc-bars { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: .875rem; line-height: 1.25;
  font-variant-numeric: tabular-nums; }
.lc-bars th { font-weight: 400; text-align: left; padding: .18rem .4rem .18rem 0; }
.lc-bars thead th { border-bottom: 1px solid #8886; vertical-align: bottom; opacity: .8; }
.lc-bars td { padding: .18rem 0 .18rem .5rem; }
.lc-bars { --colon: ": "; }
.lc-bars.han { --colon: "："; }
.lc-bars .n { text-align: right; }
.lc-bars td.n { white-space: nowrap; }
.lc-bars .l { display: block; }
.lc-bars .l + .l { opacity: .75; }
.lc-bars .m { font-size: max(.75rem, var(--least, 0rem));
  line-height: 1.1; padding: 0 .25rem; border: 1px solid; border-radius: .2rem;
  white-space: nowrap; display: inline-block; color: #b35309; }
.lc-bars .d .m, .lc-bars.d .m { color: #f0a35e; }
.lc-bars .b { position: relative; height: 1.05rem; }
.lc-bars .b i { position: absolute; top: 0; bottom: 0; min-width: 1px; }
.lc-bars .b u { position: absolute; top: -.2rem; bottom: -.2rem; border-left: 1px solid #888; }
@media (min-width: 1800px) {
  .lc-bars { font-size: var(--large, 1.0625rem); } .lc-bars .m { font-size: var(--large, 1rem); }
}
@media (max-width: 640px) {
  .lc-bars colgroup, .lc-bars thead { display: none; }
  .lc-bars tr { display: flex; flex-wrap: wrap; padding: .3rem 0; border-bottom: 1px solid #8883; }
  .lc-bars tbody th, .lc-bars td.p { flex: 1 0 100%; padding-left: 0; }
  .lc-bars td.n { text-align: left; padding-left: 0; margin-right: 1rem; }
  .lc-bars td.n:empty { display: none; }
  .lc-bars .l { display: inline; margin-right: .5rem; }
  .lc-bars td.n::before { content: attr(data-head) var(--colon); opacity: .7; font-weight: 400; }
}
"""


def bars(rows: Sequence[Bar], heads: Sequence[str], *, dark: bool = False) -> str:
    """Return rows of bars on one scale, which starts at 0 or at the least amount.

    Parameters
    ----------
    rows
        From top to bottom; as many figures in each.
    heads
        Of the names, of the bars, and of each figure.
    dark
        Whether they are drawn on a dark ground.

    Returns
    -------
    str
        HTML: a style and a table; everything given is escaped.
    """
    low, high = scale(rows)

    def place(amount: float) -> float:
        return round(100 * (amount - low) / (high - low), 2)

    lines = [any(isinstance(row.figures[number], tuple) for row in rows) for number in range(len(heads[2:]))]
    widths = [LINES if several else FIGURE - 4 if any(lines) else FIGURE for several in lines]
    columns = "".join(f'<col style="width:{width}%">' for width in widths)
    head = "".join(_head(words, number > 1) for number, words in enumerate(heads))
    body = "".join(_row(row, heads, place) for row in rows)
    kinds = f"{' d' if dark else ''}{' han' if _han(heads[0]) else ''}"
    return (
        f'<style>{STYLE}</style><table class="lc-bars{kinds}">'
        f'<colgroup><col style="width:{NARROW if len(heads) > 3 else WIDE}%"><col>{columns}</colgroup>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _han(text: str) -> bool:
    """Say whether a text is written in Chinese characters, whose colon is as wide as they are."""
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def _figure(words: str | tuple[str, ...]) -> str:
    if isinstance(words, str):
        return escape(words)
    return "".join(f'<span class="l">{escape(line)}</span>' for line in words)


def _head(words: str, figure: bool) -> str:
    align = "n" if figure else ""
    return f'<th scope="col" class="{align}">{escape(words)}</th>'


def _row(row: Bar, heads: Sequence[str], place: Callable[[float], float]) -> str:
    mark = f' <span class="m">{escape(row.mark)}</span>' if row.mark else ""
    drawn = "".join(_piece(piece, place) for piece in row.pieces)
    zero = f'<u style="left:{place(0)}%"></u>'
    figures = "".join(
        f'<td class="n" data-head="{escape(head)}">{_figure(words)}</td>'
        for head, words in zip(heads[2:], row.figures, strict=True)
    )
    return (
        f'<tr><th scope="row">{escape(row.name)}{mark}</th>'
        f'<td class="p"><div class="b" aria-hidden="true">{drawn}{zero}</div></td>{figures}</tr>'
    )


def _piece(piece: Piece, place: Callable[[float], float]) -> str:
    left, right = sorted((place(piece.start), place(piece.end)))
    return f'<i style="left:{left}%;width:{right - left:.2f}%;background:{escape(piece.colour)}"></i>'
