"""What a hand is on stays where it is, and is all to be seen."""

from itertools import cycle

import pytest
from playwright.sync_api import expect

from lcity.text import language
from tests.browser.board.engine import DIMENSIONS
from tests.browser.harness import SIZES, settled
from tests.browser.waiting import comes_to, to_pass

# Where the sliders of the dimensions stand on the page, and how large they are.
PLACES = """board => [...board.querySelectorAll(".weight.depth-0 > input")].map(slider => {
    const {left, top, width, height} = slider.getBoundingClientRect();
    return [left, top, width, height].map(side => side.toFixed(2)).join();
})"""
STEPS = 12


def test_no_drag_moves_a_slider(open_board, lang):
    board = open_board(city="510100")
    keys = ("talent", "community") if lang == "en" else ("community", "talent")
    for (width, height), key in zip(SIZES.values(), cycle(keys), strict=False):
        board.page.set_viewport_size({"width": width, "height": height})
        settled(board.page)
        board.button(language(lang).t("board.reset")).click()
        board.rest(city="510100")
        assert_no_drag_moves(board, key)


def assert_no_drag_moves(board, key):
    """Draw a slider from end to end, and see that none of them is anywhere else meanwhile."""
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


LETTERS_PX = {SIZES["projector"]: 18, (2560, 1440): 24, SIZES["laptop"]: 15}
"""Size of a room's screen → the least its letters may have."""


def test_the_board_fits_any_window_in_the_place_kept_for_it(open_board):
    """The board's place is kept from the first frame, and is no higher than the board."""
    board = open_board()
    for size in (SIZES["phone"], *LETTERS_PX):
        board.page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
        to_pass(assert_fits, board, size[0])
        if size in SIZES.values():
            to_pass(assert_its_place_is_kept, board)
        if size in LETTERS_PX:
            to_pass(assert_fills_the_screen, board, size[1], LETTERS_PX[size])
    # On the laptop's screen, then on the larger one: every slider is seen with the methods open.
    board.page.get_by_text("Methods", exact=True).click()
    for size in (SIZES["laptop"], SIZES["projector"]):
        board.page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
        for key in DIMENSIONS:
            slider = board.slider(key)
            expect(slider).to_be_visible()
            to_pass(assert_above_the_hint, board, slider)
    # And names are whole where there is room.
    board.page.get_by_label(language("en").t("board.scope")).select_option("district")
    expect(board.ranking.locator(".row").first).to_have_attribute("aria-setsize", "183")
    cut = "names => names.filter(name => name.scrollWidth > name.clientWidth).map(name => name.textContent)"
    for size in (SIZES["projector"], SIZES["laptop"]):
        board.page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
        board.rows()
        comes_to(lambda: board.ranking.locator(".row .name").evaluate_all(cut), [])


def assert_fits(board, width):
    fits = "element => element.scrollWidth <= element.clientWidth"
    assert board.page.locator(".board").evaluate(fits)
    assert board.page.get_by_test_id("stMain").evaluate(fits)
    for part in (board.slider("talent"), board.ranking, board.page.locator(".canvas")):
        box = part.bounding_box()
        assert box["width"] > 200
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


def assert_above_the_hint(board, slider):
    box = slider.bounding_box()
    assert box["y"] + box["height"] < board.hint.bounding_box()["y"]
    inside = "input => { for (let part = input.parentElement; part; part = part.parentElement) "
    inside += "if (part.scrollHeight > part.clientHeight + 1) return false; return true; }"
    assert slider.evaluate(inside)


def assert_its_place_is_kept(board):
    place, own = (board.page.locator(part) for part in (".st-key-board-place", ".lcity-board"))
    height = own.bounding_box()["height"]
    assert place.evaluate("e => parseFloat(getComputedStyle(e).minHeight)") > 0.7 * height
    assert place.bounding_box()["height"] == pytest.approx(height, abs=3)


def assert_fills_the_screen(board, height, least_px):
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    row, label = board.ranking.locator(".row .name").first, board.page.locator(".weight .label").first
    assert min(row.evaluate(size), label.evaluate(size)) >= least_px
    box = board.page.locator(".board").bounding_box()
    assert height * 0.93 < box["y"] + box["height"] <= height
    rows = board.ranking.evaluate("list => list.clientHeight / list.querySelector('.row').offsetHeight")
    assert rows >= 15
    places = board.ranking.locator(".row").evaluate_all("rows => rows.map(row => row.offsetHeight)")
    assert set(places) == {round(board.ranking.locator(".row").first.bounding_box()["height"])}


def test_a_year_nobody_is_ranked_in_shows_no_ranking(open_board):
    board, reader = open_board(city="110000", year="2010", lang="zh"), language("zh")
    expect(board.finding).to_have_text(reader.t("ranking.nobody"))
    comes_to(lambda: {(rank, change, score) for rank, change, _, score in board.rows()}, {("–", "", "–")})
    bars, ground = board.ranking.locator(".row .bar"), "bars => bars.map(bar => bar.style.background)"
    comes_to(lambda: set(bars.evaluate_all(ground)), {"none"})
    expect(board.page.locator(".legend .entry")).to_have_text([reader.t("board.no_data")])
    # The legend explains hatching only where there is some.
    open_board(city="110000", lang="zh")
    hatched = board.page.locator(".legend .entry", has_text=reader.t("board.no_data"))
    expect(hatched).to_be_hidden()
