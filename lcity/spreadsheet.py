"""Text of exports that no spreadsheet takes for a formula: the one rule, for every form of file.

A cell is a formula where it begins as one. Which text begins a cell depends on who opens the file: a CSV
with commas is opened with semicolons where the comma parts decimals, or with tabs; and a line end begins a
cell where the quotes around it are not understood. A formula may begin after any of these.

Source: OWASP, CSV Injection; what Excel and LibreOffice take for a separator.
"""

import re

# Also in full width, which Excel takes for the same where Chinese or Japanese is written.
BEGINS = "=+\\-@＝＋－＠﹢﹣﹦﹫"
PARTS = "\\t\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029;"
# What is not seen before a formula: blanks, quotes that open a cell, marks without width.
UNSEEN = '\\s"\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff'
# A number may have a sign; whatever parts it from the next cell ends it.
_NUMBER = rf"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[^\S{PARTS}]*(?=[{PARTS}]|\Z)"
_FIRST = re.compile(rf"[{UNSEEN}\0]*[{BEGINS}]")
_LATER = re.compile(rf"([{PARTS}][{UNSEEN}\0]*)(?=[{BEGINS}])(?!{_NUMBER})")
_WHOLE = re.compile(rf"\s*{_NUMBER}")


def defused(text: str) -> str:
    """Return text such that a spreadsheet shows it, however the file is opened.

    An apostrophe stands before what would begin a formula. Numbers stay as they are.

    Parameters
    ----------
    text
        A whole cell; a column's head too.
    """
    later = _LATER.sub(r"\1'", text)
    return f"'{later}" if _FIRST.match(text) and not _WHOLE.fullmatch(text) else later


def cell(value: object) -> object:
    """Return a cell such that a spreadsheet shows it; missing is "", all but text stays what it is."""
    if value is None or value != value:
        return ""
    return defused(value) if isinstance(value, str) else value
