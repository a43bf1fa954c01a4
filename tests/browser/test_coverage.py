"""The Coverage page in a browser: an hour clicked, a row clicked, a link opened again."""

import io
import re

import numpy as np
from PIL import Image
from playwright.sync_api import expect

from tests.browser.harness import PATIENCE_S, settled

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


def picture(page, unlike=None):
    """Return the map as (height, width, 3) colours, once it is drawn, at rest and another one."""
    settled(page)
    drawn = page.locator(".stDeckGlJsonChart canvas").first
    shown = None
    for _ in range(4 * PATIENCE_S):
        page.wait_for_timeout(250)
        before, shown = shown, np.asarray(Image.open(io.BytesIO(drawn.screenshot())).convert("RGB"), int)
        at_rest = before is not None and before.shape == shown.shape and (before == shown).all()
        another = unlike is None or differing(unlike, shown) > 0.01
        if at_rest and another and (shown != shown[0, 0]).any():
            return shown
    raise AssertionError("the map never came to rest")


def differing(one, other):
    return (np.abs(one - other).max(axis=2) > 24).mean()


def test_the_centres_on_the_running_map_are_those_of_the_hour_chosen(visit):
    page = visit("coverage", city="140100")
    any_hour = picture(page)
    click(page, SATURDAY_19)
    expect(page.get_by_role("heading", level=2)).to_contain_text("Saturday")
    chosen = picture(page, unlike=any_hour)
    page.reload()
    fresh = picture(page, unlike=any_hour)
    assert differing(chosen, fresh) < 0.001
    click(page, SATURDAY_19)
    expect(page.get_by_role("heading", level=2)).not_to_contain_text("Saturday")
    assert differing(any_hour, picture(page, unlike=chosen)) < 0.001


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


def rim(shown, px=2):
    """Return how much of the map's left and right rims is drawn on."""
    rims = np.concatenate([shown[:, :px], shown[:, -px:]], axis=1)
    return (np.abs(rims - shown[0, 0]).max(axis=2) > 24).mean()


def test_a_narrow_window_shows_the_map_whole(visit):
    page = visit("coverage", city="510100")
    assert rim(picture(page)) == 0
    page.set_viewport_size({"width": 390, "height": 844})
    assert rim(picture(page)) == 0
    page.reload()
    settled(page)
    assert rim(picture(page)) == 0


def test_no_number_of_the_table_is_cut_on_a_phone(visit):
    page = visit("coverage", city="310100")
    page.set_viewport_size({"width": 390, "height": 844})
    settled(page)
    cut = """grid => [...grid.querySelectorAll("tbody td")]
        .filter(cell => cell.textContent && cell.scrollWidth > cell.clientWidth)
        .map(cell => cell.textContent)"""
    grid = page.get_by_role("grid").filter(has=page.get_by_role("columnheader"))
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
