"""A chart of ours: its dots are pointed at, reached by keys and chosen, and its legend hides them."""

from playwright.sync_api import expect

from tests.browser.waiting import comes_to


def test_a_dot_is_reached_by_keys_chosen_and_hidden(visit, page):
    visit("participation", lang="en", city="330100")
    chart = page.locator(".chart").first
    chart.focus()
    page.keyboard.press("ArrowRight")
    tip = chart.locator(".tip")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("0–14")
    expect(chart.locator("[aria-live]")).to_contain_text("0–14")
    dots = chart.locator("svg > path")
    before = dots.count()
    chart.get_by_role("button", name="0–14").click()
    expect(dots).to_have_count(before - 1)
    page.mouse.move(0, 0)
    expect(tip).to_be_hidden()
    chart.focus()
    page.keyboard.press("ArrowRight")
    expect(tip).to_contain_text("15–59")
    page.keyboard.press("End")
    expect(tip).not_to_contain_text("15–59")
    page.keyboard.press("Home")
    expect(tip).to_contain_text("15–59")
    page.keyboard.press("Enter")
    # What is chosen is named in bold, in the chart too, and stands in the link.
    expect(chart.locator("text.bold")).to_have_count(1)
    comes_to(lambda: "district=" in page.url, True)
