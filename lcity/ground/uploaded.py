"""A dataset made of uploaded files, wholly in the reading process: nobody else opens one of them."""

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from lcity.dataset.files import FILES
from lcity.ground import asking, reader
from lcity.ground.errors import GroundError
from lcity.intake.limits import MB, Limits
from lcity.intake.worker.room import NoRoomError, Room
from lcity.intake.worker.worker import MADE
from lcity.text import LANGUAGES

LONGEST_NAME = 100
MOST_SENTENCE = 1_000
_turn = threading.BoundedSemaphore(1)


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


def made_of(files: Mapping[str, tuple[str, bytes]], options: Mapping[str, str]) -> Made:
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
    limits = Limits.from_environment()
    size = sum(len(content) for _, content in files.values())
    if size > limits.upload_mb * MB:
        raise GroundError("uploads_large", most=limits.upload_mb)
    try:
        room = Room(size)
    except NoRoomError as full:
        raise GroundError("no_room") from full
    try:
        paths: dict[tuple[str, bytes], Path] = {}
        for number, file in enumerate(dict.fromkeys(files.values())):
            folder = room.folder / "files" / str(number)
            folder.mkdir(parents=True)
            paths[file] = folder / _name(file[0])
            paths[file].write_bytes(file[1])
        wanted = dict(options) | {of: str(paths[file]) for of, file in files.items()}
        with _turn:
            answer = asking.reply(room.folder, [*paths.values()], reader.MAKE, wanted, limits.seconds)
        return _believed(answer, room.folder / MADE / reader.DATASET)
    finally:
        room.remove()


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
    sentences = {
        of: tuple(str(text)[:MOST_SENTENCE] for text in problems.get(of, [])[: reader.MOST_PROBLEMS])
        for of in LANGUAGES
    }
    if problems:
        return Made(tuple(lines), sentences, ())
    known = {name for names in FILES.values() for name in names}
    found = [path for path in sorted(folder.glob("*")) if path.name in known and not path.is_symlink()]
    files = tuple((path.name, path.read_bytes()) for path in found)
    if not files:
        raise ended
    return Made(tuple(lines), {}, files)
