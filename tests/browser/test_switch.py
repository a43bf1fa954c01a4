"""The switch under a hand: one click turns every part of a page to the other dataset, and one back."""

import re

from playwright.sync_api import expect

from tests.browser.harness import settled


def turn(page, label):
    page.get_by_test_id("stSidebar").get_by_text(label, exact=True).click()
    settled(page)


def test_the_board_turns_to_the_other_dataset_and_back_with_its_weights(visit):
    page = visit("ranking", lang="en", w="everywhere:80")
    rows = page.get_by_role("main")
    expect(rows.get_by_text("Hangzhou", exact=True).first).to_be_visible()
    turn(page, "English city regions")
    expect(rows.get_by_text("South Yorkshire", exact=True).first).to_be_visible()
    expect(rows.get_by_text("Hangzhou", exact=True)).to_have_count(0)
    expect(page).to_have_url(re.compile(r"d=england9\.[0-9a-f]{16}"))
    expect(page).to_have_url(re.compile(r"w=everywhere"))
    expect(page).to_have_url(re.compile(r"/ranking\?"))
    turn(page, "Learning cities of China")
    expect(rows.get_by_text("Hangzhou", exact=True).first).to_be_visible()
    expect(page).to_have_url(re.compile(r"d=china15\.[0-9a-f]{16}"))
    expect(page.get_by_test_id("stException")).to_have_count(0)
