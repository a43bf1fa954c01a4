"""A newcomer's way: an empty template, filled in, uploaded, confirmed, opened, ranked, and back."""

import io

import openpyxl
from playwright.sync_api import expect

from tests.browser.harness import settled

TREE = (
    (
        "key",
        "parent",
        "name",
        "unit",
        "direction",
        "weight",
        "low",
        "high",
        "provenance",
        "source",
        "definition",
    ),
    ("all", None, "Everything", None, None, 1, None, None, None, None, None),
    ("reading", "all", "People who read", "%", 1, 1, 0, 100, "official", None, "Share of adults."),
    ("clubs", "all", "Clubs", "per 1,000 people", 1, 1, 0, 10, "survey", None, "Clubs there are."),
)
CITIES = (("city", "name"), ("a", "Ashby"), ("b", "<b>Birch</b>"), ("c", "Cedarville"))
VALUES = (
    ("城市", "年份", "reading", "clubs"),
    ("a", 2024, 91, 4),
    ("b", 2024, "many", 5),
    ("c", 2024, 60, 3),
)


def fill(book: openpyxl.Workbook, name: str, rows: tuple) -> None:
    """Write rows under a sheet's own headings, by name; headings of one's own go to the right."""
    sheet = book[name]
    own = {cell.value: cell.column for cell in sheet[1] if cell.value}
    if not set(rows[0]) <= set(own):
        sheet.delete_cols(1, sheet.max_column)
        own = {heading: number for number, heading in enumerate(rows[0], start=1)}
        for heading, number in own.items():
            sheet.cell(1, number, heading)
    for number, row in enumerate(rows[1:], start=2):
        for heading, value in zip(rows[0], row, strict=True):
            sheet.cell(number, own[heading], value)


def filled(template: bytes) -> openpyxl.Workbook:
    book = openpyxl.load_workbook(io.BytesIO(template))
    fill(book, "indicators", TREE)
    fill(book, "cities", CITIES)
    fill(book, "values_city", VALUES)
    return book


def saved(book: openpyxl.Workbook, path) -> str:
    book.save(path)
    return str(path)


def test_from_an_empty_template_to_a_ranking_and_back(visit, tmp_path):
    page = visit("data")
    with page.expect_download() as download:
        page.get_by_role("button", name=".xlsx").last.click()
    book = filled(download.value.path().read_bytes())
    assert book.sheetnames[0] == "read me"

    place = page.get_by_role("region", name="Your files")
    upload = place.locator("input[type=file]")
    upload.set_input_files(saved(book, tmp_path / "my.xlsx"))
    page.get_by_role("button", name="Use these").click()
    expect(page.get_by_text("1 problem keeps it from being opened")).to_be_visible()
    settled(page)
    # The cell is marked in the file that is handed back, which can be mended and uploaded as it is.
    with page.expect_download() as download:
        page.get_by_role("button", name="Your tables, bad cells marked").click()
    marked = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    bad = marked["values_city"]["C3"]
    assert bad.value == "many"
    assert "expected a number" in bad.comment.text
    assert bad.fill.fgColor.rgb != marked["values_city"]["C4"].fill.fgColor.rgb
    marked["values_city"]["C3"] = 80

    place.get_by_role("button", name="Remove my.xlsx").click()
    settled(page)
    upload.set_input_files(saved(marked, tmp_path / "mended.xlsx"))
    page.get_by_role("button", name="Use these").click()
    expect(page.get_by_text("Valid: 2 indicators, 3 cities")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_text("open in this browser only")).to_be_visible()
    settled(page)

    page.get_by_test_id("stSidebarNavLink").filter(has_text="City ranking").click()
    expect(page.get_by_text("Ashby leads at 65.5").first).to_be_visible()
    settled(page)
    expect(page.locator("b", has_text="Birch")).to_have_count(0)  # a name is text, whatever it looks like

    other = page.context.browser.new_context()
    theirs = other.new_page()
    theirs.goto(page.url)
    settled(theirs)
    expect(theirs.get_by_text("Ashby")).to_have_count(0)
    other.close()

    page.get_by_test_id("stSidebarNavLink").filter(has_text="Data").click()
    page.get_by_role("button", name="Back to the server's dataset").click()
    expect(page.get_by_text("Learning cities of China").first).to_be_visible()
