"""What one transaction does: rooms opened, votes taken or refused, rooms steered, in the order they came."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from lcity.meeting import tables
from lcity.meeting.ballots import VoteError
from lcity.meeting.rooms import same

_DIALECTS = {"sqlite": sqlite, "postgresql": postgresql}
MOST_ROOMS = 10_000
MOST_VOTERS = 10_000
"""In one round of a room."""


class Written(NamedTuple):
    """What a change came to: how many votes there are, and the room's revision."""

    code: str
    votes: int
    revision: int


@dataclass(frozen=True)
class Vote:
    """A vote to be taken."""

    code: str
    voter: str
    weights: tuple[float, ...]


@dataclass(frozen=True)
class Opening:
    """A room to be opened."""

    code: str
    secret: str
    ballot: str
    opened_s: float
    closes_s: float | None


@dataclass(frozen=True)
class Steering:
    """A room to be closed, or asked again.

    Parameters
    ----------
    code
        Of the room.
    secret
        Of who asks for it.
    round
        That is to begin; 0 to close the one in force.
    """

    code: str
    secret: str
    round: int


def insert(connection: Connection, table: sa.Table) -> Any:
    """Return an insert that can say what to do about a row that is there."""
    return _DIALECTS[connection.dialect.name].insert(table)


def write(connection: Connection, pending: list[Any], now_s: float) -> list[Written | VoteError]:
    """Write what waits to be written, and return what became of each; done twice, the result is the same."""
    voters: dict[str, list[str]] = {one.code: [] for one in pending if not isinstance(one, Opening)}
    for one in pending:
        if isinstance(one, Vote):
            voters[one.code].append(one.voter)
    # Locked in one order by every process, so that none waits for another that waits for it.
    rows = connection.execute(_LOCKED, {"codes": sorted(voters)}).all() if voters else []
    rooms = {row.code: _Room(connection, row, voters[row.code], now_s) for row in rows}
    refused: dict[int, VoteError] = {}
    for number, one in enumerate(pending):
        try:
            _take(connection, one, rooms)
        except VoteError as error:
            refused[number] = error
    for room in rooms.values():
        room.keep(connection)
    return [refused.get(number) or _outcome(one, rooms) for number, one in enumerate(pending)]


def _take(connection: Connection, one: Any, rooms: dict[str, "_Room"]) -> None:
    if isinstance(one, Opening):
        _open(connection, one)
    elif one.code not in rooms:
        raise VoteError("room.unknown")
    elif isinstance(one, Vote):
        rooms[one.code].take(one)
    else:
        rooms[one.code].steer(one)


def _outcome(one: Any, rooms: dict[str, "_Room"]) -> Written:
    if isinstance(one, Opening):
        return Written(one.code, 0, 1)
    return Written(one.code, rooms[one.code].votes, rooms[one.code].revision)


def _open(connection: Connection, opening: Opening) -> None:
    if connection.execute(sa.select(sa.func.count()).select_from(tables.room)).scalar() >= MOST_ROOMS:
        raise VoteError("room.too_many_rooms")
    row = insert(connection, tables.room).values(**vars(opening), round=1, revision=1)
    connection.execute(row.on_conflict_do_nothing())


class _Room:
    """A room while a batch is written: what of the batch it takes."""

    def __init__(self, connection: Connection, row: Any, voters: list[str], now_s: float):
        self._row, self._now_s = row, now_s
        self._closed_s, self._closes_s, self.round = row.closed_s, row.closes_s, row.round
        self.revision = row.revision
        self._taken: dict[tuple[int, str], str] = {}
        of_round = {"code": row.code, "round": row.round}
        self.votes: int = connection.execute(_VOTES, of_round).scalar()
        self._voted = set(connection.execute(_VOTED, {**of_round, "voters": voters}).scalars())

    def take(self, vote: Vote) -> None:
        if self._closed_s is not None or (self._closes_s is not None and self._now_s >= self._closes_s):
            raise VoteError("room.closed")
        if vote.voter not in self._voted:
            if self.votes >= MOST_VOTERS:
                raise VoteError("room.full", most=MOST_VOTERS)
            self._voted.add(vote.voter)
            self.votes += 1
        self._taken[self.round, vote.voter] = json.dumps(vote.weights)
        self.revision = self._row.revision + 1

    def steer(self, steering: Steering) -> None:
        if not same(self._row.secret, steering.secret):
            raise VoteError("room.not_presenter")
        if steering.round > self.round:
            self.round, self.votes, self._voted = steering.round, 0, set()
            self._closed_s = self._closes_s = None
        elif steering.round or self._closed_s is not None:
            return  # It has begun, or is closed: asked twice.
        else:
            self._closed_s = self._now_s
        self.revision = self._row.revision + 1

    def keep(self, connection: Connection) -> None:
        if self.revision == self._row.revision:
            return
        if self._taken:
            taken = [
                {"code": self._row.code, "round": round_, "voter": voter, "weights": weights}
                for (round_, voter), weights in self._taken.items()
            ]
            connection.execute(_replacing(connection.dialect.name), taken)
        changed = {
            "of": self._row.code,
            "now_round": self.round,
            "now_revision": self.revision,
            "now_closed_s": self._closed_s,
            "now_closes_s": self._closes_s,
        }
        connection.execute(_CHANGED, changed)


@cache
def _replacing(dialect: str) -> Any:
    """Return what writes votes in place of those that are there; made once, for making it takes its time."""
    row = _DIALECTS[dialect].insert(tables.vote)
    return row.on_conflict_do_update(
        index_elements=["code", "round", "voter"], set_={"weights": row.excluded.weights}
    )


_room = tables.room.c
_CHANGED = (
    sa.update(tables.room)
    .where(_room.code == sa.bindparam("of"))
    .values({name: sa.bindparam(f"now_{name}") for name in ("round", "revision", "closed_s", "closes_s")})
)
_LOCKED = (
    sa.select(_room.code, _room.secret, _room.closes_s, _room.closed_s, _room.round, _room.revision)
    .where(_room.code.in_(sa.bindparam("codes", expanding=True)))
    .order_by(_room.code)
    .with_for_update()
)
_of_round = (tables.vote.c.code == sa.bindparam("code"), tables.vote.c.round == sa.bindparam("round"))
_VOTES = sa.select(sa.func.count()).select_from(tables.vote).where(*_of_round)
_VOTED = sa.select(tables.vote.c.voter).where(
    *_of_round, tables.vote.c.voter.in_(sa.bindparam("voters", expanding=True))
)
