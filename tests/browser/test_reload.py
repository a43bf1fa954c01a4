"""Who reloads a page has the dataset they uploaded, nobody else has it, and it goes with its readers."""

import os
import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.harness import ROOT, Watch, address, serve, settled
from tests.intake.damage import valid

KEPT_S = 20
# LCity looks once a minute for sessions that are over.
OFTEN = "from lcity.ui.server import serving\nserving.SWEEP_EVERY_S = 1\n"
OTHER_DATA = "The link was made with other data"


@pytest.fixture
def uploads(tmp_path):
    """Where the server keeps what is uploaded."""
    folder = tmp_path / "uploads"
    folder.mkdir()
    return folder


@pytest.fixture
def base(tmp_path, uploads):
    """The address of a server that gives readers up sooner."""
    (tmp_path / "sitecustomize.py").write_text(OFTEN)
    env = {
        "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT))),
        "TMPDIR": str(uploads),
        "STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": str(KEPT_S),
    }
    with serve(tmp_path / "server.log", env=env) as base:
        yield base
    assert "Traceback" not in (tmp_path / "server.log").read_text()


def ranking(page) -> str:
    """Return what the page says of the ranking, once it is drawn."""
    finding = page.get_by_text("Cedar leads").first
    expect(finding).to_be_visible()
    settled(page)
    return finding.inner_text()


def test_a_reload_keeps_what_was_uploaded_for_its_browser_alone(base, page, watch, tmp_path, uploads):
    file = tmp_path / "three.zip"
    file.write_bytes(valid.zipped(valid.valid()))
    page.goto(address(base, "data", lang="en"))
    settled(page)
    page.get_by_role("region", name="Your files").locator("input[type=file]").set_input_files(str(file))
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_text("open in this browser only")).to_be_visible()
    settled(page)
    page.get_by_test_id("stSidebarNavLink").filter(has_text="City ranking").click()
    finding = ranking(page)
    expect(page).to_have_url(re.compile("d="))
    link = page.url
    page.reload()
    assert ranking(page) == finding
    expect(page).to_have_url(link)
    expect(page.get_by_text(OTHER_DATA)).to_have_count(0)
    (cookie,) = (one for one in page.context.cookies() if one["name"] == "lcity_browser")
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["expires"]) == (True, "Strict", -1)

    tab = page.context.new_page()
    tab.goto(link)
    assert ranking(tab) == finding
    page.close()
    closed = time.monotonic()
    other = tab.context.browser.new_context()
    watched = Watch(other, base)
    theirs = other.new_page()
    theirs.goto(link)
    settled(theirs)
    expect(theirs.get_by_text(OTHER_DATA)).to_be_visible()
    expect(theirs.get_by_text("Cedar leads")).to_have_count(0)
    watched.verdict()
    other.close()

    # As long as a tab has it, it stays; when none has, it goes, from the disk too.
    tab.wait_for_timeout(1000 * max(0, closed + KEPT_S + 3 - time.monotonic()))
    assert len(list(uploads.glob("lcity-upload-*"))) == 1
    tab.reload()
    assert ranking(tab) == finding
    tab.goto("about:blank")
    until = time.monotonic() + 3 * KEPT_S
    while list(uploads.glob("lcity-upload-*")) and time.monotonic() < until:
        time.sleep(0.5)
    assert list(uploads.glob("lcity-upload-*")) == []
    tab.goto(link)
    settled(tab)
    expect(tab.get_by_text(OTHER_DATA)).to_be_visible()
