"""Rooms and votes, in SQLite and in PostgreSQL: what is answered is there, and nothing else is."""

import threading
from collections import Counter
from concurrent.futures import wait

import numpy as np
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity.errors import ArgumentError
from lcity.meeting import database, rooms, tables
from lcity.meeting.ballots import VoteError
from lcity.meeting.store import DAY_S, EMPTY_S, KEEP, Store, shared

VOTERS = [f"{n:032x}" for n in range(9)]


def put(store, code, voter, *weights):
    return store.put_vote(code, voter, tuple(map(float, weights))).result(10)


def refusal(call) -> str:
    with pytest.raises(VoteError) as told:
        call()
    return told.value.message


def test_a_room_is_found_by_its_code_however_it_is_typed(store, ballot, clock):
    room, secret = store.open_room(ballot, clock.s + 600)
    assert store.room(rooms.spelled(room.code).upper()) == room
    assert room.ballot == ballot
    assert (room.votes, room.round, room.is_open(clock.s), room.is_open(clock.s + 600)) == (0, 1, True, False)
    assert store.room("bbbbbbbb") is None
    assert store.room("'; drop table room; --") is None
    assert store.is_presenter(room.code, secret)
    assert not store.is_presenter(room.code, secret + "x")
    assert not store.is_presenter("bbbbbbbb", secret)


def test_a_vote_replaces_the_voter_s_own_and_nobody_else_s(store, ballot):
    code = store.open_room(ballot).room.code
    assert put(store, code, VOTERS[0], 1, 1, 2).votes == 1
    assert put(store, code, VOTERS[1], 0, 1, 0).votes == 2
    last = put(store, code, VOTERS[0], 3, 1, 0)
    assert last.votes == 2
    room = store.room(code)
    assert (room.votes, room.revision) == (2, last.revision)
    assert sorted(map(tuple, store.votes(code))) == [(0, 1, 0), (0.75, 0.25, 0)]
    assert store.vote(room, VOTERS[0]) == ((3, 1, 0), 1)
    assert store.vote(room, VOTERS[2]) is None


def test_votes_are_told_in_an_order_that_does_not_tell_who_came_when(store, ballot):
    first, other = (store.open_room(ballot).room.code for _ in range(2))
    votes = [(1, 2, 3), (3, 2, 1), (1, 1, 1), (0, 0, 1)]
    for voter, vote in zip(VOTERS, votes, strict=False):
        put(store, first, voter, *vote)
    for voter, vote in zip(VOTERS, reversed(votes), strict=False):
        put(store, other, voter, *vote)
    assert np.array_equal(store.votes(first), store.votes(other))


def test_a_closed_room_takes_no_votes_and_only_its_secret_closes_it(store, ballot):
    (room, secret), (other, _) = store.open_room(ballot), store.open_room(ballot)
    code = room.code
    put(store, code, VOTERS[0], 1, 1, 1)
    for forged in ("", "x", secret[:-1], "\ud800"):
        assert refusal(lambda forged=forged: store.close(code, forged)) == "room.not_presenter"
        assert refusal(lambda forged=forged: store.ask_again(code, forged)) == "room.not_presenter"
    assert refusal(lambda: store.close(other.code, secret)) == "room.not_presenter"
    assert store.room(code).is_open(store.now())
    assert store.close(code, secret).votes == 1
    assert refusal(lambda: put(store, code, VOTERS[1], 1, 1, 1)) == "room.closed"
    assert refusal(lambda: put(store, code, VOTERS[0], 0, 1, 1)) == "room.closed"
    assert store.votes(code).tolist() == [[1 / 3] * 3]
    assert refusal(lambda: put(store, "bbbbbbbb", VOTERS[0], 1, 1, 1)) == "room.unknown"


def test_a_room_closes_by_itself_to_the_second(store, ballot, clock):
    code = store.open_room(ballot, clock.s + 60).room.code
    clock.s += 59.9
    put(store, code, VOTERS[0], 1, 1, 1)
    clock.s += 0.1
    assert refusal(lambda: put(store, code, VOTERS[1], 1, 1, 1)) == "room.closed"
    for end in (clock.s, clock.s - 1, clock.s + 31 * DAY_S, float("nan")):
        assert refusal(lambda end=end: store.open_room(ballot, end)) == "room.no_such_end"


def test_asked_again_a_room_begins_anew_and_keeps_what_was_voted_before(store, ballot, clock):
    room, secret = store.open_room(ballot, clock.s + 60)
    put(store, room.code, VOTERS[0], 1, 1, 2)
    put(store, room.code, VOTERS[1], 1, 0, 0)
    clock.s += 100
    store.ask_again(room.code, secret)
    again = store.room(room.code)
    assert (again.round, again.votes, again.is_open(clock.s)) == (2, 0, True)
    assert store.vote(again, VOTERS[0]) == ((1, 1, 2), 1)
    assert put(store, room.code, VOTERS[0], 0, 1, 0).votes == 1
    assert len(store.votes(room.code, 1)) == 2
    assert store.votes(room.code).tolist() == [[0, 1, 0]]


@pytest.mark.parametrize("days", ["", "2"])
def test_rooms_and_their_votes_are_deleted_in_time(store, ballot, clock, monkeypatch, days):
    monkeypatch.setenv(KEEP, days)
    kept_s = int(days or 30) * DAY_S
    voted, empty = (store.open_room(ballot).room.code for _ in range(2))
    put(store, voted, VOTERS[0], 1, 1, 1)
    clock.s += EMPTY_S + 1
    late = store.open_room(ballot, clock.s + 5 * DAY_S).room.code
    assert store.delete_old() == 1
    assert store.room(empty) is None
    clock.s += kept_s - EMPTY_S - 2
    assert store.delete_old() == (1 if kept_s > 6 * DAY_S else 0)  # Nobody came, and its end has passed.
    assert store.room(voted)
    clock.s += 2
    assert store.room(voted) is None  # Not told of any more, though nobody has swept yet.
    assert store.delete_old() == 1
    with store.engine.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(tables.vote)).scalar() == 0
    assert (store.room(late) is None) == (kept_s > 6 * DAY_S)


@pytest.mark.parametrize("days", ["0", "-1", "nan", "inf", "soon"])
def test_a_number_of_days_that_is_none_is_an_error(monkeypatch, store, days):
    monkeypatch.setenv(KEEP, days)
    with pytest.raises(ValueError):
        store.delete_old()


def test_many_who_vote_at_once_each_count_once(store, ballot):
    code = store.open_room(ballot).room.code
    waiting = [store.put_vote(code, f"{n % 50:032x}", (float(n), 1.0, 0.0)) for n in range(400)]
    wait(waiting, 30)
    assert max(one.result().votes for one in waiting) == 50
    assert store.room(code).votes == 50
    # The last of each counts: 350 to 399.
    firsts = sorted(round(row[0] / row[1]) for row in store.votes(code))
    assert firsts == list(range(350, 400))


def test_two_processes_share_rooms_votes_and_what_cookies_are_signed_with(store, ballot, clock):
    other = Store(database.location(), clock)
    try:
        assert other.key == store.key
        room, secret = store.open_room(ballot)
        assert other.room(room.code) == room
        waiting = [
            (store, other)[n % 2].put_vote(room.code, VOTERS[n % 9], (float(n), 1.0, 0.0)) for n in range(60)
        ]
        assert max(one.result(30).votes for one in waiting) == 9
        other.close(room.code, secret)
        assert refusal(lambda: put(store, room.code, VOTERS[0], 1, 1, 1)) == "room.closed"
    finally:
        other.end()


def test_who_waits_hears_of_a_vote_in_this_process_and_in_another(store, ballot, clock):
    other = Store(database.location(), clock)
    try:
        code = store.open_room(ballot).room.code
        for writes in (store, other):
            before = store.room(code).revision
            assert not store.changes.wait(code, before, 0)
            heard = threading.Event()
            with store.changes.heard(code, lambda revision, heard=heard: heard.set()):
                put(writes, code, VOTERS[0], 1, 2, 3)
                assert heard.wait(10)
            assert store.changes.wait(code, before, 0)
    finally:
        other.end()


def test_no_address_no_name_and_no_time_of_a_vote_is_kept(store):
    columns = {column.name for column in tables.vote.columns}
    assert columns == {"code", "round", "voter", "weights"}


def test_the_steps_lead_to_the_tables_the_code_speaks_of(store):
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []


@settings(max_examples=12)
@given(
    st.lists(
        st.tuples(st.sampled_from(VOTERS), st.tuples(*[st.integers(0, 5)] * 3).filter(any)),
        max_size=30,
    ),
    st.integers(0, 30),
)
def test_what_is_kept_is_each_voter_s_last_vote_before_the_end(model_store, ballot, votes, closed_after):
    """Against a dictionary: the same sequence of votes and one closing."""
    room, secret = model_store.open_room(ballot)
    kept, waiting = {}, []
    for number, (voter, weights) in enumerate(votes):
        if number == closed_after:
            model_store.close(room.code, secret)
        waiting.append(model_store.put_vote(room.code, voter, tuple(map(float, weights))))
        if number < closed_after:
            kept[voter] = weights
    wait(waiting, 30)
    refused = [one.exception() is not None for one in waiting]
    assert refused == [number >= closed_after for number in range(len(votes))]
    expected = Counter(tuple(weight / sum(weights) for weight in weights) for weights in kept.values())
    assert Counter(map(tuple, model_store.votes(room.code))) == expected


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def model_store(request, tmp_path_factory):
    """One store for all examples: each opens a room of its own."""
    from tests.meeting import databases

    if request.param == "postgresql":
        address = databases.fresh(request.getfixturevalue("postgresql"))
        url = address.replace("postgresql://", "postgresql+psycopg://")
    else:
        url = f"sqlite:///{tmp_path_factory.mktemp('rooms') / 'rooms.sqlite3'}"
    opened = Store(url)
    yield opened
    opened.end()


def test_a_file_is_its_user_s_own_and_every_vote_waits_for_the_disk(tmp_path, monkeypatch):
    monkeypatch.setenv(database.DATA, str(tmp_path / "new" / "data"))
    monkeypatch.delenv(database.DATABASE, raising=False)
    opened = shared()
    assert opened is shared()
    path = tmp_path / "new" / "data" / database.FILE
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
    with opened.engine.connect() as connection:
        told = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")
        ]
    assert told == ["wal", 2]
    opened.end()


def test_what_is_deleted_is_in_none_of_the_files_any_more(tmp_path, monkeypatch, ballot, clock):
    monkeypatch.delenv(database.DATABASE, raising=False)
    monkeypatch.setenv(database.DATA, str(tmp_path))
    store = Store(database.location(), clock)

    def found(text):
        return any(text.encode() in file.read_bytes() for file in tmp_path.iterdir())

    try:
        code, voter = store.open_room(ballot).room.code, "c0ffee" * 5 + "00"
        put(store, code, voter, 1, 1, 2)
        assert found(code)
        assert found(voter)
        clock.s += 31 * DAY_S
        assert store.delete_old() == 1
        assert not found(code)
        assert not found(voter)
    finally:
        store.end()


def test_a_vote_written_into_a_file_that_was_removed_is_not_answered_as_kept(
    tmp_path, monkeypatch, ballot, clock
):
    monkeypatch.delenv(database.DATABASE, raising=False)
    monkeypatch.setenv(database.DATA, str(tmp_path))
    store = Store(database.location(), clock)
    try:
        code = store.open_room(ballot).room.code
        put(store, code, VOTERS[0], 1, 1, 2)
        file = tmp_path / database.FILE
        file.rename(tmp_path / "aside")
        with pytest.raises(database.GoneError):
            put(store, code, VOTERS[1], 1, 1, 2)
        file.touch()
        with pytest.raises(database.GoneError):
            put(store, code, VOTERS[2], 1, 1, 2)
        (tmp_path / "aside").rename(file)
        assert put(store, code, VOTERS[3], 1, 1, 2).votes >= 2
    finally:
        store.end()


@pytest.mark.parametrize("given_", ["mysql://a/b", "postgresql+odbc://u:p@h/n", "secret@host", "sqlite:///x"])
def test_another_kind_of_database_is_refused_and_its_password_not_repeated(monkeypatch, given_):
    monkeypatch.setenv(database.DATABASE, given_)
    with pytest.raises(ArgumentError) as told:
        database.location()
    assert given_ not in str(told.value)
