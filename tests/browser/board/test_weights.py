"""Weights follow the hand and the keys, and the link follows them; there is a way back."""

from itertools import pairwise

from playwright.sync_api import expect

from lcity.text import language
from tests.browser.board.engine import DIMENSIONS, assert_shows, expected_rows
from tests.browser.board.page import WATCH_NEXT_FRAME
from tests.browser.harness import settled
from tests.browser.waiting import comes_to

SETTLED_MS = 400
"""How long the hand must rest before the server hears of it, as in board.js."""
# Notes when a slider moved, from the reader's first grasp on.
TIME_MOVES = """slider => {
    window.moves = [];
    slider.addEventListener("input", () => window.moves.push(performance.now()));
}"""
NOTHING = ",".join(f"{key}:0" for key in DIMENSIONS)


def test_the_order_follows_the_hand_within_a_frame_and_the_link_when_it_rests(open_board, page, frames):
    board = open_board()
    assert_shows(board)
    slider = board.slider("talent")
    slider.evaluate(WATCH_NEXT_FRAME)
    slider.evaluate(TIME_MOVES)
    box = slider.bounding_box()
    height = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, height)
    frames.sent.clear()
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] + 20, height)
    later = page.evaluate("window.nextFrame")
    expected = [name for _, _, name, _ in expected_rows(w="talent:100")]
    assert later == expected[: len(later)]
    assert later != [name for _, _, name, _ in expected_rows()][: len(later)]
    page.mouse.move(box["x"] - 20, height, steps=20)
    page.mouse.move(box["x"] + box["width"] + 20, height, steps=20)
    assert_shows(board, w="talent:100")
    page.mouse.up()
    board.rest(w="talent:100")
    # A step of the drag is not worth a message; a rest is, and on a busy machine there may be some within it.
    moves = page.evaluate("window.moves")
    rests = 1 + sum(later - move >= SETTLED_MS for move, later in pairwise(moves))
    assert len(moves) > 10
    assert len(frames.sent) < 20 * rests
    assert_shows(board, w="talent:100")


def test_sliders_by_keyboard_and_the_hint_speaks_of_the_one_in_hand(open_board):
    board = open_board(city="330100")
    slider = board.page.get_by_role("slider", name="Weight of Talent")
    slider.focus()
    values = []
    for key in ("ArrowRight", "ArrowUp", "ArrowLeft", "PageUp", "PageDown", "Home", "End"):
        slider.press(key)
        values.append(int(slider.input_value()))
    assert values == [51, 52, 51, 61, 51, 0, 100]
    expect(slider).to_be_focused()
    expect(slider).to_have_attribute("aria-valuetext", "100, 29\N{NO-BREAK SPACE}% of the index")
    assert_shows(board, w="talent:100")
    board.rest(city="330100", w="talent:100")
    board.slider("everyone").hover()
    expect(board.hint).to_contain_text("Everyone: ")
    slider.press("ArrowLeft")
    expect(board.hint).to_contain_text("Talent: ")


def test_an_indicator_has_a_slider_of_its_own_and_weights_are_there_ready_made(open_board):
    board = open_board()
    equal, talent_first = board.button("Equal"), board.button("Talent first")
    expect(equal).to_have_attribute("aria-pressed", "true")
    own = board.slider("literacy_15p")
    expect(own).to_be_hidden()
    unfold = board.page.get_by_role("button", name="Indicators of Talent")
    unfold.click()
    expect(unfold).to_have_attribute("aria-expanded", "true")
    own.press("End")
    assert_shows(board, w="literacy_15p:100")
    board.rest(w="literacy_15p:100")
    board.button("Undo").click()
    assert_shows(board)
    talent_first.click()
    expect(talent_first).to_have_attribute("aria-pressed", "true")
    expect(equal).to_have_attribute("aria-pressed", "false")
    w = ",".join(f"{key}:{100 if key == 'talent' else 20}" for key in sorted(DIMENSIONS))
    assert_shows(board, w=w)
    board.rest(w=w)
    board.slider("talent").press("ArrowLeft")
    expect(talent_first).to_have_attribute("aria-pressed", "false")


def test_the_way_back(open_board):
    board = open_board()
    undo, redo, reset = (board.button(name) for name in ("Undo", "Redo", "Reset"))
    expect(undo).to_be_disabled()
    expect(redo).to_be_disabled()
    talent, everyone = board.slider("talent"), board.slider("everyone")
    for key in ("End", "ArrowLeft", "ArrowLeft"):
        talent.press(key)
    board.rest(w="talent:98")
    everyone.press("Home")
    board.rest(w="everyone:0,talent:98")
    undo.click()
    assert_shows(board, w="talent:98")
    undo.click()
    assert_shows(board)
    expect(undo).to_be_disabled()
    redo.click()
    expect(talent).to_have_value("98")
    talent.press("Control+Shift+Z")
    assert_shows(board, w="everyone:0,talent:98")
    talent.press("Control+z")
    assert_shows(board, w="talent:98")
    talent.dblclick(position={"x": 10, "y": 5})  # where it is clicked is not where it goes
    expect(talent).to_have_value("50")
    assert_shows(board)
    undo.click()
    expect(talent).to_have_value("98")
    reset.click()
    assert_shows(board)
    board.rest()
    undo.click()
    board.rest(w="talent:98")


def test_a_double_click_however_slow_is_one_step(open_board):
    board = open_board(w="talent:98")
    talent, mouse = board.slider("talent"), board.page.mouse
    box = talent.bounding_box()
    mouse.move(box["x"] + 10, box["y"] + 5)
    for click in (1, 2):
        mouse.down(click_count=click)
        mouse.up(click_count=click)
        if click == 1:
            expect(talent).not_to_have_value("98")
            board.rest(w=f"talent:{talent.input_value()}")
    assert_shows(board)
    board.button("Undo").click()
    assert_shows(board, w="talent:98")
    expect(board.button("Undo")).to_be_disabled()
    board.button("Redo").click()
    assert_shows(board)


def test_weights_of_nothing_but_0_are_not_the_end(open_board):
    board = open_board(w=NOTHING)
    expect(board.finding).to_have_text(language("en").t("index.all_zero"))
    expect(board.ranking).to_be_hidden()
    board.slider("talent").press("End")
    assert_shows(board, w=NOTHING.replace("talent:0", "talent:100"))
    board.slider("talent").press("Home")
    expect(board.live).to_have_text(language("en").t("board.nothing_counts"))
    expect(board.slider("talent")).to_be_focused()
    board.slider("everyone").press("End")
    expect(board.ranking).to_be_visible()


def test_a_link_opens_what_it_was_copied_from(open_board, context):
    board = open_board(year="2020")
    board.page.get_by_label("What is ranked").select_option("district.310000")
    board.button("Talent first").click()
    board.page.get_by_role("button", name="Indicators of Talent").click()
    board.slider("literacy_15p").press("Home")
    board.page.get_by_text("Methods", exact=True).click()
    board.page.get_by_label("Combined by").select_option("geometric")
    w = ",".join(f"{key}:{100 if key == 'talent' else 20}" for key in sorted(DIMENSIONS)) + ",literacy_15p:0"
    link = {
        "year": "2020",
        "w": ",".join(sorted(w.split(","))),
        "agg": "geometric",
        "units": "district.310000",
    }
    board.rest(**link)
    assert_shows(board, **link)
    rows = board.rows()
    board.page.reload()
    settled(board.page)
    board.ready()
    board.rest(**link)
    comes_to(board.rows, rows)
    expect(board.slider("literacy_15p")).to_have_value("0")
    expect(board.page.get_by_label("What is ranked")).to_have_value("district.310000")


def test_settings_outlive_another_page_and_another_language(open_board):
    board = open_board()
    board.slider("talent").press("End")
    board.rest(w="talent:100")
    navigation = board.page.get_by_test_id("stSidebarNavLink")
    navigation.filter(has_text="Method").click()
    expect(board.page.locator(".board")).to_have_count(0)
    settled(board.page)
    navigation.filter(has_text="City ranking").click()
    board.ready()
    assert_shows(board, w="talent:100")
    settled(board.page)
    board.page.get_by_text("中文", exact=True).click()
    expect(board.button("撤销")).to_be_visible()
    board.ready()
    assert_shows(board, language("zh"), w="talent:100")
    board.slider("talent").press("Home")
    assert_shows(board, language("zh"), w="talent:0")
    board.rest(w="talent:0")


def test_what_has_no_figures_in_a_year_has_no_share_and_no_slider(open_board):
    board, lang = open_board(year="2023"), language("en")
    row = board.page.locator('.weight[data-key="community"]')
    expect(row.locator(".share").first).to_have_text(lang.t("board.no_figures_in", year="2023"))
    expect(board.slider("community")).to_be_disabled()
    expect(row.locator(".marks .band")).to_be_hidden()
    for key in DIMENSIONS[:-1]:
        share = board.page.locator(f'.weight[data-key="{key}"] > .label .share')
        expect(share).to_have_text("20\N{NO-BREAK SPACE}%")
    assert_shows(board, year="2023")
