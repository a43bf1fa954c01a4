"""One Excel table, walked from the upload to its ranking as its owner does, every click counted."""

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import settled

TABLE = (
    ("Learning in towns, 2024",),
    ("Town", "Learning", None, "Work", "Longitude", "Latitude"),
    (None, "Literacy rate (%)", "Adults in courses (%)", "Unemployment (%)", None, None),
    ("Ashby", 91, 12, 4, 10.1, 50.1),
    ("Birch", 80, 19, 6, 10.4, 50.3),
    ("Cedar", 60, 8, 9, 10.2, 50.4),
)
MERGED = ("A1:F1", "A2:A3", "B2:C2", "E2:E3", "F2:F3")
CLICKS = 5
"""The one direction nothing says; what the figures are (the list, and one of it); to confirm; to rank."""


@pytest.fixture
def book(tmp_path) -> str:
    found = openpyxl.Workbook()
    sheet = found.active
    for row in TABLE:
        sheet.append(row)
    for cells in MERGED:
        sheet.merge_cells(cells)
    path = tmp_path / "towns.xlsx"
    found.save(path)
    return str(path)


@pytest.mark.parametrize("size", ["phone"])
def test_an_excel_table_is_a_ranking_in_five_clicks(visit, book, size):
    page: Page = visit("data", lang="zh")
    clicks = 0

    def click(what) -> None:
        nonlocal clicks
        what.click()
        clicks += 1

    place = page.get_by_role("region", name="您的文件")
    place.locator("input[type=file]").set_input_files(book)
    expect(page.get_by_role("button", name="按此采用")).to_be_disabled()
    settled(page)
    click(page.get_by_test_id("stRadio").get_by_text("越高越好", exact=True))
    click(page.get_by_test_id("stSelectbox").last.locator("input"))
    click(page.get_by_role("option", name="官方").first)
    expect(page.get_by_role("button", name="按此采用")).to_be_enabled()
    settled(page)
    click(page.get_by_role("button", name="按此采用"))
    expect(page.get_by_role("button", name="查看排名")).to_be_enabled()
    settled(page)
    click(page.get_by_role("button", name="查看排名"))
    expect(page.get_by_text("Ashby以").first).to_be_visible()
    settled(page)
    assert clicks == CLICKS
