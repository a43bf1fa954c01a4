"""A folder held against the contract: every problem at once."""

from collections.abc import Collection
from pathlib import Path

from lcity.dataset.check_participation import check_participation
from lcity.dataset.check_places import check_places
from lcity.dataset.check_targets import check_targets
from lcity.dataset.check_text import check_text
from lcity.dataset.check_travel import check_travel
from lcity.dataset.check_tree import check_tree
from lcity.dataset.check_units import check_units
from lcity.dataset.check_values import check_values
from lcity.dataset.check_years import check_years
from lcity.dataset.contents import Contents, gather, long_table
from lcity.dataset.files import FILES, check_files
from lcity.dataset.overlaps import check_overlaps
from lcity.dataset.plausible import check_plausible
from lcity.dataset.problem import Problem
from lcity.dataset.tables import read_table


def inspect(folder: Path, computations: Collection[str] | None) -> tuple[Contents, list[Problem]]:
    """Read a folder and return what it holds, and everything wrong with it in the order of the files."""
    problems = check_files(folder)
    if not folder.is_dir():
        return Contents(), problems
    contents = gather(folder)
    problems = _turnable(folder, contents, problems) + contents.problems
    if indicators := contents.table("indicators", "key", "parent"):
        sources = contents.table("sources", "source")
        names = None if sources is None else sources.frame["source"].dropna().unique()
        problems += check_tree(indicators, names, computations)
    problems += (
        check_values(contents)
        + check_units(contents)
        + check_places(contents)
        + check_participation(contents)
        + check_travel(contents)
        + check_targets(contents)
        + check_text(contents)
        + check_overlaps(contents)
    )
    problems += check_plausible(contents)
    problems += check_years(contents)
    return contents, in_order(problems)


def _turnable(folder: Path, contents: Contents, problems: list[Problem]) -> list[Problem]:
    """Return problems with files of other names that hold the values, a row each, for those said to lack."""
    if all(problem.code != "no_values" for problem in problems):
        return problems
    known = {name for names in FILES.values() for name in names}
    found = []
    for path in sorted(folder.glob("*.csv")):
        raw = None if path.name in known else read_table(path)[0]
        turn = None if raw is None else long_table(path.name, raw, contents)
        found += [turn] if turn else []
    return [problem for problem in problems if not found or problem.code != "no_values"] + found


def in_order(problems: list[Problem]) -> list[Problem]:
    """Return problems without repetition by file, then by row."""
    order = {name: position for position, name in enumerate(n for names in FILES.values() for n in names)}
    once = {(p.file, p.row, p.column, p.code, *p.details.values()): p for p in problems}.values()
    return sorted(once, key=lambda p: (order.get(p.file, len(order)), p.row or 0))


def has_errors(problems: list[Problem]) -> bool:
    """Say whether any of the problems keeps the dataset from being opened."""
    return any(p.severity == "error" for p in problems)
