"""*How sure is this rank?* below the board goes along with every weight the hand leaves."""

import pytest
from playwright.sync_api import expect

from lcity.text import language
from lcity.ui.trust.questions import PARTS
from tests.browser.harness import settled

MOVES = (0.9, 0.2, 0.7, 0.4, 0.6, 0.3, 0.8)
"""Where sliders are drawn to, as shares of their width."""


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


def assert_updated(board, key, to, **link):
    """Drag a slider; what stands below comes to be of these weights, which the link holds."""
    drag(board, key, to)
    expect(board.page.locator(".lcity-before")).to_be_empty()
    board.rest(w=f"{key}:{board.slider(key).input_value()}", **link)
    expect(board.page.get_by_test_id("stException")).to_have_count(0)


def test_every_part_goes_along_with_every_weight(open_board, page):
    board, moves = open_board(), iter(MOVES)
    for part in PARTS:
        radio(page, f"trust.part.{part}").click()
        page.wait_for_url(lambda _, part=part: board.link.get("sure") == part)
        settled(page)
        assert_updated(board, "everyone", next(moves), sure=part)
        expect(radio(page, f"trust.part.{part}")).to_be_checked()


@pytest.mark.parametrize("part", ["ranks", "drivers"])
def test_any_weights_stay_chosen(open_board, page, part):
    board = open_board(sure=part)
    radio(page, "trust.draws.any.short").click()
    board.rest(sure=part, draws="any")
    assert_updated(board, "everywhere", 0.9, sure=part, draws="any")
    expect(radio(page, "trust.draws.any.short")).to_be_checked()


def test_either_place_shows_which_weights_are_tried(open_board, page):
    board = open_board(sure="ranks", draws="any")
    above = page.get_by_label(language("en").t("board.question"))
    for chosen, link in (("around", {}), ("any", {"draws": "any"}), ("around", {})):
        above.select_option(chosen)
        expect(radio(page, f"trust.draws.{chosen}.short")).to_be_checked()
        board.rest(sure="ranks", **link)
        expect(board.ranking.locator(".interval.none, .interval.stale")).to_have_count(0)
    radio(page, "trust.draws.any.short").click()
    expect(above).to_have_value("any")
    settled(page)
    board.rest(sure="ranks", draws="any")
