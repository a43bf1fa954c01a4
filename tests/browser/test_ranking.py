"""What a hand does on the overview and the ranking: weigh, choose, share the link."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.harness import settled


@pytest.fixture
def rows(page):
    """The rows of the page's first table of units."""
    return page.get_by_role("grid").first.get_by_role("row").filter(has=page.get_by_role("rowheader"))


def scores(rows):
    return [float(row.split()[-1]) for row in rows.all_inner_texts()]


def chosen(page, what):
    return page.get_by_role("combobox", name=what)


def press(page, slider, key, times):
    slider.focus()
    for _ in range(times):
        slider.press(key)
    settled(page, quiet=1)


def test_moving_a_weight_re_sorts_the_bars_and_stays_in_the_link(visit, rows, shoot):
    page = visit("ranking")
    before = rows.all_inner_texts()
    assert len(before) == 15
    press(page, page.get_by_role("slider", name=re.compile("Talent")), "End", 1)
    after = rows.all_inner_texts()
    assert after != before
    assert scores(rows) == sorted(scores(rows), reverse=True)
    expect(page).to_have_url(re.compile(r"w=talent%3A100"))
    shoot("ranking-talent")
    again = page.context.new_page()
    again.goto(page.url)
    settled(again)
    grid = again.get_by_role("grid").first.get_by_role("row").filter(has=again.get_by_role("rowheader"))
    assert grid.all_inner_texts() == after


def test_a_row_and_a_district_on_the_map_are_chosen_everywhere(visit, rows):
    page = visit("overview")
    name = rows.nth(3).get_by_role("rowheader").inner_text()
    rows.nth(3).click()
    settled(page)
    expect(chosen(page, "City")).to_have_value(name)
    district = page.get_by_role("group", name=re.compile("districts by index")).get_by_role("button").first
    told = district.get_attribute("aria-label").split("\n")[0]
    district.press("Enter")
    settled(page)
    expect(chosen(page, "Selected district")).to_have_value(told)
    page.get_by_test_id("stSidebarNavLink").filter(has_text="ranking").click()
    settled(page)
    expect(chosen(page, "Selected district")).to_have_value(told)
    expect(page.get_by_role("group", name=f"{name}: districts by index")).to_be_visible()


def test_rows_are_reached_by_keyboard(visit, rows):
    page = visit("ranking")
    rows.first.focus()
    rows.first.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settled(page)
    expect(rows.nth(2)).to_have_attribute("aria-selected", "true")
    expect(chosen(page, "City")).to_have_value(rows.nth(2).get_by_role("rowheader").inner_text())
