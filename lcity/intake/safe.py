"""Cells that no spreadsheet takes for a formula."""

import re

FORMULA = re.compile(r"^\s*[=+\-@\t\r]")
NUMBER = re.compile(r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$")


def inert(cell: object) -> object:
    """Return a cell such that a spreadsheet shows it; missing is blank, numbers stay numbers."""
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, str) and FORMULA.match(cell) and not NUMBER.match(cell.strip()):
        return f"'{cell}"
    return cell
