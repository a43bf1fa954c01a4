"""The list of units: what is ranked, the way to one of them, and what is told of it."""

import re

import pytest
from playwright.sync_api import expect

from lcity.text import language
from tests.browser.board.engine import assert_shows, expected_rows, rankings, shipped
from tests.browser.waiting import comes_to


def test_what_is_ranked(open_board):
    board = open_board()
    scope = board.page.get_by_label("What is ranked")
    scope.select_option("district")
    assert_shows(board, units="district")
    expect(board.ranking.locator(".row").first).to_have_attribute("aria-setsize", "183")
    board.rest(units="district")
    scope.select_option("district.110000")
    assert_shows(board, units="district.110000")
    board.rest(units="district.110000")
    board.button("Undo").click()
    expect(board.ranking.locator(".detail").first).to_have_text("Shanghai")
    board.button("Undo").click()
    assert_shows(board)
    expect(board.ranking.locator(".detail:not(:empty)")).to_have_count(0)
    board.rest()


def test_finding_pinning_and_walking(open_board):
    board = open_board(units="district")
    search = board.page.get_by_label("Find", exact=True)
    search.fill("Haidian · Beijing")
    search.press("Enter")
    chosen, pinned = board.ranking.locator(".row.selected"), board.page.locator(".pinned .row")
    expect(chosen).to_contain_text("Haidian")
    expect(chosen).to_be_in_viewport()
    board.button("Pin").click()
    expect(pinned).to_contain_text("Haidian")
    board.ranking.focus()
    order = [name for _, _, name, _ in expected_rows(units="district")]
    at = order.index("Haidian")
    for key, place in (("ArrowDown", at + 1), ("ArrowUp", at), ("End", 182), ("ArrowDown", 182), ("Home", 0)):
        board.ranking.press(key)
        expect(chosen).to_have_attribute("aria-posinset", str(place + 1))
        expect(chosen).to_contain_text(order[place])
        expect(chosen).to_be_in_viewport()
        expect(board.ranking).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    board.ranking.press("p")
    expect(pinned).to_have_count(2)
    board.ranking.press("p")
    expect(pinned).to_have_count(1)
    board.slider("talent").press("Home")
    expect(pinned).to_contain_text("Haidian")
    ranks = {name: rank for rank, _, name, _ in expected_rows(units="district", w="talent:0")}
    expect(pinned.locator(".rank")).to_have_text(ranks["Haidian"])


def test_one_is_found_by_any_of_its_names_and_several_or_none_of_a_name_is_told(open_board):
    board, lang = open_board(units="district"), language("en")
    search, told = board.page.get_by_label("Find", exact=True), board.page.locator(".told")
    chosen = board.ranking.locator(".row.selected")
    for typed in ("Wuhou", "武侯", "wuho", "510107"):
        board.ranking.press("Home")
        expect(chosen).to_have_attribute("aria-posinset", "1")
        expect(chosen.locator(".name")).not_to_have_text("WuhouChengdu")
        search.fill(typed)
        search.press("Enter")
        expect(chosen.locator(".name")).to_have_text("WuhouChengdu")
        expect(chosen).to_be_in_viewport()
        expect(search).to_have_value("Wuhou · Chengdu")
        expect(told).to_be_hidden()
    board.rest(units="district", city="510100", district="510107")
    search.fill("Chengdu")
    search.press("Enter")
    best = next(name for _, _, name, _ in expected_rows(units="district") if name in of_chengdu())
    count = len(of_chengdu())
    message = lang.t("board.found_many", n=count, count=lang.number(count), name=f"{best} · Chengdu")
    expect(told).to_have_text(message)
    expect(chosen.locator(".name")).to_have_text(f"{best}Chengdu")
    search.fill("Nowhere")
    expect(told).to_be_hidden()
    search.press("Enter")
    expect(told).to_have_text(lang.t("board.found_none"))
    expect(chosen.locator(".name")).to_have_text(f"{best}Chengdu")
    board.page.get_by_label("What is ranked").select_option("city")
    expect(search).to_have_value("")
    expect(chosen.locator(".name")).to_have_text("Chengdu")
    expect(board.button("Pin")).to_be_enabled()


def of_chengdu() -> set[str]:
    districts = shipped().districts
    return set(districts.loc[districts["city"] == "510100", "name"])


@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_who_is_chosen_is_in_view_when_the_page_opens(open_board, size):
    board = open_board(city="510100")
    chosen = board.ranking.locator(".row.selected")
    expect(chosen).to_contain_text("Chengdu")
    seen = """row => {
        const [list, own] = [row.closest(".list"), row].map(part => part.getBoundingClientRect());
        return own.top >= list.top - 1 && own.bottom <= list.bottom + 1;
    }"""
    comes_to(lambda: chosen.evaluate(seen), True)
    expect(board.button("Pin")).to_be_enabled()


def test_a_click_chooses_everywhere_and_the_pointer_tells_what_a_bar_is_made_of(open_board):
    board, lang = open_board(), language("en")
    # A pin that cannot be set says why.
    pin = board.button("Pin")
    expect(pin).to_be_disabled()
    expect(pin.locator("..")).to_have_attribute("title", lang.t("board.pin_needs"))
    board.row("Hangzhou").hover()
    ranking, _ = rankings()
    tip = board.page.locator(".tip")
    expect(tip).to_contain_text(
        f"Index {lang.number(ranking.score['330100'], 1)}, rank {ranking.rank['330100']}"
    )
    points = [lang.number(part, 1) for part in ranking.contributions.loc["330100"]]
    expect(tip.locator(".points")).to_have_text(points)
    board.page.mouse.move(5, 5)
    expect(tip).to_be_hidden()
    board.slider("talent").press("End")
    board.row("Hangzhou").click()
    expect(pin).to_be_enabled()
    expect(pin.locator("..")).to_have_attribute("title", lang.t("board.pin_means"))
    board.rest(city="330100", w="talent:100")
    sidebar = board.page.get_by_test_id("stSidebar")
    expect(sidebar.get_by_role("combobox", name="City")).to_have_value("Hangzhou")
    expect(board.page.locator(".map-title")).to_contain_text("Districts of Hangzhou by index")
    expect(board.row("Hangzhou")).to_have_attribute("aria-selected", "true")
    expect(board.ranking.locator(".row.selected")).to_have_count(1)
    board.page.get_by_test_id("stSidebarNavLink").filter(has_text="Overview").click()
    expect(board.page.locator(".board")).to_have_count(0)
    board.rest(city="330100", w="talent:100")


# Where the rows stand in the second frame after a slider has moved, in rows.
GLIMPSE = """async slider => {
    const frame = () => new Promise(requestAnimationFrame);
    slider.value = slider.value === "100" ? 0 : 100;
    slider.dispatchEvent(new Event("input"));
    await frame();
    await frame();
    const height = row => new DOMMatrix(row.style.transform).f / row.offsetHeight;
    return [...slider.getRootNode().querySelectorAll(".list .row")].map(height);
}"""


def test_rows_glide_unless_motion_is_unwelcome(open_board):
    board = open_board()

    def gliding(key: str) -> bool:
        return any(place % 1 for place in board.slider(key).evaluate(GLIMPSE))

    comes_to(lambda: gliding("talent"), True)
    board.page.emulate_media(reduced_motion="reduce")
    board.page.wait_for_function("matchMedia('(prefers-reduced-motion: reduce)').matches")
    # A machine too busy to draw two frames within a glide sees none: one look is not enough.
    assert not any(gliding(key) for key in ("talent", "everyone") for _ in range(5))


def test_where_nobody_is_ranked_no_range_of_a_rank_and_no_tipping_point_is_explained(open_board, page):
    of_ranks = page.locator(".board .foot label"), page.locator(".board .head .interval")
    for year, ranked in (("2010", False), ("2020", True)):
        open_board(year=year)
        for part in of_ranks:
            expect(part).to_be_visible(visible=ranked)
        expect(page.locator(".board .foot .group")).to_be_visible()
        expect(page.locator(".board .hint")).to_have_text(re.compile(r"\w") if ranked else "")
