"""A list of centres of one's own, as a table of the contract."""

from pathlib import Path

import pandas as pd

from lcity.dataset.cells import to_text
from lcity.dataset.contract import SCHEMAS
from lcity.dataset.points import read_points
from lcity.dataset.tables import read_table
from lcity.errors import DatasetError
from lcity.ground.errors import GroundError
from lcity.intake import headings

DRAWN = (".geojson", ".gpkg", ".zip", ".topojson")
TABLES = (".csv", ".parquet")


def branches_in(path: Path, kind: str | None = None, provenance: str | None = None) -> pd.DataFrame:
    """Return the centres of a table or of a file of points.

    Parameters
    ----------
    path
        A .csv or .parquet table, or points in a form of `lcity.dataset.outlines.FORMS`.
    kind, provenance
        Those of all centres, where the file has no such column.

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
    frame, problems = (read_points if suffix in DRAWN else read_table)(path)
    errors = [problem for problem in problems if problem.severity == "error"]
    if frame is None or errors:
        raise DatasetError(errors)
    frame = frame.rename(columns=headings.suggest("centres", tuple(map(str, frame.columns)), {}))
    for column, given in (("kind", kind), ("provenance", provenance)):
        if column not in frame:
            if not given:
                raise GroundError("missing_option", file=path.name, column=column)
            frame = frame.assign(**{column: given})
    if "centre" not in frame:
        frame = frame.assign(centre=[f"c{number}" for number in range(1, len(frame) + 1)])
    missing = [column for column in ("name", "lon", "lat") if column not in frame]
    if missing:
        columns = tuple(map(str, frame.columns))
        raise GroundError("no_column", file=path.name, column=missing[0], columns=columns)
    known = [column for column in SCHEMAS["centres"].columns if column in frame]
    # Cells stay as they are written: the contract's own reader tells what is wrong with one.
    return frame[known].apply(to_text).reset_index(drop=True)
