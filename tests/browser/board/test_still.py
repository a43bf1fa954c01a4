"""What a hand is on stays where it is, and is all to be seen."""

import pytest
from playwright.sync_api import expect

from tests.browser.board.engine import DIMENSIONS
from tests.browser.harness import SIZES

# Where the sliders of the dimensions stand on the page, and how large they are.
PLACES = """board => [...board.querySelectorAll(".weight.depth-0 > input")].map(slider => {
    const {left, top, width, height} = slider.getBoundingClientRect();
    return [left, top, width, height].map(side => side.toFixed(2)).join();
})"""
STEPS = 12


@pytest.mark.parametrize("key", ["talent", "community"])
def test_no_drag_moves_a_slider(open_board, size, lang, key):
    board = open_board(city="510100")
    slider, frame = board.slider(key), board.page.locator(".board")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    height = box["y"] + box["height"] / 2
    board.page.mouse.move(box["x"] + box["width"] / 2, height)
    board.page.mouse.down()
    seen, values = set(), set()
    for step in range(STEPS + 1):
        board.page.mouse.move(box["x"] + box["width"] * step / STEPS, height)
        board.rows()
        seen.add(tuple(frame.evaluate(PLACES)))
        values.add(slider.input_value())
    board.page.mouse.up()
    assert len(values) == STEPS + 1
    assert len(seen) == 1


def test_every_slider_is_seen_with_the_methods_open(open_board):
    board = open_board()
    board.page.get_by_text("Methods", exact=True).click()
    for width, height in (SIZES["projector"], SIZES["laptop"]):
        board.page.set_viewport_size({"width": width, "height": height})
        hint = board.hint.bounding_box()
        for key in DIMENSIONS:
            slider = board.slider(key)
            expect(slider).to_be_visible()
            box = slider.bounding_box()
            assert box["y"] + box["height"] < hint["y"]
            inside = "input => { for (let part = input.parentElement; part; part = part.parentElement) "
            inside += "if (part.scrollHeight > part.clientHeight + 1) return false; return true; }"
            assert slider.evaluate(inside)
