"""The path of a planner who asks why a city is where it is: how sure, at best, what if, why; on phones."""

import re

import pytest
from playwright.sync_api import expect

from lcity.text import language
from tests.browser.harness import SIZES, settled
from tests.browser.waiting import at_rest, comes_to, to_pass


def open_part(page, name):
    page.get_by_role("radio", name=name, exact=True).click()
    settled(page)


def test_from_a_rank_to_what_would_change_it(visit):
    page = visit("ranking", lang="zh", city="320100")
    open_part(page, "换一组权重")
    grid = page.get_by_role("region", name=re.compile("各位次"))
    expect(grid.get_by_role("rowheader")).to_have_count(15)
    expect(page).to_have_url(re.compile("sure=ranks"))
    open_part(page, "最好与最差")
    best = page.get_by_text(re.compile(r"最好第\d+位，权重"))
    rank = re.search(r"\d+", best.inner_text()).group()
    page.get_by_role("button", name="试用这组权重").first.click()
    settled(page)
    expect(page).to_have_url(re.compile("w="))
    # The board has taken the weights over: its row of the city has the rank found.
    own = page.locator("[aria-posinset]").filter(has_text=re.compile("南京")).first
    expect(own).to_have_attribute("aria-posinset", rank)
    open_part(page, "为何变化")
    expect(page.get_by_text(re.compile(r"^自\d{4}年以来，南京")).first).to_be_visible()


CUT = """cells => cells.filter(cell => {
    const written = document.createRange();
    written.selectNodeContents(cell);
    return written.getBoundingClientRect().width > cell.getBoundingClientRect().width;
}).map(cell => cell.textContent)"""


PHONE = dict(zip(("width", "height"), SIZES["phone"], strict=True))


def test_no_number_is_cut_on_a_phone_and_the_row_of_parts_stays_under_the_hand(visit, page):
    page.set_viewport_size(PHONE)
    visit("ranking", units="district", sure="ranks", district="330106")
    assert_no_number_is_cut(page)
    page.get_by_role("radio", name=language("en").t("trust.draws.any.short"), exact=True).click()
    expect(page).to_have_url(re.compile("draws=any"))
    settled(page)
    assert_no_number_is_cut(page)
    open_part(page, "Other methods")
    assert_no_number_is_cut(page)
    page.set_viewport_size(dict(zip(("width", "height"), SIZES["laptop"], strict=True)))
    settled(page)
    page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, main.scrollHeight)")
    first = page.get_by_role("radio", name="Other methods", exact=True)
    height = at_rest(first.bounding_box)["y"]
    for name in ("What drives it", "Other weights", "Best and worst case", "Why it changed", "Other methods"):
        open_part(page, name)
        comes_to(lambda: first.bounding_box()["y"], pytest.approx(height, abs=4))


def test_no_number_of_how_sure_a_comparison_is_is_cut_on_a_phone(visit, page):
    page.set_viewport_size(PHONE)
    visit("compare", see="trust", level="district", district="310101", **{"with": "110105,440106"})
    assert_no_number_is_cut(page)


def assert_no_number_is_cut(page):
    """Raise AssertionError if a number comes to be cut, or names do not stay where the numbers scroll."""
    grid = page.locator(".lc-grid").first
    cells = grid.locator("td, thead th")
    expect(cells.first).to_be_visible()
    comes_to(lambda: cells.evaluate_all(CUT), [])
    to_pass(assert_scrolls_inside, grid)
    named = grid.get_by_role("rowheader").first
    left = at_rest(named.bounding_box)["x"]
    grid.evaluate("grid => { grid.scrollLeft = 150; }")
    comes_to(lambda: named.bounding_box()["x"], pytest.approx(left, abs=1))
    expect(named).to_have_css("background-color", "rgb(255, 255, 255)")


def assert_scrolls_inside(grid):
    """Raise AssertionError unless numbers scroll past the names, and the page does not."""
    assert grid.evaluate("grid => grid.scrollWidth > grid.clientWidth")
    assert grid.evaluate("document.documentElement.scrollWidth") <= 390
