"""Where people live: out of a raster, points with a value, or a grid of polygons."""

from pathlib import Path
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from lcity.dataset.cells import to_number, to_text
from lcity.dataset.locate import district_of
from lcity.dataset.outlines import FORMS, WGS84
from lcity.ground import cells
from lcity.ground.errors import GroundError
from lcity.ground.raster_window import Raster
from lcity.ground.tables import TABLES, frame_of
from lcity.intake import headings

GROUP = "people_"
PEOPLE = "people"
MOST_PLACES = 5_000_000
PLACE, PROVENANCE = "place", "provenance"


class People(NamedTuple):
    """Where people live.

    Parameters
    ----------
    table
        lon, lat, people and people_… of whoever gives them; district (an id, missing outside all).
    outside
        How many people the file has that live in no district and are left out.
    column
        The column that counts people; "" for a raster.
    left_out
        The ids of places that are left out, where they have any.
    """

    table: pd.DataFrame
    outside: float
    column: str = ""
    left_out: frozenset[str] = frozenset()


def of_raster(raster: Raster, districts: gpd.GeoDataFrame | None) -> People:
    """Return the people of a raster, a row a cell, or a part of one where districts share it by area.

    Parameters
    ----------
    raster
        People by cell.
    districts
        Columns district and geometry, in WGS84; None for all cells, in no district.

    Raises
    ------
    GroundError
        Nobody lives in the districts, or there are more cells than are read.
    """
    counted = np.nan_to_num(raster.values) > 0
    if counted.sum() > MOST_PLACES:
        raise GroundError("too_many_cells", most=MOST_PLACES)
    crs = pyproj.CRS.from_wkt(raster.crs)
    shapes = np.empty(0, object)
    if districts is not None:
        own = districts.geometry.to_crs(crs)
        shapes = shapely.make_valid(own.to_numpy(), method="structure", keep_collapsed=False)
    found = cells.parts(counted, raster.transform, shapes)
    people = raster.values[found.row, found.column] * found.share
    lon, lat = pyproj.Transformer.from_crs(crs, WGS84, always_xy=True).transform(*found.point.T)
    table = pd.DataFrame({"lon": lon, "lat": lat, PEOPLE: people, "provenance": "derived"})
    if districts is None:
        return People(_lived_in(table.assign(district=pd.Series(None, table.index, "str"))), 0.0)
    within = found.district >= 0
    ids = districts["district"].to_numpy(dtype=object)[found.district[within]]
    inside = table[within].assign(district=pd.Series(ids, table.index[within], dtype="str"))
    return People(_lived_in(inside), float(people[~within].sum()))


def of_table(
    path: Path,
    districts: gpd.GeoDataFrame | None,
    value_column: str | None,
    place_column: str | None = None,
) -> People:
    """Return the people of points, or of a grid of polygons by a point inside each.

    Parameters
    ----------
    path
        A .csv or .parquet table with positions, or a file of points or polygons in any form of
        `lcity.dataset.outlines.FORMS`.
    districts
        As for `of_raster`.
    value_column
        The column that counts people; None for the one whose heading says so.
    place_column
        The column that holds the ids of the places; None for the one whose heading says so, if any.

    Raises
    ------
    DatasetError
        The file cannot be read.
    GroundError
        No column counts people, or more than one may; a cell of it is no count.
    """
    frame = frame_in(path)
    given = columns_of(frame)
    column = value_column or counting(frame)
    if column is None:
        numbers = tuple(name for name in given if _is_number(frame[name]))
        raise GroundError("which_column", file=path.name, columns=numbers or given)
    places = place_column or naming(frame)
    for name in filter(None, (column, places)):
        if name not in given:
            raise GroundError("no_column", file=path.name, column=name, columns=given)
    groups = [name for name in given if name.startswith(GROUP) and name != column]
    counts = {name: _count(path.name, frame, name) for name in groups}
    texts = {
        of: to_text(frame[name]) for of, name in ((PLACE, places), (PROVENANCE, PROVENANCE)) if name in frame
    }
    table = frame[["lon", "lat"]].assign(**{PEOPLE: _count(path.name, frame, column)}, **counts, **texts)
    lived = table[PEOPLE] > 0
    if districts is None:
        within = pd.Series(True, table.index)
        table["district"] = pd.Series(None, table.index, "str")
    else:
        table["district"] = district_of(table, districts.set_index("district").geometry)
        within = table["district"].notna()
    left_out = frozenset(table.loc[~(lived & within), PLACE].dropna()) if places else frozenset()
    outside = float(table.loc[lived & ~within, PEOPLE].sum())
    return People(_lived_in(table[lived & within]), outside, column, left_out)


def frame_in(path: Path) -> pd.DataFrame:
    """Return a table of places, or the attributes of points or polygons; with lon and lat, degrees."""
    is_table = path.suffix.lower() == ".csv" or (path.suffix.lower() == ".parquet" and not _is_drawn(path))
    return _of_table(path) if is_table else _of_layer(path)


def columns_of(frame: pd.DataFrame) -> tuple[str, ...]:
    """Return the columns of places that may count people or name the places."""
    return tuple(str(column) for column in frame if column not in ("lon", "lat"))


def _lived_in(table: pd.DataFrame) -> pd.DataFrame:
    if table.empty:
        raise GroundError("nobody")
    return table.reset_index(drop=True)


def _is_drawn(path: Path) -> bool:
    """Say whether a Parquet file is GeoParquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return b"geo" in (pq.read_schema(path).metadata or {})
    except (pa.ArrowException, OSError):
        return False


def _of_table(path: Path) -> pd.DataFrame:
    """Return a table with columns lon and lat."""
    frame = frame_of(path, drawn=False)
    meant = {of: heading for heading, of in headings.suggest("population", tuple(frame), {}).items()}
    for axis, most in (("lon", 180), ("lat", 90)):
        column = axis if axis in frame else meant.get(axis)
        if column is None:
            raise GroundError("no_position", file=path.name, columns=tuple(map(str, frame)))
        numbers, _ = to_number(frame[column])
        rows = frame.index[~(numbers.abs() <= most)]
        if len(rows):
            told = {"row": int(rows[0]), "column": str(column), "found": to_text(frame[column])[rows[0]]}
            raise GroundError("no_degrees", file=path.name, **told)
        frame = frame.drop(columns=column).assign(**{axis: numbers})
    return frame


def _of_layer(path: Path) -> pd.DataFrame:
    """Return the attributes of points or polygons, with the position of a point inside each."""
    if path.suffix.lower() not in FORMS:
        raise GroundError("no_people", file=path.name, forms=(".tif", *TABLES, *FORMS))
    return frame_of(path, drawn=True)


def counting(frame: pd.DataFrame) -> str | None:
    """Return the column that counts people: by its heading, or as the only one of numbers there is."""
    if found := _headed(frame, PEOPLE):
        return found
    numbers = [name for name in columns_of(frame) if _is_number(frame[name])]
    return numbers[0] if len(numbers) == 1 else None


def naming(frame: pd.DataFrame) -> str | None:
    """Return the column whose heading says that it names the places."""
    return _headed(frame, PLACE)


def _headed(frame: pd.DataFrame, column: str) -> str | None:
    given = columns_of(frame)
    meant = {of: heading for heading, of in headings.suggest("population", given, {}).items()}
    return column if column in given else meant.get(column)


def _is_number(cells: pd.Series) -> bool:
    numbers, wrong = to_number(cells)
    return bool(numbers.notna().any() and not wrong.any())


def _count(file: str, frame: pd.DataFrame, column: str) -> pd.Series:
    """Return cells as counts of people; blank ones are unknown."""
    counts, wrong = to_number(frame[column])
    rows = frame.index[wrong | (counts < 0)]
    if len(rows):
        found = to_text(frame[column])[rows[0]]
        raise GroundError("no_count", file=file, row=int(rows[0]), column=column, found=found)
    return counts
