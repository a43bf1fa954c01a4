"""*How sure is this rank?* below the board goes along with every weight the hand leaves."""

import pytest
from playwright.sync_api import expect

from lcity.text import language
from lcity.ui.trust.questions import PARTS
from tests.browser.harness import settled

MOVES = (("everywhere", 0.9), ("at_all_times", 0.2), ("everyone", 0.7))


def radio(page, name):
    return page.get_by_role("radio", name=language("en").t(name), exact=True)


def drag(board, key, to):
    """Draw a slider's thumb from its middle to a share of its width, and let go."""
    slider = board.slider(key)
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    height = box["y"] + box["height"] / 2
    board.page.mouse.move(box["x"] + box["width"] / 2, height)
    board.page.mouse.down()
    board.page.mouse.move(box["x"] + to * box["width"], height, steps=8)
    board.page.mouse.up()


def assert_updated(board, **link):
    """Drag three sliders; after each what stands below comes to be of these weights, which the link holds."""
    page, given = board.page, {}
    for key, to in MOVES:
        drag(board, key, to)
        given[key] = board.slider(key).input_value()
        expect(page.locator(".lcity-before")).to_be_empty()
        board.rest(w=",".join(f"{moved}:{given[moved]}" for moved in sorted(given)), **link)
        expect(page.get_by_test_id("stException")).to_have_count(0)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_goes_along(open_board, page, part):
    board = open_board()
    radio(page, f"trust.part.{part}").click()
    board.rest(sure=part)
    assert_updated(board, sure=part)
    expect(radio(page, f"trust.part.{part}")).to_be_checked()


@pytest.mark.parametrize("part", ["ranks", "drivers"])
def test_any_weights_stay_chosen(open_board, page, part):
    board = open_board(sure=part)
    radio(page, "trust.draws.any.short").click()
    board.rest(sure=part, draws="any")
    assert_updated(board, sure=part, draws="any")
    expect(radio(page, "trust.draws.any.short")).to_be_checked()


def test_either_place_shows_which_weights_are_tried(open_board, page):
    board = open_board(sure="ranks", draws="any")
    above = page.get_by_label(language("en").t("board.question"))
    for chosen, link in (("around", {}), ("any", {"draws": "any"}), ("around", {})):
        above.select_option(chosen)
        expect(radio(page, f"trust.draws.{chosen}.short")).to_be_checked()
        board.rest(sure="ranks", **link)
    radio(page, "trust.draws.any.short").click()
    expect(above).to_have_value("any")
    settled(page)
    board.rest(sure="ranks", draws="any")
