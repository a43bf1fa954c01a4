"""Every page opens, keeps no reader out and does not jump while it comes; the first link may be any page."""

import pytest
from playwright.sync_api import expect

from tests.browser.faults import serious, shifts
from tests.browser.harness import PATIENCE_S, SIZES, address, listened, pages, settled
from tests.browser.waiting import comes_to

MOST_SHIFTED = 0.05
LINE_PX = 20


@pytest.mark.parametrize("name", pages())
def test_a_page_opens_without_complaint(visit, name):
    page = visit(name)
    comes_to(lambda: serious(page), [])
    assert_still(lambda: visit(name), page)


def assert_still(visited, page):
    # What a busy machine draws in pieces jumps more: of three visits one must be still.
    found = [shifts(page)]
    while min(found)[0] > MOST_SHIFTED and len(found) < 3:
        found.append(shifts(visited()))
    assert min(found)[0] <= MOST_SHIFTED, found


@pytest.fixture
def on_a_phone(server, browser, playwright):
    """Open a page on a phone that has nothing of it yet, and says that it is one."""
    width, height = SIZES["phone"]
    told = playwright.devices["iPhone 14"] | {"viewport": {"width": width, "height": height}}
    phones = []

    def visit(name):
        phones.append(listened(browser.new_context(**told, locale="en-GB")))
        phones[-1].set_default_timeout(1000 * PATIENCE_S)
        page = phones[-1].new_page()
        page.goto(address(server, name))
        settled(page)
        return page

    yield visit
    for phone in phones:
        phone.close()


@pytest.mark.parametrize("name", pages())
def test_a_page_does_not_jump_on_a_phone_either(on_a_phone, name):
    assert_still(lambda: on_a_phone(name), on_a_phone(name))


ROOMS = """() => [...document.querySelectorAll('[class*="st-key-picture-"]')].map((place) => {
    const { width, top } = place.getBoundingClientRect();
    // Not how high the place is: that is what was kept, where it was too much.
    const { bottom } = place.lastElementChild.getBoundingClientRect();
    place.replaceChildren();
    return [width, bottom - top, place.getBoundingClientRect().height];
})"""


@pytest.mark.parametrize("name", ["overview", "coverage", "participation", "plan"])
def test_a_map_takes_the_room_kept_for_it(visit, name):
    (width, height, kept), *others = visit(name).evaluate(ROOMS)
    # Not told: less than a percent of its width, and whether a row of its legend takes two lines.
    assert 0 <= height - kept <= 0.01 * width + LINE_PX, (name, width, height, kept)
    assert not others


def frame(page):
    links = page.get_by_test_id("stSidebarNavLink").all_inner_texts()
    return page.title(), links, page.get_by_test_id("stSidebarUserContent").inner_text()


def test_the_first_link_a_server_sees_may_be_any_page(fresh_server, visit):
    page = visit("ranking", lang="zh")
    expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(len(pages()))
    first = frame(page)
    visit("overview", lang="zh")
    visit("ranking", lang="zh")
    comes_to(lambda: frame(page), first)
