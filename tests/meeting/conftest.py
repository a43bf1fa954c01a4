"""Rooms kept in either database."""

from collections.abc import Iterator

import pytest

from lcity.meeting import database
from lcity.meeting.ballots import Ballot
from lcity.meeting.store import Store
from tests.meeting import databases
from tests.meeting.three_keys import three_keys


class Clock:
    """What time it is, in seconds, as a test sets it."""

    def __init__(self):
        self.s = 1_800_000_000.0

    def __call__(self) -> float:
        return self.s


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    with databases.cluster() as address:
        yield address


@pytest.fixture(params=databases.KINDS)
def kept_in(request, tmp_path, monkeypatch) -> dict[str, str]:
    """Let rooms be kept in a new database of either kind; give the environment a server needs for it."""
    setting = {database.DATA: str(tmp_path / "data"), database.DATABASE: ""}
    if request.param == "postgresql":
        setting[database.DATABASE] = databases.fresh(request.getfixturevalue("postgresql"))
    for name, value in setting.items():
        monkeypatch.setenv(name, value)
    return setting


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(kept_in, clock) -> Iterator[Store]:
    opened = Store(database.location(), clock)
    yield opened
    opened.end()


@pytest.fixture(scope="session")
def ballot() -> Ballot:
    return three_keys()
