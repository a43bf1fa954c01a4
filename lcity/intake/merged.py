"""Merged cells of a workbook: all but the first are blank, and may be meant to say what it says."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from openpyxl.utils import column_index_from_string

from lcity.dataset import Answer, Problem
from lcity.intake.part import File
from lcity.intake.questions import Answers, question_of

MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
SPREAD = "spread"
ANSWERS = (Answer(SPREAD), Answer("keep"))
MOST_TOLD = 50
MOST_BLOCKS = 100_000


class Block(NamedTuple):
    """Cells merged into one: columns from 0, rows from 1, both ends counted."""

    left: int
    top: int
    right: int
    bottom: int
    name: str


class Merged:
    """The merged cells of a sheet, and what its owner says of them.

    Parameters
    ----------
    file
        The sheet.
    raw
        Its XML.
    answers
        What its owner has answered.
    """

    def __init__(self, file: File, raw: bytes, answers: Answers):
        self._file = file
        self._blocks = sorted(_blocks(raw), key=lambda block: block.top)
        question = Problem(file.name, None, None, "merged", {}, "error", (), ANSWERS)
        # A heading or a title over several columns stays where it is: only what is below another is its like.
        spread = question_of(question, answers).chosen == SPREAD
        self._waiting = [block for block in self._blocks[::-1] if spread and block.left == block.right]
        self._open: list[tuple[Block, str]] = []

    def text(self, number: int, cells: list[str]) -> list[str]:
        """Return a row's cells, those of a block all saying what its first says, where that was answered.

        Parameters
        ----------
        number
            The row; to be asked in ascending order.
        cells
            As they are written.
        """
        while self._waiting and self._waiting[-1].top <= number:
            block = self._waiting.pop()
            if block.top == number and block.left < len(cells):
                self._open.append((block, cells[block.left]))
        self._open = [(block, text) for block, text in self._open if block.bottom >= number]
        for block, text in self._open:
            cells += [""] * (block.left + 1 - len(cells))
            cells[block.left] = text
        return cells

    def problems(self, above: int) -> list[Problem]:
        """Return a problem, with its ways on, for each block that reaches below a heading.

        Parameters
        ----------
        above
            The rows above the heading.
        """
        below = [block for block in self._blocks if block.bottom > above + 1][:MOST_TOLD]
        return [
            Problem(
                self._file.name,
                block.top,
                None,
                "merged",
                {"found": block.name},
                "error",
                (block.top,),
                ANSWERS,
            )
            for block in below
        ]


def _blocks(raw: bytes) -> Iterator[Block]:
    for number, match in enumerate(MERGED.finditer(raw)):
        if number == MOST_BLOCKS:
            return
        left, top, right, bottom = (part.decode() for part in match.groups())
        columns = (column_index_from_string(letters) - 1 for letters in (left, right))
        yield Block(next(columns), int(top), next(columns), int(bottom), f"{left}{top}:{right}{bottom}")
