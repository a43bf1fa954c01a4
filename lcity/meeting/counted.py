"""The votes of a room counted by its ballot, which has all that takes."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lcity.meeting.ballots import Ballot
from lcity.meeting.consensus import Consensus, result, room_weights
from lcity.meeting.like_minded import groups
from lcity.meeting.weighing import ranks


@dataclass(frozen=True, eq=False)
class Group:
    """Voters who weigh alike.

    Parameters
    ----------
    votes
        How many.
    median
        Key → median share (0–1); they need not sum to 1.
    first
        The units that are first under their weights: `lcity.meeting.consensus.room_weights`.
    """

    votes: int
    median: pd.Series
    first: tuple[str, ...]


def counted(ballot: Ballot, votes: np.ndarray) -> Consensus | None:
    """Return what a room makes of its index; None of too few votes: see `lcity.meeting.consensus.result`."""
    return result(votes, ballot.weighed, ballot.table)


def like_minded(ballot: Ballot, votes: np.ndarray) -> tuple[Group, ...]:
    """Return the groups of like-minded voters, the largest first; none where the votes are one cloud."""
    found = []
    for own in groups(votes):
        weights = room_weights(votes[own])
        first = ranks(ballot.weighed.scores(weights[None], ballot.table))[0] == 1
        named = pd.Series(np.median(votes[own], axis=0), list(ballot.keys), name="median")
        found.append(Group(len(own), named, tuple(ballot.table.index[first])))
    return tuple(found)
