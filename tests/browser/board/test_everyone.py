"""The board is there for everyone: by ear, in any window, on light and dark, however many units."""

import re

from playwright.sync_api import Page, expect

from lcity.index import moves
from lcity.text import Language, language
from tests.browser.board.engine import names, rankings
from tests.browser.board.page import DRAG
from tests.browser.faults import serious
from tests.browser.harness import SIZES, settled
from tests.browser.waiting import comes_to, to_pass


def ordinal(lang: Language, rank: int) -> str:
    form = {1: "one", 2: "two", 3: "few"}.get(rank, "other")
    return lang.t(f"board.ordinal.{form}", n=str(rank))


def test_a_screen_reader_hears_where_the_chosen_city_ended(open_board, lang):
    reader = language(lang)
    board = open_board(city="330100")
    for key, weight in (("Home", "0"), ("End", "100")):
        board.slider("talent").press(key)
        ranking, before = rankings(w=f"talent:{weight}")
        moved = int(moves(before, ranking)["330100"])
        heard = reader.t(
            "board.now_up" if moved > 0 else "board.now_down" if moved else "board.now_same",
            name=names("city", reader)["330100"],
            rank=ordinal(reader, int(ranking.rank["330100"])),
            change=str(abs(moved)),
        )
        expect(board.live).to_have_text(heard)
    expect(board.live).to_have_attribute("aria-live", "polite")
    # What is heard is what is shown.
    board.button(reader.t("board.reset")).click()
    board.page.get_by_role("checkbox", name=reader.t("board.official_only")).check()
    ranking, _ = rankings(official="1")
    shown = str(ranking.rank["330100"])
    expect(board.row(names("city", reader)["330100"]).locator(".rank")).to_have_text(shown)
    expect(board.live).to_contain_text(ordinal(reader, int(shown)))


def test_on_a_phone_the_list_shows_that_it_scrolls_and_the_map_is_as_high_as_its_city(open_board):
    board = open_board(city="110000")
    board.page.set_viewport_size(dict(zip(("width", "height"), SIZES["phone"], strict=True)))
    ends = board.page.locator(".head .axis > span")
    expect(ends).to_have_text(["1", "15"])
    to_pass(assert_as_on_a_phone, board)
    board.page.get_by_label("What is ranked").select_option("district.110000")
    expect(ends).to_have_text(["1", "16"])


# The greater share of the map's height that its units leave empty above or below them.
EMPTY = """frame => {
    const canvas = frame.querySelector("canvas");
    const { width, height } = canvas;
    const pixels = canvas.getContext("2d").getImageData(0, 0, width, height).data;
    const drawn = row => pixels.subarray(4 * width * row, 4 * width * (row + 1)).some(part => part);
    const rows = [...Array(height).keys()].filter(drawn);
    return Math.max(rows[0], height - 1 - rows.at(-1)) / height;
}"""


def assert_as_on_a_phone(board):
    rows = board.ranking.evaluate("list => list.clientHeight / list.querySelector('.row').offsetHeight")
    assert rows < 15
    assert abs(rows % 1 - 0.5) < 0.1
    assert board.page.locator(".canvas").evaluate(EMPTY) < 0.2


def assert_open_to_all(page: Page) -> None:
    """Raise AssertionError if axe goes on finding something serious, on light or on dark."""
    waiting = page.locator(".list .row:not(.unranked) .interval.none, .list .interval.stale")
    expect(waiting).to_have_count(0)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        settled(page)
        comes_to(lambda: serious(page), [])


def test_nothing_keeps_a_reader_out(open_board):
    board = open_board(city="110000")
    board.page.get_by_role("button", name="Indicators of Talent").click()
    board.page.get_by_text("Methods", exact=True).click()
    assert_open_to_all(board.page)


def test_thousands_of_districts(many, open_board):
    board = open_board(units="district", official="1")
    rows = board.ranking.locator(".row")
    expect(rows.first).to_have_attribute("aria-setsize", "3000")
    comes_to(lambda: 0 < rows.count() < 60, True)
    drawn = board.slider("alpha").evaluate(DRAG)
    assert len(set(drawn["orders"])) > 15
    assert len(set(drawn["pictures"])) > 5
    board.rest(units="district", official="1", w="alpha:90")
    board.ranking.press("End")
    last = board.ranking.locator(".row.selected")
    expect(last).to_have_attribute("aria-posinset", "3000")
    expect(last).to_have_class(re.compile("unranked"))
    expect(last).to_be_in_viewport()
    assert_open_to_all(board.page)
