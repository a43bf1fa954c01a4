"""What is to be known of years before figures of several are shown together: notes, never errors."""

from collections.abc import Iterable

import pandas as pd

from lcity.dataset.contents import Contents
from lcity.dataset.lifetimes import Lifetimes
from lcity.dataset.problem import Problem

MOST_NAMED = 5
UNIT_OF = {"values_city": "city", "values_district": "district"}
ENDED, CARRIED = "ended", ("carried_city", "carried_district")


def check_years(contents: Contents) -> list[Problem]:
    """Return notes on districts that have ended, and on units without a row in the latest year."""
    notes, gone = [], pd.Index([])
    table = contents.table("values_district", "district", "year")
    if table is not None and table.frame["year"].notna().any():
        city = _city_of(contents)
        lives = Lifetimes.of(table.frame.dropna(subset="district"), city)
        gone = lives.gone(None)
        notes += _ended(table.file, lives, city)
    for name, unit in UNIT_OF.items():
        notes += _carried(contents, name, unit, gone)
    return notes


def is_of_years(note: Problem) -> bool:
    """Say whether a note is one of these."""
    return note.code in (ENDED, *CARRIED)


def _city_of(contents: Contents) -> pd.Series:
    """Return the city of each district that has a row, "" where nothing says which."""
    tables = (contents.table(name, "district") for name in ("values_district", "districts"))
    pairs = [table.frame.reindex(columns=["district", "city"]) for table in tables if table is not None]
    cities = pd.concat(pairs).dropna(subset="district").groupby("district", sort=False)["city"].first()
    own = pd.Index(pairs[0]["district"].dropna().unique())
    cities = cities.reindex(own)
    return cities.astype(object).where(cities.notna(), "")


def _ended(file: str, lives: Lifetimes, city: pd.Series) -> list[Problem]:
    gone = lives.gone(None)
    groups = pd.DataFrame({"city": city[gone], "ended": lives.ended[gone]})
    notes = []
    for (of, year), own in groups.groupby(["city", "ended"], sort=False):
        begun = lives.begun.index[(lives.begun == year) & (city == of)]
        details = {
            "count": len(own),
            "names": few(own.index),
            "new": few(begun),
            "year": str(int(year)),
        }
        notes.append(Problem(file, None, "year", ENDED, details, "note"))
    return notes


def _carried(contents: Contents, name: str, unit: str, gone: pd.Index) -> list[Problem]:
    table = contents.table(name, unit, "year")
    if table is None or table.frame["year"].isna().all():
        return []
    last = table.frame.groupby(unit, sort=False)["year"].max().drop(gone, errors="ignore")
    latest = table.frame["year"].max()
    older = last.index[(last < latest).fillna(False)]
    if older.empty:
        return []
    details = {"count": len(older), "all": len(last), "names": few(older), "year": str(int(latest))}
    return [Problem(table.file, None, "year", f"carried_{unit}", details, "note")]


def few(names: Iterable[str]) -> tuple[str, ...]:
    """Return the first of some names, and an ellipsis for the rest."""
    names = list(names)
    return (*map(str, names[:MOST_NAMED]), *(["…"] if len(names) > MOST_NAMED else []))
