"""Who takes part, as a file to take away: every row says how far it can be trusted."""

import pandas as pd

from lcity.ui import cache
from lcity.ui import participation_view as view_
from lcity.ui.participation_view import View
from lcity.ui.standing import names


def csv(view: View) -> bytes:
    """Return the units compared, all groups, in the chosen mode and year, as CSV that Excel reads too."""
    rows = cache.taking_part(view.level)
    years = rows["year"] == view.year if view.year is not None else rows["year"].isna()
    found = rows[years & (rows["mode"] == view.mode) & rows["unit"].isin(view.units)]
    wanted = pd.MultiIndex.from_product([view.units, view.groups], names=["unit", "group"])
    table = (
        found.set_index(["unit", "group"])[["participants", "people", "rate"]].reindex(wanted).reset_index()
    )
    table.insert(1, "name", table["unit"].map(names(view.level)))
    table.insert(2, "year", view.year)
    table.insert(4, "mode", view.mode)
    if view.level == "district":
        table.insert(0, "city", view.city)
        table.insert(1, "city_name", names("city")[view.city])
    table = table.rename(columns={"unit": view.level}).assign(
        provenance=view_.provenance() or "", source=_sources()
    )
    counts = table[["participants", "people"]]
    if (counts.dropna() % 1 == 0).all(axis=None):
        table[counts.columns] = counts.astype("Int64")
    return table.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _sources() -> str:
    table = cache.open_dataset().sources
    return "; ".join(table.at[key, "title"] if key in table.index else key for key in view_.sources())


def name(view: View) -> str:
    """Return what to call the file."""
    place = "cities" if view.level == "city" else view.city
    parts = ("participation", place, str(view.year or ""), view.mode, view_.provenance() or "")
    return "_".join(part for part in parts if part) + ".csv"
