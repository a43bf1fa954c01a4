"""The Coverage page in a browser: an hour clicked, a row clicked, a link opened again."""

import re

from playwright.sync_api import expect

from tests.browser.harness import settled
from tests.browser.waiting import to_pass

SATURDAY_19 = 5 * 24 + 19


def share(page):
    return page.get_by_test_id("stMetricValue")


def week(page):
    return page.get_by_role("grid", name="for each hour of the week")


def click(page, hour):
    week(page).get_by_role("gridcell").nth(hour).click()


def test_a_clicked_hour_is_the_hour_asked_about_and_clicked_again_it_is_let_go(visit, shoot):
    page = visit("coverage", city="140100")
    any_hour = share(page).inner_text()
    click(page, SATURDAY_19)
    expect(share(page)).not_to_have_text(any_hour)
    expect(page.get_by_role("heading", level=2)).to_contain_text("Saturday 19:00–20:00")
    expect(page).to_have_url(re.compile("hour=sat19"))
    settled(page)
    shoot("coverage-hour")
    click(page, SATURDAY_19)
    expect(share(page)).to_have_text(any_hour)
    expect(page).not_to_have_url(re.compile("hour="))


def test_the_week_is_walked_by_the_arrows_and_says_each_hour(visit):
    page = visit("coverage", city="140100", hour="sat19")
    cells = week(page).get_by_role("gridcell")
    expect(cells.nth(SATURDAY_19)).to_have_attribute("aria-selected", "true")
    cells.nth(SATURDAY_19).focus()
    page.keyboard.press("ArrowUp")
    expect(cells.nth(SATURDAY_19 - 24)).to_be_focused()
    expect(cells.nth(SATURDAY_19 - 24)).to_have_accessible_name(re.compile(r"^Friday 19:00–20:00: \d+\s%$"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2)).to_contain_text("Friday 19:00–20:00")
    expect(cells.nth(SATURDAY_19 - 24)).to_have_attribute("aria-selected", "true")


def counting(page):
    """Return the path of the centres that count, once it is drawn."""
    drawn = page.locator("path.centre.quiet")
    expect(drawn).to_have_attribute("d", re.compile("^M"))
    return drawn


def test_the_centres_on_the_running_map_are_those_of_the_hour_chosen(visit):
    page = visit("coverage", city="140100")
    any_hour = counting(page).get_attribute("d")
    click(page, SATURDAY_19)
    expect(page.get_by_role("heading", level=2)).to_contain_text("Saturday")
    expect(counting(page)).not_to_have_attribute("d", any_hour)
    chosen = counting(page).get_attribute("d")
    page.reload()
    expect(counting(page)).to_have_attribute("d", chosen)
    click(page, SATURDAY_19)
    expect(page.get_by_role("heading", level=2)).not_to_contain_text("Saturday")
    expect(counting(page)).to_have_attribute("d", any_hour)


def test_a_district_chosen_is_turned_to_and_one_gets_back_to_the_whole(visit, shoot):
    page = visit("coverage", city="140100")
    whole, seen = page.get_by_role("button", name="Show the whole map"), page.locator(".frame > svg")
    expect(whole).to_be_disabled()
    view = seen.get_attribute("viewBox")
    scale = page.locator(".scale")
    expect(scale).to_have_text(re.compile(r"^\d+ km$"))
    far = scale.inner_text()
    page.locator('.areas path[aria-label^="Jinyuan"]').press("Enter")
    expect(whole).to_be_enabled()
    expect(page.locator("path.outline")).to_have_attribute("d", re.compile("^M"))
    expect(page.locator(".names text.unit").filter(has_text="Jinyuan")).to_be_visible()
    expect(scale).not_to_have_text(far)
    settled(page)
    shoot("coverage-district")
    whole.click()
    expect(seen).to_have_attribute("viewBox", view)
    page.get_by_role("button", name="Full screen").click()
    expect(page.locator(".figure:fullscreen .title")).to_contain_text("Taiyuan")
    expect(page.locator(".figure:fullscreen .key")).to_contain_text("(simulated)")
    page.keyboard.press("Escape")


def test_the_link_opens_the_same_view_again(visit):
    page = visit("coverage", city="140100")
    click(page, SATURDAY_19)
    expect(page.get_by_role("heading", level=2)).to_contain_text("Saturday")
    page.get_by_role("slider", name="Straight-line distance").press("ArrowRight")
    expect(page.get_by_role("heading", level=2)).to_contain_text("1,100 m")
    settled(page)
    found = share(page).inner_text()
    page.reload()
    settled(page)
    expect(share(page)).to_have_text(found)
    expect(page.get_by_role("heading", level=2)).to_contain_text("within 1,100 m")


def test_a_district_clicked_in_the_table_is_selected_everywhere(visit):
    page = visit("coverage", city="140100")
    row = page.get_by_role("row", name="Yangqu")
    row.click()
    expect(row).to_have_attribute("aria-selected", "true")
    expect(page.get_by_test_id("stSidebar").get_by_role("combobox", name="Selected district")).to_have_value(
        "Yangqu"
    )
    expect(page.get_by_test_id("stMetricLabel")).to_contain_text("Yangqu: within reach")


def test_a_narrow_window_shows_the_map_whole(visit):
    page = visit("coverage", city="510100")
    areas, frame = page.locator("g.areas"), page.locator(".frame").filter(has=page.locator("g.areas"))
    for size in ({"width": 1440, "height": 900}, {"width": 390, "height": 844}):
        page.set_viewport_size(size)
        settled(page)
        expect(page.get_by_role("button", name="Show the whole map")).to_be_disabled()
        to_pass(assert_within, areas, frame)


def assert_within(areas, frame):
    drawn, place = areas.bounding_box(), frame.bounding_box()
    assert place["x"] <= drawn["x"]
    assert drawn["x"] + drawn["width"] <= place["x"] + place["width"]
    assert drawn["y"] + drawn["height"] <= place["y"] + place["height"]


def test_no_number_of_the_table_is_cut_on_a_phone(visit):
    page = visit("coverage", city="310100")
    page.set_viewport_size({"width": 390, "height": 844})
    settled(page)
    to_pass(assert_seen_whole, page.get_by_role("grid").filter(has=page.get_by_role("columnheader")))


def assert_seen_whole(grid):
    cut = """grid => [...grid.querySelectorAll("tbody td")]
        .filter(cell => cell.textContent && cell.scrollWidth > cell.clientWidth)
        .map(cell => cell.textContent)"""
    assert grid.evaluate(cut) == []
    assert "undefined" not in grid.inner_text(), "the column of bars has no head"
    assert grid.evaluate("grid => grid.getBoundingClientRect().right <= innerWidth")


def test_the_assumptions_show_what_is_in_force_even_when_opened_late(visit):
    page = visit("coverage", city="140100")
    click(page, SATURDAY_19)
    expect(page.get_by_role("heading", level=2)).to_contain_text("Saturday")
    settled(page)
    page.get_by_role("button", name="Assumptions").click()
    expect(page.get_by_role("slider", name="Walking speed")).to_have_value("4.8")
