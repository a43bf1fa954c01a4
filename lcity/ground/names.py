"""Names of places for maps: OpenStreetMap's towns and quarters, or a list of one's own such as GeoNames'."""

from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd
import pandas as pd

from lcity.dataset.cells import to_number, to_text
from lcity.ground.centres import names_of
from lcity.ground.elements import PLACES, Element, is_place
from lcity.ground.errors import GroundError
from lcity.ground.tables import Tell, frame_of, is_drawn, named

COLUMNS = ("name", "name_zh", "lon", "lat")
AROUND = 0.1
"""How much of a city's width and height names may lie beside it."""
MOST = 5_000


def names_among(elements: Iterable[Element]) -> pd.DataFrame:
    """Return the names of places among objects of OpenStreetMap, the most important first.

    Parameters
    ----------
    elements
        Objects.

    Returns
    -------
    DataFrame
        Columns name, name_zh, lon, lat. Importance is what a place is, then how many live there, where
        that is told.
    """
    rows = []
    for element in elements:
        name, chinese = names_of(element.tags)
        if is_place(element.tags) and name:
            people = pd.to_numeric(element.tags.get("population"), errors="coerce")
            rank = (PLACES.index(element.tags["place"]), -(0 if pd.isna(people) else people))
            rows.append((rank, name, chinese, element.point.x, element.point.y))
    rows.sort(key=lambda row: (row[0], row[1]))
    return pd.DataFrame([row[1:] for row in rows], columns=list(COLUMNS))


def names_in(path: Path, tell: Tell) -> pd.DataFrame:
    """Return the names of a table or of a map of points.

    Parameters
    ----------
    path
        With a name and a position in each row; where it has a column of people, the largest come first,
        else the rows stay in order.
    tell
        Is told which heading is read as which column.

    Raises
    ------
    DatasetError
        The file cannot be read.
    GroundError
        It is no such file, or lacks a name or a position.
    """
    if not path.is_file():
        raise GroundError("no_file", file=str(path))
    frame = named("names", path, frame_of(path, drawn=is_drawn(path)), tell)
    missing = [column for column in ("name", "lon", "lat") if column not in frame]
    if missing:
        raise GroundError("no_column", file=path.name, column=missing[0], columns=tuple(frame))
    people = next((column for column in ("people", "population") if column in frame), None)
    found = pd.DataFrame(
        {
            "name": to_text(frame["name"]),
            "name_zh": to_text(frame["name_zh"]) if "name_zh" in frame else None,
            **{side: to_number(frame[side])[0] for side in ("lon", "lat")},
        }
    )
    if people:
        order = to_number(frame[people])[0].sort_values(ascending=False, kind="stable").index
        found = found.loc[order]
    there = found["name"].notna() & (found["lon"].abs() <= 180) & (found["lat"].abs() <= 90)
    return found[there].reset_index(drop=True)


def around(found: pd.DataFrame, centres: pd.DataFrame, districts: gpd.GeoDataFrame | None) -> pd.DataFrame:
    """Return the names in and about a city, no more than a map can use.

    Parameters
    ----------
    found
        Columns of `names_among`.
    centres
        Columns lon, lat: where the city is, where there are no outlines.
    districts
        Its districts; None for none.
    """
    if districts is None:
        low, high = centres.min().to_numpy(), centres.max().to_numpy()
    else:
        bounds = districts.total_bounds
        low, high = bounds[:2], bounds[2:]
    beside = AROUND * (high - low)
    at = found[["lon", "lat"]].to_numpy(float)
    within = ((at >= low - beside) & (at <= high + beside)).all(axis=1)
    return found[within].head(MOST).reset_index(drop=True)
