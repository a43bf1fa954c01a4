"""The board of a country's townships, 40,000 units, beside the stock form of the page.

Run it with ``python -m benchmarks.bench_townships [UNITS]``. The page is opened twice: the first visit
makes what the server keeps, the second is timed. The map is turned to one city as a reader finds it, and
then drawn back until all is seen.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
from playwright.sync_api import Page, Playwright, sync_playwright
from playwright.sync_api import TimeoutError as Late

from benchmarks.bench_board import BOARD_SLIDER, LEAST_PER_SECOND, STOCK, Drag, drag, environment
from benchmarks.bench_robustness import index_tree, scores
from benchmarks.browser import at_rest, cpu_seconds, launched, quiet
from benchmarks.datasets import write
from benchmarks.report import Table, ms, show, verdict
from lcity.index import Weights
from lcity.index.draws import DRAWS
from lcity.index.robustness import around
from lcity.ui.shared.intervals import FIRST_DRAWS
from tests.browser.harness import serve

UNITS, INDICATORS = 40_000, 25
PRESSES = 7
OPENINGS = 5
MOST_OPEN_S, MOST_FRAME_MS, MOST_RANKS_S = 4.0, 1000 / 60, 10.0
PATIENCE_S = 300
STOCK_PATIENCE_S = 60
_DRAWN = "() => repaints.kinds.bars && repaints.kinds.canvas && !repaints.pending"
_STOCK_DRAWN = """() => ['stDataFrame', 'stPlotlyChart', 'stDeckGlJsonChart']
    .every((kind) => document.querySelector(`[data-testid=${kind}]`))"""
_COMPUTED = """() => new Promise((done) => {
    const slider = document.querySelector('.lcity-board') ?? [...document.querySelectorAll('*')]
        .map((node) => node.shadowRoot?.querySelector('.lcity-board')).find(Boolean);
    const input = slider.querySelector('.weight.depth-0 input[type=range]');
    input.valueAsNumber += input.valueAsNumber > 90 ? -1 : 1;
    input.dispatchEvent(new InputEvent('input', {bubbles: true}));
    const begun = performance.now();
    requestAnimationFrame((now) => {
        const after = new MessageChannel();
        after.port1.onmessage = () => done(performance.now() - now);
        after.port2.postMessage(null);
    });
})"""
"""Moves a weight; the milliseconds of the frame in which figures and bars are drawn anew."""


@dataclass(frozen=True)
class Found:
    """What the board gave: seconds to open, milliseconds a weight, drags."""

    open_s: float
    open_cpu_s: float
    press_ms: list[float]
    frame_ms: list[float]
    of_city: Drag
    of_all: Drag


def measure(units: int = UNITS) -> list[Table]:
    """Return what was found of the page, and of ranks under many sets of weights."""
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = write(Path(place) / "dataset", units, INDICATORS)
        with serve(Path(place) / "board.log", env=environment(folder)) as base:
            found = of_board(playwright, base + "/ranking?units=district")
        with serve(Path(place) / "stock.log", app=STOCK, env=environment(folder)) as base:
            stock = _opening(playwright, base)
    return [_page(units, found, stock), _ranks(units)]


def of_board(playwright: Playwright, url: str) -> Found:
    """Open the board and move its weights; for the columns see `Found`."""
    with launched(playwright) as page:
        _come_in(page, url)
        quiet(page, seconds=PATIENCE_S)
    opened = [_opened(playwright, url) for _ in range(OPENINGS)]
    with launched(playwright) as page:
        _come_in(page, url)
        quiet(page, seconds=PATIENCE_S)
        page.locator(BOARD_SLIDER).first.focus()
        press_ms = [_pressed(page) for _ in range(PRESSES + 1)][1:]
        frame_ms = [page.evaluate(_COMPUTED) for _ in range(PRESSES + 1)][1:]
        quiet(page, seconds=PATIENCE_S)
        of_city = drag(page)
        for _ in range(8):
            page.get_by_role("button", name="Zoom out").click()
        quiet(page, seconds=PATIENCE_S)
        open_s, cpu_s = map(median, zip(*opened, strict=True))
        return Found(open_s, cpu_s, press_ms, frame_ms, of_city, drag(page))


def _come_in(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_function(_DRAWN, timeout=1000 * PATIENCE_S, polling="raf")


def _opened(playwright: Playwright, url: str) -> tuple[float, float]:
    """Return the seconds until the board is drawn in a new browser, and those of CPU its page takes."""
    with launched(playwright) as page:
        begun = perf_counter()
        _come_in(page, url)
        found = perf_counter() - begun, cpu_seconds(page)["renderer"]
        quiet(page, seconds=PATIENCE_S)
        return found


def _pressed(page: Page) -> float:
    """Press a key on the slider that has the focus; return the milliseconds until the bars are at rest.

    The next press comes before the server is asked for ranges of the ranks: a hand at work.
    """
    page.keyboard.press("ArrowRight")
    at_rest(page, "bars")
    return page.evaluate("repaints.kinds.bars - repaints.pressed")


def _opening(playwright: Playwright, url: str) -> float:
    """Return the seconds until the stock page is drawn on a second visit; NaN where either takes too long."""
    try:
        for _ in range(2):
            with launched(playwright) as page:
                begun = perf_counter()
                page.goto(url)
                page.wait_for_function(_STOCK_DRAWN, timeout=1000 * STOCK_PATIENCE_S, polling=100)
                took = perf_counter() - begun
    except Late:
        return float("nan")
    return took


def _page(units: int, found: Found, stock: float) -> Table:
    press, frame = median(found.press_ms), median(found.frame_ms)
    late = f"not within {STOCK_PATIENCE_S} s"
    rows = [
        [
            "opens, s",
            f"{found.open_s:.1f}",
            f"{stock:.1f}" if np.isfinite(stock) else late,
            f"≤ {MOST_OPEN_S:.0f}",
            verdict(found.open_s, MOST_OPEN_S),
        ],
        ["CPU of the page till then, s", f"{found.open_cpu_s:.1f}", "", "", ""],
        ["a weight, key press to bars at rest, ms", ms(press), "", "", ""],
        [
            "a weight, the frame of figures and bars, ms",
            ms(frame),
            "",
            f"≤ {MOST_FRAME_MS:.0f}",
            verdict(frame, MOST_FRAME_MS),
        ],
    ]
    for name, one in {"a city": found.of_city, "all": found.of_all}.items():
        target = verdict(-one.per_second, -LEAST_PER_SECOND)
        rows.append(
            [
                f"a drag, {name} on the map, repaints a second",
                f"{one.per_second:.0f}",
                "",
                f"≥ {LEAST_PER_SECOND}",
                target,
            ]
        )
        rows.append([f"a drag, {name} on the map, CPU ms a repaint", ms(one.page_ms), "", "", ""])
    note = (
        f"Medians of {OPENINGS} openings and {PRESSES} weights. Opened from a server on the same machine "
        "that has read the dataset; bars and map drawn. A frame is the page's own part of it: from the "
        "display's signal until all is drawn anew."
    )
    heads = [f"{units:,} × {INDICATORS}", "board", "stock", "target", ""]
    return Table("The board at a country's townships", heads, rows, note)


def _ranks(units: int) -> Table:
    rows = []
    for name, table, errors in (
        ("all there", scores(units), False),
        ("3 % missing, drawn too", scores(units, 0.03), True),
    ):
        for draws in (FIRST_DRAWS, DRAWS):
            begun = perf_counter()
            around(table, index_tree(), Weights(), draws=draws, errors=table * np.nan if errors else None)
            took = perf_counter() - begun
            rows.append([f"{name}: {draws:,} sets", f"{took:.1f}", verdict(took, MOST_RANKS_S)])
    heads = [f"{units:,} units", "s", f"target ≤ {MOST_RANKS_S:.0f} s"]
    return Table("Ranks under many sets of weights", heads, rows, "Once each, by all cores.")


if __name__ == "__main__":
    show(measure(*[int(units) for units in sys.argv[1:2]]))
