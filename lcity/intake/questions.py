"""What is asked before a dataset is opened, and what each answer does to its tables.

A question is a `Problem` with answers: one of severity "question", which may be meant two ways, or an error
from which there is a way on. It is always told of the tables as they came; what was answered is done to the
folder made of them, so that every answer can be taken back.
"""

import dataclasses
from collections.abc import Collection, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from lcity.dataset import Answer, Dataset, Problem, examine
from lcity.dataset.files import find
from lcity.dataset.tables import read_table
from lcity.intake.edits import EDITS, MOVED
from lcity.intake.rows import write_rows
from lcity.intake.ways_on import ways_on

Answers = Mapping[str, str]
"""Question, as `Problem.question` tells it from others → key of the answer."""


class Lineage(Protocol):
    """Where a table came from; see `lcity.intake.compose.Lineage`."""

    def row(self, row: int) -> int | None:
        """Return which row of the file as it came a row of the table is."""

    def of_file(self, problem: Problem) -> Problem:
        """Return a problem of the table as one of the file it came in."""


@dataclass(frozen=True)
class Question:
    """What is asked of who uploads.

    Parameters
    ----------
    problem
        What was found, in the words of the files as they came.
    chosen
        The key of the answer given; "" before.
    early
        Whether the answer decides what the parts are, so that what was confirmed of them falls.
    """

    problem: Problem
    chosen: str = ""
    early: bool = False

    @property
    def due(self) -> bool:
        """Whether the dataset cannot be opened before an answer is given."""
        return self.problem.severity == "question" and not self.chosen


def question_of(problem: Problem, answers: Answers, *, early: bool = False) -> Question:
    """Return the question of a problem, with its answer where one was given that it knows."""
    chosen = answers.get(problem.question, "")
    return Question(problem, chosen if chosen in {answer.key for answer in problem.answers} else "", early)


def settle(
    folder: Path, computations: Collection[str], answers: Answers, lineages: MutableMapping[str, Lineage]
) -> tuple[Dataset | None, list[Problem], list[Question]]:
    """Read a folder with all that was answered done to it, and tell what is asked.

    Parameters
    ----------
    folder
        The dataset folder; its tables are written anew as the answers say.
    computations
        The names a computed indicator may use.
    answers
        What was answered.
    lineages
        Table → where it came from; nothing is asked of tables that did not come now.

    Returns
    -------
    tuple
        The dataset, None where there are errors; the problems that are no questions, and the questions,
        in the words of the files as they came.
    """
    questions: dict[str, Question] = {}
    while True:
        by_file = {path.name: lineages[table] for table, path in find(folder).items() if table in lineages}
        dataset, problems = examine(folder, computations)
        due = []
        for problem in [*(p for p in problems if p.answers), *ways_on(problems, folder)]:
            lineage = by_file.get(problem.file)
            own = lineage and _own(problem, lineage)
            if own is None or (told_problem := lineage.of_file(own)).question in questions:
                continue
            question = questions[told_problem.question] = question_of(told_problem, answers)
            due += [(own, _answer(question))] if question.chosen else []
        if not sum(_done(folder, problem, answer, lineages) for problem, answer in due):
            reported = [_of_files(problem, by_file.get(problem.file)) for problem in problems]
            return (
                dataset,
                [told_problem for told_problem in reported if told_problem.severity != "question"],
                list(questions.values()),
            )


def _of_files(problem: Problem, lineage: Lineage | None) -> Problem:
    """Return a problem in the words of the files as they came; what is not asked is a note."""
    if problem.severity == "question" and (lineage is None or _own(problem, lineage) is None):
        problem = dataclasses.replace(problem, severity="note", answers=())
    return lineage.of_file(problem) if lineage else problem


def _own(problem: Problem, lineage: Lineage) -> Problem | None:
    """Return a problem as one of the rows that came; None where it is of other rows only."""
    rows = tuple(row for row in problem.rows if lineage.row(row) is not None)
    if problem.rows and not rows:
        return None
    return dataclasses.replace(problem, rows=rows, row=rows[0] if rows else problem.row)


def _answer(question: Question) -> Answer:
    return next(answer for answer in question.problem.answers if answer.key == question.chosen)


def _done(folder: Path, problem: Problem, answer: Answer, lineages: MutableMapping[str, Lineage]) -> bool:
    """Do to a table what an answer says, and say whether there was anything to do."""
    table, path = next((t, path) for t, path in find(folder).items() if path.name == problem.file)
    edit = EDITS.get(answer.way) if table not in ("meta", "districts") else None
    frame = None if edit is None else read_table(path)[0]
    if frame is None:
        return False
    moved = MOVED.get(answer.way, table)
    target = folder / f"{moved}.csv"
    write_rows(edit(frame, problem, answer), target)
    if path != target:
        path.unlink()
    lineages[moved] = lineages.pop(table)
    return True
