"""Before a room: pages are walked to by the arrow keys, large, and what is asked of seen with its answer."""

import pytest
from playwright.sync_api import expect

from lcity.ui.shared.talk import View, pack
from tests.browser import letters
from tests.browser.harness import pages, settled, whole
from tests.browser.waiting import to_pass

LEAST_PX = 24
TALK = [View(name, "city=330100") for name in pages()]
ON_ONE_SCREEN = {
    "ranking": (".chart .foot", ".weight.depth-0", ".map .legend"),
    "coverage": (".key", ".st-key-coverage-controls .stSelectbox", ".st-key-coverage-week table"),
}
"""What a page's finding is about, and is moved by: none of it is below the strip."""
BURY = {"d": "england9", "city": "E47000001", "district": "E08000002"}


@pytest.fixture
def size():
    """A projector."""
    return "projector"


def test_pages_are_walked_by_keys_and_nothing_on_them_is_small(visit, size):
    page = visit(TALK[0].page, city="330100", present=1, views=pack(TALK))
    # The pages that follow are drawn in the same window: what their canvases write is known.
    letters.note_canvases(page)
    for number, view in enumerate(TALK, 1):
        expect(page.get_by_role("button", name=f"{number} / {len(TALK)}")).to_be_visible()
        settled(page)
        whole(page)
        to_pass(assert_nothing_is_small, page, view.page)
        to_pass(assert_on_one_screen, page, *ON_ONE_SCREEN.get(view.page, ()))
        expect(page.get_by_test_id("stSidebar")).not_to_be_visible()
        page.keyboard.press("ArrowRight")
    # After the last there is none, and what is typed into a field is for the field.
    place = page.get_by_role("button", name=f"{len(TALK)} / {len(TALK)}")
    # A key pressed while the page still answers the one before may be lost.
    settled(page)
    page.keyboard.press("PageUp")
    expect(page.get_by_role("button", name=f"{len(TALK) - 1} / {len(TALK)}")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Page and place").click()
    page.get_by_role("combobox", name="District").press("ArrowRight")
    settled(page)
    expect(place).to_have_count(0)


def test_a_finding_and_what_it_names_are_seen_together(visit, size):
    page = visit("ranking", present=0, views=pack(TALK), **BURY)
    expect(page.locator(".list .row")).to_have_count(9)
    to_pass(assert_on_one_screen, page, ".list .row", *ON_ONE_SCREEN["ranking"])
    # None is scrolled to, and few use the height there is.
    to_pass(assert_fills, page.locator(".list"))
    # A slider drawn with the pointer lets go of the arrows, and one that has them leaves a remote its keys.
    slider = page.locator(".weight.depth-0 input[type=range]").first
    slider.click()
    expect(slider).not_to_be_focused()
    slider.focus()
    page.keyboard.press("PageDown")
    expect(page.get_by_role("button", name=f"1 / {len(TALK)}", exact=True)).to_be_visible()
    page.keyboard.press("PageDown")
    expect(page.get_by_role("button", name=f"2 / {len(TALK)}", exact=True)).to_be_visible()
    # Every place is drawn by other means than districts are.
    page = visit("coverage", present=0, map="places", **BURY)
    expect(page.get_by_test_id("stDeckGlJsonChart")).to_be_visible()
    to_pass(assert_on_one_screen, page, ".stHtml:has-text('out of reach')", *ON_ONE_SCREEN["coverage"][1:])
    page = visit("coverage", present=0, **BURY)
    to_pass(assert_on_one_screen, page, *ON_ONE_SCREEN["coverage"])


def assert_on_one_screen(page, *parts):
    strip = page.locator(".st-key-talk").bounding_box()["y"]
    for part in parts:
        boxes = [found.bounding_box() for found in page.locator(part).all()]
        assert boxes, part
        assert max(box["y"] + box["height"] for box in boxes) <= strip, part


def assert_fills(rows):
    whole, seen, drawn = rows.evaluate(
        "list => [list.scrollHeight, list.clientHeight, list.querySelector('.space').offsetHeight]"
    )
    assert whole == seen
    assert 0.95 * seen < drawn


def assert_nothing_is_small(page, name):
    count, small = letters.measured(page, LEAST_PX)
    assert count > 20, name
    assert small == [], name
