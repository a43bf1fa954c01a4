"""The README's ways from files of one's own to a city on screen, walked, and their clicks counted."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import own_files
from tests.browser.harness import ROOT, settled
from tests.ground.extracts import helsinki

README = (ROOT / "README.md").read_text(encoding="utf-8")
MONDAY_10 = 10


def told_clicks(path: str) -> int:
    """Return how many clicks the README says a path takes."""
    return int(re.search(rf"^#### {path}.*?\b(\d+) clicks", README, re.M | re.S)[1])


class Hand:
    """What a reader does on the page, counted: a click each; choosing from a list is two."""

    def __init__(self, page):
        self.page, self.clicks = page, 0

    def press(self, name: str) -> None:
        self.clicks += 1
        self.page.get_by_role("button", name=name, exact=True).click()

    def unfold(self, text: str) -> None:
        self.clicks += 1
        self.page.locator("summary").filter(has_text=text).click()

    def give(self, place: str, path) -> None:
        self.clicks += 1
        own = self.page.get_by_role("region", name=re.compile(f"^{place}"))
        own.locator("input[type=file]").set_input_files(str(path))
        expect(own.get_by_text(path.name)).to_be_visible()
        settled(self.page)

    def choose(self, label: str, option: str) -> None:
        self.clicks += 2
        self.page.get_by_role("combobox", name=label).click()
        self.page.get_by_role("option", name=option, exact=True).click()
        settled(self.page)

    def call(self, name: str) -> None:
        self.clicks += 1
        field = self.page.get_by_label("Name of the city")
        field.fill(name)
        field.press("Tab")
        settled(self.page)

    def go(self, page_name: str) -> None:
        self.clicks += 1
        self.page.get_by_test_id("stSidebarNavLink").filter(has_text=page_name).click()


@pytest.fixture
def hand(visit):
    """A hand on the page Data, the way from one's own ground unfolded."""
    found = Hand(visit("data"))
    found.unfold("From a map extract")
    return found


def make_and_open(hand: Hand, title: str) -> None:
    hand.call(title)
    settled(hand.page)
    hand.press("Make the dataset")
    expect(hand.page.get_by_role("button", name="Open it", exact=True)).to_be_enabled()
    settled(hand.page)
    hand.press("Open it")
    expect(hand.page.get_by_text("open in this browser only")).to_be_visible()
    hand.go("Coverage")


def test_from_an_extract_and_a_raster_to_coverage_by_hour_along_streets(hand, tmp_path):
    hand.give("Map extract", helsinki())
    hand.give("Where people live", own_files.raster(tmp_path / "people.tif"))
    hand.give("Outlines", own_files.outlines(tmp_path / "alueet.gpkg"))
    hand.choose("Column of districts' names", "nimi")
    make_and_open(hand, "Helsinki centre")
    page = hand.page
    share = page.get_by_test_id("stMetricValue")
    expect(page.get_by_text("along streets").first).to_be_visible()
    expect(page.get_by_text("Länsi").first).to_be_visible()
    settled(page)
    any_hour = share.inner_text()
    hand.clicks += 1
    page.get_by_role("grid", name="for each hour of the week").get_by_role("gridcell").nth(MONDAY_10).click()
    expect(page.get_by_role("heading", level=2)).to_contain_text("Monday 10:00–11:00")
    expect(share).not_to_have_text(any_hour)
    settled(page)
    assert hand.clicks == told_clicks("A map extract and a raster")


def test_from_a_list_of_branches(hand, tmp_path):
    hand.give("Map extract", own_files.branches(tmp_path / "branches.csv"))
    hand.give("Where people live", own_files.people(tmp_path / "people.csv"))
    hand.choose("Kind of these centres", "Library")
    hand.choose("How far the list can be trusted", "official")
    make_and_open(hand, "Branches town")
    expect(hand.page.get_by_text("Branches town").first).to_be_visible()
    assert hand.clicks == told_clicks("A list of branches")


def test_from_walking_times_of_another_tool(hand, tmp_path):
    ids = {"id": ["a", "b", "c"], "kind": "library", "provenance": "official"}
    hand.give("Map extract", own_files.branches(tmp_path / "branches.csv", **ids))
    hand.give("Where people live", own_files.people(tmp_path / "people.csv"))
    hand.give("Walking times", own_files.times(tmp_path / "matrix.csv"))
    hand.choose("Column of the ids walking times name places by", "cell")
    make_and_open(hand, "Times town")
    page = hand.page
    expect(page.get_by_text("within 15 minutes").first).to_be_visible()
    expect(page.get_by_test_id("stMetricValue")).to_contain_text("49")
    settled(page)
    assert hand.clicks == told_clicks("Walking times from another tool")
