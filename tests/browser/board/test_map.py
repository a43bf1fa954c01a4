"""The map keeps step with the list, and keeps its camera."""

import numpy as np
import shapely
from playwright.sync_api import expect

from lcity.text import language
from tests.browser.board.engine import rankings, shipped
from tests.browser.board.page import Board
from tests.browser.harness import settled
from tests.browser.waiting import at_rest, comes_to

PICTURE = "board => board.querySelector('.canvas canvas').toDataURL()"


def picture(board: Board, unlike: str = "") -> str:
    """Return the map as an image's address, once it is at rest and another one."""
    return at_rest(lambda: board.page.locator(".board").evaluate(PICTURE), holds=lambda seen: seen != unlike)


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


def assert_comes_back(board: Board, before: str) -> None:
    """Raise AssertionError unless the map comes to be what it was before."""
    comes_to(lambda: same_picture(board, before, picture(board)), True)


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


def assert_tells(board: Board, district: str, **link: str) -> None:
    """Point at a district until the map tells its score and rank: once is not enough where it is turning."""
    ranking, _ = rankings(**link)
    score = language("en").number(ranking.score[district], 1)
    told = board.page.locator(".tip", has_text=f"Index {score}, rank {ranking.rank[district]}")
    for _ in range(100):
        board.page.mouse.move(5, 5)
        board.page.mouse.move(*on_map(board, district))
        board.rows()
        if told.is_visible():
            return
    expect(told).to_be_visible()


def test_the_map_tells_and_chooses_districts(open_board):
    board = open_board(city="110000", units="district")
    assert_tells(board, "110108", units="district")
    expect(board.page.locator(".tip")).to_contain_text("Haidian · Beijing")
    board.page.mouse.down()
    board.page.mouse.up()
    board.rest(city="110000", units="district", district="110108")
    expect(board.ranking.locator(".row.selected")).to_contain_text("Haidian")
    board.page.get_by_label("What is ranked").select_option("district.110000")
    assert_tells(board, "110108", units="district.110000")


def test_the_map_recolours_in_step_and_keeps_its_camera_and_the_link_reopens_there(open_board, page):
    board = open_board(city="110000")
    whole = picture(board)
    board.slider("talent").press("End")
    picture(board, unlike=whole)
    board.button("Undo").click()
    assert_comes_back(board, whole)
    board.button("Zoom in").click()
    zoomed = picture(board, unlike=whole)
    page.wait_for_url(lambda _: "cam" in board.link)
    cam = board.link["cam"]
    assert len(cam) < 30
    board.slider("talent").press("End")
    board.slider("talent").press("Home")
    board.rest(city="110000", w="talent:0", cam=cam)
    board.button("Reset").click()
    board.rest(city="110000", cam=cam)
    assert_comes_back(board, zoomed)
    page.reload()
    settled(page)
    board.ready()
    assert_comes_back(board, zoomed)
    page.emulate_media(color_scheme="dark")
    comes_to(lambda: same_picture(board, zoomed, picture(board)), False)
    page.emulate_media(color_scheme="light")
    board.button("Show all").click()
    board.rest(city="110000")
    board = open_board(city="110000", cam="116,39,99")
    expect(page.get_by_test_id("stAlert")).to_contain_text(language("en").t("link.cam"))
    assert_comes_back(board, whole)
