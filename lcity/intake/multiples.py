"""Headings that count in thousands or more, 常住人口（万人） or people ('000): asked whether to multiply."""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import pandas as pd

from lcity.dataset import Answer, Problem
from lcity.dataset.cells import shown, to_number, to_text
from lcity.dataset.codes import ENGLISH, HAN, TENS
from lcity.dataset.conform import column_of
from lcity.dataset.contract import SCHEMAS, kind
from lcity.dataset.files import find
from lcity.dataset.tables import read_table
from lcity.intake.part import Part
from lcity.intake.questions import Answers, Question, question_of

RATE = re.compile(r"每|/|per\b|‰", re.IGNORECASE)
PATTERN = re.compile(
    rf"(?P<tens>[十百千]?)(?P<han>[万萬亿億])|(?P<thousand>千(?!米|克|瓦))|(?P<english>{'|'.join(ENGLISH)})s?\b"
    r"|(?P<zeros>'?000)s?\b"
)
APART = re.compile(r"[(\[【](.*?)[)\]】]|(?:[,:]|\bin\b)\s*(\S*\s?\S*)$|('000)s?$")


def of_heading(heading: str) -> float:
    """Return by what the numbers below a heading are to be multiplied, as it says; 1 where it says nothing.

    Only what stands apart counts: in brackets, after a comma or colon, or after "in"; a rate (每万人, per
    1,000) does not.

    Parameters
    ----------
    heading
        As it is written.
    """
    text = unicodedata.normalize("NFKC", heading).replace("\u2019", "'").casefold()
    for match in APART.finditer(text):
        part = next(filter(None, match.groups()), "")
        found = PATTERN.search(part)
        if found is None or RATE.search(part):
            continue
        if found["han"]:
            return TENS[found["tens"]] * HAN[found["han"]]
        return ENGLISH[found["english"]] if found["english"] else 1e3
    return 1.0


class Lineage(Protocol):
    """Where a table came from; see `lcity.intake.compose.Lineage`."""

    part: Part
    headings: Mapping[str, str]


def units_of(folder: Path) -> dict[str, str]:
    """Return indicator key → its unit."""
    path = find(folder).get("indicators")
    frame = None if path is None else read_table(path)[0]
    if frame is None or not {"key", "unit"} <= set(frame):
        return {}
    return frame[["key", "unit"]].dropna().set_index("key")["unit"].astype(str).to_dict()


def multiplied(
    table: str, lineage: Lineage, frame: pd.DataFrame, folder: Path, answers: Answers
) -> tuple[pd.DataFrame, list[Question]]:
    """Return a table, numbers multiplied as was answered, and what is asked of its headings.

    Parameters
    ----------
    table
        The table.
    lineage
        What it was made of, and the headings that were renamed.
    frame
        Its cells, under the columns of the contract.
    folder
        The dataset; where an indicator's unit counts as its heading does, nothing is asked.
    answers
        What was answered.
    """
    part, units = lineage.part, units_of(folder)
    questions = []
    for column, heading in lineage.headings.items():
        factor = of_heading(heading)
        if column not in frame or factor == 1 or of_heading(f"({units.get(column, '')})") == factor:
            continue
        stated = column_of(SCHEMAS[table], column)
        numbers, bad = to_number(to_text(frame[column]))
        if (stated is not None and kind(stated) == "text") or not numbers.notna().any():
            continue
        first = numbers[numbers.notna()].iloc[0]
        before, after = shown(first), shown(_times(first, factor))
        details = {"before": before, "after": after}
        ways = (Answer("times", f"{factor:,.0f}", before, after), Answer("keep"))
        row = part.above + 1
        problem = Problem(part.name, row, heading, "heading_multiple", details, "question", (), ways)
        question = question_of(problem, answers)
        questions.append(question)
        if question.chosen.startswith("times"):
            cells = to_text(frame[column]).astype(object)
            right = numbers.notna() & ~bad
            cells[right] = [shown(_times(number, factor)) for number in numbers[right]]
            frame = frame.copy()
            frame[column] = pd.Series(cells, frame.index, dtype="str")
    return frame, questions


def _times(number: float, factor: float) -> float:
    return float(f"{number * factor:.15g}")
