"""The coverage page beside its stock form, in headless Chromium with a GPU in software.

Run it with ``python -m benchmarks.bench_coverage``. A control is moved on both pages in turns: radius,
group, kinds, hour; the clock runs from the key or the click to the last repaint of everything. The floor is
a page of these controls alone: what Streamlit takes to run a fragment, and the browser to show that it has.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, Playwright, sync_playwright

from benchmarks.browser import Wire, opened, quiet
from benchmarks.report import Table, ms, show, verdict
from tests.browser.harness import ROOT, serve

CITY = "310000"
STOCK = ROOT / "benchmarks" / "stock" / "coverage.py"
FLOOR = ROOT / "benchmarks" / "stock" / "controls.py"
DATASET = ROOT / "data" / "china15"
TURNS = 4
MOST_SHARE = 1 / 4


def _radius(page: Page, turn: int) -> None:
    page.get_by_role("slider", name="Straight-line distance").press("ArrowRight")


def _group(page: Page, turn: int) -> None:
    page.locator("[data-testid=stButtonGroup]:has-text('60')").get_by_role("radio").nth(1 + turn % 2).click()


def _kinds(page: Page, turn: int) -> None:
    _choose(page, page.locator("[data-testid=stMultiSelect] input"), 1)


def _hour(page: Page, turn: int) -> None:
    _choose(page, page.locator("[data-testid=stMain] [data-testid=stSelectbox] input"), 10 + turn)


def _choose(page: Page, box, down: int) -> None:
    box.click()
    for _ in range(down):
        box.press("ArrowDown")
    box.press("Enter")


CONTROLS: dict[str, Callable[[Page, int], None]] = {
    "radius": _radius,
    "group": _group,
    "kinds": _kinds,
    "hour": _hour,
}


def measure() -> list[Table]:
    """Return what each control took on each page."""
    took = {control: ([], [], []) for control in CONTROLS}
    got = {control: ([], [], []) for control in CONTROLS}
    with TemporaryDirectory() as place, sync_playwright() as playwright, ExitStack() as stack:
        pages = [
            stack.enter_context(_served(playwright, Path(place), app, path))
            for app, path in ((ROOT / "app.py", f"/coverage?city={CITY}"), (STOCK, ""), (FLOOR, ""))
        ]
        wires = [Wire(page) for page in pages]
        for control, move in CONTROLS.items():
            for turn in range(TURNS + 1):
                for number, (page, wire) in enumerate(zip(pages, wires, strict=True)):
                    wire.reset()
                    move(page, turn)
                    quiet(page, ["page"])
                    if turn:  # the first warms up
                        took[control][number].append(page.evaluate("repaints.painted - repaints.pressed"))
                        got[control][number].append(wire.got + wire.fetched)
    rows = []
    for control, found in took.items():
        own, stock, floor = map(median, found)
        own_bytes, stock_bytes, _ = map(median, got[control])
        rows.append(
            [
                control,
                ms(own),
                ms(stock),
                f"1/{stock / own:.1f}",
                verdict(own / stock, MOST_SHARE),
                ms(floor),
                f"1/{stock / floor:.1f}",
                f"{own_bytes:,.0f}",
                f"{stock_bytes:,.0f}",
            ]
        )
    heads = [
        "Choice",
        "LCity ms",
        "stock ms",
        "LCity/stock",
        f"target ≤ 1/{1 / MOST_SHARE:.0f}",
        "floor ms",
        "floor/stock",
        "LCity bytes",
        "stock bytes",
    ]
    note = (
        f"To the last repaint; medians of {TURNS}, in turns. Bytes: websocket and fetched. The floor: these "
        "controls on a page that draws nothing else."
    )
    return [Table("The coverage page and its stock form", heads, rows, note)]


@contextmanager
def _served(playwright: Playwright, place: Path, app: Path, path: str) -> Iterator[Page]:
    env = {
        "LCITY_DATASET": str(DATASET),
        "BENCHMARK_CITY": CITY,
        "PYTHONPATH": str(ROOT),
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
        "STREAMLIT_BROWSER_SERVER_ADDRESS": "localhost",
    }
    with serve(place / f"{app.stem}.log", app=app, env=env) as base, opened(playwright, base + path) as page:
        yield page


if __name__ == "__main__":
    show(measure())
