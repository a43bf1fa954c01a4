"""The order of units under one vote, made small enough for a telephone to compute it as a slider moves."""

from functools import lru_cache
from typing import Any

import numpy as np

from lcity.index.draws import node_costs
from lcity.meeting.ballots import Ballot

MOST_UNITS = 400
"""Of more units a voter is shown the order of what is weighed only."""
DECIMALS = 9


@lru_cache(maxsize=64)
def costs(ballot: Ballot) -> dict[str, Any]:
    """Return what the order of a ballot's units follows from.

    The cost of an index (`lcity.index.draws`) is linear in the shares of a vote: it is known by what it is
    where one key has all.

    Returns
    -------
    dict
        units: those that have a score under every key. costs: of each, by key; the unit with the smallest sum
        over keys of share times cost is first, and those whose sums agree to `DECIMALS` are tied. It is kept,
        and not to be written to.
    """
    if len(ballot.units) > MOST_UNITS:
        return {"units": [], "costs": []}
    index = ballot.weighed.scores(np.eye(len(ballot.keys)), ballot.table).T
    there = ~np.isnan(index).any(axis=1)
    found = node_costs(index[there], ballot.weighed.aggregate)
    units = [unit for unit, is_there in zip(ballot.units, there, strict=True) if is_there]
    return {"units": units, "costs": found.round(DECIMALS).tolist()}
