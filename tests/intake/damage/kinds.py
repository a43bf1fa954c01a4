"""All kinds of damage by name."""

from tests.intake.damage import archives, books, cells, files, outlines
from tests.intake.damage.valid import Kind

_GROUPS = (cells.KINDS, files.KINDS, outlines.KINDS, archives.KINDS, books.KINDS)

ALL: dict[str, Kind] = {name: kind for group in _GROUPS for name, kind in group.items()}
HEAPED: dict[str, Kind] = {name: kind for name, kind in ALL.items() if kind.damage is not None}
"""Those done to the files of a folder, which can be heaped on each other."""

assert len(ALL) == sum(map(len, _GROUPS)), "each kind has a name of its own"
