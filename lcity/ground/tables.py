"""Tables of one's own, with whatever headings: a list of centres, and ways from places to centres."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from lcity.dataset import Problem
from lcity.dataset.cells import to_text
from lcity.dataset.contract import SCHEMAS
from lcity.dataset.points import read_points
from lcity.dataset.tables import read_table
from lcity.errors import DatasetError
from lcity.ground.errors import GroundError
from lcity.intake import headings

DRAWN = (".geojson", ".gpkg", ".zip", ".topojson")
TABLES = (".csv", ".parquet")
LENGTHS = frozenset({"metres", "minutes"})
"""How long a way is: it has one of them."""
Tell = Callable[..., None]
"""Called with the code of a message ``ground.told.<code>`` and what it names."""


def frame_of(path: Path, *, drawn: bool) -> pd.DataFrame:
    """Return a table, or the attributes of points or polygons with lon and lat of a point inside each.

    Parameters
    ----------
    path
        The file.
    drawn
        Whether it is a file of points or polygons.

    Raises
    ------
    DatasetError
        It cannot be read.
    """
    frame, problems = (read_points if drawn else read_table)(path)
    errors: list[Problem] = [problem for problem in problems if problem.severity == "error"]
    if frame is None or errors:
        raise DatasetError(errors)
    return frame.set_axis([str(column) for column in frame], axis=1)


def is_drawn(path: Path) -> bool:
    """Say whether a file of centres holds points, not rows."""
    return path.suffix.lower() in DRAWN


def branches_in(path: Path, kind: str | None, provenance: str | None, tell: Tell) -> pd.DataFrame:
    """Return the centres of a table or of a file of points.

    Parameters
    ----------
    path
        A .csv or .parquet table, or points in a form of `lcity.dataset.outlines.FORMS`.
    kind, provenance
        Those of all centres, where the file has no such column.
    tell
        Is told which heading is read as which column.

    Returns
    -------
    DataFrame
        The contract's columns, as far as the file has them; centres without ids are numbered.

    Raises
    ------
    DatasetError
        The file cannot be read.
    GroundError
        It is no such file, or a column is missing that nobody can guess.
    """
    suffix = path.suffix.lower()
    if not path.is_file():
        raise GroundError("no_file", file=str(path))
    if suffix not in DRAWN + TABLES:
        raise GroundError("no_centres", file=path.name, forms=(".osm.pbf", ".json", *DRAWN, *TABLES))
    frame = named("centres", path, frame_of(path, drawn=is_drawn(path)), tell)
    for column, given in (("kind", kind), ("provenance", provenance)):
        if column not in frame:
            if not given:
                raise GroundError("missing_option", file=path.name, column=column)
            frame = frame.assign(**{column: given})
    if "centre" not in frame:
        frame = frame.assign(centre=[f"c{number}" for number in range(1, len(frame) + 1)])
    return _columns("centres", path, frame)


def travel_in(
    path: Path, given: Mapping[str, str | None], left_out: frozenset[str], tell: Tell
) -> pd.DataFrame:
    """Return the ways of a table of travel times or distances.

    Parameters
    ----------
    path
        A .csv or .parquet table.
    given
        Columns of the contract → the headings they are under, where these do not say it themselves.
    left_out
        Places that are left out because they lie outside all districts; ways from there are too.
    tell
        Is told which heading is read as which column, and how many ways are left out.

    Raises
    ------
    DatasetError
        The file cannot be read.
    GroundError
        It is no such file, or a column is missing.
    """
    if not path.is_file():
        raise GroundError("no_file", file=str(path))
    if path.suffix.lower() not in TABLES:
        raise GroundError("no_travel", file=path.name, forms=TABLES)
    frame = _under_given(path, frame_of(path, drawn=False), given)
    frame = _columns("travel", path, named("travel", path, frame, tell))
    without = frame["place"].isin(left_out)
    if without.any():
        tell("ways_left_out", count=int(without.sum()))
    return frame[~without].reset_index(drop=True)


def _under_given(path: Path, frame: pd.DataFrame, given: Mapping[str, str | None]) -> pd.DataFrame:
    """Return ways under the columns that are given, without those that are held for the same."""
    chosen = {heading: column for column, heading in given.items() if heading}
    for heading in chosen:
        if heading not in frame:
            raise GroundError("no_column", file=path.name, column=heading, columns=tuple(frame))
    taken = {*chosen.values()}
    # Tools give times beside distances; a way has one length, the one that is chosen.
    taken |= LENGTHS if taken & LENGTHS else set()
    meant = headings.suggest("travel", tuple(frame), {})
    others = [heading for heading in frame if heading not in chosen and meant.get(heading, heading) in taken]
    return frame.drop(columns=others).rename(columns=chosen)


def named(table: str, path: Path, frame: pd.DataFrame, tell: Tell) -> pd.DataFrame:
    """Return a frame under the contract's headings, and tell which of them were other words.

    Parameters
    ----------
    table
        The table of the contract.
    path, frame
        The file, and what it holds.
    tell
        As for `branches_in`.
    """
    meant = headings.suggest(table, tuple(frame), {})
    for heading, column in meant.items():
        tell("read_as", file=path.name, heading=heading, column=column)
    return frame.rename(columns=meant)


def _columns(table: str, path: Path, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the contract's columns as text: its own reader tells what is wrong with a cell."""
    columns = SCHEMAS[table].columns
    missing = [name for name, column in columns.items() if column.required and name not in frame]
    if missing:
        raise GroundError("no_column", file=path.name, column=missing[0], columns=tuple(frame))
    return frame[[name for name in columns if name in frame]].apply(to_text).reset_index(drop=True)
