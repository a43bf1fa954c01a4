from dataclasses import dataclass, field

import pytest

from tests.browser.board.page import Board
from tests.browser.harness import serve
from tests.ui.parts.board import large


@pytest.fixture(scope="session")
def many(tmp_path_factory):
    """The address of an app with 3,000 districts in 30 cities."""
    folder = tmp_path_factory.mktemp("many")
    with serve(folder / "server.log", env={"LCITY_DATASET": str(large.write(folder / "data"))}) as base:
        yield base


@pytest.fixture
def base(request):
    return request.getfixturevalue("many" if "many" in request.fixturenames else "server")


@pytest.fixture
def open_board(visit):
    """Open the ranking page by a link and wait for its board."""

    def open_(**link: str) -> Board:
        board = Board(visit("ranking", **link))
        board.ready()
        return board

    return open_


@dataclass
class Frames:
    """What page and server have told each other, and how many bytes had come when the address changed."""

    sent: list[bytes] = field(default_factory=list)
    received: list[bytes] = field(default_factory=list)
    received_by_address: list[tuple[str, int]] = field(default_factory=list)

    @property
    def received_bytes(self) -> int:
        return sum(map(len, self.received))


@pytest.fixture
def frames(page):
    """What this test's pages and the server tell each other."""
    told = Frames()

    def listen(socket):
        socket.on("framesent", lambda frame: told.sent.append(frame))
        socket.on("framereceived", lambda frame: told.received.append(frame))

    def note(frame):
        told.received_by_address.append((frame.url, told.received_bytes))

    page.on("websocket", listen)
    page.on("framenavigated", note)
    yield told
    page.remove_listener("websocket", listen)
    page.remove_listener("framenavigated", note)
