"""Districts and cities taken for each other."""

import pandas as pd

from lcity.dataset.conform import Table
from lcity.dataset.contents import Contents
from lcity.dataset.problem import Answer, Problem


def units(contents: Contents) -> list[Problem]:
    """Ask where ids of districts stand for cities: the two columns swapped, or a table of cities.

    Parameters
    ----------
    contents
        What the folder holds.
    """
    table = contents.table("values_district", "district")
    if table is None:
        return []
    cities = contents.table("cities", "city")
    known = set() if cities is None else set(cities.frame["city"].dropna())
    ids = table.frame["district"].dropna()
    if ids.empty:
        return []
    if table.has("city") and _swapped(table, known):
        answers = (
            Answer("swap", "", str(ids.iloc[0]), str(table.frame.loc[ids.index[0], "city"])),
            Answer("keep"),
        )
        return [Problem(table.file, 1, "district, city", "units_swapped", {}, "question", (), answers)]
    alone = not table.has("city") or table.frame["city"].isna().all() or (table.frame["city"] == ids).all()
    if alone and ids.isin(known).all() and "values_city" not in contents.tables:
        details = {"ids": tuple(ids.unique()[:6])}
        answers = (Answer("as_cities"), Answer("keep"))
        return [Problem(table.file, 1, "district", "districts_are_cities", details, "question", (), answers)]
    return []


def _swapped(table: Table, known: set[str]) -> bool:
    """Say whether what stands in the column of districts are cities, and in that of cities districts."""
    frame = table.frame
    districts, cities = frame["district"].dropna(), frame["city"].dropna()
    if cities.empty or districts.nunique() >= cities.nunique():
        return False
    if known and districts.isin(known).all():
        return not cities.isin(known).any()
    year = [frame["year"]] if table.has("year") else []
    repeated = pd.concat([frame["district"], *year], axis=1).duplicated().any()
    return bool(repeated and not pd.concat([frame["city"], *year], axis=1).duplicated().any())
