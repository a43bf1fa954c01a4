"""A document as a page of its own, which fetches nothing."""

from html import escape

from lcity.export.document.blocks import Blank, Block, Document, Heading, Points, Rows, Text
from lcity.export.metadata import clean

PAGE = """<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>body{{font:16px/1.45 sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1d2627}}
table{{border-collapse:collapse;width:100%}} td,th{{text-align:left;vertical-align:top;
padding:.25rem .5rem;border-bottom:1px solid #d9dfdf;font-variant-numeric:tabular-nums}}
.r{{text-align:right}} .q,footer{{color:#5f6b6d}} .b{{border:1px solid #d9dfdf;padding:.5rem;
min-height:6rem}}</style></head><body><h1>{title}</h1>
<p><strong>{finding}</strong></p>
{blocks}
<footer>{foot}</footer></body></html>
"""
QUIET, RIGHT = ' class="q"', ' class="r"'


def html(document: Document) -> bytes:
    """Write a document as HTML, UTF-8."""
    return PAGE.format(
        lang={"en": "en-GB", "zh": "zh-CN"}[document.lang.code],
        title=_safe(document.title),
        finding=_safe(document.finding),
        blocks="\n".join(map(_block, document.blocks)),
        foot=_safe(document.foot),
    ).encode()


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level + 1}>{_safe(text)}</h{level + 1}>"
        case Text(text, quiet):
            return f"<p{QUIET if quiet else ''}>{_safe(text)}</p>"
        case Points(items):
            return f"<ul>{''.join(f'<li>{_safe(item)}</li>' for item in items)}</ul>"
        case Blank(prompt):
            return f'<p{QUIET}>{_safe(prompt)}</p><div class="b"></div>'
        case Rows():
            return _table(block)


def _table(rows: Rows) -> str:
    def cells(row: tuple[str, ...], tag: str) -> str:
        return "".join(
            f"<{tag}{RIGHT if place in rows.right else ''}>{_safe(cell)}</{tag}>"
            for place, cell in enumerate(row)
        )

    body = "\n".join(f"<tr>{cells(row, 'td')}</tr>" for row in rows.rows)
    return f"<table><thead><tr>{cells(rows.head, 'th')}</tr></thead><tbody>\n{body}\n</tbody></table>"


def _safe(text: str) -> str:
    return escape(clean(text)).replace("\n", "<br>")
