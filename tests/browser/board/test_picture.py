"""The board's button *Picture*: what is seen is what the server is told to draw, and a file comes back."""

import datetime
import json
import xml.etree.ElementTree as ET

import pytest
from playwright.sync_api import Download, expect

from lcity.text import language
from tests.browser.board.engine import names, rankings, shipped
from tests.browser.board.page import Board
from tests.browser.waiting import comes_to

CITY = "330100"
SVG = "{http://www.w3.org/2000/svg}"


def told(frames) -> list[dict]:
    """Return what the server was told is seen, request by request."""
    requests = [frame[frame.find(b'{"units":') :] for frame in frames.sent if b'{"units":' in frame]
    return [json.JSONDecoder().raw_decode(each.decode(errors="replace"))[0] for each in requests]


def taken(board: Board, kind: str) -> Download:
    """Return the file that a button brings."""
    with board.page.expect_download() as download:
        board.button(kind).click()
    expect(board.button(kind)).to_be_enabled()
    return download.value


def title(download: Download) -> str:
    return ET.parse(download.path()).getroot().find(f"{SVG}title").text


def test_a_picture_shows_the_rows_the_pins_and_the_map_as_they_are_seen(open_board, frames):
    board, lang = open_board(city=CITY), language("en")
    board.row("Taiyuan").click(modifiers=["Shift"])
    board.slider("talent").press("End")
    download = taken(board, "SVG")
    (seen,) = told(frames)
    ranking, _ = rankings(w="talent:100")
    order = list(ranking.table().index)
    assert seen["units"] == order[: len(seen["units"])]
    assert len(seen["units"]) > 8
    shown = names("city", lang)
    assert [shown[unit] for unit in seen["pins"]] == ["Taiyuan"]
    assert seen["city"] == CITY
    districts = shipped().districts
    west, south, east, north = districts[districts["city"] == CITY].total_bounds
    assert seen["extent"][0] < west < east < seen["extent"][2]
    assert seen["extent"][1] < south < north < seen["extent"][3]
    heading = title(download)
    first = lang.t(
        "ranking.leads_and", leaders=shown[order[0]], score=lang.number(ranking.score.max(), 1), n=1
    )
    partly = lang.t("export.headline.partly", finding="")
    assert heading.startswith(f"{lang.t('ranking.question')} {partly}{first}")
    comes_to(lambda: board.finding.inner_text() in heading, True)
    day = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    assert download.suggested_filename == f"lcity-ranking-{day}.svg"


def test_a_picture_has_the_map_where_it_was_turned_and_a_png_is_drawn_twice_as_dense(open_board, frames):
    board = open_board(city=CITY)
    taken(board, "SVG")
    board.button("Zoom in").click()
    board.page.wait_for_url(lambda _: "cam" in board.link)
    download = taken(board, "PNG")
    whole, near = told(frames)
    lon, lat, _ = map(float, board.link["cam"].split(","))
    middle = [(near["extent"][i] + near["extent"][i + 2]) / 2 for i in (0, 1)]
    # The frame's middle is that of its parallels on Mercator's plane, a little north of their mean.
    assert middle == pytest.approx([lon, lat], abs=0.05)
    span = [seen["extent"][2] - seen["extent"][0] for seen in (near, whole)]
    assert span[0] == pytest.approx(span[1] / 1.5, rel=1e-6)
    head = download.path().read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(head[16:20]) == pytest.approx(12.8 * 192, abs=2)
    assert download.suggested_filename.endswith(".png")


def test_a_picture_taken_with_the_hand_just_off_the_slider_is_of_its_weights(open_board):
    board, lang = open_board(), language("en")
    slider = board.slider("talent")
    slider.evaluate("slider => { slider.value = 100; slider.dispatchEvent(new Event('input')); }")
    download = taken(board, "SVG")
    ranking, _ = rankings(w="talent:100")
    first = f"{names('city', lang)[ranking.table().index[0]]} leads"
    assert f"{first} at {lang.number(ranking.score.max(), 1)}" in title(download)
