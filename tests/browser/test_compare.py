"""Why is this district where it is, and what would change it: the way a planner goes, in both languages."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.harness import SIZES, settled
from tests.browser.waiting import at_rest, to_pass

WORDS = {
    "en": {
        "page": "Compare",
        "strongest": re.compile(
            r"Strongest in “Participation, aged 60 or over”: 43.%, against a median of 33"
        ),
        "step": re.compile(r"reached the median of its peers .* and rise from rank \d+ to \d+"),
        "improve": "To improve first",
        "reached": re.compile(r"\+0\.9, rank \d+"),
        "peers": "Who they are, and why",
        "distance": "Distance (sd)",
    },
    "zh": {
        "page": "比较",
        "strongest": re.compile("最强项是“60岁及以上人口参与率”：43%，同类区县的中位数为33%"),
        "step": re.compile(r"达到同类区县的中位数.*位次由第\d+位升至第\d+位"),
        "improve": "优先改进",
        "reached": re.compile(r"\+0\.9，第\d+位"),
        "peers": "同类及选取依据",
        "distance": "距离（标准差）",
    },
}
QINGSHAN = {"city": "420100", "district": "420107"}


def strip(page, key):
    return page.locator(f'.strip[data-key="{key}"]')


def test_why_a_district_is_where_it_is_and_what_would_change_it(visit, shoot, lang):
    words = WORDS[lang]
    page = visit("overview", **QINGSHAN)
    page.get_by_role("link", name=words["page"], exact=True).click()
    settled(page)
    expect(page.get_by_text(words["strongest"])).to_be_visible()
    expect(page.get_by_text(words["step"])).to_be_visible()
    shoot("compare-why")
    page.get_by_test_id("stPopover").get_by_text(words["peers"]).click()
    expect(page.get_by_text(words["distance"])).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("radio", name=words["improve"]).click()
    settled(page)
    expect(page.get_by_text(words["reached"]).first).to_be_visible()
    shoot("compare-improve")


def test_a_profile_shows_who_a_tick_is_and_puts_it_beside(visit):
    page = visit("compare", **QINGSHAN)
    line = strip(page, "mean_years_schooling")
    line.scroll_into_view_if_needed()
    expect(line.locator("path.few")).to_have_attribute("d", re.compile("M"))
    expect(line.locator(".dot")).to_have_count(1)
    page.mouse.click(*to_pass(rightmost_told, page, line))
    settled(page)
    expect(line.locator(".dot")).to_have_count(2)
    expect(page).to_have_url(re.compile("with="))


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


@pytest.mark.parametrize("see", ["profile", "improve"])
def test_nothing_is_wider_than_the_window(visit, shoot, see):
    page = visit("compare", **QINGSHAN, see=see, **{"with": "420106,110108"})
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        shoot(f"compare-{see}-{name}")
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        page.wait_for_function(f"{wide} <= 0")
        expect(page.get_by_test_id("stException")).to_have_count(0)


def test_it_reads_on_a_light_and_on_a_dark_ground(visit, shoot):
    page = visit("compare", **QINGSHAN, **{"with": "420106,110108"})
    grounds = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(
            "before => !before.includes(getComputedStyle(document.querySelector('.stApp')).backgroundColor)",
            arg=list(grounds),
        )
        settled(page)
        shoot(f"compare-{scheme}")
        grounds.add(to_pass(ground_under_ink, page))


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
