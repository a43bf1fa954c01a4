"""A problem of a dataset: where it is, and one sentence on what was found and what was expected."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lcity.text import Language, language

LONGEST_CELL = 60
LONGEST_NAME = 200
NO_BREAK = ("\u00a0", "\u202f")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a dataset, or (a note) that was repaired or left unused.

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
        What the sentence names. Text is quoted as it is, whole numbers are counts, tuples are
        lists of names; `near` is a name that may have been meant.
    severity
        "error" (the dataset is not opened) or "note".
    """

    file: str
    row: int | None
    column: str | None
    code: str
    details: Mapping = field(default_factory=dict, hash=False)
    severity: str = "error"

    @property
    def place(self) -> str:
        """Where it is: ``file:row: column``, as far as known."""
        file = visible(self.file, LONGEST_NAME)
        place = file if self.row is None else f"{file}:{self.row}"
        return place if self.column is None else f"{place}: {visible(self.column)}"

    def sentence(self, lang: Language) -> str:
        """Return what is wrong and what was expected, without the place."""
        sentence = lang.t(f"dataset.problem.{self.code}", **self._written(lang))
        if "near" in self.details:
            sentence += lang.t("dataset.near", near=visible(self.details["near"]))
        kept = any(blank in str(self.details.get("found", "")) for blank in NO_BREAK)
        return sentence + lang.t("dataset.no_break") if kept else sentence

    def text(self, lang: Language) -> str:
        """Return the whole line: ``file:row: column: sentence``."""
        return f"{self.place}: {self.sentence(lang)}"

    def __str__(self) -> str:
        """Return the line in English."""
        return self.text(language("en"))

    def _written(self, lang: Language) -> dict:
        written = {}
        for name, value in self.details.items():
            if isinstance(value, tuple):
                written[name] = lang.listed([visible(part) for part in value])
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
