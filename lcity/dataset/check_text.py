"""The rules of all text: names of a length one can read, and nothing in them that cannot be seen."""

import re
import unicodedata

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from lcity.dataset.conform import Table, column_of
from lcity.dataset.contents import Contents
from lcity.dataset.contract import SCHEMAS
from lcity.dataset.problem import Problem

LONGEST_NAME = 200
LONGEST_TEXT = 4_000
LONG = (
    *("about", "about_zh", "licence", "licence_zh", "definition", "definition_zh", "url", "hours"),
    *("says_en", "says_zh", "what_en", "what_zh", "figure_en", "figure_zh", "source_title", "source_url"),
    *("doubt", "doubt_zh"),
)
# Controls, and what turns the direction of text round or hides it; the marks that Arabic, Hebrew,
# Persian or Indic writing needs (U+200C to U+200F) may stand in names, not in ids.
HIDDEN = "".join(
    [
        r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x{9f}",
        r"\x{ad}\x{202a}-\x{202e}\x{2066}-\x{2069}\x{feff}\x{fff9}-\x{fffb}",
    ]
)
MARKS = r"\x{200b}-\x{200f}\x{2060}-\x{2064}"


def check_text(contents: Contents) -> list[Problem]:
    """Return a problem for each text that is too long to be one, or holds what cannot be seen."""
    problems = []
    for name, table in contents.tables.items():
        ids = {*(SCHEMAS[name].unique or ()), "city", "district", "key", "parent", "source"}
        for column in table.frame:
            if pd.api.types.is_string_dtype(table.frame[column].dtype):
                problems += _column(name, table, column, column in ids)
    return problems


def _column(name: str, table: Table, column: str, is_id: bool) -> list[Problem]:
    text = pa.array(table.frame[column], pa.large_string(), from_pandas=True)
    named = column_of(SCHEMAS[name], column) is not None and column not in LONG
    most = LONGEST_NAME if named else LONGEST_TEXT
    problems = []
    hidden = pc.match_substring_regex(text, f"[{HIDDEN}{MARKS if is_id else ''}]")
    for row in _rows(table, hidden):
        cell = table.cell(row, column)
        problems.append(Problem(table.file, row, column, "invisible", {"found": _first(cell)}))
    for row in _rows(table, pc.greater(pc.utf8_length(text), most)):
        length = len(table.cell(row, column))
        problems.append(Problem(table.file, row, column, "name_long", {"found": length, "most": most}))
    return problems


def _rows(table: Table, mask: pa.Array) -> list[int]:
    return table.frame.index[mask.fill_null(False).to_numpy(zero_copy_only=False).astype(bool)].tolist()


def _first(text: str) -> str:
    """Return the first character of a text that cannot be seen, as one writes it: U+202E."""
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cf"):
            name = unicodedata.name(character, "")
            return f"U+{ord(character):04X} {name}".strip()
    return re.sub(r"\s", " ", text[:1])
