"""A problem of a dataset: where it is, and one sentence on what was found and what was expected."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lcity.dataset import codes
from lcity.text import Language, language

LONGEST_CELL = 60
LONGEST_NAME = 200
UNREAD = ("not_number", "not_number_needed", "not_whole")
"""Problems of cells that are no numbers."""
DIRECTION = "direction_worded"
"""That of a cell that says a direction otherwise than by 1 or -1: a dash there is not zero or unknown."""
NO_BREAK = ("\u00a0", "\u202f")
MOST_ROWS = 10
"""How many rows a sentence names."""


class Answer(NamedTuple):
    """One way to understand what may be meant two ways, or a way on from an error.

    Parameters
    ----------
    way
        What would be done; its words are the message ``intake.answer.<way>``.
    value
        With what, where the way alone does not say: the name of a layer or of an encoding.
    before, after
        A cell as it is, and what would become of it; "" where there is none to show.
    """

    way: str
    value: str = ""
    before: str = ""
    after: str = ""

    @property
    def key(self) -> str:
        """How the answer is noted down: ``way`` or ``way:value``."""
        return f"{self.way}:{self.value}" if self.value else self.way


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a dataset, that was repaired or left unused, or that is to be asked.

    Parameters
    ----------
    file
        The file's name within the folder.
    row
        The row: 1 is the header, 2 the first record; for outlines the number of the feature, from
        1; None where the problem is not one row's.
    column
        The column, or None.
    code
        Which problem; its sentence is the message ``dataset.problem.<code>``.
    details
        What the sentence names. Text is quoted as it is, whole numbers are counts, others shares (0–1),
        tuples are lists of names; `near` is a name that may have been meant.
    severity
        "error": the dataset is not opened. "question": it may be meant otherwise than it is read; who
        opens it on the page is asked first, elsewhere it is opened as it is and the question told.
        "note": it is opened.
    rows
        All rows it speaks of, where they are several; the sentence names the first as `rows`.
    answers
        The ways to understand it; of an error, the ways on.
    """

    file: str
    row: int | None
    column: str | None
    code: str
    details: Mapping = field(default_factory=dict, hash=False)
    severity: str = "error"
    rows: tuple[int, ...] = ()
    answers: tuple[Answer, ...] = ()

    @property
    def question(self) -> str:
        """What tells the question from others of the same files."""
        return "|".join((self.code, self.file, self.column or ""))

    @property
    def held(self) -> str:
        """What a cell seems to hold that is no number, as `codes.kind` says; "" elsewhere."""
        return codes.kind(str(self.details.get("found", ""))) if self.code in UNREAD else ""

    @property
    def place(self) -> str:
        """Where it is: ``file:row: column``, as far as known."""
        file = visible(self.file, LONGEST_NAME)
        place = file if self.row is None else f"{file}:{self.row}"
        return place if self.column is None else f"{place}: {visible(self.column)}"

    def sentence(self, lang: Language) -> str:
        """Return what is wrong and what was expected, without the place."""
        sentence = lang.t(f"dataset.problem.{self.code}", **self._details(lang))
        if "near" in self.details:
            sentence += lang.t("dataset.near", near=visible(self.details["near"]))
        if self.held:
            sentence += lang.t(f"dataset.held.{self.held}")
        kept = any(blank in str(self.details.get("found", "")) for blank in NO_BREAK)
        return sentence + lang.t("dataset.no_break") if kept else sentence

    def text(self, lang: Language) -> str:
        """Return the whole line: ``file:row: column: sentence``."""
        return f"{self.place}: {self.sentence(lang)}"

    def __str__(self) -> str:
        """Return the line in English."""
        return self.text(language("en"))

    def _details(self, lang: Language) -> dict:
        written: dict[str, Any] = {}
        if self.rows:
            count = len(self.rows)
            named = [*map(str, self.rows[:MOST_ROWS])]
            if count > MOST_ROWS:
                named.append(lang.t("dataset.more_rows", count=lang.number(count - MOST_ROWS)))
            written |= {"rows": lang.listed(named), "n": count, "count": lang.number(count)}
        for name, value in self.details.items():
            if isinstance(value, tuple):
                written[name] = lang.listed([visible(part) for part in value])
            elif isinstance(value, float):
                written[name] = lang.percent(value)
            elif isinstance(value, int):
                written[name] = lang.number(value)
                written.setdefault("n", value)
            else:
                written[name] = visible(value)
        return written


def visible(text: str, most: int = LONGEST_CELL) -> str:
    """Return text as it can be shown in a sentence: not too long, and what cannot be seen as its code."""
    short = text if len(text) <= most else text[: most - 1] + "…"
    if short.isprintable():
        return short
    return "".join(" " if c in NO_BREAK else c if c.isprintable() else f"\\u{ord(c):04x}" for c in short)
