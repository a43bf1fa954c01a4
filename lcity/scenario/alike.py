"""Whom a unit is held against on its way to a rank: those most like it by context, else all others."""

import pandas as pd

from lcity.dataset.groups import group_shares
from lcity.dataset.model import Dataset
from lcity.index.peers import peers, standardise

SIZE = "people"
CONTEXT = ("people_0_14", "people_60p", "people_urban", "people_living_alone", "people_migrant")
"""Groups whose share of all describes a unit without rating it."""


def alike(dataset: Dataset, level: str, unit: str, people: pd.Series, year: int | None = None) -> pd.Index:
    """Return the units most like one by how many live there and who; all others where none can be told.

    Parameters
    ----------
    dataset, level, year
        As of `lcity.computed.complete`.
    unit
        A unit of the level.
    people
        People by unit.
    """
    shares = group_shares(dataset, level, year)
    context = shares[[name for name in CONTEXT if name in shares]].reindex(people.index)
    found = peers(standardise(context.assign(**{SIZE: people}), (SIZE,)), unit)
    return found.units if len(found.units) else people.index.drop(unit)
