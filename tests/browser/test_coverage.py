"""The Coverage page in a browser: an hour clicked, a row clicked, a link opened again."""

import re

from playwright.sync_api import expect

from tests.browser.harness import SIZES, settled
from tests.browser.waiting import to_pass

SATURDAY_19 = 5 * 24 + 19
FRIDAY_19 = SATURDAY_19 - 24
PHONE = dict(zip(("width", "height"), SIZES["phone"], strict=True))


def share(page):
    return page.get_by_test_id("stMetricValue")


def heading(page):
    return page.get_by_role("heading", level=2)


def hours(page):
    return page.get_by_role("grid", name="for each hour of the week").get_by_role("gridcell")


def counting(page):
    """Return the path of the centres that count, once it is drawn."""
    drawn = page.locator("path.centre.quiet")
    expect(drawn).to_have_attribute("d", re.compile("^M"))
    return drawn


def test_a_clicked_hour_is_the_hour_asked_about_everywhere_until_it_is_clicked_again(visit):
    page = visit("coverage", city="140100")
    any_hour, any_centres = share(page).inner_text(), counting(page).get_attribute("d")
    hours(page).nth(SATURDAY_19).click()
    expect(heading(page)).to_contain_text("Saturday 19:00–20:00")
    expect(share(page)).not_to_have_text(any_hour)
    expect(counting(page)).not_to_have_attribute("d", any_centres)
    expect(page).to_have_url(re.compile("hour=sat19"))
    centres = counting(page).get_attribute("d")

    # The link opens the same view again.
    page.get_by_role("slider", name="Straight-line distance").press("ArrowRight")
    expect(heading(page)).to_contain_text("1,100 m")
    settled(page)
    found = share(page).inner_text()
    page.reload()
    expect(heading(page)).to_contain_text("within 1,100 m")
    expect(share(page)).to_have_text(found)
    expect(counting(page)).to_have_attribute("d", centres)

    # Assumptions opened late show what is in force.
    settled(page)
    page.get_by_role("button", name="Assumptions").click()
    expect(page.get_by_role("slider", name="Walking speed")).to_have_value("4.8")
    page.keyboard.press("Escape")
    page.get_by_role("slider", name="Straight-line distance").press("ArrowLeft")
    expect(heading(page)).to_contain_text("1,000 m")
    settled(page)

    hours(page).nth(SATURDAY_19).click()
    expect(heading(page)).not_to_contain_text("Saturday")
    expect(share(page)).to_have_text(any_hour)
    expect(counting(page)).to_have_attribute("d", any_centres)
    expect(page).not_to_have_url(re.compile("hour="))


def test_the_week_is_walked_by_the_arrows_and_the_map_turns_to_a_district(visit):
    page = visit("coverage", city="140100", hour="sat19")
    expect(hours(page).nth(SATURDAY_19)).to_have_attribute("aria-selected", "true")
    hours(page).nth(SATURDAY_19).focus()
    page.keyboard.press("ArrowUp")
    friday = hours(page).nth(FRIDAY_19)
    expect(friday).to_be_focused()
    expect(friday).to_have_accessible_name(re.compile(r"^Friday 19:00–20:00: \d+\s%$"))
    page.keyboard.press("Enter")
    expect(heading(page)).to_contain_text("Friday 19:00–20:00")
    expect(friday).to_have_attribute("aria-selected", "true")
    settled(page)

    # The map turns to a district chosen on it, and one gets back to the whole.
    whole, seen = page.get_by_role("button", name="Show the whole map"), page.locator(".frame > svg")
    expect(whole).to_be_disabled()
    view = seen.get_attribute("viewBox")
    scale = page.locator(".scale")
    expect(scale).to_have_text(re.compile(r"^\d+ km$"))
    far = scale.inner_text()
    page.locator('.areas path[aria-label^="Jinyuan"]').press("Enter")
    expect(whole).to_be_enabled()
    expect(page.locator(".outline path").last).to_have_attribute("d", re.compile("^M"))
    expect(page.locator(".names text.unit").filter(has_text="Jinyuan")).to_be_visible()
    expect(scale).not_to_have_text(far)
    settled(page)
    whole.click()
    expect(seen).to_have_attribute("viewBox", view)
    page.get_by_role("button", name="Full screen").click()
    expect(page.locator(".figure:fullscreen .title")).to_contain_text("Taiyuan")
    expect(page.locator(".figure:fullscreen .key")).to_contain_text("(simulated)")
    page.keyboard.press("Escape")


def test_a_district_clicked_in_the_table_is_selected_everywhere(visit):
    page = visit("coverage", city="140100")
    row = page.get_by_role("row", name="Yangqu")
    row.click()
    expect(row).to_have_attribute("aria-selected", "true")
    selected = page.get_by_test_id("stSidebar").get_by_role("combobox", name="Selected district")
    expect(selected).to_have_value("Yangqu")
    expect(page.get_by_test_id("stMetricLabel")).to_contain_text("Yangqu: within reach")


def test_a_phone_shows_the_map_whole_and_every_number_of_the_table(visit):
    page = visit("coverage", city="510100")
    areas, frame = page.locator("g.areas"), page.locator(".frame").filter(has=page.locator("g.areas"))
    to_pass(assert_within, areas, frame)
    page.set_viewport_size(PHONE)
    settled(page)
    expect(page.get_by_role("button", name="Show the whole map")).to_be_disabled()
    to_pass(assert_within, areas, frame)
    to_pass(assert_seen_whole, page.get_by_role("grid").filter(has=page.get_by_role("columnheader")))


def assert_within(areas, frame):
    drawn, place = areas.bounding_box(), frame.bounding_box()
    assert place["x"] <= drawn["x"]
    assert drawn["x"] + drawn["width"] <= place["x"] + place["width"]
    assert drawn["y"] + drawn["height"] <= place["y"] + place["height"]


def assert_seen_whole(grid):
    cut = """grid => [...grid.querySelectorAll("tbody td")]
        .filter(cell => cell.textContent && cell.scrollWidth > cell.clientWidth)
        .map(cell => cell.textContent)"""
    assert grid.evaluate(cut) == []
    assert "undefined" not in grid.inner_text(), "the column of bars has no head"
    assert grid.evaluate("grid => grid.getBoundingClientRect().right <= innerWidth")
