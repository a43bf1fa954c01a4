"""Errors that one click mends without inventing anything."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from lcity.dataset import Answer, Problem
from lcity.dataset.conform import column_of
from lcity.dataset.contract import SCHEMAS
from lcity.dataset.files import find
from lcity.dataset.plausible_figures import NEGATIVE_CODES
from lcity.dataset.provenance import STATED
from lcity.dataset.tables import read_table

KIND = "learning_centre"
"""What kind all centres are of where their table tells none apart."""
OF_ALL = tuple(Answer("fill", provenance) for provenance in STATED)
NUMBERED = {"centres": "centre", "candidates": "site"}
"""Tables nothing refers to, and the ids that may be numbers."""
NAMED = {"centres": "centre", "cities": "city", "candidates": "site"}
MOST_SOURCES = 4
NOWHERE = ("blank", "not_number_needed")
"""Problems of a position that leave a row without one."""


def ways_on(problems: Iterable[Problem], folder: Path) -> list[Problem]:
    """Return the errors from which there is an easy way on, those of one kind as one, with their answers.

    Parameters
    ----------
    problems
        Everything that is wrong with a folder, in its own words.
    folder
        The folder.
    """
    tables = {path.name: table for table, path in find(folder).items()}
    groups: dict[tuple, list[Problem]] = defaultdict(list)
    for problem in problems:
        table = tables.get(problem.file)
        if problem.severity == "error" and table and problem.column and table not in ("meta", "districts"):
            groups[table, _about(table, problem)].append(problem)
    found = []
    for (table, column), alike in groups.items():
        answers = _answers(table, column, alike[0], folder)
        if answers:
            rows = tuple(sorted({p.row for p in alike if p.row is not None and p.code != "missing_column"}))
            first = alike[0]
            code, column = ("nowhere", "lon, lat") if answers[0].way == "leave_out" else (first.code, column)
            found.append(dataclasses.replace(first, code=code, column=column, rows=rows, answers=answers))
    return found


def _about(table: str, problem: Problem) -> str:
    """Return what a problem is told together with: its column, or both sides of a position."""
    return "lon, lat" if _lost(table, problem) else problem.column


def _lost(table: str, problem: Problem) -> bool:
    return table in ("centres", "population") and problem.column in ("lon", "lat") and problem.code in NOWHERE


def _answers(table: str, column: str, problem: Problem, folder: Path) -> tuple[Answer, ...]:
    if _lost(table, problem):
        return (Answer("leave_out"),)
    stated = column_of(SCHEMAS[table], column)
    if column == "provenance" and problem.code in ("missing_column", "blank", "blank_leaf"):
        return OF_ALL
    if problem.code in ("negative", "coded"):
        code = problem.code == "coded" or float(problem.details["found"]) in NEGATIVE_CODES
        return (Answer("blank"),) if code else ()
    if problem.code != "missing_column" and not (problem.code == "blank" and column == "kind"):
        return ()
    if NUMBERED.get(table) == column:
        return (Answer("number"),)
    if column == "kind":
        return (Answer("fill", KIND),)
    if column == "name" and table in NAMED:
        return (Answer("copy", NAMED[table]),)
    if table == "values_district" and column == "district":
        return _as_cities(folder)
    if table == "indicators" and column == "weight":
        return (Answer("fill", "1"),)
    if table == "indicators" and column == "source":
        return (*_sources(folder), Answer("add"))
    return (Answer("add"),) if stated is not None and stated.nullable else ()


def _as_cities(folder: Path) -> tuple[Answer, ...]:
    """Return the answer that a table of districts without a district is one of cities, where it may be."""
    tables = find(folder)
    frame, _ = read_table(tables["values_district"])
    possible = "values_city" not in tables and frame is not None and "city" in frame
    return (Answer("as_cities"),) if possible else ()


def _sources(folder: Path) -> tuple[Answer, ...]:
    """Return the answers that all figures are of one source, for each there is; none where there are many."""
    path = find(folder).get("sources")
    frame = None if path is None else read_table(path)[0]
    named = [] if frame is None or "source" not in frame else frame["source"].dropna().tolist()
    return tuple(Answer("fill", source) for source in named) if len(named) <= MOST_SOURCES else ()
