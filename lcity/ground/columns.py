"""What of a file is to be chosen: which of its columns is which, or which level its areas are of."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from lcity.errors import DatasetError
from lcity.ground import outlines, people
from lcity.ground.make import GEOTIFF, is_map
from lcity.ground.tables import frame_of, is_drawn
from lcity.intake import headings

MOST_BYTES = 2**20
"""As much of a .csv shows its columns."""
CENTRES, OUTLINES, POPULATION, TRAVEL = "centres", "outlines", "population", "travel"
OPTIONS: Mapping[str, Mapping[str, str]] = {
    CENTRES: {"kind": "kind", "provenance": "provenance"},
    OUTLINES: {"name_column": "name", "id_column": "district", "city_column": "city"},
    TRAVEL: {
        "from_column": "place",
        "to_column": "site",
        "minutes_column": "minutes",
        "metres_column": "metres",
    },
}
"""What a file is → option of `make.Wanted` that names one of its columns → which of the contract that is."""


class Columns(NamedTuple):
    """What a file offers to choose from.

    Parameters
    ----------
    names
        Its columns; none for a raster or objects of OpenStreetMap.
    meant
        Option of `make.Wanted` → the column that is taken unless another is named.
    levels
        Of objects of OpenStreetMap: level of administrative areas → how many there are.
    is_map
        Whether it holds objects of OpenStreetMap.
    """

    names: tuple[str, ...] = ()
    meant: Mapping[str, str] = MappingProxyType({})
    levels: Mapping[str, int] = MappingProxyType({})
    is_map: bool = False


def columns_in(path: Path, part: str, spare: Path) -> Columns:
    """Return what a file offers to choose from.

    Parameters
    ----------
    path
        The file.
    part
        What it is to be: "centres", "outlines", "population" or "travel".
    spare
        A folder to write in.

    Raises
    ------
    DatasetError, GroundError
        The file cannot be read.
    """
    if part == CENTRES and is_map(path):
        return Columns(levels=_levels(path), is_map=True)
    if part == POPULATION and path.suffix.lower() in GEOTIFF:
        return Columns()
    head = _head(path, spare)
    try:
        return _columns(head, part)
    except DatasetError:
        if head == path:
            raise
        # Cut within a cell of several lines, perhaps: the whole file says what is wrong, if anything is.
        return _columns(path, part)


def _columns(path: Path, part: str) -> Columns:
    if part == POPULATION:
        frame = people.frame_in(path)
        found = {"value_column": people.counting(frame), "place_column": people.naming(frame)}
        return Columns(people.columns_of(frame), {of: name for of, name in found.items() if name})
    names = outlines.columns_in(path) if part == OUTLINES else tuple(frame_of(path, drawn=is_drawn(path)))
    meant = {of: heading for heading, of in headings.suggest(_table(part), names, {}).items()}
    meant |= {of: of for of in OPTIONS[part].values() if of in names}
    return Columns(names, {option: meant[of] for option, of in OPTIONS[part].items() if of in meant})


def _table(part: str) -> str:
    return "districts" if part == OUTLINES else part


def _levels(path: Path) -> Mapping[str, int]:
    if path.suffix.lower() == ".pbf":
        from lcity.ground.pbf import levels_in
    else:
        from lcity.ground.overpass import levels_in

    return levels_in(path)


def _head(path: Path, spare: Path) -> Path:
    """Return a file that begins as a .csv does and has its columns, or the file itself where it is small."""
    if path.suffix.lower() != ".csv" or path.stat().st_size <= MOST_BYTES:
        return path
    with path.open("rb") as opened:
        content = opened.read(MOST_BYTES)
    head = spare / path.name
    head.write_bytes(content[: content.rfind(b"\n") + 1])
    return head
