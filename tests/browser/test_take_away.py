"""Taking away from the running app: the list, its files, and a link that reopens the view elsewhere."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.harness import PATIENCE_S, listened, settled
from tests.browser.waiting import comes_to

BEGINNINGS = {
    "CSV": b"\xef\xbb\xbf",
    "Excel": b"PK",
    "PNG": b"\x89PNG",
    "SVG": b"<?xml",
    "PowerPoint": b"PK",
    "PDF": b"%PDF",
}
RANKING = {"w": "everywhere:90,talent:10", "agg": "geometric", "units": "district.310000"}
COVERAGE = {"city": "310000", "r": "500", "hour": "sat19", "group": "people_60p"}


def opened(page):
    """Open the list and return it."""
    button = page.get_by_test_id("stPopover").get_by_role("button", name="Download and share")
    button.scroll_into_view_if_needed()
    button.click()
    listed = page.get_by_test_id("stPopoverBody")
    expect(listed.get_by_role("button", name="PDF", exact=True)).to_be_visible()
    settled(page)
    return listed


def taken(page, listed, name):
    """Click a file's button and return the file's name and content."""
    with page.expect_download() as download:
        listed.get_by_role("button", name=re.compile(f"^{re.escape(name)}")).first.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def finding(page):
    """Return where the page's question is answered: roles are hidden while a list is open."""
    return page.locator("h2, p.finding").first


@pytest.mark.parametrize("name", ["overview", "ranking", "coverage", "monitor"])
def test_the_list_opens_as_high_as_it_is_wherever_its_button_stands(visit, name):
    listed = opened(visit(name))
    low = "list => list.scrollHeight - list.clientHeight"
    comes_to(lambda: listed.evaluate(low), 0)


def test_every_kind_of_file_is_made_when_asked_for(visit):
    page = visit("ranking", **RANKING)
    listed = opened(page)
    for name, beginning in BEGINNINGS.items():
        file, content = taken(page, listed, name)
        assert file.startswith("lcity-ranking-")
        assert content.startswith(beginning)
    listed.get_by_text("Decision record", exact=True).click()
    _, content = taken(page, listed, "Keep a record")
    assert json.loads(content)["view"]["choices"]["w"] == RANKING["w"]


def test_the_link_taken_away_shows_somebody_else_the_same(visit, browser, base):
    page = visit("coverage", **COVERAGE)
    code = opened(page).get_by_test_id("stCode")
    expect(code).to_contain_text(base)
    other = window_of_another(browser)
    other.goto(code.inner_text().strip())
    expect(finding(other)).to_have_text(finding(page).inner_text())
    other.wait_for_url(lambda url: COVERAGE.items() <= dict(parse_qsl(urlsplit(url).query)).items())
    other.context.close()


def window_of_another(browser):
    """Return a window of somebody else's, who reads Chinese."""
    context = listened(browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900}))
    context.set_default_timeout(1000 * PATIENCE_S)
    return context.new_page()
