"""The live board in a browser: it computes as the engine does, follows the hand, and tells where it ended."""

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pandas as pd
import pytest
import shapely
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from lcity import computed
from lcity.dataset import leaf_provenance, read
from lcity.index import NORMALISATIONS, Ranking, Tree, equal, moves, score_units
from lcity.text import Language, language
from lcity.ui import weights
from tests.browser.harness import ROOT, SIZES, serve, settled
from tests.ui.board import large
from tests.ui.board.cases import WAYS, draw

COMPUTE = ROOT / "tests" / "ui" / "board" / "compute.mjs"
CASES = 200
DIMENSIONS = ("everywhere", "at_all_times", "everyone", "talent", "knowledge", "community")
NOTHING = ",".join(f"{key}:0" for key in DIMENSIONS)

SORTED = """
    const place = row => Number(row.getAttribute("aria-posinset"));
    const rows = element => [...element.getRootNode().querySelectorAll(".list .row")]
        .sort((a, b) => place(a) - place(b));
    const name = row => row.querySelector(".name").firstChild.textContent;
    const frame = () => new Promise(requestAnimationFrame);
"""
READ_ROWS = f"""async list => {{
    {SORTED}
    await frame();
    await frame();
    const text = (row, part) => row.querySelector(part).textContent;
    return rows(list).map(row => [text(row, ".rank"), text(row, ".change"), name(row), text(row, ".score")]);
}}"""
# Who stands first, second … in the frame after a slider has moved.
WATCH_NEXT_FRAME = f"""slider => {{
    {SORTED}
    window.nextFrame = new Promise(resolve => slider.addEventListener("input", async () => {{
        await frame();
        resolve(rows(slider).map(name));
    }}, {{once: true}}));
}}"""
# Moves a slider at every frame, and tells the orders and the pictures of the map that were drawn.
DRAG = f"""async slider => {{
    {SORTED}
    const canvas = slider.getRootNode().querySelector(".canvas canvas");
    const drawn = {{orders: [], pictures: []}};
    for (let weight = 51; weight <= 90; weight++) {{
        slider.value = weight;
        slider.dispatchEvent(new Event("input"));
        await frame();
        drawn.orders.push(rows(slider).map(name).join());
        if (weight % 4 === 0) drawn.pictures.push(canvas.toDataURL());
    }}
    return drawn;
}}"""


@dataclass(frozen=True)
class Board:
    """The board on a page."""

    page: Page

    @property
    def ranking(self) -> Locator:
        return self.page.locator(".list")

    @property
    def live(self) -> Locator:
        return self.page.locator(".live")

    def rows(self) -> list[tuple[str, str, str, str]]:
        """Return what the rows in view say, best first: rank, change, name, score."""
        return [tuple(row) for row in self.ranking.evaluate(READ_ROWS)]

    def row(self, name: str) -> Locator:
        return self.ranking.locator(".row", has=self.page.locator(f".name:text-is('{name}')"))

    def slider(self, key: str) -> Locator:
        return self.page.locator(f'.weight[data-key="{key}"] > input')

    def button(self, name: str) -> Locator:
        return self.page.locator(".board").get_by_role("button", name=name, exact=True)

    @property
    def link(self) -> dict[str, str]:
        """What the link holds but the language."""
        query = dict(parse_qsl(urlsplit(self.page.url).query))
        return {name: text for name, text in query.items() if name != "lang"}

    def rest(self, **link: str) -> None:
        """Wait until the link holds this and the server has nothing more to say."""
        self.page.wait_for_url(lambda _: self.link == link)
        settled(self.page)


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """The address of an app with 3,000 districts in 30 cities."""
    folder = tmp_path_factory.mktemp("many")
    with serve(folder / "server.log", env={"LCITY_DATASET": str(large.write(folder / "data"))}) as base:
        yield base


@pytest.fixture
def base(request):
    return request.getfixturevalue("many" if "many" in request.fixturenames else "server")


@pytest.fixture
def open_board(visit):
    """Open the ranking page by a link and wait for its board."""

    def open_(**link: str) -> Board:
        board = Board(visit("ranking", **link))
        expect(board.page.locator(".share").first).not_to_be_empty()
        return board

    return open_


@cache
def shipped():
    return read(ROOT / "data" / "china15", computations=computed.COMPUTATIONS)


@cache
def figures(level, year):
    return computed.complete(shipped(), level, year).values


def rankings(
    *, w="", norm="goalposts", agg="arithmetic", official="", units="city", year=None
) -> tuple[Ranking, Ranking]:
    """Return the engine's ranking for a link, and the same with equal weights."""
    dataset = shipped()
    whole = Tree.from_table(dataset.indicators)
    provenance = leaf_provenance(dataset)
    tree = whole.prune(provenance.index[provenance == "official"]) if official else whole
    level, _, city = units.partition(".")
    values = figures(level, int(year or dataset.meta.default_year))
    if city:
        values = values[dataset.districts["city"] == city]
    given = weights.laid_over(weights.parse(w, whole) if w else (), whole)
    return tuple(
        score_units(values, dataset.indicators, tree, chosen, norm, agg) for chosen in (given, equal(tree))
    )


def names(level: str, lang: Language) -> dict[str, str]:
    return {unit: lang.name(row) for unit, row in shipped().units(level).to_dict("index").items()}


def expected_rows(lang=None, **link: str) -> list[tuple[str, str, str, str]]:
    """Return what the rows must say, by the engine."""
    lang = lang or language("en")
    ranking, before = rankings(**link)
    change = moves(before, ranking).fillna(0).astype(int)
    named = names(link.get("units", "city").partition(".")[0], lang)

    def row(unit, rank, score):
        if pd.isna(rank):
            return "–", "", named[unit], lang.number(score, 1)
        moved = change[unit]
        arrow = f"▲{moved}" if moved > 0 else f"▼{-moved}" if moved < 0 else "–"
        return str(rank), arrow, named[unit], lang.number(score, 1)

    table = ranking.table()
    return [row(*unit) for unit in zip(table.index, table["rank"], table["score"], strict=True)]


def assert_shows(board: Board, lang: Language | None = None, **link: str) -> None:
    """Raise AssertionError unless the rows in view say what the engine says for a link."""
    rows = board.rows()
    assert len(rows) >= 15
    assert rows == expected_rows(lang, **link)[: len(rows)]


def test_the_browser_computes_what_the_engine_does(open_board, context):
    context.route("**/compute.mjs", lambda route: route.fulfill(path=COMPUTE, content_type="text/javascript"))
    page = open_board().page
    cases = [draw(seed) for seed in range(CASES)]
    ways = [WAYS[case.seed % len(WAYS)] for case in cases]
    answers = page.evaluate(
        """async cases => {
            const served = performance.getEntriesByType("resource").map(entry => entry.name);
            const board = served.find(url => url.endsWith("/board.js"));
            const { compute } = await import(new URL("compute.mjs", document.baseURI));
            return compute(new URL(".", board), cases);
        }""",
        [case.told([way]) for case, way in zip(cases, ways, strict=True)],
    )
    for case, way, (told,) in zip(cases, ways, answers, strict=True):
        case.assert_equal(told, way)


def test_the_order_follows_the_hand_within_a_frame_and_the_link_when_it_rests(open_board, page):
    sent = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    board = open_board()
    assert_shows(board)
    slider = board.slider("talent")
    slider.evaluate(WATCH_NEXT_FRAME)
    box = slider.bounding_box()
    height = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, height)
    sent.clear()
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] + 20, height)
    following = page.evaluate("window.nextFrame")
    expected = [name for _, _, name, _ in expected_rows(w="talent:100")]
    assert following == expected[: len(following)]
    assert following != [name for _, _, name, _ in expected_rows()][: len(following)]
    page.mouse.move(box["x"] - 20, height, steps=20)
    page.mouse.move(box["x"] + box["width"] + 20, height, steps=20)
    assert_shows(board, w="talent:100")
    page.mouse.up()
    board.rest(w="talent:100")
    assert len(sent) < 20  # a step of the drag is not worth a message
    assert_shows(board, w="talent:100")


def test_sliders_by_keyboard(open_board):
    board = open_board()
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
    board.rest(w="talent:100")


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


def test_ready_made_weights(open_board):
    board = open_board()
    expect(board.button("Equal")).to_have_attribute("aria-pressed", "true")
    board.button("Talent first").click()
    expect(board.button("Talent first")).to_have_attribute("aria-pressed", "true")
    expect(board.button("Equal")).to_have_attribute("aria-pressed", "false")
    w = ",".join(f"{key}:{100 if key == 'talent' else 20}" for key in sorted(DIMENSIONS))
    assert_shows(board, w=w)
    board.rest(w=w)
    board.slider("talent").press("ArrowLeft")
    expect(board.button("Talent first")).to_have_attribute("aria-pressed", "false")


def test_official_figures_only(open_board):
    board = open_board()
    board.page.get_by_role("checkbox", name="Official figures only").check()
    assert_shows(board, official="1")
    board.rest(official="1")
    expect(board.slider("everywhere")).to_be_disabled()
    expect(board.slider("talent")).to_be_enabled()
    expect(board.ranking.locator("..").locator(".head .mark")).to_be_hidden()


def test_methods(open_board):
    board = open_board(w="talent:80")
    board.page.get_by_text("Methods", exact=True).click()
    scores, combined = (board.page.get_by_label(label) for label in ("Scores by", "Combined by"))
    for norm in (*NORMALISATIONS[1:], NORMALISATIONS[0]):
        scores.select_option(norm)
        assert_shows(board, w="talent:80", norm=norm)
    for agg in ("geometric", "harmonic"):
        combined.select_option(agg)
        assert_shows(board, w="talent:80", agg=agg)
    scores.select_option("zscore")
    board.rest(w="talent:80", norm="zscore", agg="harmonic")
    assert_shows(board, w="talent:80", norm="zscore", agg="harmonic")


def test_an_indicator_has_a_slider_of_its_own(open_board):
    board = open_board()
    own = board.slider("literacy_15p")
    expect(own).to_be_hidden()
    unfold = board.page.get_by_role("button", name="Indicators of Talent")
    unfold.click()
    expect(unfold).to_have_attribute("aria-expanded", "true")
    own.press("End")
    assert_shows(board, w="literacy_15p:100")
    board.rest(w="literacy_15p:100")


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
    expect(board.ranking.locator(".detail")).to_have_count(0)
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


def test_a_click_chooses_everywhere(open_board):
    board = open_board()
    sidebar = board.page.get_by_test_id("stSidebar")
    board.slider("talent").press("End")
    board.row("Hangzhou").click()
    board.rest(city="330100", w="talent:100")
    expect(sidebar.get_by_role("combobox", name="City")).to_have_value("Hangzhou")
    expect(board.page.locator(".map-title")).to_have_text("Districts of Hangzhou by index")
    expect(board.row("Hangzhou")).to_have_attribute("aria-selected", "true")
    expect(board.ranking.locator(".row.selected")).to_have_count(1)
    board.page.get_by_test_id("stSidebarNavLink").filter(has_text="Overview").click()
    settled(board.page)
    assert board.link == {"city": "330100", "w": "talent:100"}


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


def test_what_is_heard_is_what_is_shown(open_board):
    board = open_board(city="330100")
    board.page.get_by_role("checkbox", name="Official figures only").check()
    shown = board.row("Hangzhou").locator(".rank").inner_text()
    ranking, _ = rankings(official="1")
    assert shown == str(ranking.rank["330100"])
    expect(board.live).to_have_text(re.compile(f"^Hangzhou now {shown}(st|nd|rd|th)"))


def test_weights_of_nothing_but_0_are_not_the_end(open_board):
    board = open_board(w=NOTHING)
    expect(board.page.get_by_role("heading", name="Every weight is 0")).to_be_visible()
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
    assert board.link == link
    assert board.rows() == rows
    expect(board.slider("literacy_15p")).to_have_value("0")
    expect(board.page.get_by_label("What is ranked")).to_have_value("district.310000")


def test_settings_outlive_another_page_and_another_language(open_board):
    board = open_board()
    board.slider("talent").press("End")
    board.rest(w="talent:100")
    navigation = board.page.get_by_test_id("stSidebarNavLink")
    navigation.filter(has_text="Method").click()
    settled(board.page)
    navigation.filter(has_text="City ranking").click()
    settled(board.page)
    assert_shows(board, w="talent:100")
    board.page.get_by_text("中文", exact=True).click()
    settled(board.page)
    expect(board.button("撤销")).to_be_visible()
    assert_shows(board, language("zh"), w="talent:100")
    board.slider("talent").press("Home")
    assert_shows(board, language("zh"), w="talent:0")
    board.rest(w="talent:0")


def test_another_year_brings_its_own_figures(open_board):
    board = open_board(year="2020", w="talent:90")
    assert_shows(board, w="talent:90", year="2020")
    assert expected_rows(w="talent:90", year="2020") != expected_rows(w="talent:90")


def test_rows_glide_unless_motion_is_unwelcome(open_board):
    board = open_board()
    first = board.ranking.locator(".row").first
    assert first.evaluate("row => getComputedStyle(row).transitionDuration") != "0s"
    board.page.emulate_media(reduced_motion="reduce")
    assert first.evaluate("row => getComputedStyle(row).transitionDuration") == "0s"


def test_the_pointer_tells_what_a_bar_is_made_of(open_board):
    board = open_board()
    board.row("Hangzhou").hover()
    ranking, _ = rankings()
    lang = language("en")
    tip = board.page.locator(".tip")
    expect(tip).to_contain_text(
        f"Index {lang.number(ranking.score['330100'], 1)}, rank {ranking.rank['330100']}"
    )
    points = [lang.number(part, 1) for part in ranking.contributions.loc["330100"]]
    assert tip.locator(".points").all_inner_texts() == points
    board.page.mouse.move(5, 5)
    expect(tip).to_be_hidden()


def mercator(lon_lat: np.ndarray) -> np.ndarray:
    """Return points on the plane of the map, y downwards."""
    lon, lat = np.radians(lon_lat).T
    return np.column_stack([lon, -np.log(np.tan(np.pi / 4 + lat / 2))])


def on_map(board: Board, district: str) -> tuple[float, float]:
    """Return where a point of a district lies on the map, turned to the district's city."""
    districts = shipped().districts
    own = districts.geometry[districts["city"] == districts.at[district, "city"]]
    corners = mercator(shapely.get_coordinates(own.array))
    least, greatest = corners.min(axis=0), corners.max(axis=0)
    box = board.page.locator(".canvas").bounding_box()
    size = np.array([box["width"], box["height"]])
    scale = 0.9 / ((greatest - least) / size).max()
    point = mercator(shapely.get_coordinates(own[district].representative_point()))[0]
    return tuple(np.array([box["x"], box["y"]]) + size / 2 + (point - (least + greatest) / 2) * scale)


def test_the_map_tells_and_chooses_districts(open_board):
    board = open_board(city="110000", units="district")
    board.page.mouse.move(*on_map(board, "110108"))
    ranking, _ = rankings(units="district")
    score = language("en").number(ranking.score["110108"], 1)
    tip = board.page.locator(".tip")
    expect(tip).to_contain_text("Haidian · Beijing")
    expect(tip).to_contain_text(f"Index {score}, rank {ranking.rank['110108']}")
    board.page.mouse.down()
    board.page.mouse.up()
    board.rest(city="110000", units="district", district="110108")
    expect(board.ranking.locator(".row.selected")).to_contain_text("Haidian")
    board.page.get_by_label("What is ranked").select_option("district.110000")
    board.page.mouse.move(5, 5)
    board.page.mouse.move(*on_map(board, "110108"))
    ranking, _ = rankings(units="district.110000")
    score = language("en").number(ranking.score["110108"], 1)
    expect(tip).to_contain_text(f"Index {score}, rank {ranking.rank['110108']}")


PICTURE = "board => board.querySelector('.canvas canvas').toDataURL()"


def test_the_map_recolours_in_step_and_keeps_its_camera(open_board):
    board = open_board(city="110000")
    map_ = board.page.locator(".board")
    first = map_.evaluate(PICTURE)
    board.slider("talent").press("End")
    board.rows()
    second = map_.evaluate(PICTURE)
    assert second != first
    board.button("Undo").click()
    board.rows()
    assert same_picture(board, first, map_.evaluate(PICTURE))
    board.button("Zoom in").click()
    board.rows()
    zoomed = map_.evaluate(PICTURE)
    assert zoomed != first
    board.slider("talent").press("End")
    board.slider("talent").press("Home")
    board.rest(city="110000", w="talent:0")
    board.button("Reset").click()
    board.rest(city="110000")
    assert same_picture(board, zoomed, map_.evaluate(PICTURE))


def same_picture(board: Board, one: str, other: str) -> bool:
    """Say whether two pictures differ in nothing but the edges' antialiasing."""
    return board.page.evaluate(
        """async urls => {
            const [one, other] = await Promise.all(urls.map(async url => {
                const image = await createImageBitmap(await (await fetch(url)).blob());
                const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
                context.drawImage(image, 0, 0);
                return context.getImageData(0, 0, image.width, image.height).data;
            }));
            const apart = one.filter((part, i) => Math.abs(part - other[i]) > 8).length;
            return one.length === other.length && apart < one.length / 100;
        }""",
        [one, other],
    )


def test_the_map_follows_the_theme(open_board):
    board = open_board(city="110000")
    map_ = board.page.locator(".board")
    light = map_.evaluate(PICTURE)
    board.page.emulate_media(color_scheme="dark")
    board.page.wait_for_timeout(1000)
    assert not same_picture(board, light, map_.evaluate(PICTURE))


def test_the_board_fits_any_window(open_board):
    board = open_board()
    fits = "element => element.scrollWidth <= element.clientWidth"
    for width, height in SIZES.values():
        board.page.set_viewport_size({"width": width, "height": height})
        board.rows()
        assert board.page.locator(".board").evaluate(fits)
        assert board.page.get_by_test_id("stMain").evaluate(fits)
        for part in (board.slider("talent"), board.ranking, board.page.locator(".canvas")):
            box = part.bounding_box()
            assert box["width"] > 200
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width


def serious(page: Page) -> list[str]:
    """Return what axe holds to keep some readers out."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


def assert_open_to_all(page: Page) -> None:
    """Raise AssertionError if axe finds something serious, on light or on dark."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        settled(page)
        page.wait_for_timeout(300)  # for colours that change by degrees
        assert serious(page) == [], scheme


def test_nothing_keeps_a_reader_out(open_board):
    board = open_board(city="110000")
    board.page.get_by_role("button", name="Indicators of Talent").click()
    board.page.get_by_text("Methods", exact=True).click()
    assert_open_to_all(board.page)


def test_thousands_of_districts(many, open_board):
    board = open_board(units="district", official="1")
    rows = board.ranking.locator(".row")
    assert rows.count() < 60
    expect(rows.first).to_have_attribute("aria-setsize", "3000")
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
