"""The path of a planner who asks why a city is where it is: how sure, at best, what if, why; on phones."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.harness import settled
from tests.browser.waiting import at_rest, comes_to, to_pass

PARTS = {
    "en": ("Other weights", "Best and worst case", "Try these weights", "Why it changed"),
    "zh": ("换一组权重", "最好与最差", "试用这组权重", "为何变化"),
}


def open_part(page, name):
    page.get_by_role("radio", name=name, exact=True).click()
    settled(page)


@pytest.mark.parametrize("lang", PARTS)
def test_from_a_rank_to_what_would_change_it(visit, lang):
    weights, extremes, try_, why = PARTS[lang]
    page = visit("ranking", lang=lang, city="320100")
    open_part(page, weights)
    grid = page.get_by_role("region", name=re.compile("each rank|各位次"))
    expect(grid.get_by_role("rowheader")).to_have_count(15)
    expect(page).to_have_url(re.compile("sure=ranks"))
    open_part(page, extremes)
    best = page.get_by_text(re.compile(r"Rank \d+ at best|最好第\d+位，权重"))
    rank = re.search(r"\d+", best.inner_text()).group()
    page.get_by_role("button", name=try_).first.click()
    settled(page)
    expect(page).to_have_url(re.compile("w="))
    # The board has taken the weights over: its row of the city has the rank found.
    own = page.locator("[aria-posinset]").filter(has_text=re.compile("Nanjing|南京")).first
    expect(own).to_have_attribute("aria-posinset", rank)
    open_part(page, why)
    since = re.compile(r"^(Since \d{4}, .*Nanjing|自\d{4}年以来，南京)")
    expect(page.get_by_text(since).first).to_be_visible()


def test_the_row_of_parts_stays_under_the_hand(visit):
    page = visit("ranking", units="district", sure="methods")
    page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, main.scrollHeight)")
    first = page.get_by_role("radio", name="Other methods", exact=True)
    height = at_rest(first.bounding_box)["y"]
    for name in ("What drives it", "Other weights", "Best and worst case", "Why it changed", "Other methods"):
        open_part(page, name)
        comes_to(lambda: first.bounding_box()["y"], pytest.approx(height, abs=4))


CUT = """cells => cells.filter(cell => {
    const written = document.createRange();
    written.selectNodeContents(cell);
    return written.getBoundingClientRect().width > cell.getBoundingClientRect().width;
}).map(cell => cell.textContent)"""


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("ranking", {"sure": "ranks", "units": "district"}),
        ("ranking", {"sure": "ranks", "units": "district", "draws": "any", "district": "330106"}),
        ("ranking", {"sure": "methods", "units": "district", "district": "330106"}),
        ("compare", {"see": "trust", "level": "district", "district": "310101", "with": "110105,440106"}),
    ],
)
def test_no_number_is_cut_on_a_phone(visit, page, name, link):
    page.set_viewport_size({"width": 390, "height": 844})
    visit(name, **link)
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
