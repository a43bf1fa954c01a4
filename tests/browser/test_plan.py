"""Plan in a browser: what a new user asks first, answered for Bury, and the places under the hand."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.harness import settled
from tests.browser.waiting import at_rest, to_pass

BURY = {"d": "england9", "city": "E47000001", "district": "E08000002"}


def heading(page):
    return page.get_by_role("heading", level=2).first


def marks(page):
    return page.locator("g.mark")


def test_the_next_places_for_bury_are_moved_and_held_by_hand_and_hours_and_ranks_are_a_click_away(visit):
    page = visit("plan", **BURY)
    expect(heading(page)).to_contain_text("3 more places")
    expect(marks(page)).to_have_count(3)
    box = at_rest(marks(page).nth(2).bounding_box)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20, y - 20, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile("put="))
    expect(page.locator("g.mark.held")).to_have_count(1)
    settled(page)
    page.get_by_text("Longer hours").click()
    expect(heading(page)).to_contain_text("open Monday to Friday")
    page.get_by_text("Reach a rank").click()
    expect(heading(page)).to_contain_text(re.compile("rank"))


def test_hangzhou_is_answered_with_what_its_answer_stands_on_and_a_click_puts_a_place(visit):
    page = visit("plan", city="330100", lang="zh")
    expect(heading(page)).to_contain_text("新增3处")
    expect(page.get_by_text("仅演示方法，不作决策依据").first).to_be_visible()
    box = at_rest(page.locator("svg.placing").bounding_box)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page).to_have_url(re.compile("put="))
    expect(page.locator("g.mark.held")).to_have_count(1)
    page.get_by_text("开放一类场所").click()
    expect(heading(page)).to_contain_text("开放")


# How far anything of the table reaches beyond it, how many names are cut and how many cells still hold a bar,
# and how far the shares stand from the right edge under their head.
LAID_OUT = """frame => {
  const all = (what) => [...frame.querySelectorAll(what)];
  const edge = frame.getBoundingClientRect().right;
  const left = (what) => all(what).map((one) => edge - one.getBoundingClientRect().right);
  return {
    beyond: Math.max(frame.scrollWidth - frame.clientWidth, -Math.min(...left("tbody span, button.act"))),
    cut: all("tbody th").filter((one) => one.scrollWidth > one.clientWidth + 1).length,
    bars: all(".bar").length,
    gap: Math.max(...left("tbody td:last-child > *")),
  };
}"""
LINES = """one => {
  const words = document.createRange();
  words.selectNodeContents(one);
  return new Set([...words.getClientRects()].map(({ top }) => top)).size;
}"""


@pytest.mark.parametrize("size", ["phone"])
def test_on_a_phone_the_whole_table_is_seen_and_a_place_is_kept_by_its_button(visit, size):
    page = visit("plan", city="330100", lang="zh")
    places = page.get_by_role("grid", name="地点")
    frame = page.locator(".frame", has=places)

    def whole():
        laid = frame.evaluate(LAID_OUT)
        assert laid["beyond"] <= 0
        assert (laid["cut"], laid["bars"]) == (0, 0)
        assert laid["gap"] < 12

    to_pass(whole)
    name = places.get_by_role("rowheader").first.locator("span").inner_text()
    places.get_by_role("button", name=f"保留: {name}").click()
    expect(page).to_have_url(re.compile("hold="))
    expect(places.get_by_role("button", name="已保留").first).to_have_attribute("aria-pressed", "true")
    settled(page)

    def on_one_line():
        assert page.get_by_role("rowheader", name="覆盖率最低的区县").evaluate(LINES) == 1

    to_pass(on_one_line)  # one without times: the figures give way to it
