"""Zip archives unpacked into a private folder, nothing of what their makers call a place believed."""

import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from itertools import count
from lzma import LZMAError
from pathlib import Path, PurePosixPath

from lcity.dataset import Problem
from lcity.dataset.encoding import guess, stated
from lcity.intake.limits import MB, Limits, is_full
from lcity.intake.part import Allowance, File

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    EOFError,
    OSError,
    RuntimeError,  # an unknown password or a compression nobody knows, by zipfile's way
    ValueError,
    struct.error,
)
OTHER_ARCHIVES = (".7z", ".rar", ".tar", ".gz", ".bz2", ".xz", ".tgz", ".zst")
LITTER = ("__macosx", ".ds_store", "thumbs.db", "desktop.ini")
SMALL = MB
LONGEST_NAME = 255
UTF_8 = 0x800
"""The flag of a member whose name is UTF-8."""


def unpack(
    archive: File, folder: Path, limits: Limits, allowance: Allowance
) -> tuple[list[File], list[Problem]]:
    """Unpack an archive.

    Its files are given names of ours, so that no name within it can lead anywhere; one that tries to
    is refused nevertheless, and the archive with it.

    Parameters
    ----------
    archive
        A .zip file.
    folder
        Where to: a folder of nobody else's.
    limits
        The limits in force.
    allowance
        What may still be unpacked.

    Returns
    -------
    tuple
        The files, and the problems met; with a problem there are no files.
    """
    try:
        with zipfile.ZipFile(archive.path) as opened:
            members = [
                (member, name) for member, name in named(opened.infolist()) if not _litter(member, name)
            ]
            problems = _refused(archive, members, limits, allowance)
            if problems:
                return [], problems
            return [_extract(opened, member, name, archive, folder) for member, name in members], []
    except DAMAGED as error:
        if is_full(error):
            raise
        return [], [archive.problem("unreadable", form="ZIP", reason=_short(error))]


def is_zip(path: Path) -> bool:
    """Say whether a file begins as zip archives do."""
    with path.open("rb") as file:
        return file.read(2) == b"PK"


def named(members: Sequence[zipfile.ZipInfo]) -> list[tuple[zipfile.ZipInfo, str]]:
    """Return members with their names; those not marked as UTF-8 in the likeliest encoding of all of them.

    Windows writes names as the country's programs of old did, others as UTF-8 without a mark.

    Parameters
    ----------
    members
        All of one archive.
    """
    written = {member: raw for member in members if (raw := _unmarked(member)) is not None}
    # Names of kinds and of tables are English everywhere and would speak for the wrong language.
    stems = b"\n".join(
        part.rpartition(b".")[0] or part for raw in written.values() for part in raw.split(b"/")
    )
    encoding = stated(stems)
    if encoding is None:
        found = guess(stems)
        encoding = found.encoding or next((reading.encoding for reading in found.readings), "cp437")
    names = {member: raw.decode(encoding, "replace") for member, raw in written.items()}
    return [(member, names.get(member, member.filename).replace("\\", "/")) for member in members]


def _unmarked(member: zipfile.ZipInfo) -> bytes | None:
    """Return a name as it is written, where its encoding is not said; None for others."""
    if member.flag_bits & UTF_8 or member.filename.isascii():
        return None
    try:
        return member.filename.encode("cp437")
    except UnicodeError:  # said beside it, in a field of its own
        return None


def _litter(member: zipfile.ZipInfo, name: str) -> bool:
    parts = [part.lower() for part in PurePosixPath(name).parts]
    return member.is_dir() or any(part in LITTER or part.startswith("._") for part in parts)


def _refused(
    archive: File, members: list[tuple[zipfile.ZipInfo, str]], limits: Limits, allowance: Allowance
) -> list[Problem]:
    """Return what keeps an archive from being unpacked, by its list of contents alone."""
    if len(members) > limits.files:
        return [archive.problem("too_many_files", found=len(members), most=limits.files)]
    if not allowance.take(sum(member.file_size for member, _ in members)):
        return [archive.problem("unpacked_too_large", most=limits.unpacked_mb)]
    problems, seen = [], set()
    for member, name in members:
        inside = File(f"{archive.name}/{name}", archive.path)
        if _is_outside(name):
            problems.append(archive.problem("leads_outside", found=name))
        elif stat.S_ISLNK(member.external_attr >> 16):
            problems.append(inside.problem("link"))
        elif member.flag_bits & 0x1:
            problems.append(inside.problem("encrypted"))
        elif len(name) > LONGEST_NAME:
            problems.append(inside.problem("name_long", found=len(name), most=LONGEST_NAME))
        elif name.lower().endswith(OTHER_ARCHIVES):
            problems.append(inside.problem("nested"))
        elif name.lower() in seen:
            problems.append(inside.problem("same_name"))
        elif member.file_size > SMALL and member.file_size > limits.ratio * member.compress_size:
            problems.append(inside.problem("bomb", most=limits.ratio))
        seen.add(name.lower())
    return problems


def _is_outside(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or ":" in name or any(ord(c) < 32 for c in name)


def _extract(
    opened: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, archive: File, folder: Path
) -> File:
    suffix = "".join(c for c in PurePosixPath(name).suffix.lower() if c.isascii() and c.isalnum())[:12]
    path = next(p for i in count() if not (p := folder / f"{i:04d}.{suffix}").exists())
    with opened.open(member) as source, path.open("xb") as target:
        shutil.copyfileobj(source, target)
    return File(f"{archive.name}/{name}", path)


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
