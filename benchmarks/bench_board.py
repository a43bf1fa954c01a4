"""The live board beside the stock form of the ranking page, in headless Chromium with a GPU in software.

Run it with ``python -m benchmarks.bench_board [UNITS …]`` (15, 183, 300 and 3,000 unless told). The two
take turns, so that whatever else the machine does falls on both. A key is pressed on a slider; the
clock stops when the frame with the last repaint of table, bars and map has been drawn.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import shapely
from playwright.sync_api import Page, Playwright, sync_playwright

from benchmarks.browser import Wire, cpu_seconds, opened, quiet, repainted
from benchmarks.datasets import write
from benchmarks.report import Table, ms, show, verdict
from lcity.dataset import read
from lcity.ui.parts.board import encode
from tests.browser.harness import ROOT, serve

SIZES = (15, 183, 300, 3_000)
INDICATORS = 25
PRESSES = 7
DRAG_S = 4
MOVE_MS = 8
_DRAG = """(slider, [seconds, every]) => new Promise((done) => {
    const begun = performance.now();
    const moving = setInterval(() => {
        const turn = (performance.now() - begun) / 1000;
        slider.value = 50 + 40 * Math.sin(4 * turn);
        slider.dispatchEvent(new InputEvent('input', {bubbles: true}));
        if (turn > seconds) { clearInterval(moving); done(); }
    }, every);
})"""
STOCK = ROOT / "benchmarks" / "stock" / "app.py"
PICTURE = ("bars", "canvas", "webgl")
BOARD_SLIDER = ".weight.depth-0 input[type=range]"
STOCK_SLIDER = "[role=slider], [data-testid=stSlider] input"

LARGE = 3_000
SMALL_SHARE, LARGE_SHARE = 1 / 5, 1 / 20
LEAST_PER_SECOND = 20
VALUE_BYTES, SLACK_BYTES = 4, 20_000
VERTEX_BYTES = 8


@dataclass
class Found:
    """What a number of units gave: milliseconds, bytes and repaints."""

    units: int
    board: list[float] = field(default_factory=list)
    stock: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    below: list[float] = field(default_factory=list)
    board_bytes: list[int] = field(default_factory=list)
    stock_bytes: list[int] = field(default_factory=list)
    sent_bytes: list[int] = field(default_factory=list)
    year_bytes: int = 0
    level_bytes: int = 0
    outline_bytes: int = 0
    outline_fetches: int = 0
    vertices: int = 0
    drag: "Drag | None" = None
    drag_by_cpu: "Drag | None" = None


@dataclass(frozen=True)
class Drag:
    """How a drag went: repaints a second, and the CPU time one took in the page and in the GPU's process."""

    per_second: float
    page_ms: float
    gpu_ms: float


def measure(sizes: Sequence[int] = SIZES) -> list[Table]:
    """Return what was found for each number of units."""
    with sync_playwright() as playwright:
        found = [_of_size(playwright, units) for units in sizes]
    return [_changes(found), _bytes(found), _drags(found)]


def _of_size(playwright: Playwright, units: int) -> Found:
    found = Found(units)
    with TemporaryDirectory() as place, ExitStack() as stack:
        folder = write(Path(place) / "dataset", units, INDICATORS)
        districts = read(folder).districts
        found.vertices = int(shapely.get_num_coordinates(districts.geometry.to_numpy()).sum())
        found.outline_bytes = len(encode.outlines(districts))
        board = stack.enter_context(_served(playwright, ROOT / "app.py", folder, "/ranking?units=district"))
        stock = stack.enter_context(_served(playwright, STOCK, folder, ""))
        wires = Wire(board), Wire(stock)
        for page, slider in ((board, BOARD_SLIDER), (stock, STOCK_SLIDER)):
            page.locator(slider).first.focus(timeout=120_000)
        for press in range(PRESSES + 1):
            for page, wire in zip((board, stock), wires, strict=True):
                wire.reset()
                # The stock map is not repainted where no district changes its class.
                kinds = ("bars", "page") if page is board else ("bars", "canvas")
                took = repainted(page, "ArrowRight", kinds)
                if press:  # the first press warms up
                    first = page.evaluate("(repaints.firsts.bars ?? NaN) - repaints.pressed")
                    _note(found, page is board, took, first, wire)
        found.drag = drag(board)
        with opened(playwright, board.url, gpu=False) as by_cpu:
            found.drag_by_cpu = drag(by_cpu)
        found.year_bytes = _year(board, wires[0])
        found.level_bytes = _level(board, wires[0])
        fetched = board.evaluate(
            "performance.getEntriesByType('resource').filter(({name}) => name.includes('/fetch/'))"
            ".map(({decodedBodySize}) => decodedBodySize)"
        )
        found.outline_fetches = fetched.count(found.outline_bytes)
    return found


@contextmanager
def _served(playwright: Playwright, app: Path, folder: Path, path: str) -> Iterator[Page]:
    log = folder.parent / f"{app.parent.name}.log"
    with serve(log, app=app, env=environment(folder)) as base, opened(playwright, base + path) as page:
        yield page


def environment(folder: Path) -> dict[str, str]:
    """Return what a server needs to be told to open a dataset."""
    return {
        "LCITY_DATASET": str(folder),
        "PYTHONPATH": str(ROOT),
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
        "STREAMLIT_BROWSER_SERVER_ADDRESS": "localhost",
    }


def _note(found: Found, is_board: bool, took: dict[str, float], first: float, wire: Wire) -> None:
    picture = max(took[kind] for kind in PICTURE if kind in took)
    if is_board:
        found.board.append(picture)
        found.first.append(first)
        found.below.append(took["page"])
        found.board_bytes.append(wire.got)
        found.sent_bytes.append(wire.sent)
    else:
        found.stock.append(picture)
        found.stock_bytes.append(wire.got)


def drag(page: Page) -> Drag:
    """Move the board's first slider to and fro as a hand does; return how often a second bars were repainted.

    The page itself makes the moves: by the driver they would come one a repaint at most.
    """
    slider = page.locator(BOARD_SLIDER).first
    slider.evaluate(_DRAG, [1, MOVE_MS])  # warms up
    before = cpu_seconds(page)
    page.evaluate("repaints.frames = {}; repaints.begun = performance.now()")
    slider.evaluate(_DRAG, [DRAG_S, MOVE_MS])
    frames, took = page.evaluate("[repaints.frames.bars, performance.now() - repaints.begun]")
    after = cpu_seconds(page)
    page_ms, gpu_ms = (1000 * (after[kind] - before[kind]) / frames for kind in ("renderer", "GPU"))
    quiet(page)
    return Drag(1000 * frames / took, page_ms, gpu_ms)


def _year(page: Page, wire: Wire) -> int:
    """Choose the other year; return the bytes the browser got."""
    wire.reset()
    page.get_by_test_id("stSidebar").get_by_role("combobox").nth(2).click()
    page.get_by_role("option").nth(1).click()
    page.wait_for_timeout(1_000)
    quiet(page)
    return wire.got + wire.fetched


def _level(page: Page, wire: Wire) -> int:
    """Rank cities instead of districts; return the bytes the browser got."""
    wire.reset()
    page.locator(".lcity-board .scope select").select_option("city")
    page.wait_for_timeout(1_000)
    quiet(page)
    return wire.got + wire.fetched


def _changes(found: list[Found]) -> Table:
    rows = []
    for one in found:
        board, stock = median(one.board), median(one.stock)
        most = LARGE_SHARE if one.units >= LARGE else SMALL_SHARE
        rows.append(
            [
                f"{one.units:,} × {INDICATORS}",
                ms(board),
                ms(stock),
                f"1/{stock / board:,.0f}",
                f"≤ 1/{1 / most:.0f}",
                verdict(board / stock, most),
                ms(median(one.first)),
                ms(median(one.below)),
            ]
        )
    heads = [
        "Units × indicators",
        "board ms",
        "stock ms",
        "board/stock",
        "target",
        "",
        "first frame ms",
        "what stands below ms",
    ]
    note = (
        f"Key press on a weight to the last repaint of table, bars and map; medians of {PRESSES} presses, in "
        "turns. Of the board, bars are first repainted in the first frame, with the new figures and "
        "colours; then rows glide to their places, two thirds of the way in every 30 ms: from one end of "
        "the list to the other they are at rest after some 200 ms, by design. What stands below the board, "
        "and the range of each rank, are the server's answer to a hand that has rested: 1,200 ms of rest "
        "are part of it."
    )
    return Table("A weight: board and stock page", heads, rows, note)


def _bytes(found: list[Found]) -> Table:
    rows = []
    for one in found:
        most = VALUE_BYTES * one.units * INDICATORS + SLACK_BYTES
        per_vertex = one.outline_bytes / one.vertices
        rows.append(
            [
                f"{one.units:,} × {INDICATORS}",
                f"{median(one.sent_bytes):,.0f}",
                f"{median(one.board_bytes):,.0f}",
                f"{median(one.stock_bytes):,.0f}",
                f"{one.year_bytes:,}",
                f"{one.level_bytes:,}",
                f"≤ {most:,}: {verdict(max(one.year_bytes, one.level_bytes), most)}",
                f"{per_vertex:.1f} (fetched {one.outline_fetches} ×)",
                f"≤ {VERTEX_BYTES}: {verdict(per_vertex, VERTEX_BYTES)}",
            ]
        )
    heads = [
        "Units × indicators",
        "board sends a weight",
        "board gets a weight",
        "stock gets a weight",
        "board gets a year",
        "board gets a level",
        "target of both",
        "outlines, bytes a vertex",
        "target",
    ]
    return Table("Bytes: websocket and fetched", heads, rows, "Of a weight the medians.")


def _drags(found: list[Found]) -> Table:
    rows = [
        [
            f"{one.units:,} × {INDICATORS}",
            f"{one.drag.per_second:.0f}",
            verdict(-one.drag.per_second, -LEAST_PER_SECOND),
            ms(one.drag.page_ms),
            ms(one.drag.gpu_ms),
            f"{one.drag_by_cpu.per_second:.0f}",
        ]
        for one in found
    ]
    heads = [
        "Units × indicators",
        "repaints a second",
        f"target ≥ {LEAST_PER_SECOND}",
        "page, CPU ms a repaint",
        "GPU in software, CPU ms a repaint",
        "repaints a second without a GPU",
    ]
    note = (
        f"For {DRAG_S} s, a move every {MOVE_MS} ms; frames in which bars changed or glided are counted. "
        "The GPU in software takes its CPU time on every core at once, beside the page's; without a GPU, as "
        "Chromium runs by itself where there is none, the CPU draws."
    )
    return Table("While a weight is dragged", heads, rows, note)


if __name__ == "__main__":
    show(measure([int(units) for units in sys.argv[1:]] or SIZES))
