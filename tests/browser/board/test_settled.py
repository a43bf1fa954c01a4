"""What a settled weight costs everybody, and what stands below the board until the hand rests."""

import re

from playwright.sync_api import expect

from lcity.text import language
from tests.browser.board.engine import DIMENSIONS
from tests.browser.harness import settled
from tests.browser.waiting import at_rest, comes_to

WORTH_BYTES, LINK_BYTES = 8_000, 500
NOTE_WORDS = """node => {
    const root = node.getRootNode();
    const note = () => { window.wordsStood ||= Boolean(root.querySelector('.lcity-before')?.textContent); };
    window.wordsStood = false;
    new MutationObserver(note).observe(root, { childList: true, subtree: true, characterData: true });
}"""
"""Notes whether words have stood in a place since, however shortly."""


def test_a_settled_weight_is_answered_with_little_and_what_is_below_follows_once_asked(
    open_board, page, frames
):
    board = open_board(city="110000")
    before = page.locator(".lcity-before")
    below = page.get_by_role("heading", name=language("en").t("trust.title"))
    expect(below).to_be_visible()
    settled(page)
    expect(before).to_be_empty()
    box = at_rest(before.bounding_box)
    frames.received.clear()
    frames.received_by_address.clear()
    board.slider("knowledge").press("Home")
    expect(before).to_have_text(language("en").t("ranking.before"))
    comes_to(before.bounding_box, box)
    page.wait_for_url(re.compile("w=knowledge"))
    # The board asks for the ranks 0.8 s later; until then nothing but the settled weights came back.
    (_, settled_bytes), *_ = frames.received_by_address
    assert 0 < settled_bytes < WORTH_BYTES
    expect(before).to_be_empty()
    settled(page)
    assert frames.received_bytes > WORTH_BYTES
    # What is in force stands there by now: another weight draws nothing, and needs no run.
    frames.received.clear()
    frames.received_by_address.clear()
    board.slider("knowledge").press("PageUp")
    page.wait_for_url(re.compile("w=knowledge%3A1"))
    (_, settled_bytes), *_ = frames.received_by_address
    assert 0 < settled_bytes < LINK_BYTES
    expect(before).to_be_empty()


def test_what_is_below_holds_again_where_the_hand_goes_back_and_other_units_are_asked_for(open_board, page):
    board = open_board()
    before = page.locator(".lcity-before")
    slider = board.slider("talent")
    slider.press("ArrowRight")
    expect(before).not_to_be_empty()
    slider.press("ArrowLeft")
    expect(before).to_be_empty()
    board.rest()
    expect(before).to_be_empty()
    # It may be gone again before anybody looks.
    before.evaluate(NOTE_WORDS)
    page.get_by_label(language("en").t("board.scope")).select_option("district.110000")
    page.wait_for_function("() => window.wordsStood")
    expect(before).to_be_empty()
    expect(page.locator(".list .interval[style*='--low']").first).to_be_visible()


def test_what_is_below_goes_with_the_last_weight(open_board, page):
    board = open_board(w="talent:100")
    below = page.get_by_role("heading", name=language("en").t("trust.title"))
    expect(below).to_be_visible()
    for key in DIMENSIONS:
        board.slider(key).press("Home")
    expect(board.finding).to_have_text(language("en").t("index.all_zero"))
    expect(below).to_have_count(0)
    board.slider("talent").press("End")
    expect(below).to_be_visible()
