"""Everything uploaded, taken apart into tables."""

import re
from collections import defaultdict
from collections.abc import Iterable, Set
from pathlib import Path, PurePosixPath

from lcity.dataset import Problem
from lcity.dataset.contents import VALUES
from lcity.intake import unicode
from lcity.intake.archive import OTHER_ARCHIVES, is_zip, unpack
from lcity.intake.headings import table_of, titled
from lcity.intake.limits import MB, Limits
from lcity.intake.outlines import SHAPEFILE, gather_shapefile, outlines
from lcity.intake.part import Allowance, File, Part
from lcity.intake.questions import Answers
from lcity.intake.tables import EMPTY, empty, is_outlines, table
from lcity.intake.workbook import sheets

TABLES = (".csv", ".parquet")
OUTLINES = (".geojson", ".json", ".topojson", ".gpkg", ".kml")
BOOKS = (".xlsx", ".xlsm")
ZIPPED = (".zip", ".kmz")
OPENED = (*TABLES, *OUTLINES, *BOOKS, *ZIPPED, ".toml", *SHAPEFILE)
"""The kinds of files that are read, by their names."""

BLANK_SETTING = re.compile(r"""\w+\s*=\s*(""|'')""")
ABOUT = ("readme", "about", "licence", "license", "notes", "changelog")


def receive(
    files: Iterable[File], folder: Path, limits: Limits, answers: Answers | None = None
) -> tuple[list[Part], list[Problem]]:
    """Take uploaded files apart.

    Parameters
    ----------
    files
        As they came.
    folder
        A private folder to unpack into; everything of it belongs to this upload.
    limits
        The limits in force.
    answers
        What the owner has answered of how a file is to be read.

    Returns
    -------
    tuple
        The tables found, and the problems met, notes on files that are not read and questions among them.
    """
    files = list(files)
    if nameless := [_escaped(file.name) for file in files if _escaped(file.name) != file.name]:
        return [], [Problem(name, None, None, "name_not_text") for name in nameless]
    if sum(file.path.stat().st_size for file in files) > limits.upload_mb * MB:
        names = files[0].name if len(files) == 1 else ", ".join(file.name for file in files)
        return [], [Problem(names, None, None, "upload_too_large", {"most": limits.upload_mb})]
    allowance = Allowance(limits)
    parts, problems = [], []
    opened = _unpacked(files, folder, limits, allowance, problems)
    opened, told = unicode.rewritten(opened, folder, answers)
    problems += told
    for file in _shapefiles_gathered(opened, folder):
        found, told = _parts(file, folder, limits, allowance, answers or {})
        parts += found
        problems += [problem for problem in told if not _questions_of_dbf(problem, file, problems)]
    parts, problems = _without_empty(parts, problems)
    if not parts and not problems:
        name = files[0].name if files else ""
        problems.append(Problem(name, None, None, "nothing_found"))
    return parts, problems


def _without_empty(parts: list[Part], problems: list[Problem]) -> tuple[list[Part], list[Problem]]:
    """Return the parts without those that have headings only, which are told to be passed over.

    What a dataset cannot do without stays, and is refused for having no rows; so does everything of an upload
    that has no rows at all.
    """
    without_rows = {problem.file for problem in problems if problem.code == EMPTY}
    tables = {part.name: table_of(part) or titled(part) for part in parts}
    filled = {table for name, table in tables.items() if name not in without_rows}
    kept = {
        name for name in tables if name in without_rows and (not filled or tables[name] in _needed(filled))
    }
    return (
        [part for part in parts if part.name in kept or part.name not in without_rows],
        [problem for problem in problems if problem.code != EMPTY or problem.file not in kept],
    )


def _needed(filled: Set[str]) -> set[str]:
    """Return the tables that must have rows beside those that have: centres alone need no others."""
    ranked = {"indicators", *VALUES}
    if "centres" in filled and not ranked.intersection(filled):
        return set()
    return ranked.difference(VALUES if filled & set(VALUES) else ())


def _escaped(name: str) -> str:
    """Return a name as text: half a character, which can be neither shown nor written, by its code."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _unpacked(
    files: list[File], folder: Path, limits: Limits, allowance: Allowance, problems: list[Problem]
) -> list[File]:
    """Return the files, archives replaced by what is in them."""
    found = []
    for file in files:
        if file.suffix not in ZIPPED:
            found.append(file)
            continue
        if not is_zip(file.path):
            problems.append(file.problem("not_what_it_says", form="ZIP"))
            continue
        inside, told = unpack(file, folder, limits, allowance)
        problems += told
        for member in inside:
            if member.suffix not in ZIPPED:
                found.append(member)
                continue
            # An archive in an archive may only be a Shapefile.
            shapes, told = unpack(member, folder, limits, allowance)
            if told or any(shape.suffix not in SHAPEFILE for shape in shapes):
                problems += told or [member.problem("nested")]
            else:
                found += shapes
    return found


def _shapefiles_gathered(files: list[File], folder: Path) -> list[File]:
    """Return the files, those that make up a Shapefile as one."""
    shapes: dict[str, list[File]] = defaultdict(list)
    others = []
    for file in files:
        if file.suffix in SHAPEFILE:
            shapes[str(PurePosixPath(file.name).with_suffix(""))].append(file)
        else:
            others.append(file)
    gathered = []
    for stem, members in shapes.items():
        gathered.append(gather_shapefile(f"{stem}.shp", members, folder))
    return others + gathered


def _parts(
    file: File, folder: Path, limits: Limits, allowance: Allowance, answers: Answers
) -> tuple[list[Part], list[Problem]]:
    if file.suffix in BOOKS:
        return sheets(file, folder, limits, allowance, answers)
    if file.suffix == ".toml":
        part = Part(file.name, "meta", file.path, ())
        return [part], [empty(file)] if _says_nothing(file.path) else []
    if file.suffix in OUTLINES or file.suffix == ".shp" or _holds_outlines(file):
        return outlines(file, folder, limits)
    if file.suffix in TABLES:
        part, problems = table(file, folder, limits)
        return [part] if part else [], problems
    return [], _unread(file)


def _says_nothing(settings: Path) -> bool:
    """Say whether every setting of a .toml file is blank, as in the template."""
    lines = settings.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    settled = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return bool(settled) and all(BLANK_SETTING.fullmatch(line) for line in settled)


def _questions_of_dbf(problem: Problem, file: File, problems: list[Problem]) -> bool:
    """Say whether what a Shapefile cannot be read for has been told of its attributes already."""
    dbf = str(PurePosixPath(file.name).with_suffix(".dbf"))
    return any(problem.code == other.code and dbf in other.file.split(", ") for other in problems)


def _holds_outlines(file: File) -> bool:
    return file.suffix == ".parquet" and is_outlines(file.path)


def _unread(file: File) -> list[Problem]:
    """Return what to say of a file that is of no kind read here: nothing where it only explains."""
    if file.stem.startswith(ABOUT):
        return []
    if file.suffix == ".xls":
        return [file.problem("old_excel")]
    if file.suffix in OTHER_ARCHIVES:
        return [file.problem("other_archive")]
    return [Problem(file.name, None, None, "kind_unread", {}, "note")]
