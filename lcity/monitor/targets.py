"""Which target counts for which unit and indicator."""

import numpy as np
import pandas as pd

COLUMNS = ("value", "year", "policy", "source")


def targets_of(targets: pd.DataFrame, level: str, units: pd.Index, keys: tuple[str, ...], today: int):
    """Return the target of each unit and indicator.

    One a reader set goes before those of the dataset, one of the unit's own before one of all; of several,
    the first whose year is not over, else the latest.

    Parameters
    ----------
    targets
        As `targets.csv` has them: key, level, id (missing for all units), year, value, …; `own` (bool) where
        some are a reader's.
    level, units, keys
        Whose targets, and of what.
    today
        The year we are in.

    Returns
    -------
    pandas.DataFrame
        Index unit × key; columns value, year, policy, source, doubt, doubt_zh, and `row`: which row of
        `targets` it is. Those without a target are not in it.
    """
    own = targets[(targets["level"] == level) & targets["key"].isin(keys)].reset_index(names="row")
    for_all = own[own["id"].isna()].drop(columns="id")
    each = for_all.merge(pd.DataFrame({"id": list(units)}), how="cross").assign(of_all=True)
    named = own[own["id"].isin(units)].assign(of_all=False)
    found = pd.concat([named, each[[*named.columns]]], ignore_index=True)
    over = found["year"] < today
    theirs = ~found["own"].astype(bool) if "own" in found else True
    found = found.assign(theirs=theirs, over=over, order=np.where(over, -found["year"], found["year"]))
    found = found.sort_values(["id", "key", "theirs", "of_all", "over", "order"], kind="stable")
    first = found.drop_duplicates(["id", "key"])
    return first.set_index(["id", "key"]).drop(columns=["level", "theirs", "of_all", "over", "order"])
