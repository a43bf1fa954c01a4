"""Why is this district where it is, and what would change it: the way a planner goes."""

import re

from playwright.sync_api import expect

from tests.browser.harness import SIZES, settled
from tests.browser.waiting import at_rest, to_pass

QINGSHAN = {"city": "420100", "district": "420107"}


def strip(page, key):
    return page.locator(f'.strip[data-key="{key}"]')


def test_why_a_district_is_where_it_is_and_what_would_change_it(visit):
    page = visit("overview", lang="zh", **QINGSHAN)
    page.get_by_role("link", name="比较", exact=True).click()
    expect(
        page.get_by_text(re.compile("最强项是“60岁及以上人口参与率”：43%，同类区县的中位数为33%"))
    ).to_be_visible()
    expect(page.get_by_text(re.compile(r"达到同类区县的中位数.*位次由第\d+位升至第\d+位"))).to_be_visible()
    settled(page)
    page.get_by_test_id("stPopover").get_by_text("同类及选取依据").click()
    expect(page.get_by_text("距离（标准差）")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("radio", name="优先改进").click()
    expect(page.get_by_text(re.compile(r"\+0\.9，第\d+位")).first).to_be_visible()


def test_a_profile_tells_who_a_tick_is_and_puts_it_beside_in_any_window_and_on_any_ground(visit):
    page = visit("compare", **QINGSHAN)
    line = strip(page, "mean_years_schooling")
    line.scroll_into_view_if_needed()
    expect(line.locator("path.few")).to_have_attribute("d", re.compile("M"))
    expect(line.locator(".dot")).to_have_count(1)
    page.mouse.click(*to_pass(rightmost_told, page, line))
    expect(line.locator(".dot")).to_have_count(2)
    expect(page).to_have_url(re.compile("with="))
    for width, height in (SIZES["projector"], SIZES["phone"]):
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        page.wait_for_function(f"{WIDER_PX} <= 0")
    light = to_pass(ground_under_ink, page)
    page.emulate_media(color_scheme="dark")
    to_pass(assert_another_ground, page, light)


WIDER_PX = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def assert_another_ground(page, before):
    assert ground_under_ink(page) != before


def rightmost_told(page, line):
    """Point at the rightmost tick until it tells who it is, one of the longest schooling; return where."""
    box = at_rest(line.bounding_box)
    ticks = re.findall(r"M(\d+) 5V15", line.locator("path.few").get_attribute("d"))
    at = box["x"] + box["width"] * max(map(int, ticks)) / 1000, box["y"] + box["height"] / 2
    page.mouse.move(5, 5)
    page.mouse.move(*at)
    told = page.locator(".tip").all_inner_texts()
    assert re.search("Haidian|Tianhe|Yuhua|Wuchang|Nanshan", "".join(told))
    return at


def ground_under_ink(page):
    ground = page.locator(".stApp").evaluate("node => getComputedStyle(node).backgroundColor")
    ink = strip(page, "talent").locator("path.few").evaluate("node => getComputedStyle(node).stroke")
    assert ground != ink
    return ground


def test_the_level_stays_chosen_from_page_to_page_by_the_menu(visit):
    page = visit("compare")
    level = page.get_by_test_id("stMain").get_by_role("radiogroup", name="Compare")
    titles = {3: "Who takes part?", 4: re.compile("How does this (district|city) differ")}
    for chosen in ("Districts", "Cities"):
        level.get_by_role("radio", name=chosen).click()
        settled(page)
        for place in (3, 4):
            page.get_by_test_id("stSidebarNavLink").nth(place).click()
            expect(page.get_by_role("heading", level=1)).to_have_text(titles[place])
            settled(page)
            expect(level.get_by_role("radio", name=chosen)).to_be_checked()
