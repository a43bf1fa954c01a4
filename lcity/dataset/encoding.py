"""In which encoding text is written that does not say so: what is clear, else the readings to choose from."""

import codecs
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from lcity.dataset.alphabets import fits, likely
from lcity.dataset.problem import Answer, Problem

T = TypeVar("T")
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""Byte-order marks, the longer before those they begin with."""

CHINESE, JAPANESE = ("gb18030", "big5hkscs"), ("euc_jis_2004", "cp932")
WINDOWS = ("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874")
OLDER = ("iso8859-2", "koi8-r", "mac-roman", "cp850", "cp852", "cp866", "cp437")
ENCODINGS = (*CHINESE, "cp949", *JAPANESE, *WINDOWS, *OLDER)
"""What spreadsheets and registers write where it is not Unicode, each kind by its widest."""

TIMES = 2.0
"""How many times as likely as the next a reading must be; with few words, twice that."""
LIKELY = 4.0
"""How many times as likely as another a clear reading may be for the other to be offered beside it."""
UNLIKELY = 40.0
"""How many times as likely as another a reading must be for the other not to be named at all."""
TELLING, ENOUGH = 0.01, 0.02
FEW, TOO_FEW = 12, 4
"""Different words beyond ASCII below which a reading must be likelier, and below which none is clear."""
MOST_WORDS = 2_000
NAMES, LONGEST_NAME = 3, 14
MOST_OFFERED = 8
CALLED = {
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
    "cp949": "EUC-KR",
    "euc_jis_2004": "EUC-JP",
    "cp932": "Shift-JIS",
    "cp874": "Windows-874",
    "mac-roman": "Mac Roman",
}
SPLIT = re.compile(rb'[,;\t\r\n"\0]+| {2,}')


@dataclass(frozen=True)
class Reading:
    """One way to read bytes.

    Parameters
    ----------
    encoding
        Python's name of the encoding, one of `ENCODINGS`.
    names
        The first cells beyond ASCII, as they read so.
    likelihood
        0-1, to be compared between readings of the same bytes only.
    fits
        Whether all cells fit one language, as `alphabets.fits` says.
    """

    encoding: str
    names: tuple[str, ...]
    likelihood: float
    fits: bool


@dataclass(frozen=True)
class Guess:
    """What bytes may say.

    Parameters
    ----------
    encoding
        The encoding that is beyond doubt; None where its owner has to say.
    readings
        The ways to read them, the likeliest first, no two alike; none where no encoding fits.
    """

    encoding: str | None
    readings: tuple[Reading, ...] = ()


def stated(content: bytes) -> str | None:
    """Return the encoding that bytes tell themselves, by a byte-order mark or by being UTF-8; else None.

    Parameters
    ----------
    content
        A whole file.
    """
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return encoding if text_in(content, encoding) is not None else None
    return "utf-8" if text_in(content, "utf-8") is not None else None


def text_in(content: bytes, encoding: str) -> str | None:
    """Return bytes as text in an encoding; None where they are none, or hold a NUL."""
    try:
        text = content.decode(encoding)
    except UnicodeError:
        return None
    return None if "\0" in text else text


def guess(*contents: bytes) -> Guess:
    """Return in which of `ENCODINGS` bytes are written that do not state it.

    A reading is clear where it is so many times as likely as every other that a wrong one would be seldom,
    or where its cells alone fit one language; where cells are few, none is.

    Parameters
    ----------
    contents
        Files of one author, whose evidence is pooled: text, or the records of a .dbf.
    """
    # No separator is ever the second byte of a character.
    cells = dict.fromkeys(
        part.strip() for content in contents for part in SPLIT.split(content) if not part.isascii()
    )
    pool = b"\n".join(list(cells)[:MOST_WORDS])
    texts = {}
    for encoding in ENCODINGS:
        text = text_in(pool, encoding)
        if text is not None and likely(text, encoding) and _readable(contents, encoding):
            texts.setdefault(text, []).append(encoding)
    likelihood = _likelihood(pool, [name for names in texts.values() for name in names])
    readings = []
    for text, names in texts.items():
        encoding = max(names, key=lambda name: likelihood.get(name, 0))
        words = text.split("\n")
        one = Reading(encoding, tuple(words[:NAMES]), likelihood.get(encoding, 0), fits(words, encoding))
        readings.append(one)
    # Below a hundredth the detector tells nothing, and what is written most comes first.
    readings.sort(
        key=lambda reading: (
            -reading.likelihood * (reading.likelihood >= TELLING),
            ENCODINGS.index(reading.encoding),
        )
    )
    least = readings[0].likelihood / UNLIKELY if readings and readings[0].likelihood >= ENOUGH else 0
    return Guess(_clear(readings, len(cells)), tuple(one for one in readings if one.likelihood >= least))


def guesses(files: Mapping[T, bytes]) -> dict[T, Guess]:
    """Return for each of an author's files that do not state their encoding in which it is written.

    Files that are clear by themselves speak for the others, where they agree; without any, all together do.

    Parameters
    ----------
    files
        A name or path of each → content.
    """
    unstated = {name: content for name, content in files.items() if stated(content) is None}
    found = {name: guess(content) for name, content in unstated.items()}
    clear = {one.encoding for one in found.values() if one.encoding}
    open_ = {name: one for name, one in found.items() if not one.encoding and one.readings}
    if not clear and len(open_) > 1:
        pooled = guess(*(unstated[name] for name in open_))
        return found | (dict.fromkeys(open_, pooled) if pooled.readings else {})
    for name, own in open_.items():
        offered = {reading.encoding for reading in own.readings}
        if len(clear) == 1 and clear <= offered:
            found[name] = Guess(*clear, own.readings)
    return found


def problems_of(found: Mapping[str, Guess]) -> list[Problem]:
    """Return what is to be told of files that do not state their encoding: how they are read, or a question.

    Parameters
    ----------
    found
        File → its guess.

    Returns
    -------
    list of Problem
        `encoding` where no encoding fits; `encoding_unclear` with a reading an answer, for files that have
        the same; and a note for the files read in one encoding, other likely readings its answers.
    """
    problems = [Problem(name, None, None, "encoding") for name, one in found.items() if not one.readings]
    files_of: dict[tuple[Reading, ...], list[str]] = {}
    read: dict[str, list[str]] = {}
    for name, one in found.items():
        if one.encoding is not None:
            read.setdefault(one.encoding, []).append(name)
        elif one.readings:
            files_of.setdefault(one.readings[:MOST_OFFERED], []).append(name)
    for readings, names in files_of.items():
        lines = tuple(f"{called(one.encoding)}: {_shown(one)}" for one in readings)
        details = {"readings": lines}
        answers = _answers(readings)
        problems.append(Problem(", ".join(names), None, None, "encoding_unclear", details, answers=answers))
    for encoding, names in read.items():
        readings = found[names[0]].readings
        chosen = next(one for one in readings if one.encoding == encoding)
        others = [
            one for one in readings if one is not chosen and LIKELY * one.likelihood > chosen.likelihood
        ]
        details = {"encoding": called(encoding), "names": _shown(chosen)}
        problem = Problem(", ".join(names), None, None, "encoding_read", details, "note")
        problems.append(replace(problem, answers=_answers(others)))
    return problems


def _answers(readings: Iterable[Reading]) -> tuple[Answer, ...]:
    return tuple(Answer("encoding", called(one.encoding), "", _shown(one)) for one in readings)


def _shown(reading: Reading) -> str:
    return " · ".join(name[:LONGEST_NAME] for name in reading.names)


def named(name: str) -> str | None:
    """Return the encoding that is `called` so; None where none is."""
    return next((encoding for encoding in ENCODINGS if called(encoding) == name), None)


def called(encoding: str) -> str:
    """Return what an encoding is called where people choose it."""
    return CALLED.get(encoding, encoding.upper().replace("CP125", "Windows-125"))


def _readable(contents: Iterable[bytes], encoding: str) -> bool:
    return all(text_in(content, encoding) is not None for content in contents)


def _likelihood(pool: bytes, encodings: Sequence[str]) -> dict[str, float]:
    if not encodings:
        return {}
    import chardet  # of no use where every file says its encoding, or is UTF-8

    found = chardet.detect_all(
        pool,
        ignore_threshold=True,
        include_encodings=encodings,
        no_match_encoding=encodings[0],
        compat_names=False,
        max_bytes=len(pool),
    )
    return {one["encoding"]: one["confidence"] for one in found if one["encoding"]}


def _clear(readings: Sequence[Reading], cells: int) -> str | None:
    if not readings or readings[0].likelihood < ENOUGH:
        return None
    if len(readings) == 1 and (readings[0].fits or cells >= TOO_FEW):
        return readings[0].encoding
    if len(readings) < 2 or cells < TOO_FEW:
        return None
    first, second = readings[:2]
    times = TIMES if cells >= FEW else 2 * TIMES
    if first.likelihood >= times * second.likelihood and (first.fits or not second.fits):
        return first.encoding
    fitting = [reading for reading in readings if reading.fits]
    if len(fitting) == 1 and first.likelihood <= TIMES * fitting[0].likelihood:
        return fitting[0].encoding
    if len(fitting) > 1 and fitting[0] is first and first.likelihood >= times * fitting[1].likelihood:
        return first.encoding
    return None
