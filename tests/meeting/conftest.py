"""Rooms kept in either database."""

from collections.abc import Iterator

import pytest

from lcity.index import Tree, Weights
from lcity.meeting import database
from lcity.meeting.ballots import Ballot
from lcity.meeting.store import Store
from lcity.meeting.weighing import Weighed
from tests.meeting import databases


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
    tree = Tree(
        ("near", "open", "fair", "hours", "seats"), (None, None, None, "open", "open"), (1, 2, 1, 1, 3)
    )
    return Ballot(
        question="What matters?",
        dataset="china15",
        level="city",
        weighed=Weighed(tree, ("near", "open", "fair"), Weights({"near": 3})),
        key_names=(("en", ("Near", "Open", "Fair")), ("zh", ("近", "开放", "公平"))),
        units=("a", "b", "c"),
        unit_names=(("en", ("Ahead", "Behind", "Between")), ("zh", ("甲", "乙", "丙"))),
        scores=((90.0, 50.0, 10.0, 20.0), (20.0, 1 / 3, 80.0, 60.0), (50.0, None, 40.0, 90.0)),
        year=2024,
    )
