"""What a hand does on the overview: choose a city and a district, and go on with them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.harness import SIZES, settled
from tests.browser.waiting import comes_to, to_pass


@pytest.fixture
def rows(page):
    """The rows of the page's first table of units."""
    return page.get_by_role("grid").first.get_by_role("row").filter(has=page.get_by_role("rowheader"))


def chosen(page, what):
    return page.get_by_role("combobox", name=what)


def test_rows_by_keyboard_and_by_hand_and_a_district_on_the_map_are_chosen_everywhere(visit, rows):
    page = visit("overview")
    findings = page.locator(".st-key-findings")
    expect(findings.locator("a, button")).to_have_count(3)
    to_pass(assert_on_one_line, findings)
    rows.first.focus()
    rows.first.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(rows.nth(2)).to_have_attribute("aria-selected", "true")
    expect(chosen(page, "City")).to_have_value(rows.nth(2).get_by_role("rowheader").inner_text())
    settled(page)
    name = rows.nth(3).get_by_role("rowheader").inner_text()
    rows.nth(3).click()
    expect(chosen(page, "City")).to_have_value(name)
    settled(page)
    district = page.get_by_role("group", name=f"{name}: districts by index").get_by_role("button").first
    told = district.get_attribute("aria-label").split("\n")[0]
    district.press("Enter")
    expect(chosen(page, "Selected district")).to_have_value(told)
    settled(page)
    page.get_by_test_id("stSidebarNavLink").filter(has_text="ranking").click()
    expect(page.get_by_text(f"Districts of {name} by index")).to_be_visible()
    expect(chosen(page, "Selected district")).to_have_value(told)


def assert_on_one_line(findings):
    tops = findings.evaluate(
        """all => [...all.querySelectorAll('a, button')].map(one => one.getBoundingClientRect().top)"""
    )
    assert max(tops) - min(tops) <= 1


def test_a_change_of_language_keeps_what_was_chosen(visit):
    page = visit("overview", city="510100", district="510185")
    page.get_by_test_id("stSidebar").get_by_role("radio", name="中文").click()
    expect(chosen(page, "城市")).to_have_value("成都")
    settled(page)
    page.get_by_test_id("stSidebarNavLink").nth(3).click()
    expect(chosen(page, "所选区县")).to_have_value("简阳市")
    settled(page)
    page.get_by_text("线上", exact=True).first.click()
    settled(page)
    expect(page).to_have_url(re.compile("city=510100"))
    expect(page).to_have_url(re.compile("district=510185"))
    expect(page.get_by_role("heading", level=2)).to_contain_text("成都")


def test_a_range_of_ranks_stays_on_one_line(visit):
    page = visit("overview", city="510100")
    for size in SIZES:
        assert_ranges_on_one_line(page, size)


def assert_ranges_on_one_line(page, size):
    """Raise AssertionError unless ranges of ranks come to have a line each in a window of this size."""
    page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))
    settled(page)
    cells = page.get_by_role("grid").nth(1).get_by_text(re.compile(r"^\d{3}–\d{3}$"))
    expect(cells.nth(5)).to_be_visible()
    to_pass(assert_a_line_each, cells)


def assert_a_line_each(cells):
    heights = cells.evaluate_all(
        """cells => cells.map(cell => {
            const range = document.createRange();
            range.selectNodeContents(cell);
            return [range.getBoundingClientRect().height, parseFloat(getComputedStyle(cell).fontSize)];
        })"""
    )
    assert all(tall < 2 * font for tall, font in heights), heights


def test_a_table_wider_than_its_place_says_so_until_its_end_is_seen(visit, page):
    # Twice as wide as a phone, whatever the letters and whether the sidebar is still there.
    page.set_viewport_size(dict(zip(("width", "height"), SIZES["phone"], strict=True)))
    visit("overview")
    frame, more = page.locator(".frame").first, re.compile(r"\bmore\b")
    comes_to(lambda: frame.evaluate("node => node.scrollWidth > 1.5 * node.clientWidth"), True)
    expect(frame).to_have_class(more)
    expect(frame.locator("tbody th").first).to_have_css("position", "sticky")
    frame.evaluate("node => { node.scrollLeft = node.scrollWidth; }")
    expect(frame).not_to_have_class(more)
