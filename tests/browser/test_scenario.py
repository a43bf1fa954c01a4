"""The strip in a browser: before, after and difference by a click each, and all as it is by another."""

import re

from playwright.sync_api import expect

from lcity.scenario import Close, Scenario
from lcity.scenario.compact import pack


def test_before_after_difference_and_back(visit, china15):
    centres = china15.centres
    own = [centre for centre in centres.index if centre.startswith("140105")]
    closed = Scenario("Xiaodian without its centres", tuple(map(Close, own)))
    page = visit("coverage", city="140100", scenario=pack(closed))
    value = page.get_by_test_id("stMetricValue")
    delta = page.get_by_test_id("stMetricDelta")
    strip = page.locator(".st-key-in-force")
    expect(strip).to_contain_text(f"with {len(own)} centres closed (planned)")
    after = value.inner_text()
    expect(delta).to_have_count(0)
    strip.get_by_role("radio", name="before").click()
    expect(value).not_to_have_text(after)
    before = value.inner_text()
    expect(page).to_have_url(re.compile("as=before"))
    strip.get_by_role("radio", name="difference").click()
    expect(value).to_have_text(after)
    expect(delta).to_contain_text("points")
    page.reload()
    expect(delta).to_contain_text("points")
    strip.get_by_role("button", name="closed (planned)").click()
    expect(value).to_have_text(before)
    expect(strip).not_to_contain_text("planned")
    expect(page).not_to_have_url(re.compile("scenario="))
