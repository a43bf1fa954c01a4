"""Uploaded tables with one row a value, turned where their owner agrees."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from lcity.dataset import Answer, Problem, long
from lcity.dataset.contract import SCHEMAS
from lcity.dataset.tables import read_table
from lcity.intake import headings
from lcity.intake.part import Part
from lcity.intake.plan import Keys
from lcity.intake.questions import Answers, Question, question_of
from lcity.intake.rows import write_rows

ANSWERS = (Answer("turn"), Answer("keep"))
OTHERS = ("indicators", "sources", "cities", "districts", "meta")


def turned(
    parts: Sequence[Part], keys: Keys, answers: Answers, folder: Path
) -> tuple[list[Part], list[Question]]:
    """Return parts, long tables turned where that was answered, and a question of each that is long.

    Parameters
    ----------
    parts
        The tables as they came.
    keys
        Indicator key → its names.
    answers
        What was answered.
    folder
        Where to write.
    """
    called = long.folded_names(keys)
    found, questions = [], []
    for part in parts:
        seen, frame = _seen(part, called)
        if seen is None:
            found.append(part)
            continue
        problem = Problem(part.name, None, None, "long_table", long.details(seen), "question", (), ANSWERS)
        question = question_of(problem, answers, early=True)
        questions.append(question)
        if question.chosen != "turn":
            found.append(part)
            continue
        found.append(_turned(part, frame, seen, keys, folder))
    return found, questions


def _seen(part: Part, called: dict[str, str]) -> tuple[long.Long | None, pd.DataFrame | None]:
    text = not part.outlined and part.path.suffix in (".csv", ".parquet")
    if not (called and text) or headings.table_of(part) in OTHERS:
        return None, None
    frame, _ = read_table(part.path)
    return (None if frame is None else long.seen(frame, called)), frame


def _turned(part: Part, frame: pd.DataFrame, seen: long.Long, keys: Keys, folder: Path) -> Part:
    """Return a part as a table of values; what such a table must have and this has not is unknown."""
    wide = long.turned(frame, seen, long.folded_names(keys))
    of_cities = "city" in (seen.unit, headings.known_as("values_city", seen.unit, keys))
    table = "values_city" if of_cities else "values_district"
    known = {*wide, *(headings.known_as(table, column, keys) for column in wide)}
    stated = SCHEMAS[table].columns.items()
    lacking = [name for name, column in stated if column.required and column.nullable and name not in known]
    wide = wide.assign(**dict.fromkeys(lacking))
    path = folder / f"{part.path.stem}.turned.csv"
    write_rows(wide, path)
    # Its rows are no longer those of the file.
    return dataclasses.replace(part, path=path, title=table, columns=tuple(wide), above=0)
