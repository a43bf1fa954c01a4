"""What Meeting asks of the rooms and of the engine: a room's votes counted, kept by what was counted."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pandas as pd

from lcity.colour import dimension_colours
from lcity.meeting import store
from lcity.meeting.ballots import Ballot, VoteError, rests_on
from lcity.meeting.consensus import Consensus
from lcity.meeting.counted import Group, counted, like_minded
from lcity.meeting.database import LOST
from lcity.meeting.rooms import Room
from lcity.meeting.store import Opened, Store
from lcity.meeting.weighing import Weighed
from lcity.meeting.writer import BusyError
from lcity.text import LANGUAGES
from lcity.ui.shared import cache, selection, standing
from lcity.ui.shared.datasets import Mark
from lcity.ui.shared.standing import Rules
from lcity.ui.shared.unit_names import full_names_in

_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Count:
    """The votes of a round, counted.

    Parameters
    ----------
    votes
        Votes × keys, shares (0–1); without rows where they are too few to be shown.
    number
        How many there are.
    found
        What the room makes of them; None of too few.
    groups
        Of like-minded voters.
    """

    votes: pd.DataFrame
    number: int
    found: Consensus | None
    groups: tuple[Group, ...]


@contextmanager
def _rooms() -> Iterator[Store]:
    """Give this process's rooms; where they cannot be asked just now, a `VoteError` says so."""
    try:
        yield store.shared()
    except (BusyError, *LOST) as error:
        _log.error("Rooms cannot be asked just now: %s", type(error).__name__)
        raise VoteError("meeting.lost") from None


def room(code: str) -> Room | None:
    """Return a room; None where there is none, or none any more.

    Raises
    ------
    VoteError
        The database does not answer, as of everything here that asks it.
    """
    with _rooms() as rooms:
        return rooms.room(code)


def count(found: Room, round_: int | None = None) -> Count:
    """Return the votes of a round counted, of the one in force if None."""
    if round_ in (None, found.round):
        return _count(found, found.round)
    # What was voted before stays as it was, whatever is voted now.
    return _count(replace(found, revision=0, votes=0, closed_s=None), round_)


@lru_cache(maxsize=64)
def _count(room_: Room, round_: int) -> Count:
    with _rooms() as rooms:
        votes, ballot = rooms.votes(room_.code, round_), room_.ballot
    found = counted(ballot, votes)
    shown = votes if found is not None else np.empty((0, len(ballot.keys)))
    groups = like_minded(ballot, votes) if found is not None else ()
    return Count(pd.DataFrame(shown, columns=list(ballot.keys)), len(votes), found, groups)


def is_presenter(code: str, secret: str) -> bool:
    """Say whether a secret steers a room."""
    with _rooms() as rooms:
        return rooms.is_presenter(code, secret)


def open_room(ballot: Ballot, closes_s: float | None) -> Opened:
    """Open a room: see `lcity.meeting.store.Store.open_room`."""
    with _rooms() as rooms:
        return rooms.open_room(ballot, closes_s)


def now_s() -> float:
    """Return what time it is for the rooms, in seconds since 1970."""
    with _rooms() as rooms:
        return rooms.now()


def close(code: str, secret: str) -> None:
    """Take no more votes in a room; for errors see `lcity.meeting.store.Store.close`."""
    with _rooms() as rooms:
        rooms.close(code, secret)


def ask_again(code: str, secret: str) -> None:
    """Begin a room's next round; for errors see `lcity.meeting.store.Store.ask_again`."""
    with _rooms() as rooms:
        rooms.ask_again(code, secret)


def ballot(question: str, level: str, keys: tuple[str, ...]) -> Ballot:
    """Return a ballot on some keys of the open dataset's index, under the rules in force.

    Raises
    ------
    VoteError
        The question does not fit, or the keys are too few.
    ArgumentError
        The keys are no siblings, or weigh nothing.
    """
    rules = standing.chosen_rules()
    scores = cache.normalised(level, selection.chosen_year(), rules.normalise)
    weighed = Weighed(rules.tree, keys, rules.weights, rules.aggregate)
    return Ballot(
        question=question,
        dataset=str(cache.mark()),
        level=level,
        weighed=weighed,
        key_names=tuple((code, tuple(cache.names("indicators", code)[list(keys)])) for code in LANGUAGES),
        units=tuple(scores.index),
        unit_names=tuple((code, tuple(full_names_in(code, level)[scores.index])) for code in LANGUAGES),
        scores=Ballot.rows(scores, rules.tree),
        year=selection.chosen_year(),
        simulated=rests_on(weighed, scores, cache.simulated()),
    )


def same_data(ballot: Ballot) -> bool:
    """Say whether a ballot is of the open dataset, so that what it weighs can be weighed here."""
    return set(ballot.keys) <= set(cache.tree().keys) and Mark.read(ballot.dataset).same_figures(cache.mark())


def simulated(ballot: Ballot) -> bool:
    """Return whether a room's ranking uses anything simulated; where that is not known, no."""
    if ballot.simulated is not None:
        return ballot.simulated
    rules = Rules(ballot.weighed.tree, ballot.weighed.base)
    return same_data(ballot) and standing.simulated_share(rules, ballot.level) > 0


def colours(ballot: Ballot) -> dict[str, str]:
    """Return key → hex colour: of dimensions those they have everywhere, else of what is weighed."""
    dimensions = ballot.weighed.tree.dimensions
    return dimension_colours(ballot.keys) | dimension_colours(dimensions)
