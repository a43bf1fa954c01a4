"""Districts out of any file of outlines: which column holds ids, names and cities is said or recognised."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from lcity.dataset.cells import to_text
from lcity.dataset.layers import read_districts
from lcity.dataset.outlines import FORMS, WGS84
from lcity.errors import DatasetError
from lcity.ground.centres import names_of
from lcity.ground.elements import Element
from lcity.ground.errors import GroundError
from lcity.intake import headings

COLUMNS = ("district", "city", "name", "name_zh")
CITY = "city"
"""The id of the one city there is where nobody names any."""


def districts_in(
    path: Path, id_column: str | None = None, name_column: str | None = None, city_column: str | None = None
) -> gpd.GeoDataFrame:
    """Return the districts of a file of outlines.

    Parameters
    ----------
    path
        In any form of `lcity.dataset.outlines.FORMS`.
    id_column, name_column, city_column
        The columns that hold them; None for those whose headings say so. Without ids, districts are
        numbered as they stand; without names they are called by their ids.

    Returns
    -------
    GeoDataFrame
        Columns district, city (missing where nothing says it), name, name_zh and geometry, in WGS84.

    Raises
    ------
    DatasetError
        The outlines cannot be read, or lie nobody knows where.
    GroundError
        It is no such file, has no such column, or two districts share an id.
    """
    attributes, outlines = _read(path)
    names = tuple(map(str, attributes.columns))
    wanted = {"district": id_column, "name": name_column, "city": city_column}
    for column in filter(None, wanted.values()):
        if column not in names:
            raise GroundError("no_column", file=path.name, column=column, columns=names)
    meant = {of: heading for heading, of in headings.suggest("districts", names, {}).items()}
    meant |= {of: of for of in COLUMNS if of in names}
    meant |= {of: column for of, column in wanted.items() if column}
    found = pd.DataFrame(
        {
            of: to_text(attributes[meant[of]]) if of in meant else pd.Series(None, attributes.index, "str")
            for of in COLUMNS
        }
    )
    numbered = pd.Series(map(str, attributes.index), attributes.index, dtype="str")
    ids = found["district"] if id_column else _unique_or(found["district"], numbered)
    if ids.isna().any() or ids.duplicated().any():
        twice = ids[ids.duplicated()].dropna().unique()
        raise GroundError("ids", file=path.name, column=id_column or "", ids=tuple(map(str, twice[:5])))
    found["district"] = ids
    found["name"] = found["name"].fillna(ids)
    return gpd.GeoDataFrame(found, geometry=outlines, crs=WGS84).reset_index(drop=True)


def columns_in(path: Path) -> tuple[str, ...]:
    """Return the columns of a file of outlines; raises as `districts_in`."""
    return tuple(map(str, _read(path)[0].columns))


def _read(path: Path) -> tuple[pd.DataFrame, gpd.GeoSeries]:
    if path.suffix.lower() not in FORMS:
        raise GroundError("no_outlines", file=path.name, forms=tuple(FORMS))
    attributes, outlines, problems = read_districts(path, lambda: ())
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors or outlines is None:
        raise DatasetError(errors)
    return attributes, outlines


def districts_among(elements: tuple[Element, ...], level: str) -> gpd.GeoDataFrame:
    """Return the administrative areas of a level among objects of OpenStreetMap, as `districts_in`.

    Parameters
    ----------
    elements
        Objects.
    level
        As OpenStreetMap counts: "8", "10".
    """
    areas = [
        element
        for element in elements
        if element.is_area
        and element.tags.get("boundary") == "administrative"
        and element.tags.get("admin_level") == level
    ]
    named = [names_of(element.tags) for element in areas]
    rows = {
        "district": [element.id for element in areas],
        "city": [None] * len(areas),
        "name": [name or area.id for (name, _), area in zip(named, areas, strict=True)],
        "name_zh": [chinese for _, chinese in named],
    }
    table = pd.DataFrame(rows, columns=COLUMNS, dtype="str")
    shapes = shapely.make_valid([area.shape for area in areas], method="structure", keep_collapsed=False)
    return gpd.GeoDataFrame(table, geometry=list(shapes), crs=WGS84)


def _unique_or(ids: pd.Series, numbered: pd.Series) -> pd.Series:
    """Return ids where they tell districts apart, else their numbers: nobody said that these are ids."""
    return numbered if ids.isna().any() or ids.duplicated().any() else ids
