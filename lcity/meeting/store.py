"""Rooms and votes, kept: what is answered is on the disk.

Votes of many are written together (`writer`); what changed is told to who waits in this process at once,
and found by looking ten times a second where another process has written it.
"""

import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import sqlalchemy as sa

from lcity.meeting import batch, database, tables
from lcity.meeting.ballots import Ballot, VoteError, shares
from lcity.meeting.batch import Opening, Steering, Vote, Written
from lcity.meeting.changes import Changes
from lcity.meeting.rooms import MOST_OPEN_S, Room, digest, new_code, new_secret, read_code, same
from lcity.meeting.writer import Writer

KEEP = "LCITY_KEEP_DAYS"
KEEP_DAYS = 30
EMPTY_S = 86_400
"""A room nobody has voted in is deleted a day after it was opened or closed: opening many fills no disk."""
DAY_S = 86_400
MOST_READ = 64
_KEY = "cookie_key"


class Opened(NamedTuple):
    """A room just opened, and the secret that steers it, of which only a digest is kept."""

    room: Room
    secret: str


class Given(NamedTuple):
    """The weights somebody has given, in the order of the ballot's keys, and in which round."""

    weights: tuple[float, ...]
    round: int


class Store:
    """The rooms of one database; safe to use from any thread.

    Parameters
    ----------
    url
        As `database.location` gives it.
    now
        What time it is, in seconds since 1970.

    Raises
    ------
    sqlalchemy.exc.OperationalError
        The database does not answer, or the file cannot be written.
    """

    def __init__(self, url: str, now: Callable[[], float] = time.time):
        self.engine = database.connect(url)
        self.now = now
        self.changes = Changes(self._revisions)
        self._writer = Writer(self.engine, self._write, self._announce)
        self._ballots: dict[str, Ballot] = {}
        self.key = self._own_key()

    def open_room(self, ballot: Ballot, closes_s: float | None = None) -> Opened:
        """Open a room.

        Parameters
        ----------
        ballot
            What it is asked.
        closes_s
            When it closes by itself, in seconds since 1970, at most 30 days ahead; None for by hand.

        Raises
        ------
        VoteError
            That time has passed or is too far, or there are as many rooms as there may be.
        """
        now = self.now()
        if closes_s is not None and not now < closes_s <= now + MOST_OPEN_S:
            raise VoteError("room.no_such_end", days=MOST_OPEN_S // DAY_S)
        code, secret = new_code(), new_secret()
        text = json.dumps(ballot.as_json(), separators=(",", ":"))
        self._writer.put(Opening(code, digest(secret), text, now, closes_s)).result()
        return Opened(Room(code, ballot, now, closes_s, None, 1, 1, 0), secret)

    def room(self, code: str) -> Room | None:
        """Return a room, by its code however it was typed; None where there is none (any more)."""
        code = read_code(code)
        with self.engine.connect() as connection:
            found = connection.execute(_ROOM, {"code": code}).one_or_none() if code else None
        if found is None or found.opened_s < self._oldest():
            self._ballots.pop(code, None)
            return None
        ballot = self.ballot(code)
        return None if ballot is None else Room(code, ballot, *found)

    def ballot(self, code: str) -> Ballot | None:
        """Return what a room is asked, from memory where it was read before; None where there is no room."""
        found = self._ballots.get(code)
        if found is not None:
            return found
        with self.engine.connect() as connection:
            text = connection.execute(_BALLOT, {"code": code}).scalar()
        if text is None:
            return None
        if len(self._ballots) >= MOST_READ:
            self._ballots.clear()
        found = self._ballots[code] = Ballot.from_json(json.loads(text))
        return found

    def put_vote(self, code: str, voter: str, weights: tuple[float, ...]) -> Future:
        """Keep a vote, in place of the voter's earlier one in this round.

        Parameters
        ----------
        code
            Of the room.
        voter
            As `rooms.read_voter` gives it.
        weights
            As `Ballot.weights` gives them.

        Returns
        -------
        Future
            Done when the vote is on the disk, with a `Written`; with a `VoteError` where the room is closed,
            full or gone.

        Raises
        ------
        BusyError
            More waits to be written than can be.
        """
        return self._writer.put(Vote(code, voter, weights))

    def vote(self, room: Room, voter: str) -> Given | None:
        """Return what somebody has given last, in this round or one before; None where nothing."""
        query = (
            sa.select(tables.vote.c.weights, tables.vote.c.round)
            .where(tables.vote.c.code == room.code, tables.vote.c.voter == voter)
            .order_by(tables.vote.c.round.desc())
            .limit(1)
        )
        with self.engine.connect() as connection:
            found = connection.execute(query).one_or_none()
        return None if found is None else Given(tuple(json.loads(found.weights)), found.round)

    def votes(self, code: str, round_: int | None = None) -> np.ndarray:
        """Return all votes of a round, the one in force if None.

        Returns
        -------
        ndarray
            Votes × keys, shares 0–1 that sum to 1 in each row; in an order that tells nothing of who has
            voted, or when.
        """
        of_round = tables.room.c.round if round_ is None else round_
        query = (
            sa.select(tables.vote.c.weights)
            .join(tables.room, tables.room.c.code == tables.vote.c.code)
            .where(tables.vote.c.code == code, tables.vote.c.round == of_round)
        )
        with self.engine.connect() as connection:
            rows = sorted(shares(tuple(json.loads(text))) for (text,) in connection.execute(query))
        ballot = None if rows else self.ballot(code)
        return np.array(rows) if rows else np.empty((0, len(ballot.keys) if ballot else 0))

    def close(self, code: str, secret: str) -> Written:
        """Take no more votes.

        Raises
        ------
        VoteError
            The secret is another's, or there is no such room.
        """
        return self._writer.put(Steering(code, secret, 0)).result()

    def ask_again(self, code: str, secret: str) -> Written:
        """Begin the next round, open until it is closed: what was voted before stays as it was.

        Raises
        ------
        VoteError
            As `close`.
        """
        room = self.room(code)
        next_round = room.round + 1 if room else 1
        return self._writer.put(Steering(code, secret, next_round)).result()

    def is_presenter(self, code: str, secret: str) -> bool:
        """Say whether a secret steers a room."""
        query = sa.select(tables.room.c.secret).where(tables.room.c.code == code)
        with self.engine.connect() as connection:
            kept = connection.execute(query).scalar()
        return kept is not None and same(kept, secret)

    def delete_old(self) -> int:
        """Delete rooms that were opened longer ago than they are kept, their votes too; return how many."""
        opened, now = tables.room.c.opened_s, self.now()
        voted = sa.exists().where(tables.vote.c.code == tables.room.c.code)
        left = sa.func.coalesce(tables.room.c.closes_s, opened) < now - EMPTY_S
        with database.writing(self.engine) as connection:
            old = sa.or_(opened < self._oldest(), sa.and_(left, ~voted))
            deleted = connection.execute(sa.delete(tables.room).where(old)).rowcount
        if deleted:
            database.forget(self.engine)
        return deleted

    def end(self) -> None:
        """Write what waits, and let go of the database."""
        self._writer.close()
        self.changes.end()
        self.engine.dispose()

    def _oldest(self) -> float:
        return self.now() - keep_days() * DAY_S

    def _own_key(self) -> bytes:
        """Return what cookies are signed with; made once, and kept with the rooms."""
        with database.writing(self.engine) as connection:
            insert = batch.insert(connection, tables.setting).values(name=_KEY, value=new_secret())
            connection.execute(insert.on_conflict_do_nothing())
            kept = sa.select(tables.setting.c.value).where(tables.setting.c.name == _KEY)
            return connection.execute(kept).scalar().encode()

    def _revisions(self, codes: Sequence[str]) -> Mapping[str, int]:
        query = sa.select(tables.room.c.code, tables.room.c.revision).where(tables.room.c.code.in_(codes))
        with self.engine.connect() as connection:
            return dict(connection.execute(query).all())

    def _write(self, connection: sa.Connection, pending: list[Any]) -> list[Any]:
        return batch.write(connection, pending, self.now())

    def _announce(self, answers: list[Any]) -> None:
        self.changes.tell({one.code: one.revision for one in answers if isinstance(one, Written)})


def keep_days() -> float:
    """Return for how many days rooms and votes are kept: `LCITY_KEEP_DAYS`, else `KEEP_DAYS`.

    Raises
    ------
    ValueError
        It is no number above 0.
    """
    days = float(os.environ.get(KEEP) or KEEP_DAYS)
    if not 0 < days < float("inf"):
        raise ValueError(f"{KEEP} is no number of days: {days}")
    return days


def shared() -> Store:
    """Return this process's store, at `database.location`; opened when it is first asked for."""
    return _at(database.location())


@cache
def _at(url: str) -> Store:
    return Store(url)


_of_room = tables.room.c
_COUNT = (
    sa.select(sa.func.count())
    .select_from(tables.vote)
    .where(tables.vote.c.code == _of_room.code, tables.vote.c.round == _of_room.round)
    .scalar_subquery()
)
_ROOM = sa.select(
    _of_room.opened_s, _of_room.closes_s, _of_room.closed_s, _of_room.round, _of_room.revision, _COUNT
).where(_of_room.code == sa.bindparam("code"))
_BALLOT = sa.select(_of_room.ballot).where(_of_room.code == sa.bindparam("code"))
