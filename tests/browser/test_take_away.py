"""Taking away from the running app: the list, its files, and a link that reopens the view elsewhere."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.harness import listened, pages, settled

BEGINNINGS = {
    "CSV": b"\xef\xbb\xbf",
    "Excel": b"PK",
    "PNG": b"\x89PNG",
    "SVG": b"<?xml",
    "PowerPoint": b"PK",
    "PDF": b"%PDF",
}
CHOSEN = {
    "ranking": {"w": "everywhere:90,talent:10", "agg": "geometric", "units": "district.310000"},
    "coverage": {"city": "310000", "r": "500", "hour": "sat19", "group": "people_60p"},
    "participation": {"city": "310000", "who": "60p", "mode": "online"},
    "overview": {"city": "310000", "district": "310101"},
}


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


def test_every_kind_of_file_is_made_when_asked_for(visit):
    page = visit("ranking", **CHOSEN["ranking"])
    listed = opened(page)
    for name, beginning in BEGINNINGS.items():
        file, content = taken(page, listed, name)
        assert file.startswith("lcity-ranking-")
        assert content.startswith(beginning)
    listed.get_by_text("Decision record", exact=True).click()
    _, content = taken(page, listed, "Keep a record")
    assert json.loads(content)["view"]["choices"]["w"] == CHOSEN["ranking"]["w"]


NO_BRIEF = ("method", "data", "ranking", "meeting")
"""Without one, or seen to above; of a room nothing is handed out before its fifth vote."""


@pytest.mark.parametrize("name", [name for name in pages() if name not in NO_BRIEF])
def test_a_brief_can_be_taken_from_every_page(visit, name):
    page = visit(name)
    _, content = taken(page, opened(page), "PDF")
    assert content.startswith(b"%PDF")


@pytest.fixture(scope="module")
def other(browser):
    """A window of somebody else's, who reads Chinese."""
    context = listened(browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900}))
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", CHOSEN)
def test_the_link_taken_away_shows_somebody_else_the_same(visit, other, base, name):
    page = visit(name, **CHOSEN[name])
    link = opened(page).get_by_test_id("stCode").inner_text().strip()
    assert link.startswith(base)
    other.context.clear_cookies()
    other.goto(link)
    expect(finding(other)).to_have_text(finding(page).inner_text())
    held = CHOSEN[name].items()
    other.wait_for_url(lambda url: held <= dict(parse_qsl(urlsplit(url).query)).items())
