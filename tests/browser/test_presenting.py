"""Before a room: every page is walked to by the arrow keys, and none of it is smaller than 24 px."""

import pytest
from playwright.sync_api import expect

from lcity.ui.shared.talk import View, pack
from tests.browser import letters
from tests.browser.harness import pages, settled, whole
from tests.browser.waiting import to_pass

LEAST_PX = 24
TALK = [View(name, "city=330100") for name in pages()]


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


def assert_nothing_is_small(page, name):
    count, small = letters.measured(page, LEAST_PX)
    assert count > 20, name
    assert small == [], name
