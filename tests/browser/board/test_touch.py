"""The board under fingers, on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.waiting import at_rest, comes_to

Point = tuple[float, float]
STEPS = 8


@pytest.fixture
def touch():
    return True


@pytest.fixture
def look(look):
    return look | {"size": "phone"}


@pytest.fixture
def draw(page) -> Callable[..., None]:
    """Draw fingers over the screen, each from one point to another."""

    def draw(*fingers: tuple[Point, Point]) -> None:
        session = page.context.new_cdp_session(page)

        def send(kind: str, done: float = 0) -> None:
            at = [
                {"x": x + (to_x - x) * done, "y": y + (to_y - y) * done, "id": number}
                for number, ((x, y), (to_x, to_y)) in enumerate(fingers)
            ]
            points = [] if kind == "touchEnd" else at
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        send("touchStart")
        for step in range(STEPS):
            send("touchMove", (step + 1) / STEPS)
        send("touchEnd")

    return draw


def middle(part: Locator) -> Point:
    part.scroll_into_view_if_needed()
    box = at_rest(part.bounding_box)
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def picture(board, unlike: str = "") -> str:
    """Return the map as an image's address, once it is at rest and another one."""
    canvas = board.page.locator(".canvas canvas").first
    return at_rest(lambda: canvas.evaluate("canvas => canvas.toDataURL()"), holds=lambda seen: seen != unlike)


def test_a_finger_moves_a_slider_and_scrolls_the_list_and_a_tap_chooses(open_board, draw):
    board = open_board()
    slider = board.slider("talent")
    x, y = middle(slider)
    draw(((x, y), (x + slider.bounding_box()["width"], y)))
    expect(slider).to_have_value("100")
    board.rest(w="talent:100")
    x, y = middle(board.ranking)
    draw(((x, y + 80), (x, y - 80)))
    board.page.wait_for_function("list => list.scrollTop > 60", arg=board.ranking.element_handle())
    board.row("Hangzhou").tap()
    board.rest(city="330100", w="talent:100")


def test_one_finger_pans_the_map_aside_and_two_zoom_it(open_board, draw):
    board = open_board(city="110000")
    x, y = middle(board.page.locator(".canvas"))
    first = picture(board)
    draw(((x, y), (x + 70, y)))
    panned = picture(board, unlike=first)
    before = board.page.locator(".canvas").bounding_box()["y"]
    draw(((x - 20, y - 20), (x - 70, y - 60)), ((x + 20, y + 20), (x + 70, y + 60)))
    picture(board, unlike=panned)
    comes_to(lambda: board.page.locator(".canvas").bounding_box()["y"], before)
    draw(((x, y), (x, y - 120)))
    board.page.wait_for_function(
        "([canvas, before]) => canvas.getBoundingClientRect().y < before",
        arg=[board.page.locator(".canvas").element_handle(), before],
    )
