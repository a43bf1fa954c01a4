"""Text that came in another encoding written anew as UTF-8, where its encoding is clear or answered."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lcity.dataset import Problem
from lcity.dataset.encoding import Guess, guesses, named, stated, text_in, told
from lcity.intake.part import File
from lcity.intake.questions import Answers, asked

TEXT = (".csv", ".toml")


def rewritten(
    files: Sequence[File], folder: Path, answers: Answers | None = None
) -> tuple[list[File], list[Problem]]:
    """Return files, those that are text in UTF-8.

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
        `encoding.told`, questions that are answered among it.
    """
    contents = {file.path: file.path.read_bytes() for file in files if file.suffix in TEXT}
    found = guesses(contents)
    names = {file.path: file.name for file in files}
    problems = told({names[path]: one for path, one in found.items()})
    for number, problem in enumerate(problems):
        question = asked(problem, answers or {})
        encoding = named(question.chosen.partition(":")[2])
        of = [path for path in found if names[path] in problem.file.split(", ")]
        if encoding and all(text_in(contents[path], encoding) is not None for path in of):
            problems[number] = replace(problem, severity="question")
            found |= {path: Guess(encoding, found[path].readings) for path in of}
    kept = []
    for number, file in enumerate(files):
        if file.path not in contents:
            kept.append(file)
            continue
        content = contents[file.path]
        said = found[file.path].encoding if file.path in found else stated(content)
        if said == "utf-8":
            kept.append(file)
        elif said is not None:
            path = folder / f"{number:03d}-utf8{file.suffix}"
            path.write_text(text_in(content, said) or "", encoding="utf-8", newline="")
            kept.append(File(file.name, path))
    return kept, problems
