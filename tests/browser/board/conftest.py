import pytest
from playwright.sync_api import expect

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
        expect(board.page.locator(".share").first).not_to_be_empty()
        board.drawn()
        return board

    return open_
