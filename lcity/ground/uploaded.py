"""A dataset made of uploaded files, wholly in the reading process: nobody else opens one of them."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from lcity.dataset.files import FILES
from lcity.ground import asking, reader
from lcity.ground.columns import Columns
from lcity.ground.errors import GroundError
from lcity.intake.limits import MB, Limits
from lcity.intake.worker.room import NoRoomError, Room
from lcity.intake.worker.worker import MADE
from lcity.text import LANGUAGES

LONGEST_NAME = 100
MOST_SENTENCE = 1_000
File = tuple[str, bytes]
"""Name and content."""
_turns = {task: threading.BoundedSemaphore(1) for task in (reader.MAKE, reader.COLUMNS)}


class Made(NamedTuple):
    """What became of files.

    Parameters
    ----------
    told
        What was read and what was left out: codes of ``ground.told.<code>`` and what they name.
    problems
        By language, sentences on what keeps the dataset from being one.
    files
        Name and content of each file of the dataset; none where there are problems.
    """

    told: tuple[tuple[str, dict], ...]
    problems: Mapping[str, tuple[str, ...]]
    files: tuple[tuple[str, bytes], ...]


class Offer(NamedTuple):
    """What a file offers to choose from, or what is wrong with it.

    Parameters
    ----------
    columns
        What there is to choose.
    problems
        As of `Made`.
    """

    columns: Columns = Columns()
    problems: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def made_of(files: Mapping[str, File], options: Mapping[str, str]) -> Made:
    """Make a dataset of uploaded files.

    Parameters
    ----------
    files
        Of `reader.FILES` those there are: name and content. Centres and streets may be one file.
    options
        Of `lcity.ground.make.Wanted` what is no file.

    Raises
    ------
    GroundError
        A file cannot be used, or there is no room for it.
    """
    with _room_for(files) as (folder, paths):
        wanted = dict(options) | {of: str(paths[file]) for of, file in files.items()}
        answer = _answer_of(folder, paths, reader.MAKE, wanted)
        return _believed(answer, folder / MADE / reader.DATASET)


def offer(part: str, file: File) -> Offer:
    """Return what an uploaded file offers to choose from.

    Parameters
    ----------
    part
        As of `lcity.ground.columns.columns_in`.
    file
        Name and content.

    Raises
    ------
    GroundError
        The file cannot be used, or there is no room for it.
    """
    with _room_for({part: file}) as (folder, paths):
        answer = _answer_of(folder, paths, reader.COLUMNS, {"part": part})
    ended = GroundError("ended", file=file[0])
    if problems := answer.get("problems"):
        if not isinstance(problems, dict):
            raise ended
        return Offer(problems=_sentences(problems))
    try:
        names, meant, levels = tuple(answer["names"]), dict(answer["meant"]), dict(answer["levels"])
        texts = [*names, *meant, *levels]
        told = all(isinstance(of, str) and len(of) <= MOST_SENTENCE for of in texts)
        told &= set(meant.values()) <= set(names) and all(type(of) is int for of in levels.values())
        found = Columns(names, meant, levels, bool(answer["is_map"]))
    except (KeyError, TypeError, ValueError) as error:
        raise ended from error
    if not told or len(names) > Limits.from_environment().columns:
        raise ended
    return Offer(found)


@contextmanager
def _room_for(files: Mapping[str, File]) -> Iterator[tuple[Path, dict[File, Path]]]:
    """Give a folder with the files in it, each once, for as long as it is needed."""
    limits = Limits.from_environment()
    size = sum(len(content) for _, content in files.values())
    if size > limits.upload_mb * MB:
        raise GroundError("uploads_large", most=limits.upload_mb)
    try:
        room = Room(size)
    except NoRoomError as full:
        raise GroundError("no_room") from full
    try:
        paths: dict[File, Path] = {}
        for number, file in enumerate(dict.fromkeys(files.values())):
            folder = room.folder / "files" / str(number)
            folder.mkdir(parents=True)
            paths[file] = folder / _name(file[0])
            paths[file].write_bytes(file[1])
        yield room.folder, paths
    finally:
        room.remove()


def _answer_of(folder: Path, paths: Mapping[File, Path], task: str, wanted: Mapping[str, str]) -> dict:
    """Return what the reading process answers; of each task one at a time."""
    with _turns[task]:
        return asking.reply(folder, [*paths.values()], task, wanted, Limits.from_environment().seconds)


def _sentences(problems: Mapping) -> dict[str, tuple[str, ...]]:
    return {
        of: tuple(str(text)[:MOST_SENTENCE] for text in problems.get(of, [])[: reader.MOST_PROBLEMS])
        for of in LANGUAGES
    }


def _name(name: str) -> str:
    """Return what a file is called, such that it names a file in its folder and no other."""
    plain = "".join(c if c.isalnum() or c in " .-_()" else "_" for c in name.strip().lstrip("."))
    stem, dot, suffix = plain.rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{suffix[:12]}" if stem else "file"


def _believed(answer: Mapping, folder: Path) -> Made:
    """Return an answer, if it has the shape of one."""
    told, problems = answer.get("told"), answer.get("problems", {})
    ended = GroundError("ended", file=folder.name)
    if not isinstance(told, list) or not isinstance(problems, dict):
        raise ended
    lines = []
    for line in told:
        if not (isinstance(line, list) and len(line) == 2 and asking.is_told("told", *line)):
            raise ended
        lines.append((line[0], line[1]))
    if problems:
        return Made(tuple(lines), _sentences(problems), ())
    known = {name for names in FILES.values() for name in names}
    found = [path for path in sorted(folder.glob("*")) if path.name in known and not path.is_symlink()]
    files = tuple((path.name, path.read_bytes()) for path in found)
    if not files:
        raise ended
    return Made(tuple(lines), {}, files)
