"""How much of anything is taken in: stated, and changeable by environment."""

import errno
import os
from dataclasses import dataclass, fields

from lcity.errors import ArgumentError

MB = 2**20
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True)
class Limits:
    """What uploads may hold at most; each is set by the variable ``LCITY_MAX_`` and its name in capitals.

    Parameters
    ----------
    upload_mb
        All files uploaded at once, as they come.
    unpacked_mb
        All they hold once unpacked.
    ratio
        How many times larger a packed file may become; small ones (below 1 MB) may grow more.
    files
        Files in an archive.
    rows, columns, cells
        Of one table.
    vertices
        Of all outlines together.
    cell_characters
        Of one cell.
    seconds
        For reading and checking.
    memory_mb
        For reading and checking; held to only where the system can (not on Windows and macOS).
    disk_mb
        On disk, of all uploads of a server together with what is made of them.
    datasets
        Uploaded datasets open at once, of all readers of a server together.
    """

    upload_mb: int = 100
    unpacked_mb: int = 600
    ratio: int = 200
    files: int = 200
    rows: int = 2_000_000
    columns: int = 1_000
    cells: int = 20_000_000
    vertices: int = 5_000_000
    cell_characters: int = 10_000
    seconds: int = 120
    memory_mb: int = 4_096
    disk_mb: int = 8_192
    datasets: int = 24

    @classmethod
    def from_environment(cls) -> "Limits":
        """Return the limits in force.

        Raises
        ------
        ArgumentError
            A variable holds something that is no whole number above 0.
        """
        return cls(**{field.name: _number(field.name, field.default) for field in fields(cls)})


def _number(name: str, default: int) -> int:
    variable = f"LCITY_MAX_{name.upper()}"
    text = os.environ.get(variable, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdecimal() and int(text) > 0):
        raise ArgumentError(f"{variable}={text}: a whole number above 0 is expected")
    return int(text)


def is_full(error: Exception) -> bool:
    """Say whether something could not be written because there is no room for it."""
    return isinstance(error, OSError) and error.errno in FULL
