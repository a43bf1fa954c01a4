"""Text in another encoding written anew as UTF-8, where that is clear or answered; of a .dbf it is said."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from lcity.dataset import Problem
from lcity.dataset.encoding import Guess, guesses, named, problems_of, stated, text_in
from lcity.dataset.forms.shapefiles import records
from lcity.intake.part import File
from lcity.intake.questions import Answers, question_of

TEXT = (".csv", ".toml")


def rewritten(
    files: Sequence[File], folder: Path, answers: Answers | None = None
) -> tuple[list[File], list[Problem]]:
    """Return files, those that are text in UTF-8, and a .cpg beside each .dbf whose encoding is known.

    Parameters
    ----------
    files
        As they came; others than text stay as they are.
    folder
        Where text is written anew.
    answers
        What their owner has answered.

    Returns
    -------
    tuple
        The files, without those whose encoding nobody knows; and what is to be told, as by
        `encoding.problems_of`, questions that are answered among it.
    """
    contents = {file.path: file.path.read_bytes() for file in files if file.suffix in TEXT}
    attributes = _attributes(files)
    contents |= {path: records(path.read_bytes()) for path in attributes}
    found = guesses(contents)
    names = {file.path: file.name for file in files}
    problems = problems_of({names[path]: one for path, one in found.items()})
    for number, problem in enumerate(problems):
        question = question_of(problem, answers or {})
        encoding = named(question.chosen.partition(":")[2])
        of = [path for path in found if names[path] in problem.file.split(", ")]
        if encoding and all(text_in(contents[path], encoding) is not None for path in of):
            problems[number] = replace(problem, severity="question")
            found |= {path: Guess(encoding, found[path].readings) for path in of}
    kept = []
    for number, file in enumerate(files):
        if file.path in attributes and file.path in found:
            kept += [file, *_cpg_file(file, found[file.path].encoding, folder, number)]
            continue
        if file.path not in contents or file.path in attributes:
            kept.append(file)
            continue
        content = contents[file.path]
        declared_encoding = found[file.path].encoding if file.path in found else stated(content)
        if declared_encoding == "utf-8":
            kept.append(file)
        elif declared_encoding is not None:
            path = folder / f"{number:03d}-utf8{file.suffix}"
            path.write_text(text_in(content, declared_encoding) or "", encoding="utf-8", newline="")
            kept.append(File(file.name, path))
    return kept, problems


def _attributes(files: Sequence[File]) -> set[Path]:
    """Return the attributes of Shapefiles that do not say their encoding: those without a .cpg beside."""
    declared = {_stem(file) for file in files if file.suffix == ".cpg"}
    return {file.path for file in files if file.suffix == ".dbf" and _stem(file) not in declared}


def _stem(file: File) -> str:
    return str(PurePosixPath(file.name).with_suffix("")).lower()


def _cpg_file(dbf: File, encoding: str | None, folder: Path, number: int) -> list[File]:
    """Return the .cpg that says a Shapefile's encoding; none where nobody knows it."""
    if encoding is None:
        return []
    path = folder / f"{number:03d}.cpg"
    path.write_text(encoding, encoding="ascii")
    return [File(str(PurePosixPath(dbf.name).with_suffix(".cpg")), path)]
