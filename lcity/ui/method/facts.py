"""Facts and tables of them in one piece of HTML: as Streamlit's own each of hundreds would be Markdown.

What is said stands in it escaped, whoever wrote it.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from lcity.text import contained

STYLE = """
.facts { border-collapse: collapse; table-layout: fixed; width: 100%; font-size: .875rem; line-height: 1.5; }
.facts :is(th, td) { padding: .35rem .5rem; text-align: left; vertical-align: top; font-weight: 400; }
.facts :is(th, td) { overflow-wrap: break-word; }
.facts th { opacity: .75; }
.facts tbody th { width: 8rem; }
.facts tr + tr :is(th, td), .facts thead + tbody :is(th, td) { border-top: 1px solid #8883; }
@media (max-width: 640px) {
  .facts, .facts :is(tbody, tr), .facts tbody :is(th, td) { display: block; width: auto; }
  .facts :is(th, td):not(:first-child) { border-top: 0 !important; padding-top: 0; }
  .facts thead { display: none; }
}
"""
"""A name in tables, or an address, is one long word: it breaks rather than being cut. On a phone names stand
above what they say, and rows below each other: nothing is drawn aside."""


def shown(text: str) -> str:
    """Return a text of the dataset such that nothing of it is obeyed."""
    return escape(contained(text))


def facts(told: Mapping[str, str]) -> str:
    """Return facts by their names, a row each."""
    rows = (f"<tr><th scope=row>{shown(name)}</th><td>{shown(text)}</td></tr>" for name, text in told.items())
    return f"<table class=facts>{''.join(rows)}</table>"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of texts under their heads."""
    head = "".join(f"<th scope=col>{shown(text)}</th>" for text in heads)
    body = "".join(f"<tr>{''.join(f'<td>{shown(text)}</td>' for text in row)}</tr>" for row in rows)
    return f"<table class=facts><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
